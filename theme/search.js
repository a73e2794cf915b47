// Search over the whole book: `/` opens it. The index is a script of the site, loaded when it is first asked for.

const MOST = 40; // rows shown, and so many more each time that more are asked for
// What is said comes first: the values are so many that they would hide it.
const RANK = { term: 0, lesson: 1, line: 2, question: 3, proof: 4, capture: 5, source: 5, log: 6, value: 7 };
let rows = null; // [kind, name, text, address, name as it is compared, text as it is compared]
let found = []; // the rows of `rows` that hold what was sought

function searchIn(all) { // called by search-index.js
  rows = [...spread(all)].map((row) => [...row, compared(row[1]), compared(row[2])]);
}

// In small letters, an address without the 0x that theory prints before it and a log does not.
const compared = (text) => text.toLowerCase().replace(/(?<![0-9a-z])0x(?=[0-9a-f])/g, "");

// An address without a page is on the page of the row before. A capture holds its values and the rows of its log.
function* spread(all) {
  let page = "";
  for (const [kind, name, text, address, values = [], log = []] of all) {
    if (!address.startsWith("#")) [page] = address.split("#", 1);
    const full = address.startsWith("#") ? page + address : address;
    yield [kind, name, text, full];
    for (const [value, shown, row] of values) yield ["value", `${name}.${value}`, shown, row ? `${full}:${row}` : full];
    for (const [at, line] of log.entries()) if (line) yield ["log", `${name}:${at + 1}`, line, `${full}:${at + 1}`];
  }
}

async function searchRows() {
  await loaded("search-index.js");
  return rows ?? [];
}

// A word that was typed with 0x is a number: it stands in a text where no digit stands before it.
const wordsOf = (sought) => sought.trim().split(/\s+/).filter(Boolean)
  .map((word) => ({ word: compared(word), isNumber: compared(word) !== word.toLowerCase() }));

function holds(text, { word, isNumber }) {
  let at = text.indexOf(word);
  while (isNumber && at > 0 && /[0-9a-z]/.test(text[at - 1])) at = text.indexOf(word, at + 1);
  return at >= 0;
}

// Every word must stand in the name or in the text. Less is better: an exact name, a name's start, then the kind.
function weight([kind, , , , name, text], words, whole) {
  if (!words.every((word) => holds(name, word) || holds(text, word))) return Infinity;
  const names = name.split(", ");
  const starts = kind !== "value" && kind !== "log" && names.some((each) => each.startsWith(whole));
  const near = names.includes(whole) ? 0 : starts ? 1 : 2;
  const within = name.includes(whole) || text.includes(whole) ? 0 : 5;
  return 10 * near + within + RANK[kind] / 2;
}

function lookUp(all, sought) {
  const whole = compared(sought.trim());
  const words = wordsOf(sought);
  if (!words.length) return [];
  const seen = new Set();
  return all.map((row) => [weight(row, words, whole), row])
    .filter(([heavy]) => heavy < Infinity)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
    .filter((row) => !seen.has(`${row[3]} ${row[2]}`) && seen.add(`${row[3]} ${row[2]}`));
}

// A piece of the text around the first word that was sought.
function excerpt(text, sought) {
  const at = text.toLowerCase().indexOf(wordsOf(sought)[0].word);
  const start = at > 60 ? text.lastIndexOf(" ", at - 30) + 1 : 0;
  const end = start + 160;
  return (start ? "... " : "") + text.slice(start, end) + (end < text.length ? " ..." : "");
}

function option(made, id, title, text) {
  made.id = id;
  made.tabIndex = -1;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const name = document.createElement("b");
  name.textContent = title;
  made.append(name, text);
  return made;
}

function optionOf([kind, name, text, address], at, sought) {
  const link = document.createElement("a");
  link.href = address;
  return option(link, `tool-found-${at}`, `${kind} ${name}`, ` ${excerpt(text, sought)}`);
}

// Shows what was found down to the row `until`; the row after it shows more.
function showFound(until) {
  const sought = document.getElementById("tool-sought");
  const box = document.getElementById("tool-found");
  document.getElementById("tool-more")?.remove();
  const from = box.childElementCount;
  box.append(...found.slice(from, until).map((row, at) => optionOf(row, from + at, sought.value)));
  const left = found.length - until;
  if (left > 0) {
    const next = left > MOST ? `the next ${MOST} of ${left}` : `the last ${left}`;
    box.append(option(document.createElement("button"), "tool-more", "more", ` shows ${next}`));
  }
  sought.setAttribute("aria-expanded", String(found.length > 0));
  const count = document.getElementById("tool-found-count");
  const shown = left > 0 ? `, the first ${until} shown` : "";
  count.textContent = sought.value.trim() ? `${found.length} found${shown}` : "";
  pick(from);
}

const options = () => [...document.querySelectorAll("#tool-found [role=option]")];
const picked = () => document.querySelector("#tool-found [aria-selected=true]");

function pick(at) {
  const all = options();
  const sought = document.getElementById("tool-sought");
  picked()?.setAttribute("aria-selected", "false");
  const row = all[(at + all.length) % all.length];
  if (!row) return sought.removeAttribute("aria-activedescendant");
  row.setAttribute("aria-selected", "true");
  row.scrollIntoView({ block: "nearest" });
  sought.setAttribute("aria-activedescendant", row.id);
}

async function seek() {
  const field = document.getElementById("tool-sought");
  const all = await searchRows();
  found = lookUp(all, field.value);
  document.getElementById("tool-found").replaceChildren();
  showFound(MOST);
}

function pressInSearch(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) pick(options().indexOf(picked()) + by);
  else if (event.key === "Enter" && picked()) picked().click();
  else return;
  event.preventDefault();
}

function clickFound(event) {
  const clicked = event.target.closest("[role=option]");
  if (clicked?.id === "tool-more") showFound(options().length - 1 + MOST);
  else if (clicked) document.getElementById("tool-search").close();
}

function openSearch() {
  document.getElementById("tool-search").showModal();
  document.getElementById("tool-sought").select();
  seek();
}

function startSearch() {
  const dialog = document.getElementById("tool-search");
  const button = document.getElementById("tool-show-search");
  if (!dialog || !button) return;
  button.addEventListener("click", openSearch);
  document.getElementById("tool-close-search").addEventListener("click", () => dialog.close());
  document.getElementById("tool-sought").addEventListener("input", seek);
  document.getElementById("tool-sought").addEventListener("keydown", pressInSearch);
  document.getElementById("tool-found").addEventListener("click", clickFound);
  // The focus stays in the field: its arrows go on from what was clicked.
  document.getElementById("tool-found").addEventListener("mousedown", (event) => event.preventDefault());
}
