// The page of a sitting: talks with the session, sends changes until they are saved, covers; a screen does the drawing.

import { button, clock, make, randomId } from "./dom.js";
import { desk, windows } from "./desk.js";
import { overfull } from "./room.js";
import { makeQueue } from "./queue.js";
import { coverPanel, watchIdle } from "./calm.js";
import { makeGuide } from "./guide.js";
import { makeChildPage } from "./child.js";
import { say, speak } from "./words.js";

const NO_ANSWER_MS = 6000;
const COVER_AFTER_SECONDS = 300;
const KEYED = ["items", "answers", "statements"];

function render({ model, el }) {
  speak(model.get("words"));
  const tab = `t${randomId()}`;
  const launcher = model.get("launcher");
  const root = make(document.querySelector("main") ? "div" : "main", { class: "wb" });
  let screen = null;
  let covered = false;
  let leaving = false;
  let opened = false;
  let coverAfter = COVER_AFTER_SECONDS;
  let openTimer = null;
  let savingTimer = null;

  const queue = makeQueue({ send: (message) => model.send(message), deliver, late, settled });
  const page = {
    view: null,
    launcher,
    place: { section: null, item: null },
    ending: null,
    revealed: new Set(),
    kept: new Map(),
    change(change) {
      if (page.view?.read_only) return;
      queue.add(change);
      clearTimeout(savingTimer);
      savingTimer = setTimeout(() => queue.size && screen?.status(say("Saving…")), 400);
    },
    waits: (test) => queue.holds(test),
    drop: (test) => queue.drop(test),
  };

  // Talking with the session

  function open() {
    clearTimeout(openTimer);
    openTimer = setTimeout(unanswered, NO_ANSWER_MS);
    try {
      model.send({ kind: "open", draft: location.hash.slice(1), tab });
    } catch {
      // A kernel that cannot be reached never answers: `unanswered` comes.
    }
  }

  function unanswered() {
    const again = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (launcher && !queue.size && (opened || !again)) return reload();
    if (queue.size) queue.closed();
    return blocked(say("The page has no link to the workbench."), say("Load it again"), reload);
  }

  function reload() {
    leaving = true;
    location.reload();
  }

  // A stale change needs nothing: the fresh view that comes before it sends the change again.
  function heard(message) {
    const { kind, id } = message;
    if (kind === "view") adopt(message.view);
    else if (kind === "saved") saved(message);
    else if (kind === "refused") refused(id, message.text);
    else if (kind === "read_only") readOnly();
    else if (kind === "locked") cover({ told: true });
    else if (kind === "closed" && queue.size) queue.closed();
    else if (kind === "closed") unanswered();
    else if (kind === "not_saved") notSaved(message.text);
    else if (kind === "missing") missing();
  }

  // While a page is with the child, every other address of the workbench leads there.
  async function missing() {
    clearTimeout(openTimer);
    const { state } = launcher ? await desk.state().catch(() => ({})) : {};
    if (state === "handed_over") return locked();
    return blocked(say("This sitting is not here. Choose one on the start page."), launcher ? say("Back to start") : null, () => {
      location.href = "/";
    });
  }

  function adopt(view) {
    clearTimeout(openTimer);
    if (covered) return;
    // The page changes hands only by being loaded anew.
    if (screen && screen.forChild !== (view.mode === "child")) return reload();
    page.view = view;
    const fresh = screen === null;
    if (fresh) build();
    screen.warn("");
    queue.open({ draft: view.draft, tab, base: view.revision });
    screen.show();
    if (fresh) screen.arrive();
    if (!opened) channel.tellHeld(view.draft, tab);
    opened = true;
    return settled(queue.size);
  }

  function build() {
    screen = page.view.mode === "child" ? makeChildPage(page, { takeBack, locked }) : makeGuide(page, { cover: () => cover(), handOver });
    root.replaceChildren(screen.root);
  }

  function saved({ id, revision, at, changed }) {
    if (page.view) {
      for (const [key, value] of Object.entries(changed)) {
        if (!KEYED.includes(key)) page.view[key] = value;
        else merge(page.view[key], value);
      }
      page.view.saved_at = at;
    }
    const change = queue.find(id);
    queue.done(id, revision);
    screen?.accepted?.(change);
    if (screen && page.view && !covered) screen.show();
  }

  function merge(into, values) {
    for (const [id, value] of Object.entries(values)) {
      if (value === null) delete into[id];
      else into[id] = value;
    }
  }

  function settled(left) {
    if (left || !screen || !page.view || covered) return;
    clearTimeout(savingTimer);
    if (!page.view.read_only) screen.warn("");
    screen.status(screen.saved());
  }

  function refused(id, text) {
    const change = queue.find(id);
    queue.done(id);
    if (screen && page.view) screen.show();
    if (id === null) blocked(say("The page and the workbench do not understand each other."), say("Load the page again"), reload);
    else screen?.refuse(change, text);
  }

  function late() {
    if (!screen || !page.view) return;
    screen.status(say("Not saved"));
    screen.warn(page.view.saved_at
      ? say("Not saved since {time}. What you entered is still on this page and is being sent again. Keep the page open.", { time: clock(page.view.saved_at) })
      : say("Not saved. What you entered is still on this page and is being sent again. Keep the page open."));
  }

  function notSaved(text) {
    late();
    screen?.warn(say("Not saved. {reason}", { reason: text }));
    setTimeout(() => queue.again(), NO_ANSWER_MS);
  }

  // Without a kernel the launcher takes the changes itself; then the page loads again and gets a new kernel.
  async function deliver(envelopes) {
    if (!launcher) return false;
    const answer = await desk.changes(envelopes).catch(() => null);
    if (answer === null) return false;
    if (answer.ok) reload();
    else if (answer.error === "TakenOver") readOnly();
    else if (answer.state === "covered") cover({ told: true });
    else if (answer.state === "locked") locked();
    else if (["AnswerRefused", "ConsentMissing", "UnknownName"].includes(answer.error)) refused(envelopes[answer.refused]?.id, answer.text);
    return answer.ok;
  }

  function locked() {
    leaving = true;
    location.href = "/";
  }

  function readOnly() {
    queue.hold();
    queue.drop((change) => change.kind === "place");
    if (!page.view || !screen) return;
    page.view.read_only = true;
    screen.show();
    screen.status(say("Read only"));
    screen.warn(say("This sitting was opened in another window. Here it can only be read."), say("Take over here"), () => {
      opened = false;
      open();
    });
  }

  function blocked(text, label, act) {
    if (screen) return screen.warn(text, label, act);
    return root.replaceChildren(make("div", { class: "wb-cover" },
      make("div", {}, make("h1", {}, say("One moment, please")), make("p", { role: "alert" }, text),
        label ? button(label, act, { class: "wb-main" }) : null)));
  }

  // Covering

  async function cover({ told = false } = {}) {
    clearTimeout(openTimer);
    if (covered) return;
    screen?.settle();
    covered = true;
    screen = null;
    const panel = coverPanel({ launcher, uncovered, locked });
    root.replaceChildren(panel.root);
    panel.focus();
    if (!told) await drained();
    if (!covered) return;
    queue.hold();
    page.view = null;
    if (told || !launcher) return;
    channel.tellCovered();
    await desk.cover().catch(() => null);
  }

  // Waits until everything is saved, or for three seconds.
  async function drained() {
    for (let waited = 0; queue.size && waited < 3000; waited += 50) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return !queue.size;
  }

  function uncovered() {
    covered = false;
    open();
  }

  // Changing hands: what is on the page goes with the old kernel, and the page loads anew.

  async function handOver() {
    screen.settle();
    if (!(await drained())) return late();
    const { state, text } = await desk.handOver(page.view.draft).catch(() => ({}));
    if (state !== "handed_over") return screen?.warn(text || say("The page could not be handed over. Try again."));
    channel.tellHanded();
    return reload();
  }

  async function takeBack(pin) {
    screen.settle();
    await drained();
    const { state } = await desk.takeBack(pin);
    if (state === "open") reload();
    return state;
  }

  const channel = windows({
    covered: () => cover({ told: true }),
    held: (other) => other.tab !== tab && page.view && other.held === page.view.draft && readOnly(),
  });

  async function look() {
    if (!launcher || document.hidden) return;
    try {
      const { state, cover_seconds: seconds } = await desk.state();
      coverAfter = seconds;
      if (state === "covered") cover({ told: true });
      if (state === "locked") locked();
    } catch {
      // Without the launcher the banner speaks as soon as something is to be saved.
    }
  }

  function pressed(event) {
    if (event.key !== "F9") return;
    event.preventDefault();
    cover();
  }

  function unloading(event) {
    if (leaving) return;
    screen?.settle();
    if (queue.size || overfull()) event.preventDefault();
  }

  // What is not yet acknowledged leaves with the page; sent twice, it is recorded once.
  function parting() {
    screen?.settle();
    if (launcher && queue.size && !covered && !page.view?.read_only) desk.part(queue.envelopes());
  }

  const stopWatching = watchIdle({
    seconds: () => coverAfter,
    idle: () => cover(),
    alive: async () => {
      if (!launcher || covered) return;
      const { state } = await desk.touch().catch(() => ({}));
      if (state === "covered") cover({ told: true });
      if (state === "locked") locked();
    },
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("beforeunload", unloading);
  window.addEventListener("pagehide", parting);
  model.on("msg:custom", heard);
  el.append(root);
  open();
  look();

  return () => {
    stopWatching();
    channel.close();
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("beforeunload", unloading);
    window.removeEventListener("pagehide", parting);
  };
}

export default { render };
