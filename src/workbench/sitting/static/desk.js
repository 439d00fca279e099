// What the page asks of the launcher over plain HTTP: cover, uncover, and changes when the kernel is gone.

let token = null;

async function state() {
  const answer = await fetch("/desk/state", { credentials: "same-origin" });
  const content = await answer.json();
  token = content.xsrf ?? token;
  return content;
}

function send(path, body, keepalive) {
  return fetch(path, {
    method: "POST",
    credentials: "same-origin",
    keepalive,
    headers: { "Content-Type": "application/json", "X-XSRFToken": token ?? "" },
    body: JSON.stringify(body ?? {}),
  });
}

async function post(path, body) {
  if (token === null) await state();
  const answer = await send(path, body, path === "/desk/cover");
  return { ok: answer.ok, ...(await answer.json()) };
}

export const desk = {
  state,
  token: async () => (await state()).xsrf,
  cover: () => post("/desk/cover"),
  uncover: (pin) => post("/desk/uncover", { pin }),
  handOver: (draft) => post("/desk/hand-over", { draft }),
  takeBack: (pin) => post("/desk/take-back", { pin }),
  boxes: async (draft) => (await (await fetch(`/report/${encodeURIComponent(draft)}/before`, { credentials: "same-origin" })).json()).told,
  touch: () => post("/desk/touch"),
  changes: (envelopes) => post("/desk/changes", envelopes),
  // Goes out while the page goes away; nobody is left to hear the answer.
  part: (envelopes) => void send("/desk/changes", envelopes, true).catch(() => null),
};

// Windows of the same browser tell each other that the screen was covered, that the page went to the child (their
// boot script hears it), and who holds a sitting.
export function windows({ covered, held }) {
  const channel = new BroadcastChannel("workbench");
  channel.onmessage = ({ data }) => (data === "covered" ? covered() : data?.held && held(data));
  return {
    tellCovered: () => channel.postMessage("covered"),
    tellHanded: () => channel.postMessage("handed"),
    tellHeld: (draft, tab) => channel.postMessage({ held: draft, tab }),
    close: () => channel.close(),
  };
}
