// By-hand mode: what stands behind the equal sign of a calculation is hidden until the reader's own answer is right,
// or given up on. The page says in data-is what is right: a whole number, or one number over another.

// A number as typed, [over, under]: decimal, 0x, 0b, a fraction or a point; null for what is none.
function numberTyped(text) {
  const typed = text.trim().replaceAll(/[\s_,]/g, "").toLowerCase();
  const [, sign, digits] = /^(-?)(.*)$/.exec(typed);
  const by = (over, under) => [sign ? -over : over, under];
  if (/^(0x[0-9a-f]+|0b[01]+|\d+)$/.test(digits)) return by(BigInt(digits), 1n);
  if (/^\d+\.\d+$/.test(digits)) return by(BigInt(digits.replace(".", "")), 10n ** BigInt(digits.split(".")[1].length));
  if (/^\d+\/0*[1-9]\d*$/.test(digits)) return by(...digits.split("/").map(BigInt));
  return null;
}

// Equal as numbers, or as the 8 bytes of a number below zero.
function isRight(typed, wanted) {
  const [one, other] = [numberTyped(typed), numberTyped(wanted)];
  if (!one || !other) return false;
  if (one[0] * other[1] === other[0] * one[1]) return true;
  return one[1] === 1n && other[1] === 1n && BigInt.asUintN(64, one[0]) === BigInt.asUintN(64, other[0])
    && (one[0] < 0n || other[0] < 0n);
}

// A result may be cut by markup: its first piece has the number, the others follow it.
function piecesOf(first) {
  const all = [...document.querySelectorAll(".lesson .r")];
  const at = all.indexOf(first);
  const next = all.findIndex((piece, place) => place > at && piece.dataset.is !== undefined);
  return all.slice(at, next < 0 ? undefined : next);
}

function reveal(ask, first) {
  for (const piece of piecesOf(first)) piece.classList.add("known");
  ask.remove();
}

function askFor(first) {
  const ask = document.createElement("span");
  ask.className = "ask";
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.setAttribute("aria-label", `your answer in ${owner(first)?.querySelector(".no")?.textContent ?? "this line"}`);
  const show = document.createElement("button");
  show.type = "button";
  show.textContent = "show";
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
  const answer = () => {
    if (isRight(field.value, first.dataset.is)) reveal(ask, first);
    else field.setAttribute("aria-invalid", "true");
  };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") answer(); });
  show.addEventListener("click", () => reveal(ask, first));
  ask.append(field, " ", show);
  first.before(ask);
}

function askAll() {
  for (const first of document.querySelectorAll(".lesson .r[data-is]:not(.known)")) {
    if (!first.previousElementSibling?.matches(".ask")) askFor(first);
  }
}

const newResults = new MutationObserver(askAll); // lines that come while the mode is on

function setByHand(on) {
  root.classList.toggle("by-hand", on);
  newResults.disconnect();
  if (on) {
    askAll();
    newResults.observe(document.querySelector("main"), { childList: true, subtree: true });
  } else {
    for (const ask of document.querySelectorAll(".ask")) ask.remove();
    for (const piece of document.querySelectorAll(".r.known")) piece.classList.remove("known");
  }
}
