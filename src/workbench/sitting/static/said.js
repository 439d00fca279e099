// What was said or seen, by whom: rows beside the practitioner's answer, never scored.

import { button, hiddenText, make, quiet, randomId, settling } from "./dom.js";
import { say } from "./words.js";

export function informantSelect(page, first, attributes, empty) {
  const codes = [...first, ...Object.keys(page.view.informants).filter((code) => !first.includes(code))];
  return quiet(
    "select",
    attributes,
    empty ? make("option", { value: "" }, empty) : null,
    codes.map((code) => make("option", { value: code }, page.view.informants[code])),
  );
}

// The level that someone names, if they name one: it stands beside the rating and changes nothing in it.
function levelSelect(item, value) {
  const select = quiet("select", { class: "wb-named", "aria-label": say("The level they would give, if they named one") },
    make("option", { value: "" }, say("no level named")),
    item.options.map((option) => make("option", { value: String(option.code) }, `${option.code} · ${option.label}`)));
  select.value = value ?? "";
  return select;
}

export function saidBlock(item, page, source) {
  const rows = new Map();
  const list = make("ul", { class: "wb-said-list" });
  const add = button(say("+ add who said or saw it"), () => {
    const informant = source?.querySelector("select").value || item.ask[0] || "worker";
    const row = open({ id: `s${randomId()}`, informant, words: "" });
    row.who.focus();
  }, { class: "wb-pill" });
  const root = make("div", { class: "wb-said", role: "group", "aria-label": say("What was said or seen") },
    make("div", { class: "wb-said-head" }, make("p", {}, say("What was said or seen")), source), list, add);

  function open(said) {
    let written = said.words !== "" || (said.value ?? null) !== null;
    const who = informantSelect(page, item.ask, { "aria-label": say("Who said or showed it") });
    who.value = said.informant;
    const words = settling(page, `said ${said.id}`,
      quiet("textarea", { rows: "1", "aria-label": say("In their words, or what was seen"),
        placeholder: say("in their words, as they came") }), keep);
    words.put(said.words);
    const level = item.action ? levelSelect(item, said.value) : null;
    function keep() {
      const text = words.fits();
      const value = level?.value ? Number(level.value) : null;
      const something = text !== "" || value !== null;
      if (something) {
        const clear = [text ? null : "words", value === null ? "value" : null].filter(Boolean);
        page.change({ kind: "said", statement: said.id, item: item.id, informant: who.value,
          ...(text && { words: text }), ...(value !== null && { value }), clear });
      } else if (written) page.change({ kind: "unsaid", statement: said.id });
      written = something;
    }
    who.addEventListener("change", () => written && keep());
    level?.addEventListener("change", keep);
    const remove = button("×", () => {
      page.drop((change) => change.kind === "said" && change.statement === said.id);
      if (written) page.change({ kind: "unsaid", statement: said.id });
      close(said.id);
      add.focus();
    }, { class: "wb-remove" });
    remove.append(" ", hiddenText(say("Remove this line")));
    const line = make("li", {}, who, words, level, remove);
    rows.set(said.id, { line, who, words, level, kept: () => written });
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
        if (row.level) row.level.value = said.value ?? "";
      }
      const known = new Set(statements.map((said) => said.id));
      for (const [id, row] of rows) {
        const own = row.line.contains(document.activeElement) || waiting(id) || !row.kept();
        if (!known.has(id) && row.kept() && !own) close(id);
      }
    },
    settle: () => rows.forEach((row) => row.words.settle()),
  };
}
