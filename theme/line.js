// The chosen line: copy its address; where it stands, what it does, what comes before it and after it.

// The part of a line that stands at the top of what is seen of a panel; behind the last one, the last.
function topEntry(panel) {
  const entries = entriesOf(panel);
  const { top } = frameOf(document.getElementById(panel));
  return entries.find((entry) => entry.getBoundingClientRect().bottom > top) ?? entries.at(-1);
}

// Chooses the line at the top of the view where none is chosen; gives the chosen one.
function chosenLine() {
  if (!chosen()) {
    const first = topEntry(mainPanel()) ?? part("theory", 1);
    if (first) choose(numberOf(first), first);
  }
  return part("theory", chosen());
}

function showTools() {
  const line = part("theory", chosen());
  document.getElementById("tool-line").hidden = !line;
  document.getElementById("tool-number").textContent = line?.querySelector(".no").textContent ?? "";
  document.getElementById("tool-said").textContent = "";
}

// The address of a line that outlives edits, where it has one: that of its term or its label.
function addressOf(line) {
  const anchor = line.querySelector(":scope > span[id]")?.id ?? line.id;
  return `${location.href.split(/[?#]/)[0]}#${encodeURIComponent(anchor)}`;
}

async function copyAddress() {
  const line = chosenLine();
  if (!line) return;
  const address = addressOf(line);
  const said = document.getElementById("tool-said");
  try {
    await navigator.clipboard.writeText(address);
    said.textContent = `copied ${address.slice(address.lastIndexOf("/") + 1)}`;
  } catch { // the browser or the reader does not let a page write there
    said.textContent = address;
  }
}

// ---- Where am I

// What a line says, without the definitions that its terms can show.
function textOf(line) {
  const text = line.querySelector("p").cloneNode(true);
  for (const aside of text.querySelectorAll(".d, .ask")) aside.remove();
  if (root.classList.contains("by-hand")) { // what is to be worked out is not told here
    for (const piece of text.querySelectorAll(".r:not(.known)")) piece.textContent = piece.dataset.is ? "?" : "";
  }
  const named = document.createElement("b");
  named.textContent = line.querySelector(".no").textContent;
  return [named, ` ${text.textContent}`];
}

// The lesson before or after as a link; nothing at the ends of the book.
function lessonAt(rel) {
  const link = document.querySelector(`.near a[rel=${rel}]`)?.cloneNode(true);
  link?.removeAttribute("rel");
  return link ? [link] : null;
}

function showPlace() {
  const line = chosenLine();
  if (!line) return;
  const lines = [...document.querySelectorAll(".lesson .line")];
  const at = lines.indexOf(line);
  document.getElementById("tool-line-of").textContent = `line ${at + 1} of ${lines.length}`;
  const { does } = line.querySelector(".no").dataset;
  const bases = line.querySelector(".rests")?.cloneNode(true).childNodes ?? [];
  const facts = [
    ["before", lines[at - 1] ? textOf(lines[at - 1]) : lessonAt("prev")],
    ["here", textOf(line)],
    ["does", does ? [does] : null],
    ["links", bases.length ? [...bases] : null],
    ["next", lines[at + 1] ? textOf(lines[at + 1]) : lessonAt("next")],
  ];
  document.getElementById("tool-place-facts").replaceChildren(...facts.flatMap(([name, pieces]) => {
    if (!pieces) return [];
    const [title, said] = [document.createElement("dt"), document.createElement("dd")];
    title.textContent = name;
    said.append(...pieces);
    return [title, said];
  }));
  openDialog("tool-place");
}

function startLine() {
  const place = document.getElementById("tool-place");
  document.getElementById("tool-copy").addEventListener("click", copyAddress);
  document.getElementById("tool-where").addEventListener("click", showPlace);
  document.getElementById("tool-close-place").addEventListener("click", () => place.close());
  place.addEventListener("click", (event) => { if (event.target.closest("a")) place.close(); });
}
