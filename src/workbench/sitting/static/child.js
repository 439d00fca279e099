// The child's own page: one question at a time, in its own words and sizes; the way back is the grown-up's PIN.

import { button, labelled, make, quiet, settling } from "./dom.js";
import { face, landscape } from "./faces.js";

const REST_MS = 700;
const TURNING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

// One question: its answers, and beside them as large the ways of not answering. One answer in one group.
function makeQuestion(item, page, onward) {
  const { words } = page.view;
  const one = item.kind === "choice" || item.kind === "level";
  const inputs = new Map();
  const skips = new Map();
  let shown = {};
  let written = null;
  let byArrow = false;
  let timer = null;

  function choice(map, code, type, content, look) {
    const input = make("input", { type, name: `own-${item.id}`, value: String(code) });
    map.set(code, input);
    return make("label", { class: `own-choice ${look}` }, input, make("span", { class: "own-tick", "aria-hidden": "true" }), content);
  }

  function answers() {
    if (item.kind === "words" || item.kind === "date") {
      const type = item.kind === "date" ? ["input", { type: "date" }] : ["textarea", { rows: "4", maxlength: "4000" }];
      written = settling(quiet(type[0], { class: "own-field", "aria-label": item.text, ...type[1] }), commit);
      written.addEventListener("input", () => written.value && skips.forEach((input) => (input.checked = false)));
      return [written];
    }
    return item.options.map((option) => choice(inputs, option.code, one ? "radio" : "checkbox", [
      option.face ? face(option.face, option.looks) : null,
      make("span", { class: "own-label" }, option.label),
      option.anchor ? make("span", { class: "own-anchor" }, option.anchor) : null,
    ], option.face ? "own-with-face" : ""));
  }

  const declines = () => item.skips.map((code) =>
    choice(skips, code, one ? "radio" : "checkbox", make("span", { class: "own-label" }, words[code]), "own-skip"));

  function chosen() {
    for (const [other, input] of skips) if (input.checked) return { other };
    if (written) return written.value.trim() ? { value: written.value.trim() } : {};
    const codes = [...inputs].filter(([, input]) => input.checked).map(([code]) => code);
    return codes.length ? { value: one ? codes[0] : codes } : {};
  }

  function commit() {
    clearTimeout(timer);
    timer = null;
    const now = chosen();
    if (JSON.stringify(now) === JSON.stringify(shown)) return;
    shown = now;
    if (now.other) page.change({ kind: "no_answer", item: item.id, reason: now.other, by: "child" });
    else if (now.value === undefined) page.change({ kind: "clear", item: item.id });
    else page.change({ kind: "answer", item: item.id, value: now.value, source: "child" });
  }

  // Arrows pass over answers on their way: only where they come to rest is an answer.
  function changed(event) {
    const skip = [...skips.values()].includes(event.target);
    if (skip && event.target.checked) {
      inputs.forEach((input) => (input.checked = false));
      if (written) written.put("");
    }
    if (event.target.checked) skips.forEach((input) => input !== event.target && (input.checked = false));
    if (!byArrow) return commit();
    clearTimeout(timer);
    timer = setTimeout(commit, REST_MS);
    return undefined;
  }

  function keyed(event) {
    byArrow = TURNING.has(event.key);
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    onward();
  }

  const hint = make("p", { class: "own-hint", role: "alert" });
  const kind = item.options.some((option) => option.face) ? "faces" : item.kind;
  const lead = item.lead || { many: words.many, words: words.write }[item.kind];
  const root = make("fieldset", { class: "own-question" },
    make("legend", {}, make("h1", { tabindex: "-1" }, item.text)),
    lead ? make("p", { class: "own-lead" }, lead) : null,
    make("div", { class: `own-answers own-kind-${kind}` }, answers(), declines()), hint);
  root.addEventListener("change", changed);
  root.addEventListener("keydown", keyed);
  root.addEventListener("pointerdown", () => (byArrow = false));

  return {
    root,
    settle() {
      if (timer) commit();
      written?.settle();
    },
    answered: () => Object.keys(chosen()).length > 0,
    ask: () => (hint.textContent = words.first),
    show(answer, readOnly) {
      root.disabled = readOnly;
      if (timer || page.waits((change) => change.item === item.id && change.kind !== "place")) return;
      shown = answer?.other ? { other: answer.other } : answer ? { value: answer.value } : {};
      for (const [code, input] of inputs) {
        input.checked = one ? shown.value === code : Boolean(shown.value?.includes(code));
      }
      for (const [code, input] of skips) input.checked = shown.other === code;
      if (written) written.put(shown.value ?? "");
    },
  };
}

export function makeChildPage(page, { takeBack, locked }) {
  const { words, size } = page.view;
  let here = page.view.place.item ?? "welcome";
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
    // The first answer decides what follows: it is waited for.
    if (by > 0 && here === order.at(-1) && page.waits((change) => change.item === here && change.kind !== "place")) {
      page.wanted = here;
      return undefined;
    }
    return go(ways[ways.indexOf(here) + by] ?? here);
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
    const pin = quiet("input", { type: "text", inputmode: "numeric", maxlength: "12", class: "wb-pin", name: "pin" });
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
    if (page.wanted && page.wanted === here && !page.waits((change) => change.item === here && change.kind !== "place")) {
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
    status: (text) => (status.textContent = text === "Saving…" ? words.saving : text === words.saved ? text : ""),
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
