// The notes: what a critical answer asks of the practitioner. Opened by its button only; the page itself never changes.

import { button, clock, day, keep, labelled, make, quiet, settling } from "./dom.js";

function list(title, lines) {
  if (!lines.length) return null;
  return [make("h4", {}, title), make("ul", {}, lines.map((line) => make("li", {}, line)))];
}

function calls(note) {
  if (!note.call.length) return null;
  return [make("h4", {}, "Whom to call"), make("ul", { class: "wb-calls" }, note.call.map((one) =>
    make("li", {}, make("span", {}, one.label), one.number ? make("strong", {}, one.number) : make("em", {}, "no number yet: see Settings"))))];
}

export function makeNotes(page, closed) {
  const blocks = new Map();
  const heading = make("h2", { tabindex: "-1" }, "Notes");
  const earlier = make("div", {});
  const none = make("p", { class: "wb-about" }, "Nothing is noted. This button is always here.");
  const body = make("div", {});
  const root = make("aside", { class: "wb-notes", id: "wb-notes", "aria-label": "Notes", hidden: true },
    make("div", { class: "wb-notes-head" }, heading, button("Close notes", () => close(), {})), none, earlier, body);
  root.addEventListener("keydown", (event) => event.key === "Escape" && close());

  function open() {
    root.hidden = false;
    show();
    heading.focus();
  }

  function close() {
    settle();
    root.hidden = true;
    body.replaceChildren();
    earlier.replaceChildren();
    blocks.clear();
    closed();
  }

  function settle() {
    blocks.forEach((block) => block.settle?.());
  }

  function openNote(note) {
    const words = settling(quiet("textarea", { rows: "3", maxlength: "4000" }), (text) =>
      page.change({ kind: "note_words", item: note.item, words: text }));
    const again = settling(quiet("input", { type: "date", min: "2000-01-01", max: "2099-12-31" }), (on) =>
      on && again.validity.valid && page.change({ kind: "ask_again", item: note.item, on }));
    const changedNow = make("p", { class: "wb-about" }, "The answer has changed since. The note stays until you close it.");
    const root = make("article", { class: "wb-note" },
      make("h3", {}, note.title), make("p", { class: "wb-about" }, note.text), changedNow,
      make("p", { class: "wb-within" }, note.kind === "open" ? "Still open: not known, or not safe to ask" : note.within),
      list("What to do", note.act), calls(note), list("Write down", note.write),
      labelled("In the child's own words", words), labelled("Ask again on", again), closing(note));
    return {
      root,
      settle: () => [words, again].forEach((field) => field.settle()),
      show(fresh) {
        changedNow.hidden = !fresh.answer_changed;
        if (!page.waits((change) => change.kind === "note_words" && change.item === note.item)) words.put(fresh.words);
        if (!page.waits((change) => change.kind === "ask_again")) again.put(fresh.ask_again ?? "");
        for (const control of root.querySelectorAll("input, textarea, button")) control.disabled = page.view.read_only;
      },
    };
  }

  function closing(note) {
    const line = (name, most) => keep(page, `${note.item} ${name}`, quiet("input", { type: "text", maxlength: most }));
    const fields = {
      action: line("action", 4000),
      at: line("at", 400),
      agency: line("agency", 400),
      reference: line("reference", 400),
      why_not: line("why_not", 4000),
    };
    const error = make("p", { class: "wb-error", role: "alert" });
    const press = () => {
      const said = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value.trim()]));
      if (!said.why_not && !(said.action && said.at)) {
        error.textContent = "Write what was done and when, or why nothing was done. Then the note can be closed.";
        (said.action ? fields.at : fields.action).focus();
        return;
      }
      settle();
      heading.focus();
      Object.keys(fields).forEach((name) => page.kept.delete(`${note.item} ${name}`));
      page.change({ kind: "close_note", item: note.item, ...said });
    };
    const fold = make("details", { class: "wb-closing" },
      make("summary", {}, "Close this note"),
      labelled("What was done", fields.action), labelled("When", fields.at, "for example 14:30, or yesterday evening"),
      labelled("Who was told", fields.agency), labelled("Reference", fields.reference),
      labelled("Or: why nothing was done", fields.why_not), error,
      button("Close this note", press, { class: "wb-main" }));
    fold.addEventListener("toggle", () => {
      if (fold.open && !fields.at.value) fields.at.value = clock(new Date().toISOString());
    });
    return fold;
  }

  function closedNote(note) {
    return {
      root: make("article", { class: "wb-note wb-note-closed" }, make("h3", {}, "✓ ", note.title),
        make("p", { class: "wb-about" }, `Closed ${day(note.closed_at)}, ${clock(note.closed_at)}`),
        make("dl", {}, note.done.map((one) => [make("dt", {}, one.label), make("dd", {}, one.words)])),
        button("Open again", () => page.change({ kind: "reopen_note", item: note.item }),
          { class: "wb-quiet", disabled: page.view.read_only })),
      show() {},
    };
  }

  function show() {
    if (root.hidden) return;
    const { notes, earlier: before } = page.view;
    none.hidden = notes.length + before.length > 0;
    earlier.replaceChildren(...(before.length ? [make("article", { class: "wb-note" },
      make("h3", {}, "Still open from earlier meetings"),
      make("ul", {}, before.map((point) => make("li", {}, `${point.text} (${day(point.on)})`))))] : []));
    const kinds = new Map(notes.map((note) => [note.item, `${note.kind} ${note.opened_at} ${note.closed_at}`]));
    for (const [item, block] of blocks) {
      if (kinds.get(item) === block.kind) continue;
      block.root.remove();
      blocks.delete(item);
    }
    for (const note of notes) {
      if (!blocks.has(note.item)) {
        const block = note.closed_at ? closedNote(note) : openNote(note);
        blocks.set(note.item, { ...block, kind: kinds.get(note.item) });
      }
      blocks.get(note.item).show(note);
    }
    place(notes.map((note) => blocks.get(note.item).root));
  }

  // Moves only what stands in the wrong place: moving a field would take the focus from it.
  function place(wanted) {
    wanted.forEach((element, index) => {
      if (body.children[index] !== element) body.insertBefore(element, body.children[index] ?? null);
    });
  }

  return { root, open, close, show, settle };
}
