// Search over the whole book: `/` opens it. The index is a script of the site, loaded when it is first asked for.

const MOST = 40; // rows shown
const RANK = { term: 0, lesson: 1, line: 2, value: 3, question: 4, proof: 5, capture: 6, source: 6 };
let rows = null; // [kind, name, text, address, name in small letters, text in small letters]

function searchIn(found) { // called by search-index.js
  rows = found.map((row) => [...row, row[1].toLowerCase(), row[2].toLowerCase()]);
}

async function searchRows() {
  await loaded("search-index.js");
  return rows ?? [];
}

// Every word must stand in the name or in the text. Less is better: an exact name, a name's start, then the kind.
function weight([kind, , , , name, text], words, whole) {
  if (!words.every((word) => name.includes(word) || text.includes(word))) return Infinity;
  const names = name.split(", ");
  const near = names.includes(whole) ? 0 : names.some((each) => each.startsWith(whole)) ? 1 : 2;
  const within = name.includes(whole) || text.includes(whole) ? 0 : 5;
  return 10 * near + within + RANK[kind] / 2;
}

function lookUp(all, sought) {
  const whole = sought.trim().toLowerCase();
  const words = whole.split(/\s+/).filter(Boolean);
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
  const at = text.toLowerCase().indexOf(sought.trim().toLowerCase().split(/\s+/)[0]);
  const start = at > 60 ? text.lastIndexOf(" ", at - 30) + 1 : 0;
  const end = start + 160;
  return (start ? "... " : "") + text.slice(start, end) + (end < text.length ? " ..." : "");
}

function showFound(found, sought) {
  const box = document.getElementById("tool-found");
  box.replaceChildren(...found.slice(0, MOST).map(([kind, name, text, address], at) => {
    const row = document.createElement("a");
    row.id = `tool-found-${at}`;
    row.href = address;
    row.tabIndex = -1;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    const title = document.createElement("b");
    title.textContent = `${kind} ${name}`;
    row.append(title, ` ${excerpt(text, sought)}`);
    return row;
  }));
  document.getElementById("tool-sought").setAttribute("aria-expanded", String(found.length > 0));
  const count = document.getElementById("tool-found-count");
  count.textContent = sought.trim() ? `${found.length} found${found.length > MOST ? `, the first ${MOST} shown` : ""}` : "";
  pick(0);
}

const picked = () => document.querySelector("#tool-found [aria-selected=true]");

function pick(at) {
  const all = [...document.querySelectorAll("#tool-found a")];
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
  showFound(lookUp(all, field.value), field.value);
}

function pressInSearch(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = [...document.querySelectorAll("#tool-found a")];
  if (by) pick(all.indexOf(picked()) + by);
  else if (event.key === "Enter" && picked()) picked().click();
  else return;
  event.preventDefault();
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
  document.getElementById("tool-found").addEventListener("click", () => dialog.close());
}
