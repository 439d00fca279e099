// Elements are made here and nowhere else; every text becomes a text node, never markup.

import { inLanguage } from "./words.js";
import { ROOM, roomy } from "./room.js";

const PROPERTIES = new Set(["checked", "disabled", "hidden", "readOnly", "value"]);

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function shape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function button(text, press, attributes) {
  return make("button", { type: "button", onclick: press, ...attributes }, text);
}

export function hiddenText(text) {
  return make("span", { class: "wb-unseen" }, text);
}

export function labelled(label, control, hint) {
  return make("label", { class: "wb-field" }, make("span", {}, label), hint ? make("small", {}, hint) : null, control);
}

export function quiet(tag, attributes, ...children) {
  const typed = tag === "textarea" || attributes?.type === "text" ? { dir: "auto" } : null;
  return make(tag, { autocomplete: "off", spellcheck: "false", autocorrect: "off", ...typed, ...attributes }, ...children);
}

// A text field that says when its words have settled: on leaving it, or after a pause of one second. What is more than
// is kept stays in the field, also while the screen is covered.
export function settling(page, name, control, settled, sentence) {
  let timer = null;
  let last = control.value;
  roomy(control, ROOM, { sentence });
  const settle = () => {
    clearTimeout(timer);
    if (control.value === last) return;
    last = control.value;
    if (control.over()) page.kept.set(name, control.value);
    else page.kept.delete(name);
    settled(control.fits());
  };
  control.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(settle, 1000);
  });
  control.addEventListener("blur", settle);
  control.settle = settle;
  control.put = (value) => {
    if (control.value !== last || control.over() || control.value === value) return;
    control.value = last = page.kept.get(name) ?? value;
    if (control.over()) queueMicrotask(control.tell);
  };
  return control;
}

// Words that are saved only with a button: what is on file, or what was typed over it, kept while the screen is covered.
export function keep(page, name, control, onFile = "", most = ROOM) {
  control.value = page.kept.get(name) ?? onFile;
  roomy(control, most, { whole: true });
  queueMicrotask(control.tell);
  control.addEventListener("input", () => page.kept.set(name, control.value));
  return control;
}

// What a form records of its fields, by name as { field, onFile }: what is filled, and what was emptied on purpose.
export function filling(fields) {
  const typed = Object.entries(fields).map(([name, { field, onFile }]) => [name, field.fits(), onFile]);
  return {
    ...Object.fromEntries(typed.filter(([, value]) => value).map(([name, value]) => [name, value])),
    clear: typed.filter(([, value, onFile]) => !value && onFile).map(([name]) => name),
  };
}

// Whether answers can only be read: another window holds the sitting, or agreement is missing.
export const fixed = (view) => view.read_only || Boolean(view.withheld);

export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Days and times come as the place has them and are read as they stand: a browser elsewhere must not turn them.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

export const clock = (iso) => iso.slice(11, 16);

export function day(iso) {
  const [year, month, on] = iso.slice(0, 10).split("-").map(Number);
  return inLanguage(iso, Date.UTC(year, month - 1, on)) ?? `${on} ${MONTHS[month - 1]} ${year}`;
}

// What it is now at a place so many minutes east of Greenwich.
export const nowAt = (east) => new Date(Date.now() + east * 60000).toISOString().slice(0, 16);
