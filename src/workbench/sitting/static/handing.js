// The practitioner's screens before and after the child's own page: what will happen, who sees it, what came back.

import { button, fixed, make } from "./dom.js";
import { say } from "./words.js";

const before = () => [
  [say("What happens"), [
    say("The child answers alone, one question at a time. Every question can be skipped, and the child can stop at any moment. " +
      "If reading is hard, read it aloud together."),
    say("Nothing else of the workbench opens in this browser meanwhile: no record, no notes, no print. " +
      "Close other programs, printed pages and downloads yourself."),
    say("Only your PIN leads back, by the small button “For the grown-up” below each question."),
  ]],
  [say("Who sees the answers"), [
    say("You and your team. The adults at home do not, unless the child agrees: the last question asks it."),
    say("It is written down and kept locked, and the child may ask to see it."),
    say("Tell the child the limit beforehand: if the child or someone else may come to harm, you have to bring in " +
      "people who can help, and the child hears it from you first."),
  ]],
];

const PRACTICE_PIN = "0000";

export function handOverPanel(page, handOver) {
  const { handing, withheld } = page.view;
  const { given, asked, alone } = handing;
  const again = given.length > 0;
  const words = again ? say("Hand over again") : say("Hand over to the child");
  const done = again && given.length === asked;
  const go = button(alone ? words : again ? say("We are alone now: hand over again") : say("We are alone now: hand over"), async () => {
    go.disabled = true;
    await handOver();
    go.disabled = false;
  }, { class: done ? null : "wb-main", disabled: fixed(page.view) || !page.launcher });
  return make("section", { class: "wb-card wb-calm wb-handing" },
    make("h1", { tabindex: "-1" }, again ? say("The page is with you again") : say("A page for the child alone")),
    withheld ? make("p", { class: "wb-withheld" }, withheld) : null,
    again ? cameBack(handing) : null,
    alone || done ? null : make("p", { class: "wb-handing-wait" },
      say("By what is noted of this meeting, others are in the room. Keep this page for a moment when you and the child are alone.")),
    again ? make("details", {}, make("summary", {}, say("How handing over works")), explained("h3")) : explained("h2"),
    page.view.practice && page.launcher ? make("p", { class: "wb-about" }, say("In practice the PIN is {pin}.", { pin: PRACTICE_PIN })) : null,
    page.launcher ? null : make("p", { class: "wb-about" }, say("Handing over needs the workbench itself; this is a practice page.")),
    make("div", { class: "wb-row" }, go));
}

function explained(level) {
  return before().map(([title, lines]) => [
    make(level, {}, title), make("ul", {}, lines.map((line) => make("li", {}, line)))]).flat();
}

function cameBack({ given, asked, none_named: noneNamed, held_back: heldBack }) {
  return [
    make("p", {}, say("{answered} of {asked} questions have an answer. Thank the child, and see Notes before you part. " +
      "“Stop for today” ends this page.", { answered: given.length, asked })),
    heldBack ? make("p", { class: "wb-handing-wait" },
      say("The child was ready to share with the adults at home. Because something is open in Notes, show nothing at home until your supervisor has agreed, and tell the child so.")) : null,
    make("details", { class: "wb-given" },
      make("summary", {}, say("Read what the child answered")),
      make("p", { class: "wb-about" }, say("Private: for you and the team. Read it when nobody looks on.")),
      make("dl", {}, noneNamed.map((words) => make("div", {}, make("dt", {}, say("To note")), make("dd", {}, make("strong", {}, words)))),
        given.map((one) => make("div", {}, make("dt", {}, one.text), make("dd", { dir: "auto" }, one.words))))),
  ];
}

export function agePanel(page) {
  const { handing } = page.view;
  const link = page.launcher && handing.child
    ? make("a", { class: "wb-button wb-main", href: `/child/${encodeURIComponent(handing.child)}` }, say("To the child's page")) : null;
  return make("section", { class: "wb-card wb-calm" },
    make("h1", { tabindex: "-1" }, say("The age is needed first")),
    make("p", {}, handing.age_known_now
      ? say("This page was begun before the age was known, so it cannot choose its questions. Begin it anew in a new sitting.")
      : say("The age decides which page this is: what you watch, what is played, or what the child answers alone. " +
        "Write down the year of birth or the age on the child's page, a guess will do, and begin this page anew.")),
    make("div", { class: "wb-row" }, link));
}
