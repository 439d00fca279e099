// How much of what is typed or pasted is kept: said at once beside the field, and the rest stays in it. Nothing is cut unseen.

import { say } from "./words.js";

export const ROOM = 4000;
export const LINE = 400;

const LINE_END = /\r\n?/g;
const NO_LETTER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Surrogate}]/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

// As the record keeps it: a control sign, a line separator and half a sign become a space.
export const tidy = (words) => words.replace(LINE_END, "\n").replace(NO_LETTER, " ").trim();

const characters = (words) => [...words].length;

// The beginning that fits, never half a letter.
function beginningOf(words, most) {
  let kept = "";
  let room = most;
  for (const { segment } of graphemes.segment(words)) {
    room -= characters(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept;
}

const grouped = (number) => number.toLocaleString("en");

// Gives a field `fits` (what is kept of it) and `over` (whether there is more), and says so while it is true.
// With `whole`, nothing of it is kept before it is shorter.
export function roomy(control, most, { whole = false, sentence = null } = {}) {
  const told = document.createElement("span");
  told.className = "wb-error wb-room";
  told.setAttribute("role", "alert");
  control.over = () => characters(tidy(control.value)) > most;
  control.fits = () => (control.over() ? beginningOf(tidy(control.value), most) : tidy(control.value));
  control.tell = () => {
    const long = control.over();
    if (long && !told.isConnected) control.after(told);
    const counts = { length: grouped(characters(tidy(control.value))), room: grouped(most) };
    told.textContent = long ? sentence ?? (whole
      ? say("This is {length} characters long; there is room for {room}. Shorten it; until then it is not recorded.", counts)
      : say("This is {length} characters long; there is room for {room}. The first {room} are kept. The rest stands only here: " +
        "move it to another line, or shorten it.", counts)) : "";
    if (!long) told.remove();
  };
  control.addEventListener("input", control.tell);
  return control;
}

// Whether somewhere on the page more stands in a field than is kept.
export const overfull = () => document.querySelector(".wb-room") !== null;
