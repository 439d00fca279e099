// Changes that are not yet acknowledged: one on its way at a time, none forgotten before "saved" comes back.

import { randomId } from "./dom.js";

const PATIENCE_MS = 4000;
const PATIENCE_AGAIN_MS = 2000;

// A change that replaces an earlier one of the same kind and place, as long as that one has not left.
function replaces(later, earlier) {
  if (later.kind !== earlier.kind) return false;
  if (later.kind === "place") return true;
  if (later.kind === "said") return later.statement === earlier.statement;
  return later.kind === "note_words" && later.item === earlier.item;
}

export function makeQueue({ send, deliver, late, settled }) {
  const waiting = [];
  let base = 0;
  let draft = null;
  let tab = null;
  let held = true; // nothing leaves before a sitting is open, nor while it is covered or taken over
  let away = false;
  let timer = null;
  let missed = 0; // answers that did not come in time, in a row

  const envelope = (entry, at) => ({ draft, tab, id: entry.id, base: at, change: entry.change });

  function next() {
    if (held || away || !waiting.length) return;
    away = true;
    clearTimeout(timer);
    timer = setTimeout(overdue, missed ? PATIENCE_AGAIN_MS : PATIENCE_MS);
    try {
      send(envelope(waiting[0], base));
    } catch {
      // A kernel that cannot be reached never answers: `overdue` comes.
    }
  }

  // No answer in time: tell it and ask the kernel once more; after that hand the changes to the launcher,
  // and go on trying both until one of them succeeds.
  async function overdue() {
    clearTimeout(timer);
    if (held || !waiting.length) return;
    late();
    missed += 1;
    if (missed > 1 && (await deliver(envelopes()))) return;
    if (held) return;
    away = false;
    next();
  }

  const envelopes = () => waiting.map((entry, index) => envelope(entry, base + index));

  return {
    envelopes,
    get size() {
      return waiting.length;
    },
    open(at) {
      ({ draft, tab, base } = at);
      held = away = false;
      next();
    },
    hold() {
      held = true;
      away = false;
      clearTimeout(timer);
    },
    add(change) {
      const idle = away ? 1 : 0;
      const earlier = waiting.findIndex((entry, index) => index >= idle && replaces(change, entry.change));
      if (earlier >= 0) waiting.splice(earlier, 1);
      waiting.push({ id: randomId(), change });
      next();
    },
    find: (id) => waiting.find((entry) => entry.id === id)?.change,
    holds: (test) => waiting.some((entry) => test(entry.change)),
    // The change with this id is done with: recorded, or refused for good.
    done(id, revision) {
      const index = waiting.findIndex((entry) => entry.id === id);
      if (revision !== undefined) base = Math.max(base, revision);
      if (index < 0) return;
      waiting.splice(index, 1);
      clearTimeout(timer);
      away = false;
      missed = 0;
      settled(waiting.length);
      next();
    },
    again(at) {
      if (at !== undefined) base = at;
      away = false;
      next();
    },
    // The link is known to be closed: no need to wait for it.
    closed() {
      held = false;
      missed = 1;
      overdue();
    },
    drop(test) {
      for (let index = waiting.length - 1; index >= (away ? 1 : 0); index -= 1) {
        if (test(waiting[index].change)) waiting.splice(index, 1);
      }
    },
  };
}
