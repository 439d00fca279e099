// Hooks that Voilà's script calls, and the end of this page's kernel when the page is left.
"use strict";

window.cellLoaded = true;
window.voila_heartbeat = () => {};
window.voila_process = () => {};
window.voila_finish = () => document.getElementById("opening")?.remove();

// A page brought back by the browser's own memory has no kernel any more: load it anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

window.addEventListener("pagehide", () => {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  if (config.kernelId) navigator.sendBeacon("/voila/api/shutdown/" + config.kernelId);
});
