// The guided page: shows what the session sends, sends what the practitioner changes, and keeps the place.

import { button, make, randomId } from "./dom.js";
import { desk, windows } from "./desk.js";
import { makeQueue } from "./queue.js";
import { makeCard } from "./card.js";
import { makeNotes } from "./notes.js";
import { makeFrame } from "./frame.js";
import { breakPanel, coverPanel, endPanel, watchIdle } from "./calm.js";

const NO_ANSWER_MS = 6000;
const COVER_AFTER_SECONDS = 300;
const KEYED = ["items", "answers", "statements"];

function render({ model, el }) {
  const tab = `t${randomId()}`;
  const launcher = model.get("launcher");
  const root = make(document.querySelector("main") ? "div" : "main", { class: "wb" });
  const cards = new Map();
  const revealed = new Set();
  const place = { section: null, item: null };
  let frame = null;
  let notes = null;
  let drawn = null;
  let ending = null;
  let covered = false;
  let leaving = false;
  let opened = false;
  let coverAfter = COVER_AFTER_SECONDS;
  let openTimer = null;
  let placeTimer = null;
  let savingTimer = null;

  const queue = makeQueue({ send: (message) => model.send(message), deliver, late, settled });
  const page = {
    view: null,
    launcher,
    kept: new Map(),
    change(change) {
      if (page.view?.read_only) return;
      queue.add(change);
      clearTimeout(savingTimer);
      savingTimer = setTimeout(() => queue.size && frame?.status("Saving…"), 400);
    },
    waits: (test) => queue.holds(test),
    drop: (test) => queue.drop(test),
    onward,
    showAnyway(item) {
      revealed.add(item);
      showCards();
    },
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
    return say("The page has no link to the workbench.", "Load it again", reload);
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
    else if (kind === "missing") {
      clearTimeout(openTimer);
      say("This sitting is not here. Choose one on the start page.", launcher ? "Back to start" : null, () => {
        location.href = "/";
      });
    }
  }

  function adopt(view) {
    clearTimeout(openTimer);
    if (covered) return;
    page.view = view;
    const fresh = frame === null;
    if (fresh) build();
    if (fresh && place.section === null) Object.assign(place, view.place);
    frame.warn("");
    queue.open({ draft: view.draft, tab, base: view.revision });
    show();
    if (fresh && place.item) cards.get(place.item)?.focus();
    if (!opened) channel.tellHeld(view.draft, tab);
    opened = true;
    settled(queue.size);
  }

  function saved({ id, revision, at, changed }) {
    if (page.view) {
      for (const [key, value] of Object.entries(changed)) {
        if (!KEYED.includes(key)) page.view[key] = value;
        else merge(page.view[key], value);
      }
      page.view.saved_at = at;
    }
    queue.done(id, revision);
    if (frame && page.view && !covered) show();
  }

  function merge(into, values) {
    for (const [id, value] of Object.entries(values)) {
      if (value === null) delete into[id];
      else into[id] = value;
    }
  }

  function settled(left) {
    if (left || !frame || !page.view || covered) return;
    clearTimeout(savingTimer);
    if (!page.view.read_only) frame.warn("");
    frame.status(frame.saved());
  }

  function refused(id, text) {
    const change = queue.find(id);
    queue.done(id);
    if (frame && page.view) show();
    const card = cards.get(change?.item);
    if (card) card.refuse(`This could not be recorded. ${text}`);
    else if (id === null) say("The page and the workbench do not understand each other.", "Load the page again", reload);
    else frame?.warn(`This could not be recorded. ${text}`);
  }

  function late() {
    if (!frame || !page.view) return;
    const since = page.view.saved_at ? ` since ${frame.saved().slice("Saved ".length)}` : "";
    frame.status("Not saved");
    frame.warn(`Not saved${since}. What you entered is still on this page and is being sent again. Keep the page open.`);
  }

  function notSaved(text) {
    late();
    frame?.warn(`Not saved. ${text}`);
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
    else if (["AnswerRefused", "UnknownName"].includes(answer.error)) refused(envelopes[answer.refused]?.id, answer.text);
    return answer.ok;
  }

  function locked() {
    leaving = true;
    location.href = "/";
  }

  function readOnly() {
    queue.hold();
    queue.drop((change) => change.kind === "place");
    if (!page.view || !frame) return;
    page.view.read_only = true;
    show();
    frame.status("Read only");
    frame.warn("This sitting was opened in another window. Here it can only be read.", "Take over here", () => {
      opened = false;
      open();
    });
  }

  // Drawing

  function say(text, label, act) {
    if (frame) return frame.warn(text, label, act);
    return root.replaceChildren(make("div", { class: "wb-cover" },
      make("div", {}, make("h1", {}, "One moment, please"), make("p", { role: "alert" }, text),
        label ? button(label, act, { class: "wb-main" }) : null)));
  }

  function build() {
    frame = makeFrame(page, {
      notes: () => (notes.root.hidden ? openNotes() : notes.close()),
      pause: () => page.change({ kind: "pause", ends: false }),
      cover: () => cover(),
      stop: () => end(false),
      go: (section) => go(section),
    });
    notes = makeNotes(page, () => {
      frame.notes.setAttribute("aria-expanded", "false");
      frame.notes.focus();
    });
    frame.root.append(notes.root);
    drawn = null;
    root.replaceChildren(frame.root);
  }

  function openNotes() {
    frame.notes.setAttribute("aria-expanded", "true");
    notes.open();
  }

  function current() {
    const { sections } = page.view;
    return sections.find((section) => section.id === place.section) ?? sections[0];
  }

  function show() {
    const { view } = page;
    const state = view.stopped ? "stopped" : ending ? "ending" : view.pause ? "pause" : `part ${current().id}`;
    const key = state.startsWith("part") ? state : `${state} ${view.read_only}`;
    frame.show(state.startsWith("part") ? current().id : null);
    if (key !== drawn) {
      const first = drawn === null;
      drawn = key;
      cards.clear();
      if (view.stopped) ending = null;
      if (state === "pause") frame.main.replaceChildren(breakPanel(page));
      else if (!state.startsWith("part")) frame.main.replaceChildren(endPanel(page, { atEnd: ending === "last", back }));
      else drawPart(current());
      if (!first) headline();
    }
    if (state.startsWith("part")) showCards();
    notes.show();
  }

  function headline() {
    root.scrollIntoView();
    frame.main.querySelector("h1")?.focus({ preventScroll: true });
  }

  function drawPart(section) {
    const { sections } = page.view;
    const index = sections.indexOf(section);
    const [before, after] = [sections[index - 1], sections[index + 1]];
    const list = make("div", { class: "wb-cards" });
    frame.main.replaceChildren(
      make("h1", { tabindex: "-1" }, section.title),
      section.intro ? make("p", { class: "wb-intro" }, section.intro) : "",
      list,
      make("div", { class: "wb-turn" },
        before ? button(`← ${before.title}`, () => go(before.id), {}) : make("span", {}),
        after ? button("Next →", () => go(after.id), { class: "wb-main", "data-next": "" })
          : button("Finish", () => end(true), { class: "wb-main", "data-next": "" })));
  }

  function showCards() {
    const { view } = page;
    const list = frame.main.querySelector(".wb-cards");
    const wanted = current().items;
    for (const [id, card] of cards) {
      if (wanted.includes(id)) continue;
      card.root.remove();
      cards.delete(id);
    }
    wanted.forEach((id, index) => {
      if (!cards.has(id)) cards.set(id, makeCard(view.items[id], page));
      const card = cards.get(id);
      if (list.children[index] !== card.root) list.insertBefore(card.root, list.children[index] ?? null);
      card.show({
        answer: view.answers[id],
        statements: view.statements[id] ?? [],
        later: view.later.includes(id) && !revealed.has(id),
        readOnly: view.read_only,
      });
    });
  }

  // Moving

  function go(section) {
    settle();
    ending = null;
    Object.assign(place, { section, item: null });
    page.change({ kind: "place", section, item: null });
    show();
  }

  function end(last) {
    settle();
    ending = last ? "last" : "early";
    show();
  }

  function back() {
    ending = null;
    show();
  }

  function onward(item) {
    const { items } = current();
    const next = cards.get(items[items.indexOf(item) + 1]);
    if (!next) return frame.main.querySelector("[data-next]").focus();
    next.focus();
    return next.root.scrollIntoView({ block: "nearest" });
  }

  function entered(event) {
    const item = event.target.closest?.("[data-item]")?.dataset.item;
    if (!item || item === place.item) return;
    place.item = item;
    place.section = current().id;
    clearTimeout(placeTimer);
    placeTimer = setTimeout(tellPlace, 600);
  }

  function tellPlace() {
    clearTimeout(placeTimer);
    placeTimer = null;
    page.change({ kind: "place", section: place.section, item: place.item });
  }

  function settle() {
    cards.forEach((card) => card.settle());
    notes?.settle();
    if (placeTimer) tellPlace();
  }

  // Covering

  async function cover({ told = false } = {}) {
    clearTimeout(openTimer);
    if (covered) return;
    settle();
    covered = true;
    frame = notes = null;
    cards.clear();
    const panel = coverPanel({ launcher, uncovered, locked });
    root.replaceChildren(panel.root);
    panel.focus();
    for (let waited = 0; !told && queue.size && waited < 3000; waited += 50) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    if (!covered) return;
    queue.hold();
    page.view = null;
    if (told || !launcher) return;
    channel.tellCovered();
    await desk.cover().catch(() => null);
  }

  function uncovered() {
    covered = false;
    open();
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
    settle();
    if (queue.size) event.preventDefault();
  }

  // What is not yet acknowledged leaves with the page; sent twice, it is recorded once.
  function parting() {
    settle();
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
  root.addEventListener("focusin", entered);
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
