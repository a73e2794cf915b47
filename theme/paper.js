// A lesson on paper, line by line: the line, its proof, its questions, then the next line. Without script the panels
// are printed one after the other.

let moved = []; // [what was moved, an empty node where it stood]

function setByLine() {
  if (moved.length) return;
  for (const line of document.querySelectorAll(".lesson .line")) {
    const entries = ["proof", "questions"].map((panel) => part(panel, numberOf(line))).filter(Boolean);
    for (const entry of entries) {
      const place = document.createComment("");
      entry.before(place);
      moved.push([entry, place]);
    }
    line.after(...entries);
  }
  root.classList.toggle("by-line", moved.length > 0);
}

function setByPanel() {
  for (const [entry, place] of moved) place.replaceWith(entry);
  moved = [];
  root.classList.remove("by-line");
}

function startPaper() {
  addEventListener("beforeprint", setByLine);
  addEventListener("afterprint", setByPanel);
}
