// The child's own page: one question at a time, in its own words and sizes; the way back is the grown-up's PIN.

import { button, labelled, make, quiet } from "./dom.js";
import { say } from "./words.js";
import { landscape } from "./faces.js";
import { makeQuestion } from "./question.js";

export function makeChildPage(page, { takeBack, locked }) {
  const { words, size } = page.view;
  let here = page.view.place ?? "welcome";
  let question = null;
  let drawn = null;

  const dots = make("div", { class: "own-dots", role: "img" });
  const main = make("div", { class: "own-main" });
  const status = make("p", { class: "own-status", role: "status" });
  const trouble = make("p", { role: "alert" });
  const mend = button(words.here, null, {});
  const banner = make("div", { class: "own-trouble", hidden: true }, trouble, mend);
  const back = button(words.back, () => turn(-1), { class: "own-back" });
  const stop = button(words.stop, () => go("stopped"), { class: "own-stop" });
  const next = button(words.next, () => turn(1), { class: "own-next", "data-next": "" });
  const grownUp = button(words.grown_up, () => go("grown_up"), { class: "own-grown-up" });
  const turns = make("div", { class: "own-turn" }, back, stop, next);
  const root = make("div", { class: "own", "data-size": size }, dots, main, banner, turns,
    make("footer", { class: "own-foot" }, grownUp, status));

  function settle() {
    question?.settle();
  }

  function go(place) {
    settle();
    if (place === "grown_up" || place === "stopped") page.came = here;
    here = place;
    const item = page.view.items[place];
    if (item) page.change({ kind: "place", section: item.section, item: item.id });
    show();
  }

  // The ways of a child: welcome, the questions that are asked now, the end.
  function turn(by) {
    const { order } = page.view;
    if (here === "stopped") return go(page.came);
    settle();
    if (by > 0 && order.length === 1 && here === order[0] && !question.answered()) return question.ask();
    const ways = ["welcome", ...order, "end"];
    if (by > 0 && decides()) {
      page.wanted = here;
      return undefined;
    }
    return go(ways[ways.indexOf(here) + by] ?? here);
  }

  // Whether what follows waits for the answer to this question, which is still on its way.
  function decides() {
    return page.view.items[here]?.opens && page.waits((change) => change.item === here && change.kind !== "place");
  }

  function draw() {
    const item = page.view.items[here];
    question = item ? makeQuestion(item, page, () => turn(1)) : null;
    if (question) main.replaceChildren(question.root);
    else if (here === "grown_up") main.replaceChildren(grownUpPanel());
    else main.replaceChildren(...still());
  }

  function still() {
    const end = here === "stopped" || page.view.order.length < 2 ? "stopped" : "end";
    const { title, text } = here === "welcome" ? page.view.welcome : { title: words[end], text: words[`${end}_text`] };
    const sentences = here === "welcome" ? text.split(/(?<=[.!?]) (?=[A-Z])/) : [text];
    return [landscape(), make("h1", { tabindex: "-1" }, title),
      make("div", { class: here === "welcome" ? "own-telling" : "own-thanks" }, paragraphs(sentences))];
  }

  // Two sentences to a paragraph are easier to follow than one block.
  function paragraphs(sentences) {
    const told = [];
    for (let at = 0; at < sentences.length; at += 2) told.push(make("p", {}, sentences.slice(at, at + 2).join(" ")));
    return told;
  }

  function grownUpPanel() {
    const pin = quiet("input", { type: "text", inputmode: "numeric", dir: "ltr", class: "wb-pin", name: "pin" });
    const wrong = make("p", { class: "own-hint", role: "alert" });
    const open = button(words.open, null, { class: "own-next" });
    open.type = "submit";
    async function sent(event) {
      event.preventDefault();
      const given = pin.value;
      pin.value = "";
      try {
        const state = await takeBack(given);
        if (state === "locked" || state === "covered") return locked();
        wrong.textContent = state === "open" ? "" : words.wrong_pin;
      } catch {
        wrong.textContent = words.no_answer;
      }
      return pin.focus();
    }
    return make("form", { class: "own-pin", autocomplete: "off", onsubmit: sent }, make("h1", { tabindex: "-1" }, words.grown_up),
      labelled(words.pin, pin), wrong,
      make("div", { class: "own-turn" }, button(words.to_page, () => go(page.came), {}), open));
  }

  function showDots() {
    const { order } = page.view;
    const at = order.indexOf(here);
    dots.hidden = at < 0 || order.length < 2;
    if (dots.hidden) return;
    dots.setAttribute("aria-label", `${at + 1} / ${order.length}`);
    dots.replaceChildren(...order.map((_, index) => make("i", { class: index < at ? "own-done" : index === at ? "own-here" : "" })));
  }

  function show() {
    const { view } = page;
    if (view.items[here] === undefined && !["welcome", "end", "stopped", "grown_up"].includes(here)) here = "welcome";
    const first = drawn === null;
    if (drawn !== here) {
      drawn = here;
      draw();
      if (!first) arrive();
    }
    question?.show(view.answers[here], view.read_only);
    showDots();
    back.hidden = here === "welcome";
    stop.hidden = !question;
    next.hidden = here === "end" || here === "stopped";
    turns.hidden = here === "grown_up";
    grownUp.hidden = here === "grown_up";
    root.dataset.here = question ? "question" : here;
    if (page.wanted && page.wanted === here && !decides()) {
      page.wanted = null;
      turn(1);
    }
  }

  function arrive() {
    window.scrollTo(0, 0);
    (main.querySelector("input[name=pin]") ?? main.querySelector("h1")).focus({ preventScroll: true });
  }

  return {
    root,
    forChild: true,
    show,
    settle,
    arrive: () => main.querySelector("h1").focus({ preventScroll: true }),
    status: (text) => (status.textContent = text === say("Saving…") ? words.saving : text === words.saved ? text : ""),
    saved: () => (page.view.saved_at ? words.saved : ""),
    warn(text, label, act) {
      banner.hidden = !text;
      trouble.textContent = text ? words.trouble : "";
      mend.hidden = !label;
      mend.onclick = act;
    },
    refuse: () => {
      trouble.textContent = words.trouble;
      banner.hidden = false;
    },
  };
}
