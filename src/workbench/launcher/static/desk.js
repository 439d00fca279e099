// What the plain pages need a script for: the cover key, the idle clock, saving words while they are typed,
// showing a passphrase, printing. Every page also works without it, except the key and the clock.
"use strict";

// In English there is no block of words, and what stands here is said.
const words = JSON.parse(document.querySelector("script#catalogue")?.textContent ?? "{}");

function say(message, values = {}) {
  return (words[message]?.[0] ?? message).replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
}

const COVER_KEY = "F9";
const TOUCH_EVERY = 30_000;
const SAVE_AFTER = 1_000;

const body = document.body;
const coverSeconds = Number(body.dataset.coverSeconds || 0);
const isOpen = coverSeconds > 0;
const tabs = new BroadcastChannel("workbench");
const place = () => location.pathname + location.hash;
const token = () => document.querySelector('input[name="_xsrf"]').value;

function post(path, fields) {
  const form = new URLSearchParams({ _xsrf: token(), ...fields });
  return fetch(path, {
    method: "POST",
    body: form,
    redirect: "manual",
    keepalive: true,
    headers: { Accept: "application/json" },
  });
}

// Cover -----------------------------------------------------------------------------------------------------

let covering = false;

function leaveForCover() {
  location.replace("/cover#" + place());
}

// A window that is told by another asks for the cover itself, too: it may be quicker than the one that told it.
async function cover({ tell = true } = {}) {
  if (covering || !isOpen) return;
  covering = true;
  document.documentElement.classList.add("hiding");
  if (tell) tabs.postMessage("covered");
  await Promise.allSettled([...document.querySelectorAll("form[data-keep]")].map(saveNow));
  await post("/desk/cover", {}).catch(() => null);
  leaveForCover();
}

function leaveForDoor() {
  document.documentElement.classList.add("hiding");
  location.replace("/login");
}

function backFromCover() {
  const hidden = document.querySelector("[data-back]");
  const hash = decodeURIComponent(location.hash.slice(1));
  if (hash.startsWith("/")) hidden.value = hash;
  else if (hash) hidden.value = "/sitting#" + hash;
  return hidden.value || "/";
}

// The page went to the child in another window: nothing of this one stays; it loads anew when it is looked at.
function leaveForChild() {
  body.replaceChildren();
  if (document.hidden) document.addEventListener("visibilitychange", () => location.replace("/"), { once: true });
  else location.replace("/");
}

tabs.addEventListener("message", (event) => {
  if (event.data === "handed") leaveForChild();
  if (event.data === "covered") cover({ tell: false });
  if (event.data === "opened" && "covered" in body.dataset) location.replace(backFromCover());
});

window.addEventListener("keydown", (event) => {
  if (event.key === COVER_KEY && isOpen) {
    event.preventDefault();
    cover();
  }
});

// Whoever comes back to this page by the browser's memory sees nothing before it has loaded.
window.addEventListener("pagehide", () => document.documentElement.classList.add("hiding"));

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// The idle clock: what a person does is told to the launcher twice a minute; nothing else is told -----------------

async function stateNow() {
  const answer = await fetch("/desk/state").catch(() => null);
  return answer?.ok ? (await answer.json()).state : undefined;
}

let active = Date.now();
let told = Date.now();

async function look() {
  const now = Date.now();
  const state = await stateNow();
  if (state === "handed_over") return leaveForChild();
  if (state === "covered") return cover({ tell: false });
  if (state === "locked") return leaveForDoor();
  if (now - active >= coverSeconds * 1000) return cover();
  if (active > told && now - told >= TOUCH_EVERY) {
    told = now;
    const answer = await post("/desk/touch", {}).catch(() => null);
    if (answer && answer.status === 423) leaveForCover();
  }
}

if (isOpen) {
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) {
    window.addEventListener(kind, () => (active = Date.now()), { passive: true, capture: true });
  }
  setInterval(look, Math.min(5_000, coverSeconds * 250));
  document.addEventListener("visibilitychange", look);
  document.getElementById("cover-form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    cover();
  });
  tabs.postMessage("opened");
} else if ("covered" in body.dataset) {
  backFromCover();
}

// Words that save themselves ----------------------------------------------------------------------------------

async function saveNow(form) {
  if (!form.dataset.dirty) return;
  clearTimeout(Number(form.dataset.timer));
  const status = form.querySelector("[data-saved]");
  delete form.dataset.dirty;
  try {
    const sent = new FormData(form);
    const answer = await post(form.getAttribute("action"), Object.fromEntries(sent));
    if (answer.status === 422) {
      form.dataset.dirty = "yes";
      status.textContent = say("Not saved yet. {why}", { why: (await answer.json()).error });
      return;
    }
    if (!answer.ok) throw new Error("not saved");
    for (const was of form.querySelectorAll("[name^='was-']")) was.value = sent.get(was.name.slice(4)) ?? was.value;
    status.textContent = say("Saved {time}", { time: (await answer.json()).saved });
  } catch {
    form.dataset.dirty = "yes";
    status.textContent = say("Not saved yet. Your words are still on this page.");
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  form.addEventListener("input", () => {
    clearTimeout(Number(form.dataset.timer));
    form.dataset.dirty = "yes";
    form.dataset.timer = setTimeout(() => saveNow(form), SAVE_AFTER);
  });
}

// A field that holds more than is kept says so at once; nothing is cut.
function tellRoom(field) {
  const [size, room] = [[...field.value.trim()].length, Number(field.dataset.room)];
  const told = field.parentElement.querySelector("[data-told-room]") ?? document.createElement("span");
  told.className = "wrong";
  told.dataset.toldRoom = "";
  told.setAttribute("role", "alert");
  told.textContent = size > room
    ? say("This is {size} characters long; there is room for {room}. Please shorten it: until then it is not saved.", { size, room })
    : "";
  if (size <= room) told.remove();
  else if (!told.isConnected) field.after(told);
}

for (const field of document.querySelectorAll("[data-room]")) field.addEventListener("input", () => tellRoom(field));

// Small things ----------------------------------------------------------------------------------------------------

function show(box, shown) {
  for (const id of box.dataset.shows.split(" ")) document.getElementById(id).type = shown ? "text" : "password";
}

for (const box of document.querySelectorAll("[data-shows]")) {
  box.addEventListener("change", () => show(box, box.checked));
  // Browsers keep on disk what stood in a field of text when a page goes.
  box.form?.addEventListener("submit", () => show(box, false));
  window.addEventListener("pagehide", () => show(box, false));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// After something was kept the reader is where that is said, not at the top of the page.
(document.getElementById("problems") ?? document.querySelector("[data-told]"))?.focus();
