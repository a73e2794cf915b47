// The panels at a desk: borders that move, one or two panels alone, all three locked together. Remembered.

const LEAST = 15; // percent of two panels that the narrower one keeps
const shares = readShares();

function readShares() {
  const found = (kept("shares") ?? "").split(" ").map(Number);
  return found.length === 3 && found.every((share) => share > 0) ? found : [35, 35, 30];
}

// As soon as the script runs, before the first paint: nothing moves when the page is ready.
function setShares() {
  PANELS.forEach((panel, at) => root.style.setProperty(`--${panel}`, `${shares[at]}fr`));
  keep("shares", shares.map((share) => Math.round(share * 100) / 100).join(" "));
}
setShares();
if (kept("wide")) root.dataset.wide = kept("wide");

const isShown = (panel) => !root.dataset.wide || root.dataset.wide.split(" ").includes(panel);

// The panel that is read where nothing tells more: at a desk the theory, or what is shown in its place.
function mainPanel() {
  if (!isDesk()) return root.dataset.panel;
  return isShown("theory") ? "theory" : PANELS.find(isShown);
}

// The panels on both sides of a border: the one that it begins, and the nearest one shown before that.
function sides(border) {
  const right = PANELS.indexOf(border.dataset.begins);
  const left = PANELS.findLastIndex((panel, at) => at < right && isShown(panel));
  return left < 0 || !isShown(PANELS[right]) ? null : [left, right];
}

function showBorders() {
  for (const border of document.querySelectorAll("[role=separator]")) {
    const both = sides(border);
    border.hidden = !both;
    if (!both) continue;
    const [left, right] = both;
    const percent = Math.round((100 * shares[left]) / (shares[left] + shares[right]));
    border.setAttribute("aria-valuenow", percent);
    border.setAttribute("aria-label", `border between ${PANELS[left]} and ${PANELS[right]}`);
  }
}

function moveBorder(border, percent) {
  const [left, right] = sides(border);
  const both = shares[left] + shares[right];
  shares[left] = (both * Math.max(LEAST, Math.min(100 - LEAST, percent))) / 100;
  shares[right] = both - shares[left];
  setShares();
  showBorders();
}

function pressBorder(event) {
  const border = event.currentTarget;
  const now = Number(border.getAttribute("aria-valuenow"));
  const to = { ArrowLeft: now - 2, ArrowRight: now + 2, Home: LEAST, End: 100 - LEAST }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  moveBorder(border, to);
}

function dragBorder(event) {
  const border = event.currentTarget;
  if (!border.hasPointerCapture(event.pointerId)) return;
  const [left, right] = sides(border).map((at) => document.getElementById(PANELS[at]).getBoundingClientRect());
  moveBorder(border, (100 * (event.clientX - left.left)) / (right.right - left.left));
}

// ---- Panels alone

// One panel, two ("proof theory"), or all; the same again brings all three back.
function showOnly(panels) {
  const [read, focused] = [mainPanel(), document.activeElement];
  if (!panels || root.dataset.wide === panels) delete root.dataset.wide;
  else root.dataset.wide = panels;
  keep("wide", root.dataset.wide ?? "");
  showBorders();
  showHiding();
  for (const each of PANELS) bring(part(each, chosen()), null);
  // What had the focus may be hidden now: a panel takes it, the one that was read or the one in its place.
  if (focused?.checkVisibility() === false) focusOn(isShown(read) ? read : mainPanel());
}

// One panel less; the others share its place.
function hide(panel) {
  showOnly(PANELS.filter((each) => each !== panel && isShown(each)).join(" "));
}

function showHiding() {
  document.getElementById("tool-all").hidden = !root.dataset.wide;
  const several = PANELS.filter(isShown).length > 1;
  for (const button of document.querySelectorAll(".hide")) button.hidden = !several;
}

function isWithin(entry, frame) {
  const box = entry.getBoundingClientRect();
  return box.bottom > frame.top && box.top < frame.bottom;
}

// ---- The lock: the panel under the pointer or the focus leads, and the others show what belongs to its line

let isLocked = false;
let leader = "theory";

function lead(event) {
  const panel = event.target.closest?.(".lesson .panel");
  if (panel) leader = panel.id;
}

function follow(event) {
  if (!isLocked || !isDesk() || event.target.id !== leader) return;
  const frame = frameOf(event.target);
  const seen = entriesOf(leader).filter((entry) => isWithin(entry, frame));
  const first = seen.find((entry) => numberOf(entry) === chosen()) ?? seen[0];
  lockTo(first);
}

// The panel of this line leads; the others show what belongs to it at its height.
function lockTo(line) {
  if (!line || !isDesk()) return;
  leader = line.closest(".panel").id;
  for (const panel of PANELS) if (panel !== leader && isShown(panel)) bringBeside(panel, line);
}

function entryFor(panel, number) {
  const entries = entriesOf(panel);
  return entries.find((entry) => numberOf(entry) >= number) ?? entries.at(-1);
}

// Scrolls a panel until its part of a line stands at the height of that line; without one, the next part there is.
// Where too little stands before it, the panel begins lower; below its last part there is room while the lock is on.
function bringBeside(panel, line) {
  const mine = entryFor(panel, numberOf(line));
  if (!mine) return;
  const box = document.getElementById(panel);
  const above = () => mine.getBoundingClientRect().top - line.getBoundingClientRect().top;
  beginLower(box, 0);
  box.scrollBy({ top: above(), behavior: "instant" });
  if (above() < -1) beginLower(box, -above());
}

const beginLower = (panel, by) => panel.style.setProperty("--lower", `${by}px`);

function startPanels() {
  for (const border of document.querySelectorAll("[role=separator]")) {
    border.setAttribute("aria-valuemin", LEAST);
    border.setAttribute("aria-valuemax", 100 - LEAST);
    border.addEventListener("keydown", pressBorder);
    border.addEventListener("pointerdown", (event) => border.setPointerCapture(event.pointerId));
    border.addEventListener("pointermove", dragBorder);
  }
  for (const led of ["pointermove", "pointerdown", "wheel", "focusin"]) {
    document.addEventListener(led, lead, { passive: true, capture: true });
  }
  document.addEventListener("scroll", follow, { passive: true, capture: true });
  remembered("tool-lock", "off", (on) => {
    isLocked = on;
    root.classList.toggle("locked", on);
    for (const panel of on ? [] : PANELS) beginLower(document.getElementById(panel), 0);
  });
  document.getElementById("tool-all").addEventListener("click", () => showOnly(""));
  showBorders();
  showHiding();
}
