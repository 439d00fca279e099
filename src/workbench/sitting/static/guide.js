// What the practitioner sees: the parts with their questions, the notes, a break, the end; moving between them.

import { button, fixed, make } from "./dom.js";
import { makeCard } from "./card.js";
import { makeNotes } from "./notes.js";
import { makeFrame } from "./frame.js";
import { breakPanel, endPanel } from "./calm.js";
import { agePanel, handOverPanel } from "./handing.js";
import { say } from "./words.js";

export function makeGuide(page, { cover, handOver }) {
  const { place, revealed } = page;
  const cards = new Map();
  const arrived = new Set(); // questions that an answer brought while their part was on the screen, and nobody has met yet
  let drawn = null;
  let wanted = null; // where "Next" leads once it is known which questions are asked here
  let came = null;
  let placeTimer = null;

  const frame = makeFrame(page, {
    notes: () => (notes.root.hidden ? openNotes() : notes.close()),
    pause: () => page.change({ kind: "pause", ends: false }),
    cover,
    stop: () => end(false),
    go: (section) => go(section),
  });
  const notes = makeNotes(page, () => {
    frame.notes.setAttribute("aria-expanded", "false");
    frame.notes.focus();
  });
  frame.root.append(notes.root);
  frame.root.addEventListener("focusin", entered);
  page.onward = onward;
  page.showAnyway = (item, wanted) => {
    if (wanted) revealed.add(item);
    else revealed.delete(item);
    showCards();
  };
  if (place.section === null) Object.assign(place, page.view.place);

  function openNotes() {
    frame.notes.setAttribute("aria-expanded", "true");
    notes.open();
  }

  function current() {
    const { sections } = page.view;
    return sections.find((section) => section.id === place.section) ?? sections[0];
  }

  // What stands in the middle, and what must differ for it to be drawn anew.
  function state() {
    const { view } = page;
    if (view.stopped) return { panel: () => endPanel(page, { back }), key: `stopped ${view.read_only}` };
    if (page.ending) return { panel: () => endPanel(page, { atEnd: page.ending === "last", back }), key: `end ${view.read_only}` };
    if (view.pause) return { panel: () => breakPanel(page), key: `pause ${view.read_only}` };
    if (view.mode === "age") return { panel: () => agePanel(page), key: "age" };
    if (view.mode === "hand_over") {
      return { panel: () => handOverPanel(page, handOver), key: `hand over ${view.read_only} ${view.handing.given.length}` };
    }
    return { part: current(), key: `part ${current().id}` };
  }

  function show() {
    if (page.view.stopped) page.ending = null;
    const { key, panel, part } = state();
    frame.show(part?.id ?? null);
    if (key !== drawn) {
      const first = drawn === null;
      drawn = key;
      cards.clear();
      arrived.clear();
      wanted = came = null;
      if (panel) frame.main.replaceChildren(panel());
      else drawPart(part);
      if (!first) headline();
    }
    if (part) showCards();
    notes.show();
    if (wanted && !decides()) leave(wanted);
  }

  function headline() {
    frame.root.scrollIntoView();
    frame.main.querySelector("h1")?.focus({ preventScroll: true });
  }

  function drawPart(section) {
    const { sections } = page.view;
    const index = sections.indexOf(section);
    const [before, after] = [sections[index - 1], sections[index + 1]];
    const list = make("div", { class: "wb-cards" });
    frame.main.replaceChildren(
      make("h1", { tabindex: "-1" }, section.title),
      page.view.withheld ? make("p", { class: "wb-withheld", role: "status" }, page.view.withheld) : "",
      section.intro ? make("p", { class: "wb-intro" }, section.intro) : "",
      make("div", { class: "wb-alone", hidden: true }, button(say("I am alone now: show every question"), showAll, {})),
      list,
      make("div", { class: "wb-aside", hidden: true }, button(say("Put all “For another time” aside for today"), putAllAside, {})),
      make("div", { class: "wb-turn" },
        before ? button(`← ${before.title}`, () => go(before.id), {}) : make("span", {}),
        after ? button(say("Next →"), () => leave(() => go(after.id)), { class: "wb-main", "data-next": "" })
          : button(say("Finish"), () => leave(() => end(true)), { class: "wb-main", "data-next": "" })));
  }

  function showCards() {
    const { view } = page;
    const list = frame.main.querySelector(".wb-cards");
    const asked = current().items;
    const first = !cards.size;
    for (const [id, card] of cards) {
      if (asked.includes(id)) continue;
      card.root.remove();
      cards.delete(id);
    }
    asked.forEach((id, index) => {
      if (!first && !cards.has(id)) arrived.add(id);
      const card = cardOf(view.items[id]);
      if (list.children[index] !== card.root) list.insertBefore(card.root, list.children[index] ?? null);
      const later = view.later.includes(id);
      card.show({
        answer: view.answers[id],
        statements: view.statements[id] ?? [],
        later: later && !revealed.has(id),
        revealed: later && revealed.has(id),
        readOnly: fixed(view),
        hint: view.items[id].hint || (id === came ? say("This question came with an answer above.") : ""),
      });
    });
    frame.main.querySelector(".wb-aside").hidden = fixed(view) || waiting().length < 2;
    frame.main.querySelector(".wb-alone").hidden = view.presence_known || !asked.some((id) => cards.get(id).isAside());
  }

  // A question that reads otherwise than before is drawn anew; the one that is being answered stays.
  function cardOf(item) {
    const same = ({ hint, ...words }) => JSON.stringify(words);
    const known = cards.get(item.id);
    if (known && (same(known.item) === same(item) || known.root.contains(document.activeElement))) return known;
    known?.settle();
    known?.root.remove();
    cards.set(item.id, makeCard(item, page));
    return cards.get(item.id);
  }

  function waiting() {
    return current().items.filter((id) => cards.get(id).isAside() && !page.view.answers[id]);
  }

  // Until the page is loaded again. Where the questions themselves ask who is here, that answer counts instead.
  function showAll() {
    page.view.later.forEach((id) => revealed.add(id));
    showCards();
    cards.get(current().items[0])?.focus();
  }

  function putAllAside() {
    waiting().forEach((id) => cards.get(id).putAside());
    frame.main.querySelector(".wb-aside").hidden = true;
    frame.main.querySelector("[data-next]").focus();
  }

  // Moving

  // On from the end of a part: not past a question that came with an answer there and was not seen by whoever is quick.
  function leave(onward) {
    settle();
    wanted = null;
    if (decides()) return void (wanted = onward);
    const missed = current().items.find((id) => arrived.has(id) && !page.view.answers[id] && !cards.get(id).isAside());
    if (!missed) return onward();
    arrived.clear();
    came = missed;
    showCards();
    cards.get(missed).focus();
    return cards.get(missed).root.scrollIntoView({ block: "center" });
  }

  // Whether an answer is still on its way that decides which questions are asked.
  function decides() {
    return page.waits((change) => change.kind !== "place" && page.view.items[change.item]?.opens);
  }

  function go(section) {
    settle();
    page.ending = null;
    Object.assign(place, { section, item: null });
    page.change({ kind: "place", section, item: null });
    show();
  }

  function end(last) {
    settle();
    page.ending = last ? "last" : "early";
    show();
  }

  function back() {
    page.ending = null;
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
    arrived.delete(item);
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
    notes.settle();
    if (placeTimer) tellPlace();
  }

  return {
    root: frame.root,
    forChild: false,
    show,
    settle,
    status: frame.status,
    saved: frame.saved,
    warn: frame.warn,
    arrive: () => {
      if (place.item) cards.get(place.item)?.focus();
      if (!frame.root.contains(document.activeElement)) frame.main.querySelector("h1")?.focus({ preventScroll: true });
    },
    accepted: (change) => cards.get(change?.item)?.refuse(""),
    refuse(change, text) {
      const card = cards.get(change?.item);
      if (card) card.refuse(say("This could not be recorded. {reason}", { reason: text }));
      else frame.warn(say("This could not be recorded. {reason}", { reason: text }));
    },
  };
}
