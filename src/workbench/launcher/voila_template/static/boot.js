// Hooks that Voilà's script calls, a calm word until the form is there, the lock, and the end of the kernel.
"use strict";

window.cellLoaded = true;
window.voila_heartbeat = () => {};
window.voila_process = () => {};
window.voila_finish = () => {};

document.addEventListener("DOMContentLoaded", () => {
  const cells = document.getElementById("rendered_cells");
  const watch = new MutationObserver(() => {
    if (!cells.querySelector("h1, h2, .jp-RenderedText")) return;
    watch.disconnect();
    document.getElementById("opening")?.remove();
  });
  watch.observe(cells, { childList: true, subtree: true });
});

// A lock from elsewhere, another window or the idle clock, takes this page away too; so does a page that changes hands
// between practitioner and child. What is hidden is emptied, and loads anew when it is looked at. Asking is not activity.
const LOOK_EVERY = 3_000;
let hands = null;

async function look() {
  const answer = await fetch("/desk/state").catch(() => null);
  const { state } = answer?.ok ? await answer.json() : {};
  if (state === "locked") return leave(() => location.replace("/login"));
  if (state !== "open" && state !== "handed_over") return undefined;
  hands ??= state;
  return state === hands ? undefined : leave(again);
}

const again = () => location.reload();

function leave(onward) {
  document.body.replaceChildren();
  if (document.hidden) document.addEventListener("visibilitychange", onward, { once: true });
  else onward();
}

look();
setInterval(look, LOOK_EVERY);
new BroadcastChannel("workbench").addEventListener("message", ({ data }) => data === "handed" && leave(again));

// A page brought back by the browser's own memory has no kernel any more: load it anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

window.addEventListener("pagehide", () => {
  // Whoever comes back to it by the browser's memory sees nothing before it has loaded.
  document.body.hidden = true;
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  if (config.kernelId) navigator.sendBeacon("/voila/api/shutdown/" + config.kernelId);
});
