// What the page asks of the launcher over plain HTTP: cover, uncover, and changes when the kernel is gone.

let token = null;

async function state() {
  const answer = await fetch("/desk/state", { credentials: "same-origin" });
  const content = await answer.json();
  token = content.xsrf ?? token;
  return content;
}

async function post(path, body) {
  if (token === null) await state();
  const answer = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    keepalive: path === "/desk/cover",
    headers: { "Content-Type": "application/json", "X-XSRFToken": token ?? "" },
    body: JSON.stringify(body ?? {}),
  });
  return { ok: answer.ok, ...(await answer.json()) };
}

export const desk = {
  state,
  cover: () => post("/desk/cover"),
  uncover: (pin) => post("/desk/uncover", { pin }),
  touch: () => post("/desk/touch"),
  changes: (envelopes) => post("/desk/changes", envelopes),
};

// Windows of the same browser tell each other that the screen was covered, and who holds a sitting.
export function windows({ covered, held }) {
  const channel = new BroadcastChannel("workbench");
  channel.onmessage = ({ data }) => (data === "covered" ? covered() : data?.held && held(data));
  return {
    tellCovered: () => channel.postMessage("covered"),
    tellHeld: (draft, tab) => channel.postMessage({ held: draft, tab }),
    close: () => channel.close(),
  };
}
