// What was said or seen, by whom: rows beside the practitioner's answer, never scored.

import { button, hiddenText, make, quiet, randomId, settling } from "./dom.js";

export function informantSelect(page, first, attributes, empty) {
  const codes = [...first, ...Object.keys(page.view.informants).filter((code) => !first.includes(code))];
  return quiet(
    "select",
    attributes,
    empty ? make("option", { value: "" }, empty) : null,
    codes.map((code) => make("option", { value: code }, page.view.informants[code])),
  );
}

export function saidBlock(item, page, source) {
  const rows = new Map();
  const list = make("ul", { class: "wb-said-list" });
  const add = button("+ add who said or saw it", () => {
    const row = open({ id: `s${randomId()}`, informant: item.ask[0] ?? "worker", words: "" });
    row.who.focus();
  }, { class: "wb-pill" });
  const root = make("div", { class: "wb-said", role: "group", "aria-label": "What was said or seen" },
    make("div", { class: "wb-said-head" }, make("p", {}, "What was said or seen"), source), list, add);

  function open(said) {
    let written = said.words !== "";
    const who = informantSelect(page, item.ask, { "aria-label": "Who said or showed it" });
    who.value = said.informant;
    const words = settling(
      quiet("textarea", { rows: "1", maxlength: "4000", "aria-label": "In their words, or what was seen" }), keep);
    words.put(said.words);
    function keep() {
      const text = words.value.trim();
      if (text) page.change({ kind: "said", statement: said.id, item: item.id, informant: who.value, words: text });
      else if (written) page.change({ kind: "unsaid", statement: said.id });
      written = text !== "";
    }
    who.addEventListener("change", () => words.value.trim() && keep());
    const remove = button("×", () => {
      page.drop((change) => change.kind === "said" && change.statement === said.id);
      if (written) page.change({ kind: "unsaid", statement: said.id });
      close(said.id);
      add.focus();
    }, { class: "wb-remove" });
    remove.append(hiddenText(" Remove this line"));
    const line = make("li", {}, who, words, remove);
    rows.set(said.id, { line, who, words, kept: () => written });
    list.append(line);
    return rows.get(said.id);
  }

  function close(id) {
    rows.get(id)?.line.remove();
    rows.delete(id);
  }

  return {
    root,
    show(statements) {
      const waiting = (id) => page.waits((change) => change.statement === id);
      for (const said of statements) {
        const row = rows.get(said.id) ?? (waiting(said.id) ? null : open(said));
        if (!row || waiting(said.id) || row.line.contains(document.activeElement)) continue;
        row.who.value = said.informant;
        row.words.put(said.words);
      }
      const known = new Set(statements.map((said) => said.id));
      for (const [id, row] of rows) {
        const own = row.line.contains(document.activeElement) || waiting(id) || !row.words.value.trim();
        if (!known.has(id) && row.kept() && !own) close(id);
      }
    },
    settle: () => rows.forEach((row) => row.words.settle()),
  };
}
