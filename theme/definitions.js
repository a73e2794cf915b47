// Definitions: one opens under the text that uses its term, and the terms that it uses open further inside it. What a
// definition says stands in the page; which terms it uses is a script of the site, loaded when the first one opens.

let definitions = null; // by the number of a term: [line, name, address, pieces]; a piece is text, or [text, number]
let touched = false; // whether the last press was a finger's

function definitionsAre(found) { definitions = found; } // called by definitions.js

function closeHints() {
  const hints = document.querySelectorAll(".d.open");
  for (const hint of hints) hint.classList.remove("open");
  return hints.length > 0;
}

// The first tap opens a definition, the second goes to its line.
function tapTerm(event, term) {
  const hint = term.nextElementSibling;
  if (!touched || hint.classList.contains("open")) return;
  event.preventDefault();
  closeHints();
  hint.classList.add("open");
  bringIn(hint, false);
}

// A definition opens under its line. Where too little of the page is left there, the page goes on for it; but not under
// a pointer, which would then point at something else: for it the definition opens above the line.
function bringIn(hint, pointed) {
  hint.classList.remove("above");
  const panel = isDesk() ? hint.closest(".lesson .panel") : null;
  const frame = frameOf(hint);
  const box = hint.getBoundingClientRect();
  const room = hint.parentElement.getBoundingClientRect().top - frame.top;
  const lack = Math.ceil(box.bottom - frame.bottom);
  if (lack <= 0) return;
  if (pointed) hint.classList.toggle("above", box.height <= room);
  else (panel ?? document.scrollingElement).scrollBy({ top: Math.min(lack, Math.max(room, 0)), behavior: "instant" });
}

// ---- On the way from a term to its definition, however slow, the definition stays; another term that is crossed on the
// way opens only when the pointer rests on it. Of a rest the browser tells nothing: it takes a timer.

const REST = 300; // ms
let held = null; // the definition that the pointer opened last
let rest = 0;

// Whether a pointer is in a term, in its definition, or in the space between: as wide as the term where that ends, and
// ever wider up to the width of the definition. A hand that goes straight is 8 px wide.
function isBetween({ clientX: x, clientY: y }, hint) {
  const [term, box] = [hint.previousElementSibling, hint].map((each) => each.getBoundingClientRect());
  const isIn = ({ left, right, top, bottom }) => x >= left - 8 && x <= right + 8 && y >= top && y <= bottom;
  const [from, to] = box.top >= term.top ? [term.top, box.top] : [term.bottom, box.bottom];
  const way = (y - from) / (to - from);
  const side = (name) => term[name] + way * (box[name] - term[name]);
  const between = { left: side("left"), right: side("right"), top: Math.min(from, to), bottom: Math.max(from, to) };
  return isIn(term) || isIn(box) || isIn(between);
}

function hold(hint) {
  held?.classList.remove("held");
  held = hint;
  root.classList.remove("on-way");
}

function point(event) {
  if (event.pointerType === "touch") return;
  clearTimeout(rest);
  const term = event.target.closest?.(".t");
  const hint = term?.nextElementSibling?.matches(".d") ? term.nextElementSibling : null;
  const onWay = held !== null && isSeen(held) && isBetween(event, held);
  if (!onWay && hint) hold(hint);
  else if (hint && hint !== held) rest = setTimeout(hold, REST, hint);
  held?.classList.toggle("held", onWay);
  root.classList.toggle("on-way", onWay);
}

// ---- Further definitions inside one

function piecesOfTerm(number) {
  const [line, name, address, pieces] = definitions[number];
  const link = document.createElement("a");
  link.href = address;
  link.textContent = line;
  const title = document.createElement("b");
  title.textContent = name;
  return [link, " ", title, " = ", ...pieces.map((piece) => (typeof piece === "string" ? piece : opener(...piece)))];
}

function opener(text, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "deep";
  button.textContent = text;
  button.dataset.term = number;
  button.setAttribute("aria-expanded", "false");
  return button;
}

// Makes the terms of a definition that opens ready to be pressed. Where the book has changed since the script was
// loaded, the two differ, and what the page says stands.
async function fill(hint) {
  for (const other of document.querySelectorAll(".deeper")) if (!hint.contains(other)) closeLevel(other);
  await loaded("definitions.js");
  const number = Number(/\d+$/.exec(hint.previousElementSibling?.getAttribute("aria-describedby"))?.[0] ?? -1);
  if (!definitions?.[number] || hint.querySelector("a")) return;
  const full = document.createElement("span");
  full.append(...piecesOfTerm(number));
  if (full.textContent.trim() === hint.textContent.trim()) hint.replaceChildren(...full.childNodes);
}

function closeLevel(level) {
  const from = level.parentElement.querySelector(":scope > [aria-expanded=true]");
  from?.setAttribute("aria-expanded", "false");
  if (level.contains(document.activeElement)) from?.focus();
  level.remove();
}

// A pressed term opens under the definition that it stands in, in place of another; pressed again it closes.
function turnDeeper(button) {
  const level = button.parentElement;
  const wasOpen = button.getAttribute("aria-expanded") === "true";
  const open = level.querySelector(":scope > .deeper");
  if (open) closeLevel(open);
  button.closest(".d").classList.add("open"); // it stays when the pointer leaves
  if (wasOpen) return;
  const deeper = document.createElement("span");
  deeper.className = "deeper";
  deeper.append(...piecesOfTerm(Number(button.dataset.term)));
  level.append(deeper);
  button.setAttribute("aria-expanded", "true");
  const hint = button.closest(".d");
  if (!hint.matches(".above")) bringIn(hint, false);
}

// ---- Escape closes the innermost definition, then the outermost, then frees what is chosen.

const isSeen = (element) => getComputedStyle(element).visibility === "visible";

function closeDefinition() {
  const level = [...document.querySelectorAll(".deeper")].findLast(isSeen);
  if (level) {
    closeLevel(level);
    return true;
  }
  document.activeElement.closest(".d")?.previousElementSibling.focus();
  if (!closeHints() && !document.querySelector(".t:hover, .t:focus-visible, .d:hover, .d.held")) return false;
  root.classList.add("quiet");
  hold(null);
  return true;
}

function escape() {
  if (closeDefinition()) return;
  if (root.dataset.wide) showOnly("");
  else if (isStepping()) setStepping(false); // with no line there would be nothing to see
  else if (chosen()) choose(0);
}

function startDefinitions() {
  for (const moved of ["pointerover", "pointermove"]) document.addEventListener(moved, point);
  root.addEventListener("pointerleave", () => hold(null));
  for (const moved of ["pointermove", "focusin"]) {
    document.addEventListener(moved, () => root.classList.remove("quiet"));
  }
  for (const opens of ["pointerover", "focusin"]) {
    document.addEventListener(opens, (event) => {
      const term = event.target.closest?.(".t");
      const hint = term?.nextElementSibling;
      if (!hint?.matches(".d")) return;
      fill(hint);
      if (event.pointerType === "mouse" || term.matches(":focus-visible")) bringIn(hint, event.pointerType === "mouse");
    });
  }
}
