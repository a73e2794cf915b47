// Step mode: one line at a time, over what it rests on; space goes on. The address keeps the line and the mode.

const isStepping = () => root.classList.contains("step");

const isStepAddress = () => new URLSearchParams(location.search).has("step");
root.classList.toggle("step", isStepAddress()); // before the first paint

function setStepping(on) {
  if (on && !chosen()) step(1);
  root.classList.toggle("step", on);
  document.getElementById("tool-step").checked = on;
  const address = location.pathname + (on ? "?step" : "") + location.hash;
  try { history.replaceState(history.state, "", address); } catch { /* a page from a folder may not change its query */ }
  showBases();
}

// The lines that the chosen one rests on, in full: those of other lessons come with the search.
async function showBases() {
  const box = document.getElementById("tool-bases");
  const number = chosen();
  if (!isStepping() || !number) return box.replaceChildren();
  const links = [...part("theory", number).querySelectorAll(".rests > span:first-child a")];
  if (!links.length || !links[0].parentElement.textContent.startsWith("rests on")) return box.replaceChildren();
  const all = await searchRows();
  if (number !== chosen()) return;
  const texts = new Map(all.filter(([kind]) => kind === "line").map(([, id, text]) => [id, text]));
  box.replaceChildren(...links.filter((link) => texts.has(link.textContent)).map((link) => {
    const row = document.createElement("p");
    row.append(link.cloneNode(true), ` ${texts.get(link.textContent)}`);
    return row;
  }));
}

// One line on; behind the last line stands the next lesson.
function stepOn(by) {
  const lines = document.querySelectorAll(".lesson .line");
  const end = by > 0 ? lines.length : 1;
  const near = document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]");
  if (chosen() === end && near && by > 0) location.href = `${near.getAttribute("href")}?step#l1`;
  else step(by);
}

function pressSpace(event) {
  if (!isStepping() || event.target.closest("a, button, summary, input, [role=separator]")) return false;
  event.preventDefault();
  stepOn(event.shiftKey ? -1 : 1);
  return true;
}

function startStep() {
  const box = document.getElementById("tool-step");
  box.addEventListener("change", () => setStepping(box.checked));
  document.getElementById("tool-next").addEventListener("click", () => stepOn(1));
  document.getElementById("tool-back").addEventListener("click", () => stepOn(-1));
  if (isStepAddress()) setStepping(true);
}
