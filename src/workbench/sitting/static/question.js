// One question of the child's own page, and how it is answered or skipped.

import { make, quiet, settling } from "./dom.js";
import { face } from "./faces.js";

const REST_MS = 700;
const TURNING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

// One question: its answers, and beside them as large the ways of not answering. One answer in one group.
export function makeQuestion(item, page, onward) {
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
      const type = item.kind === "date" ? ["input", { type: "date" }] : ["textarea", { rows: "4" }];
      written = settling(page, `own ${item.id}`, quiet(type[0], { class: "own-field", "aria-label": item.text, ...type[1] }), commit, words.too_long);
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
    if (written) return written.fits() ? { value: written.fits() } : {};
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
    if (event.target.checked && !skip) standAlone(event.target);
    if (!byArrow) return commit();
    clearTimeout(timer);
    timer = setTimeout(commit, REST_MS);
    return undefined;
  }

  // "No one" and someone cannot both hold: what was ticked last counts.
  function standAlone(ticked) {
    for (const [code, input] of inputs) {
      if (input !== ticked && (item.exclusive.includes(code) || item.exclusive.includes(ticked.value))) input.checked = false;
    }
  }

  function keyed(event) {
    byArrow = TURNING.has(event.key);
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    onward();
  }

  const hint = make("p", { class: "own-hint", role: "alert" });
  // A long list would push the ways of not answering off the screen: there they come first.
  const many = item.kind === "many";
  const kind = item.options.some((option) => option.face) ? "faces" : item.kind;
  const lead = item.lead || { many: words.many, words: words.write }[item.kind];
  const root = make("fieldset", { class: "own-question" },
    make("legend", {}, make("h1", { tabindex: "-1" }, item.text)),
    lead ? make("p", { class: "own-lead" }, lead) : null,
    make("div", { class: `own-answers own-kind-${kind}` }, many ? [...declines(), ...answers()] : [...answers(), ...declines()]), hint);
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
