// What stands around the questions: header, banner, sections, keyboard help.

import { button, clock, make } from "./dom.js";
import { say } from "./words.js";

const shortcuts = () => [
  ["0 – 3", say("the level with that number; 1 – 9 for other answers, in their order")],
  ["u  d  s  r  n", say("Unknown, Declined, Not safe to ask, Not reached, Does not apply")],
  ["↑ ↓", say("move inside the answers of one question")],
  ["Enter", say("on to the next question")],
  ["Tab", say("from group to group")],
  ["F9", say("cover screen")],
  ["Esc", say("close the notes")],
];

export function makeFrame(page, acts) {
  const code = make("strong", {});
  const age = make("span", { class: "wb-age" });
  const status = make("span", { class: "wb-status", role: "status" });
  const mark = make("span", { class: "wb-mark", "aria-hidden": "true", hidden: true }, "◆");
  const notes = button(say("Notes"), acts.notes, { "aria-expanded": "false", "aria-controls": "wb-notes" });
  notes.append(mark);
  const pause = button(say("Break"), acts.pause, {});
  const stop = button(say("Stop for today"), acts.stop, {});
  const practice = make("p", { class: "wb-practice" }, say("Practice: a made-up child; nothing is kept"));
  const header = make("header", { class: "wb-header" },
    make("p", { class: "wb-who" }, code, " ", age), status,
    make("div", { class: "wb-acts" }, notes, pause, button(say("Cover screen"), acts.cover, { "aria-keyshortcuts": "F9" }), stop));

  const bannerText = make("span", {});
  const bannerAct = button("", null, {});
  const banner = make("div", { class: "wb-banner", hidden: true },
    make("span", { class: "wb-banner-sign", "aria-hidden": "true" }, "!"),
    make("div", { role: "alert" }, bannerText), bannerAct);

  const list = make("ol", {});
  const select = make("select", { "aria-label": say("Part"), autocomplete: "off", onchange: () => acts.go(select.value) });
  const bar = make("span", { class: "wb-bar", "aria-hidden": "true" }, make("i", {}));
  const nav = make("nav", { class: "wb-nav", "aria-label": say("Parts") }, list, make("div", { class: "wb-compact" }, select, bar));
  const entries = new Map();

  const keys = make("dl", { class: "wb-keys", id: "wb-keys", hidden: true },
    shortcuts().map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does))));
  const help = button(say("? Keyboard"), () => {
    keys.hidden = !keys.hidden;
    help.setAttribute("aria-expanded", String(!keys.hidden));
    root.classList.toggle("wb-with-keys", !keys.hidden);
  }, { class: "wb-quiet", "aria-expanded": "false", "aria-controls": "wb-keys" });

  const main = make("div", { class: "wb-part" });
  const foot = make("footer", { class: "wb-foot" }, help, keys);
  const root = make("div", { class: "wb-frame" }, header, practice, banner,
    make("div", { class: "wb-columns" }, nav, make("div", {}, main, foot)));

  const put = (element, text) => element.textContent !== text && (element.textContent = text);

  function entry(section) {
    const parts = { tick: make("span", { class: "wb-tick" }), count: make("span", { class: "wb-count" }) };
    parts.button = button(null, () => acts.go(section.id), {});
    parts.button.append(parts.tick, make("span", {}, section.title), parts.count);
    parts.item = make("li", {}, parts.button);
    parts.option = make("option", { value: section.id });
    return parts;
  }

  function sections(current) {
    const { sections: all } = page.view;
    for (const [id, parts] of entries) {
      if (all.some((section) => section.id === id)) continue;
      parts.item.remove();
      parts.option.remove();
      entries.delete(id);
    }
    all.forEach((section, index) => {
      if (!entries.has(section.id)) entries.set(section.id, entry(section));
      const parts = entries.get(section.id);
      const done = section.asked > 0 && section.answered === section.asked;
      if (list.children[index] !== parts.item) list.insertBefore(parts.item, list.children[index] ?? null);
      if (select.children[index] !== parts.option) select.insertBefore(parts.option, select.children[index] ?? null);
      const here = section.id === current;
      parts.button.toggleAttribute("data-here", here);
      if (here) parts.button.setAttribute("aria-current", "step");
      else parts.button.removeAttribute("aria-current");
      put(parts.tick, done ? "✓" : "");
      const count = section.asked ? say("{answered} of {asked}", { answered: section.answered, asked: section.asked }) : "";
      put(parts.count, count);
      put(parts.option, `${done ? "✓ " : ""}${section.title}${count && ` · ${count}`}`);
    });
    if (current && select.value !== current) select.value = current;
    const asked = all.reduce((sum, section) => sum + section.asked, 0);
    bar.firstChild.style.width = `${(100 * all.reduce((sum, section) => sum + section.answered, 0)) / Math.max(asked, 1)}%`;
  }

  return {
    root,
    main,
    notes,
    show(current) {
      const { view } = page;
      // In a break people come and go: the screen then tells nobody whose it is.
      put(code, view.pause ? "" : view.header.code);
      put(age, view.pause ? "" : view.header.age);
      mark.hidden = !view.mark;
      // Babel would take `view.mark ?` for a text that is marked.
      const noted = Boolean(view.mark);
      notes.setAttribute("aria-label", noted ? say("Notes, something to read") : say("Notes"));
      practice.hidden = !view.practice;
      pause.disabled = view.read_only || view.pause || Boolean(view.stopped);
      stop.disabled = view.read_only || Boolean(view.stopped);
      foot.hidden = nav.hidden = current === null;
      root.classList.toggle("wb-still", current === null);
      sections(current);
    },
    status(text) {
      put(status, text);
    },
    saved: () => (page.view.saved_at ? say("Saved {time}", { time: clock(page.view.saved_at) }) : say("Ready")),
    warn(text, label, act) {
      banner.hidden = !text;
      put(bannerText, text);
      bannerAct.hidden = !label;
      put(bannerAct, label ?? "");
      bannerAct.onclick = act;
    },
  };
}
