// The notes: what a critical answer asks of the practitioner. Opened by its button only; the page itself never changes.

import { LINE, ROOM } from "./room.js";
import { asking } from "./dates.js";
import { button, clock, day, filling, keep, labelled, make, nowAt, quiet, settling } from "./dom.js";
import { say } from "./words.js";

function list(title, lines) {
  if (!lines.length) return null;
  return [make("h4", {}, title), make("ul", {}, lines.map((line) => make("li", {}, line)))];
}

function calls(note) {
  if (!note.call.length) return null;
  return [make("h4", {}, say("Whom to call")), make("ul", { class: "wb-calls" }, note.call.map((one) =>
    make("li", {}, make("span", {}, one.label), one.number ? make("strong", {}, one.number) : make("em", {}, one.without))))];
}

export function makeNotes(page, closed) {
  const blocks = new Map();
  const heading = make("h2", { tabindex: "-1" }, say("Notes"));
  const earlier = make("div", {});
  const none = make("p", { class: "wb-about" }, say("Nothing is noted. This button is always here."));
  const body = make("div", {});
  const root = make("aside", { class: "wb-notes", id: "wb-notes", "aria-label": say("Notes"), hidden: true },
    make("div", { class: "wb-notes-head" }, heading, button(say("Hide"), () => close(), { "aria-label": say("Hide the notes") })), none, earlier, body);
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

  // One block for all points of one note: read once, written in one box, marked as done once.
  function openBlock(members) {
    const [first] = members;
    const lines = make("ul", { class: "wb-points" });
    const words = members.map((note, index) => {
      const field = settling(page, `note ${note.item}`, quiet("textarea", { rows: "3" }), (text) =>
        page.change({ kind: "note_words", item: note.item, words: text, clear: text ? [] : ["words"] }));
      return { item: note.item, field, root: labelled(index ? `${note.whose}: ${note.text}` : note.whose, field) };
    });
    const keepDay = () => again.value && members.forEach((note) => page.change({ kind: "ask_again", item: note.item, on: again.value }));
    const again = settling(page, `again ${first.item}`, quiet("input", { type: "date", min: "2000-01-01", max: "2099-12-31" }), () => doubt.passes() && keepDay());
    const doubt = asking(page, again, keepDay);
    const waits = make("div", { class: "wb-waits" });
    const root = make("article", { class: "wb-note" },
      make("h3", {}, first.kind === "open" ? first.text : first.title), first.kind === "open" ? waits : make("p", { class: "wb-within" }, first.within), lines,
      first.kind === "open" ? null : [list(say("What to do"), first.act), calls(first)], list(say("Write down"), first.write),
      words.map((one) => one.root), labelled(say("Ask again on"), again), doubt.root,
      first.kind === "open" ? make("details", {}, make("summary", {}, say("If there is another reason for worry")),
        list(say("What to do"), first.act), calls(first)) : null, closing(members));
    return {
      root,
      settle: () => [...words.map((one) => one.field), again].forEach((field) => field.settle()),
      show(fresh) {
        lines.replaceChildren(...fresh.map((note) =>
          make("li", {}, note.answer_changed && note.kind === "critical" ? say("{question}: the answer has changed since", { question: note.text }) : note.text)));
        waits.replaceChildren(...[...new Set(fresh.map((note) => note.waits))].map((sentence) => make("p", {}, sentence)));
        words.forEach(({ item, field, root: label }, index) => {
          const note = fresh.find((one) => one.item === item);
          label.hidden = index > 0 && !note.words;
          if (!page.waits((change) => change.kind === "note_words" && change.item === item)) field.put(note.words);
        });
        if (!page.waits((change) => change.kind === "ask_again")) again.put(fresh[0].ask_again ?? "");
        doubt.onFile(fresh[0].ask_again ?? "");
        for (const control of root.querySelectorAll("input, textarea, button")) control.disabled = page.view.read_only;
      },
    };
  }

  function closing(members) {
    const { item: first, closing: onFile } = members[0];
    const line = (name, most) =>
      keep(page, `${first} ${name}`, quiet("input", { type: "text" }), onFile[name], most);
    const fields = {
      action: line("action", ROOM),
      at: line("at", LINE),
      agency: line("agency", LINE),
      reference: line("reference", LINE),
      why_not: line("why_not", ROOM),
    };
    const error = make("p", { class: "wb-error", role: "alert" });
    const press = () => {
      const [action, at, why] = [fields.action, fields.at, fields.why_not].map((field) => field.value.trim());
      if (!why && !(action && at)) {
        error.textContent = say("Write what was done and when, or why nothing was done. Then it can be marked as done.");
        (action ? fields.at : fields.action).focus();
        return undefined;
      }
      const long = Object.values(fields).find((field) => field.over());
      if (long) return void long.focus();
      settle();
      heading.focus();
      Object.keys(fields).forEach((name) => page.kept.delete(`${first} ${name}`));
      members.forEach(({ item, closing: kept }) => page.change({ kind: "close_note", item,
        ...filling(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { field, onFile: kept[name] }]))) }));
    };
    const fold = make("details", { class: "wb-closing" },
      make("summary", {}, say("Mark as done")),
      labelled(say("What was done"), fields.action), labelled(say("When"), fields.at, say("for example 14:30, or yesterday evening")),
      labelled(say("Who was told"), fields.agency), labelled(say("Reference"), fields.reference),
      labelled(say("Or: why nothing was done"), fields.why_not), error,
      button(say("Mark as done"), press, { class: "wb-main" }));
    fold.addEventListener("toggle", () => {
      if (fold.open && !fields.at.value) fields.at.value = clock(nowAt(page.view.east));
    });
    return fold;
  }

  function closedNote(note) {
    return {
      root: make("article", { class: "wb-note wb-note-closed" }, make("h3", {}, "✓ ", note.title),
        make("p", { class: "wb-about" }, say("{question}. Done {day}, {time}", { question: note.text, day: day(note.closed_at), time: clock(note.closed_at) })),
        make("dl", {}, note.done.map((one) => [make("dt", {}, one.label), make("dd", { dir: "auto" }, one.words)])),
        button(say("Open again"), () => page.change({ kind: "reopen_note", item: note.item }),
          { class: "wb-quiet", disabled: page.view.read_only })),
      show() {},
    };
  }

  function show() {
    if (root.hidden) return;
    const { notes, earlier: before } = page.view;
    none.hidden = notes.length + before.length > 0;
    earlier.replaceChildren(...(before.length ? [make("article", { class: "wb-note" },
      make("h3", {}, say("Still open from other pages and meetings")),
      make("ul", {}, before.map((point) => make("li", {}, `${point.text} (${day(point.on)})`))))] : []));
    const groups = together(notes);
    const known = new Set(groups.map(({ key }) => key));
    for (const [key, block] of blocks) {
      if (known.has(key)) continue;
      block.settle?.();
      block.root.remove();
      blocks.delete(key);
    }
    for (const { key, members } of groups) {
      const [first] = members;
      if (!blocks.has(key)) blocks.set(key, first.closed_at ? closedNote(first) : openBlock(members));
      blocks.get(key).show(members);
    }
    place(groups.map(({ key }) => blocks.get(key).root));
  }

  // Open points that lead to the same note stand together; what is still to be asked apart from what is to be done.
  function together(notes) {
    const groups = new Map();
    for (const note of notes) {
      const name = note.closed_at ? note.item : `${note.group} ${note.kind}`;
      groups.set(name, [...(groups.get(name) ?? []), note]);
    }
    return [...groups.values()].map((members) => ({
      members,
      key: members.map((note) => `${note.item} ${note.kind} ${note.opened_at} ${note.closed_at}`).join(" "),
    }));
  }

  // Moves only what stands in the wrong place: moving a field would take the focus from it.
  function place(wanted) {
    wanted.forEach((element, index) => {
      if (body.children[index] !== element) body.insertBefore(element, body.children[index] ?? null);
    });
  }

  return { root, open, close, show, settle };
}
