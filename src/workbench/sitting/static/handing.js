// The practitioner's screens before and after the child's own page: what will happen, who sees it, what came back.

import { button, fixed, make } from "./dom.js";

const BEFORE = [
  ["What happens", [
    "The child answers alone, one question at a time. Every question can be skipped, and the child can stop at any moment. " +
      "If reading is hard, read it aloud together.",
    "Nothing else of the workbench opens in this browser meanwhile: no record, no notes, no print. " +
      "Close other programs, printed pages and downloads yourself.",
    "Only your PIN leads back, by the small button “For the grown-up” below each question.",
  ]],
  ["Who sees the answers", [
    "You and your team. The adults at home do not, unless the child agrees: the last question asks it.",
    "It is written down and kept locked, and the child may ask to see it.",
    "Tell the child the limit beforehand: if the child or someone else may come to harm, you have to bring in " +
      "people who can help, and the child hears it from you first.",
  ]],
];

const PRACTICE_PIN = "0000";

export function handOverPanel(page, handOver) {
  const { handing, withheld } = page.view;
  const { given, asked, alone } = handing;
  const again = given.length > 0;
  const words = again ? "Hand over again" : "Hand over to the child";
  const done = again && given.length === asked;
  const go = button(alone ? words : `We are alone now: hand over${again ? " again" : ""}`, async () => {
    go.disabled = true;
    await handOver();
    go.disabled = false;
  }, { class: done ? null : "wb-main", disabled: fixed(page.view) || !page.launcher });
  return make("section", { class: "wb-card wb-calm wb-handing" },
    make("h1", { tabindex: "-1" }, again ? "The page is with you again" : "A page for the child alone"),
    withheld ? make("p", { class: "wb-withheld" }, withheld) : null,
    again ? cameBack(handing) : null,
    alone || done ? null : make("p", { class: "wb-handing-wait" },
      "By what is noted of this meeting, others are in the room. Keep this page for a moment when you and the child are alone."),
    again ? make("details", {}, make("summary", {}, "How handing over works"), explained("h3")) : explained("h2"),
    page.view.practice && page.launcher ? make("p", { class: "wb-about" }, `In practice the PIN is ${PRACTICE_PIN}.`) : null,
    page.launcher ? null : make("p", { class: "wb-about" }, "Handing over needs the workbench itself; this is a practice page."),
    make("div", { class: "wb-row" }, go));
}

function explained(level) {
  return BEFORE.map(([title, lines]) => [
    make(level, {}, title), make("ul", {}, lines.map((line) => make("li", {}, line)))]).flat();
}

function cameBack({ given, asked, none_named: noneNamed, held_back: heldBack }) {
  return [
    make("p", {}, `${given.length} of ${asked} questions have an answer. Thank the child, and see Notes before you part. ` +
      "“Stop for today” ends this page."),
    heldBack ? make("p", { class: "wb-handing-wait" },
      "The child was ready to share with the adults at home. Because something is open in Notes, show nothing at home until your supervisor has agreed, and tell the child so.") : null,
    make("details", { class: "wb-given" },
      make("summary", {}, "Read what the child answered"),
      make("p", { class: "wb-about" }, "Private: for you and the team. Read it when nobody looks on."),
      make("dl", {}, noneNamed.map((words) => make("div", {}, make("dt", {}, "To note"), make("dd", {}, make("strong", {}, words)))),
        given.map((one) => make("div", {}, make("dt", {}, one.text), make("dd", { dir: "auto" }, one.words))))),
  ];
}

export function agePanel(page) {
  const { handing } = page.view;
  const link = page.launcher && handing.child
    ? make("a", { class: "wb-button wb-main", href: `/child/${encodeURIComponent(handing.child)}` }, "To the child's page") : null;
  return make("section", { class: "wb-card wb-calm" },
    make("h1", { tabindex: "-1" }, "The age is needed first"),
    make("p", {}, handing.age_known_now
      ? "This page was begun before the age was known, so it cannot choose its questions. Begin it anew in a new sitting."
      : "The age decides which page this is: what you watch, what is played, or what the child answers alone. " +
        "Write down the year of birth or the age on the child's page, a guess will do, and begin this page anew."),
    make("div", { class: "wb-row" }, link));
}
