// One question: levels with their anchors, "or" non-answers, what was said or seen. One answer in one radio group.

import { button, fixed, hiddenText, make, quiet, settling } from "./dom.js";
import { informantSelect, saidBlock } from "./said.js";
import { say } from "./words.js";

const ARROW_PAUSE_MS = 700;
const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export function makeCard(item, page) {
  const many = item.kind === "many";
  const options = new Map();
  const others = new Map();
  let source = null;
  let said = null;
  let written = null;
  let timer = null;
  let byArrow = false;
  let shown = {};
  let folded = null;

  const root = make("section", { class: "wb-card", id: `question-${item.id}` });
  root.dataset.item = item.id;

  function choice(type, value, describe, attributes) {
    const input = make("input", { type, name: `answer-${item.id}`, value, ...attributes });
    const label = make("label", { class: "wb-choice" }, input, describe);
    return { input, label };
  }

  function optionCards() {
    return item.options.map((option, index) => {
      const level = item.kind === "level";
      const { input, label } = choice(many ? "checkbox" : "radio", String(option.code), [
        level ? make("span", { class: "wb-badge", "aria-hidden": "true" }, String(option.code)) : null,
        make("span", { class: "wb-label" }, level ? hiddenText(`${option.code}, `) : null, option.label),
        level ? null : make("kbd", { "aria-hidden": "true" }, String(index + 1)),
        option.anchor ? make("span", { class: "wb-anchor" }, option.anchor) : null,
      ]);
      if (level) label.dataset.level = item.action ? `a${option.code}` : `s${option.code}`;
      options.set(option.code, input);
      return label;
    });
  }

  function otherChoices() {
    return item.others.map((other) => {
      const { input, label } = choice("radio", other.code, [
        make("span", {}, other.label), make("kbd", { "aria-hidden": "true" }, other.key)]);
      label.className = "wb-other";
      others.set(other.code, input);
      return label;
    });
  }

  function field() {
    if (item.kind === "date") {
      written = settling(page, `words ${item.id}`, quiet("input", { type: "date", min: "1990-01-01", max: "2099-12-31", "aria-label": item.text }),
        () => {
          if (written.validity.valid) return commit();
          error.textContent = say("This day cannot be right. Please look at day, month and year again; it is not kept like this.");
          return undefined;
        });
    } else if (item.kind === "words") {
      written = settling(page, `words ${item.id}`, quiet("textarea", { rows: "3", "aria-label": item.text }), () => commit());
    }
    return written;
  }

  function chosen() {
    for (const [code, input] of others) if (input.checked) return { other: code };
    if (written) return written.fits() ? { value: written.fits() } : {};
    const codes = [...options].filter(([, input]) => input.checked).map(([code]) => code);
    if (many) return codes.length ? { value: codes } : {};
    return codes.length ? { value: codes[0] } : {};
  }

  function commit() {
    clearTimeout(timer);
    timer = null;
    const { value, other } = chosen();
    if (source && (other !== shown.other || (value === undefined && other === undefined))) source.value = "";
    refresh();
    const by = (other === undefined || other === "declined") && source?.value ? source.value : null;
    if (same([value, other, by], [shown.value, shown.other, shown.source])) return;
    if (value !== undefined) page.change({ kind: "answer", item: item.id, value, source: by });
    else if (other) page.change({ kind: "no_answer", item: item.id, reason: other, by });
    else page.change({ kind: "clear", item: item.id });
    shown = { value, other, source: by };
    error.textContent = "";
  }

  // Arrow keys pass over levels on their way: only where they come to rest is an answer.
  function changed(event) {
    if (event.target === source) return commit();
    if (!options.size && !others.has(event.target.value)) return undefined;
    if (event.target.type === "radio" && others.has(event.target.value)) {
      if (written) written.put("");
      if (many) options.forEach((input) => (input.checked = false));
    } else others.forEach((input) => (input.checked = false));
    if (many && event.target.checked) standAlone(event.target);
    if (!byArrow) return commit();
    byArrow = false;
    clearTimeout(timer);
    timer = setTimeout(commit, ARROW_PAUSE_MS);
    return refresh();
  }

  // "Nobody" and somebody cannot both hold: what was ticked last counts.
  function standAlone(ticked) {
    for (const [code, input] of options) {
      if (input !== ticked && (item.exclusive.includes(code) || item.exclusive.includes(ticked.value))) input.checked = false;
    }
  }

  function keyed(event) {
    byArrow = ARROWS.has(event.key);
    const typing = event.target.matches("textarea, select, input[type=date]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      return void page.onward(item.id);
    }
    const other = item.others.find((one) => one.key === event.key.toLowerCase());
    const level = item.kind === "level" && item.options.find((option) => String(option.code) === event.key);
    const place = /^[1-9]$/.test(event.key) && item.kind !== "level" && item.options[Number(event.key) - 1];
    const input = other ? others.get(other.code) : options.get((level || place)?.code);
    if (!input || input.matches(":disabled")) return;
    event.preventDefault();
    input.focus();
    input.click();
  }

  function refresh() {
    const { value, other } = chosen();
    const answered = value !== undefined || other !== undefined;
    // Away, not hidden: what comes with an answer must not push the next question down.
    clear.classList.toggle("wb-away", !answered || fixed(page.view));
    if (!source) return;
    sourceField.classList.toggle("wb-away", !answered || (other !== undefined && other !== "declined"));
    sourceLabel.textContent = other === "declined" ? say("Who declined?") : say("Mainly from");
  }

  function clearAll() {
    for (const input of [...options.values(), ...others.values()]) input.checked = false;
    if (written) written.put("");
    if (written) {
      written.value = "";
      written.tell();
    }
    commit();
    focus();
  }

  const error = make("p", { class: "wb-error", role: "alert" });
  const clear = button(say("Clear answer"), clearAll, { class: "wb-quiet" });
  const away = button(say("Put it away again"), () => {
    page.showAnyway(item.id, false);
    focus();
  }, { class: "wb-quiet" });
  const hint = make("p", { class: "wb-hint", role: "status" });
  const sourceLabel = make("span", {}, say("Mainly from"));
  if (item.ask.length) source = informantSelect(page, item.ask, {}, "—");
  const sourceField = make("label", { class: "wb-source" }, sourceLabel, source);
  const text = make("h2", {}, item.text);

  function whole() {
    const describe = `about-${item.id}`;
    said = item.ask.length && item.kind !== "words" ? saidBlock(item, page, sourceField) : null;
    return [
      make("fieldset", { "aria-describedby": item.help ? describe : null },
        make("legend", {}, text),
        item.help ? make("p", { class: "wb-help", id: describe }, item.help) : null,
        item.about ? make("p", { class: "wb-about" }, item.about) : null,
        item.first.map((told) => words(say("Not said yet: what stays between us"), told)),
        item.say.map((told) => words(say("You can say"), told)),
        make("div", { class: `wb-options wb-kind-${item.kind}` }, optionCards(), field()),
        make("div", { class: "wb-others" },
          item.others.length ? make("span", { "aria-hidden": "true" }, say("or")) : null, otherChoices(), clear, away),
        hint, source && !said ? sourceField : null,
        error, said?.root)];
  }

  function words(title, told) {
    return make("div", { class: "wb-say" }, make("span", {}, told.for ? `${title} (${told.for})` : title), make("p", {}, told.words));
  }

  // A question better kept for another moment is not on the screen at all until it is wanted.
  function kept() {
    return [make("div", { class: "wb-kept" },
      make("h2", {}, say("For another time")),
      make("p", { class: "wb-kept-state", role: "status" }),
      make("div", { class: "wb-row" },
        button(say("Put aside for today"), () => {
          putAside();
          page.onward(item.id);
        }, { "data-unsafe": "" }),
        button(say("Show the question"), () => {
          page.showAnyway(item.id, true);
          focus();
        })))];
  }

  function putAside() {
    page.change({ kind: "no_answer", item: item.id, reason: "unsafe_to_ask", by: null });
    keptState({ other: "unsafe_to_ask" });
  }

  function keptState(answer) {
    const state = root.querySelector(".wb-kept-state");
    const noted = answer.other === "unsafe_to_ask";
    const done = answer.value !== undefined || answer.other;
    state.textContent = noted ? say("✓ Put aside for today") : done ? say("✓ Has an answer") : say("Nothing to do here now");
    root.querySelector("[data-unsafe]").hidden = noted || fixed(page.view);
  }

  function build(fold) {
    folded = fold;
    options.clear();
    others.clear();
    root.replaceChildren(...(fold ? kept() : whole()));
    root.classList.toggle("wb-card-kept", fold);
  }

  function focus() {
    const checked = [...options.values(), ...others.values()].find((input) => input.checked);
    const target = checked ?? written ?? [...root.querySelectorAll("input, button")].find((one) => one.offsetParent);
    target?.focus();
  }

  root.addEventListener("change", changed);
  root.addEventListener("keydown", keyed);
  root.addEventListener("focusout", (event) => timer && !root.contains(event.relatedTarget) && commit());

  return {
    root,
    focus,
    settle() {
      if (timer) commit();
      written?.settle();
      said?.settle();
    },
    refuse(words) {
      error.textContent = words;
    },
    item,
    isAside: () => folded,
    putAside,
    show({ answer, statements, later, revealed = false, readOnly, hint: told = "" }) {
      if (folded !== later) build(later);
      away.hidden = !revealed;
      if (hint.textContent !== told) hint.textContent = told;
      if (later) return keptState({ value: answer?.value ?? undefined, other: answer?.other ?? undefined });
      root.querySelector("fieldset").disabled = readOnly;
      said?.show(statements);
      if (timer || page.waits((change) => change.item === item.id && change.kind !== "place")) return undefined;
      shown = { value: answer?.value ?? undefined, other: answer?.other ?? undefined, source: answer?.source ?? null };
      for (const [code, input] of options) {
        input.checked = Array.isArray(shown.value) ? shown.value.includes(code) : shown.value === code;
      }
      for (const [code, input] of others) input.checked = shown.other === code;
      if (written) written.put(shown.value ?? "");
      if (source) source.value = shown.source ?? "";
      return refresh();
    },
  };
}
