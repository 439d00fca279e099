// Moments without questions: a break, the end of a sitting, and the cover.

import { button, clock, day, filling, keep, labelled, make, quiet } from "./dom.js";
import { desk } from "./desk.js";
import { asking } from "./dates.js";
import { say, sayMany } from "./words.js";

export function breakPanel(page) {
  return make("section", { class: "wb-card wb-calm" },
    make("h1", { tabindex: "-1" }, say("A break")),
    make("p", {}, say("Take the time you need. The place is kept.")),
    button(say("Carry on"), () => page.change({ kind: "pause", ends: true }), { class: "wb-main", disabled: page.view.read_only }));
}

export function endPanel(page, { atEnd, back }) {
  const { stopped } = page.view;
  const open = page.view.sections.reduce((sum, section) => sum + section.asked - section.answered, 0);
  return stopped ? farewell(page, stopped) : goodbye(page, open, atEnd, back);
}

function goodbye(page, open, atEnd, back) {
  const { ending } = page.view;
  const left = keep(page, "left", quiet("textarea", { rows: "3" }), ending.left);
  const rebook = keep(page, "rebook", quiet("input", { type: "date", min: "2000-01-01", max: "2099-12-31" }), ending.rebook);
  const fields = { left: { field: left, onFile: ending.left }, rebook: { field: rebook, onFile: ending.rebook } };
  const stop = () => {
    if (left.over()) return void left.focus();
    if (!meeting.passes()) return;
    Object.keys(fields).forEach((name) => page.kept.delete(name));
    page.change({ kind: "stop", ...filling(fields) });
  };
  const meeting = asking(page, rebook, stop);
  meeting.onFile(ending.rebook);
  return make("section", { class: "wb-card wb-calm" },
    make("h1", { tabindex: "-1" }, atEnd ? say("That was the last part") : say("Enough for today")),
    make("p", {}, say("Thank those who took part, and say what happens next. Everything is saved; you can go on at the same place.")),
    make("p", {}, say("Before anyone leaves: a look at Notes.")),
    open ? make("p", { class: "wb-about" }, sayMany("One question has no answer yet. That is all right: they keep their place.",
      "{count} questions have no answer yet. That is all right: they keep their place.", open)) : null,
    labelled(say("How did the child leave?"), left, say("mood, with whom, what was agreed")),
    labelled(say("Next meeting"), rebook), meeting.root,
    make("div", { class: "wb-row" }, button(atEnd ? say("Finish") : say("Stop for today"), stop, { class: "wb-main", disabled: page.view.read_only }), button(say("Go back"), back, {})));
}

function farewell(page, stopped) {
  const { draft, ending, onward, found } = page.view;
  const links = page.launcher ? [
    onward.map((next, index) => goOn(draft, next, index === 0)),
    found ? make("a", { class: onward.length ? "wb-button" : "wb-button wb-main", href: `/found/${encodeURIComponent(draft)}` }, say("What we found")) : null,
    make("a", { class: onward.length || found ? "wb-button" : "wb-button wb-main", href: "/" }, say("Back to start")),
    make("a", { class: "wb-button", href: `/report/${encodeURIComponent(page.view.draft)}.pdf`, target: "_blank", rel: "noopener" }, say("Print")),
    make("a", { class: "wb-button", href: `/report/${encodeURIComponent(page.view.draft)}/team.pdf`, target: "_blank", rel: "noopener" }, say("Team’s own sheet")),
  ] : [];
  const boxes = make("p", { class: "wb-about", role: "status" });
  if (page.launcher) desk.boxes(draft).then((told) => (boxes.textContent = told ?? ""), () => null);
  return make("section", { class: "wb-card wb-calm" },
    make("h1", { tabindex: "-1" }, say("Thank you")),
    make("p", {}, say("Stopped {day}, {time}. Everything is saved.", { day: day(stopped.at), time: clock(stopped.at) })),
    ending.rebook ? make("p", {}, say("Next meeting: {day}.", { day: day(ending.rebook) })) : null,
    make("p", { class: "wb-about" }, say("Notes stay on the start page until they are closed.")),
    page.launcher ? null : make("p", { class: "wb-about" }, say("This is practice: nothing is kept and there is nothing to print.")),
    boxes,
    make("div", { class: "wb-row" }, links.flat(),
      page.view.withheld ? null
        : button(say("Take it up again"), () => page.change({ kind: "resume" }), { disabled: page.view.read_only })));
}

// The next page of the same sitting; the launcher begins it, or says what is missing.
function goOn(draft, next, first) {
  const token = make("input", { type: "hidden", name: "_xsrf" });
  async function submit(event) {
    event.preventDefault();
    token.value = await desk.token();
    form.submit();
  }
  const go = button(say("Go on with: {title}", { title: next.title }), null, { class: first ? "wb-main" : null });
  go.type = "submit";
  const form = make("form", { method: "post", action: `/go-on/${encodeURIComponent(draft)}`, onsubmit: submit }, token,
    make("input", { type: "hidden", name: "instrument", value: next.instrument }), go);
  return form;
}

// Nothing of the sitting is left in the page while this stands.
export function coverPanel({ launcher, uncovered, locked }) {
  const pin = quiet("input", { type: "text", inputmode: "numeric", dir: "ltr", class: "wb-pin", name: "pin" });
  const error = make("p", { class: "wb-error", role: "alert" });
  const go = button(say("Continue"), null, { class: "wb-main" });
  go.type = "submit";
  async function submit(event) {
    event.preventDefault();
    if (!launcher) return uncovered();
    const given = pin.value;
    pin.value = "";
    try {
      const { state } = await desk.uncover(given);
      if (state === "open" || state === "handed_over") return uncovered();
      if (state !== "covered") return locked();
      error.textContent = say("That is not the PIN. Try again.");
    } catch {
      error.textContent = say("No answer. Is the workbench still running? Start it again to go on.");
    }
    return pin.focus();
  }
  const form = make("form", { autocomplete: "off", onsubmit: submit }, make("h1", {}, say("One moment, please")),
    launcher ? labelled(say("PIN"), pin) : null, error, go);
  return { root: make("div", { class: "wb-cover" }, form), focus: () => (launcher ? pin : go).focus() };
}

// Calls `idle` after so many seconds without a sign of life; with one, `alive` at most five times in that time.
export function watchIdle({ seconds, idle, alive }) {
  let last = Date.now();
  let told = 0;
  const signs = ["pointerdown", "keydown", "input", "wheel", "touchstart"];
  const sign = () => {
    last = Date.now();
    if (last - told < seconds() * 200) return;
    told = last;
    alive();
  };
  signs.forEach((name) => document.addEventListener(name, sign, { passive: true, capture: true }));
  const timer = setInterval(() => Date.now() - last >= seconds() * 1000 && idle(), 1000);
  return () => {
    clearInterval(timer);
    signs.forEach((name) => document.removeEventListener(name, sign, { capture: true }));
  };
}
