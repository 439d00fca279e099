// A day that may be mistyped is asked about before it is kept; one that cannot be meant is not kept, and that is said.

import { button, day, make, nowAt } from "./dom.js";
import { say } from "./words.js";

const FIRST = "2000-01-01";
const LAST = "2099-12-31";
// As long as follow-up goes on.
const FIVE_YEARS = 50000;

const number = (iso) => Number(iso.slice(0, 10).replaceAll("-", ""));

// What speaks against a date field: { refused } or { asked }, in a sentence; nothing for an empty or a usual day.
export function against(control, east) {
  const { value } = control;
  if (control.validity.badInput || (value && (value < FIRST || value > LAST))) {
    return { refused: say("This day cannot be right. Please look at day, month and year again; it is not kept like this.") };
  }
  if (!value) return {};
  const ahead = number(value) - number(nowAt(east));
  if (ahead < 0) return { asked: say("{day} is past. Is this day right?", { day: day(value) }) };
  return ahead > FIVE_YEARS ? { asked: say("{day} is more than five years away. Is this day right?", { day: day(value) }) } : {};
}

// Beside a field for a day to come: `passes` tells whether it may be kept; a doubtful one only after "Yes".
export function asking(page, control, kept) {
  let agreed = "";
  const sentence = make("p", { class: "wb-error", "aria-live": "assertive" });
  const yes = button(say("Yes, this is right"), () => {
    agreed = control.value;
    told({});
    kept();
  }, { hidden: true });
  const told = ({ refused, asked }) => {
    sentence.textContent = refused ?? asked ?? "";
    yes.hidden = !asked;
  };
  control.addEventListener("input", () => told({}));
  return {
    root: make("div", {}, sentence, yes),
    // What is on file is not asked about.
    onFile: (value) => { agreed = value; },
    passes() {
      const found = against(control, page.view.east);
      const fine = !found.refused && (!found.asked || control.value === agreed);
      told(fine ? {} : found);
      return fine;
    },
  };
}
