// What a little script adds to pages that are right without it: one line chosen in all three panels, keys,
// a panel made wide, definitions by tap, and switches that are remembered. No library, no other host.
"use strict";

const root = document.documentElement;
const LETTERS = { proof: "p", theory: "l", questions: "q" };
const PANELS = Object.keys(LETTERS);

// A page opened from a folder may have no store: then nothing is remembered, and nothing breaks.
function kept(name) {
  try { return localStorage.getItem(`book-${name}`); } catch { return null; }
}
function keep(name, value) {
  try { localStorage.setItem(`book-${name}`, value); } catch { /* not remembered */ }
}

// A box to tick: `changed` is told its state now and at every change; the state outlives the page.
function remembered(id, otherwise, changed) {
  const box = document.getElementById(id);
  const on = (kept(id) ?? otherwise) === "on";
  changed(on);
  if (!box) return;
  box.checked = on;
  box.addEventListener("change", () => {
    keep(id, box.checked ? "on" : "off");
    changed(box.checked);
  });
}

// A script of the site that is run once, when it is first asked for: from a folder too, and it weighs nothing before.
const asked = {};
function loaded(address) {
  asked[address] ??= new Promise((ready) => {
    const script = document.createElement("script");
    script.src = address;
    for (const end of ["load", "error"]) script.addEventListener(end, ready);
    document.head.append(script);
  });
  return asked[address];
}

root.classList.add("js", "loading");
root.classList.toggle("white", kept("reverse") === "on"); // before the first paint

// ---- The chosen line

const part = (panel, number) => document.getElementById(LETTERS[panel] + number);
const entriesOf = (panel) => [...document.querySelectorAll(`#${panel} > :is(.line, .entry)`)];
const numberOf = (entry) => Number(entry.id.slice(1));
// Its number, 0 for none. The page itself remembers it, so that it stays true when lines move.
const chosen = () => Number(document.querySelector(".lesson .line.chosen")?.id.slice(1) ?? 0);
const desk = matchMedia("(min-width: 68.75em)");
const isDesk = () => desk.matches;

// The line or entry that an element belongs to.
const owner = (element) => element?.closest(".lesson :is(.line, .entry)") ?? null;

function choose(number, from = null) {
  mark(number, from);
  if (number) keepPlace(part("theory", number));
  const address = number ? `#l${number}` : location.pathname + location.search;
  if (address === location.hash) return;
  // In step mode the browser's own back leads to the line before.
  if (isStepping()) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
}

function mark(number, from) {
  const before = from?.getBoundingClientRect().top;
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  for (const panel of PANELS) part(panel, number)?.classList.add("chosen");
  // What opened or closed above must not move the line from under the pointer.
  if (from) scroller(from).scrollBy({ top: from.getBoundingClientRect().top - before, behavior: "instant" });
  for (const panel of PANELS) bring(part(panel, number), from);
  if (isLocked) lockTo(from ?? part(mainPanel(), number));
  noteView();
  count();
  showBases();
  showTools();
}

function scroller(element) {
  return isDesk() ? element.closest(".panel") : document.scrollingElement;
}

// What is seen of the panel or the page that an element is in: below a heading that stays, above what stays at the foot.
function frameOf(element) {
  const heading = isDesk() ? element.closest(".panel")?.querySelector("h2") : null;
  const bars = [...document.querySelectorAll(".sum, .tabs, #tool-line")].map((bar) => bar.getBoundingClientRect());
  const bottom = Math.min(innerHeight, ...bars.filter((bar) => bar.height > 0).map((bar) => bar.top));
  return { top: heading?.getBoundingClientRect().bottom ?? 48, bottom };
}

// Scrolls a part of the chosen line into view, unless it is there already.
function bring(element, from) {
  if (!element || element === from || element.offsetParent === null) return;
  const frame = frameOf(element);
  const box = element.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) scroller(element).scrollBy({ top: box.top - frame.top });
}

function step(by) {
  if (!chosen()) return chosenLine();
  const numbers = [...document.querySelectorAll(".lesson .line")].map(numberOf);
  const at = numbers.indexOf(chosen()) + by;
  if (numbers.length) choose(numbers[Math.max(0, Math.min(at, numbers.length - 1))]);
}

// What the address names. The browser's own :target is not there yet when the page is ready.
function addressed() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
}

// The line that the address names: by its number, its term, or its label. The address stays as the reader came by it.
function chooseByAddress() {
  const named = addressed();
  const line = owner(named);
  const panel = named?.closest(".panel")?.id ?? "theory";
  if (!line) return show(panel);
  uncover(panel);
  mark(numberOf(line), null);
  bring(line, null);
}

// Marks it as soon as the browser has read it, before anything is painted: what opens under it moves nothing then.
function markAddressed() {
  const line = owner(addressed()) ?? (isStepping() ? document.getElementById("l1") : null);
  for (const panel of line ? PANELS : []) part(panel, numberOf(line))?.classList.add("chosen");
}
const whileRead = new MutationObserver(() => {
  markAddressed();
  showWayBack();
});
whileRead.observe(root, { childList: true, subtree: true });

// ---- Panels

const places = {}; // panel -> how far down it was read, on a phone

function show(panel) {
  const left = root.dataset.panel;
  if (left) places[left] = scrollY;
  root.dataset.panel = panel;
  for (const tab of document.querySelectorAll(".tabs a")) {
    if (tab.hash === `#${panel}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  if (isDesk() || left === panel) return;
  scrollTo({ top: places[panel] ?? 0, behavior: "instant" });
  bring(part(panel, chosen()), null);
  noteView();
}

// A panel that is not shown is brought back, at a desk beside the others.
function uncover(panel) {
  show(panel);
  if (isDesk() && !isShown(panel)) showOnly("");
}

// The panel takes the focus too: the keys that scroll are meant for it.
function widen(panel) {
  if (isDesk()) showOnly(panel);
  else show(panel);
  focusOn(panel);
}

const focusOn = (panel) => document.getElementById(panel).focus({ preventScroll: true });

// The tabs say how many proofs and questions the chosen line has; with none chosen, how many lines have some.
function count() {
  const number = chosen();
  for (const tab of document.querySelectorAll(".tabs a")) {
    const panel = tab.hash.slice(1);
    const shown = tab.querySelector("span");
    const mine = part(panel, number)?.querySelectorAll(panel === "proof" ? "figure" : "dl").length ?? 0;
    shown.textContent = number && panel !== "theory" ? mine : shown.dataset.all;
  }
}

// A dialog is read from its heading on; a browser would begin at what can be pressed, which may stand at the end.
function openDialog(id) {
  const dialog = document.getElementById(id);
  dialog.showModal();
  dialog.querySelector("h2").focus();
}

// ---- Clicks and keys

function click(event) {
  const link = event.target.closest("a, button, summary, label, input");
  if (!link?.matches(".t") && !event.target.closest(".d")) closeHints();
  if (link?.matches(".t")) return tapTerm(event, link);
  if (link?.matches(".deep")) return turnDeeper(link);
  if (isLesson && link?.matches(".skip")) return uncover(link.hash.slice(1)); // and there the browser goes by itself
  const tab = link?.closest(".tabs");
  const panel = link?.closest(".lesson .panel");
  const line = owner(event.target);
  if (tab) {
    event.preventDefault();
    show(link.hash.slice(1));
  } else if (panel && link.matches(".widen") && isDesk()) {
    event.preventDefault();
    widen(panel.id);
  } else if (panel && link.matches(".hide")) {
    hide(panel.id);
  } else if (line && (link ? link.matches(".no") : getSelection().isCollapsed)) {
    event.preventDefault();
    choose(numberOf(line), line);
  }
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  1: () => widen("proof"),
  2: () => widen("theory"),
  3: () => widen("questions"),
  0: () => isDesk() && showOnly(""),
  4: () => isDesk() && showOnly("proof theory"),
  5: () => isDesk() && showOnly("theory questions"),
  6: () => isDesk() && showOnly("proof questions"),
  s: () => setStepping(!isStepping()),
  h: () => document.getElementById("tool-by-hand").click(),
  l: () => document.getElementById("tool-lock").click(),
  n: () => document.querySelector("a[rel=next]")?.click(),
  b: () => document.querySelector("a[rel=prev]")?.click(),
  c: copyAddress,
  i: showPlace,
  "/": openSearch,
  "?": () => openDialog("keys"),
};
const KEYS_OF_ANY_PAGE = { "/": openSearch };
const SCROLLING = [" ", "PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End"];
let keysOn = true;
let isLesson = false;

// Whether keys are written there. A field of a dialog that was closed keeps them until the next picture is painted.
function isField(element) {
  return element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")?.offsetParent != null;
}

function press(event) {
  const busy = event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]");
  if (busy || isField(event.target)) return;
  if (event.key === "Escape") escape();
  if (isLesson && keysOn && event.key === " " && pressSpace(event)) return;
  // At a desk the page itself does not scroll: where nothing has the focus, a panel takes it, and the browser scrolls that.
  if (isLesson && isDesk() && event.target === document.body && SCROLLING.includes(event.key)) focusOn(mainPanel());
  if (!keysOn || !Object.hasOwn(isLesson ? KEYS : KEYS_OF_ANY_PAGE, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function startLesson() {
  const keys = document.getElementById("keys");
  document.getElementById("show-keys").addEventListener("click", () => openDialog("keys"));
  document.getElementById("close-keys").addEventListener("click", () => keys.close());
  addEventListener("hashchange", chooseByAddress);
  addEventListener("popstate", () => { if (isStepping() !== isStepAddress()) setStepping(isStepAddress()); });
  startLine();
  startPaper();
  startPanels();
  chooseByAddress();
  root.classList.add("ready"); // from here on the script says what is chosen, until here the address did
  startStep();
  remembered("tool-by-hand", "off", setByHand);
  startPlace();
}

document.addEventListener("DOMContentLoaded", () => {
  root.classList.remove("loading");
  showWayBack(); // what the browser read last was not told yet
  whileRead.disconnect();
  remembered("reverse", "off", (on) => root.classList.toggle("white", on));
  remembered("hints-on", "on", (on) => root.classList.toggle("no-hints", !on));
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
  document.addEventListener("click", click);
  startDefinitions();
  remembered("keys-on", "on", (on) => { keysOn = on; });
  document.addEventListener("keydown", press);
  startSearch();
  isLesson = document.body.classList.contains("lesson");
  if (isLesson) startLesson();
});
