// By-hand mode: what stands behind the equal sign of a calculation is hidden until the reader's own answer is right,
// or given up on. The page says in data-is what is right: a whole number, or one number over another.

// What is typed may be in large letters, with blanks, and with commas or underscores between its digits.
const plain = (text) => text.replaceAll(/[\s_,]/g, "").toLowerCase();

// A number as typed, [over, under]: decimal, 0x, 0b, a fraction or a point; null for what is none.
function numberTyped(text) {
  const [, sign, digits] = /^([-+]?)(.*)$/.exec(plain(text));
  const by = (over, under) => [sign === "-" ? -over : over, under];
  if (/^(0x[0-9a-f]+|0b[01]+|\d+)$/.test(digits)) return by(BigInt(digits), 1n);
  if (/^\d+\.\d+$/.test(digits)) return by(BigInt(digits.replace(".", "")), 10n ** BigInt(digits.split(".")[1].length));
  if (/^\d+\/0*[1-9]\d*$/.test(digits)) return by(...digits.split("/").map(BigInt));
  return null;
}

// What an answer can mean. Hexadecimal needs no 0x where a letter is in it, or where the book itself writes the result so.
function readings(typed, inHex) {
  const found = [numberTyped(typed)];
  const [, sign, digits] = /^([-+]?)([0-9a-f]+)$/.exec(plain(typed)) ?? [];
  if (digits && (inHex || !found[0])) found.push(numberTyped(`${sign}0x${digits}`));
  return found.filter(Boolean);
}

// Equal as numbers, or as the 8 bytes of a number below zero.
function isEqual(one, other) {
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

// The result takes the focus from the answer: a reader who hears the page is told it, and goes on from there.
function reveal(ask, first) {
  const hadFocus = ask.contains(document.activeElement);
  for (const piece of piecesOf(first)) piece.classList.add("known");
  if (hadFocus) {
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.addEventListener("blur", () => first.removeAttribute("tabindex"), { once: true });
  }
  ask.remove();
}

// What is wrong is told in words.
function judge(ask, first) {
  const field = ask.querySelector("input");
  const found = readings(field.value, first.textContent.startsWith("0x"));
  if (found.some((one) => isEqual(one, numberTyped(first.dataset.is)))) return reveal(ask, first);
  field.setAttribute("aria-invalid", "true");
  const typed = field.value.trim();
  const said = found.length ? `${typed} is wrong` : "a number is asked for";
  ask.querySelector("[role=status]").textContent = ` [${said}]`;
}

function buttonNamed(name, what, pressed) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.setAttribute("aria-label", `${name} ${what}`);
  button.addEventListener("click", pressed);
  return button;
}

// Where a result stands, in words: its line, and which of several there.
function placeOf(first) {
  const entry = owner(first);
  const line = entry?.querySelector(".no")?.textContent ?? "this line";
  const all = [...(entry?.querySelectorAll(".r[data-is]") ?? [])];
  return all.length > 1 ? `${line}, ${all.indexOf(first) + 1} of ${all.length}` : line;
}

function askFor(first) {
  const ask = document.createElement("span");
  ask.className = "ask";
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.spellcheck = false;
  const place = placeOf(first);
  field.setAttribute("aria-label", `your answer in ${place}`);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  field.addEventListener("input", () => {
    field.removeAttribute("aria-invalid");
    said.textContent = "";
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") judge(ask, first); });
  const check = buttonNamed("check", `your answer in ${place}`, () => judge(ask, first));
  const show = buttonNamed("show", `the result in ${place}`, () => reveal(ask, first));
  const last = document.createElement("span"); // what stands behind, as a full stop, stays in its row
  last.append(show);
  ask.append(field, " ", check, " ", last, said);
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
