// Keeps an open page new while its author writes: what changed is patched in, and the line under the reader's eye
// stays where it is. Only `serve` has this file; no built site does.
"use strict";
(() => {
const own = document.currentScript;
const ITEM = ".line, .entry"; // what is marked when it changed
const PIECE = `${ITEM}, h1, h2, h3, h4, h5, h6, p, li, tr, dt, dd, pre, .full code > span`; // what a place is kept by
const ASIDE = "#findings, header, nav, footer, dialog, .ledger"; // never marked, and no place to keep
const QUIET = ".d, .rests"; // changes in what is not shown mark nothing
const MARKED = 2500; // milliseconds

// The page as the server last said it, node for node like the open one. Only what the server changed is changed:
// what the theme's script or the reader did (a chosen line, an open fold) stays.
let last = document.body.cloneNode(true);
for (const line of last.querySelectorAll(".chosen")) line.classList.remove("chosen"); // the theme's script was here first
let shown = { page: own.dataset.page, style: own.dataset.style, script: own.dataset.script, trouble: own.dataset.trouble };
let address = own.dataset.address;

// ---- Which node of the old page is which of the new

// What a node says, without the numbers that move when a line is put in above it.
function said(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeType} ${bare(node.nodeValue)}`;
  return `<${node.localName} ${node.className}> ${bare(node.textContent)}`;
}
const bare = (text) => text.replace(/\b\d+\.\d+\b/g, "0.0");

function words(node) {
  const found = new Map();
  for (const word of bare(node.textContent).split(/\s+/)) if (word) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

// A node among its kin; what it says is found out only where it is asked for.
class Kin {
  constructor(node) { this.node = node; }
  get said() { return (this.saying ??= said(this.node)); }
  get words() { return (this.counted ??= words(this.node)); }
  is(other) { return this.node.isEqualNode(other.node) || this.said === other.said; }
}

// How much two nodes are one and the same, from 0 to 1.
function likeness(one, other) {
  if (one.is(other)) return one.node.textContent.trim() ? 1 : 0.05;
  const [a, b] = [one.node, other.node];
  if (a.nodeType !== b.nodeType || a.localName !== b.localName) return 0;
  if (a.nodeType !== Node.ELEMENT_NODE) return 0.02;
  if (a.id && a.id === b.id && !a.matches(ITEM)) return 0.9;
  let common = 0, all = 0;
  for (const [word, count] of one.words) { all += count; common += Math.min(count, other.words.get(word) ?? 0); }
  for (const count of other.words.values()) all += count;
  const same = all ? (2 * common) / all : 1;
  if (!a.matches(ITEM) || same >= 0.3) return 0.1 + 0.8 * same;
  return a.id === b.id ? 0.1 : 0;
}

// Pairs [old, new] of indices in order, -1 for none: the pairing in which most stays what it was.
function pairs(olds, news) {
  const one = Array.from(olds, (node) => new Kin(node));
  const other = Array.from(news, (node) => new Kin(node));
  let head = 0, tail = 0;
  const most = Math.min(one.length, other.length);
  while (head < most && one[head].is(other[head])) head++;
  while (tail < most - head && one.at(-1 - tail).is(other.at(-1 - tail))) tail++;
  const found = [];
  for (let at = 0; at < head; at++) found.push([at, at]);
  found.push(...between(one.slice(head, one.length - tail), other.slice(head, other.length - tail), head));
  for (let at = tail; at > 0; at--) found.push([one.length - at, other.length - at]);
  return found;
}

function between(one, other, start) {
  const [rows, columns] = [one.length, other.length];
  if (rows * columns > 250000) return inStep(rows, columns, start);
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const alike = one.map((a) => other.map((b) => likeness(a, b)));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const paired = alike[i][j] > 0 ? alike[i][j] + best[i + 1][j + 1] : 0;
      best[i][j] = Math.max(paired, best[i + 1][j], best[i][j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    if (i < rows && j < columns && alike[i][j] > 0 && best[i][j] === alike[i][j] + best[i + 1][j + 1]) {
      found.push([start + i++, start + j++]);
    } else if (i < rows && (j === columns || best[i][j] === best[i + 1][j])) found.push([start + i++, -1]);
    else found.push([-1, start + j++]);
  }
  return found;
}

function inStep(rows, columns, start) {
  const found = [];
  for (let at = 0; at < Math.max(rows, columns); at++) {
    found.push([at < rows ? start + at : -1, at < columns ? start + at : -1]);
  }
  return found;
}

// ---- Patching

function patch(live, was, next, changed) {
  if (was.isEqualNode(next)) return;
  if (next.nodeType !== Node.ELEMENT_NODE) {
    if (said(was) !== said(next)) changed.add(live.parentElement);
    live.nodeValue = next.nodeValue;
    return;
  }
  attributes(live, was, next);
  const [lives, olds] = [[...live.childNodes], [...was.childNodes]];
  if (lives.length !== olds.length) { // something that is not the server's is in it
    live.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
    changed.add(live);
    return;
  }
  let unused = 0;
  for (const [old, fresh] of pairs(olds, next.childNodes)) {
    if (old < 0) {
      const node = document.importNode(next.childNodes[fresh], true);
      live.insertBefore(node, lives[unused] ?? null);
      changed.add(node.nodeType === Node.ELEMENT_NODE ? node : live);
    } else if (fresh < 0) {
      lives[old].remove();
      changed.add(live);
    } else patch(lives[old], olds[old], next.childNodes[fresh], changed);
    unused = Math.max(unused, old + 1);
  }
}

function attributes(live, was, next) {
  for (const name of new Set([...was.getAttributeNames(), ...next.getAttributeNames()])) {
    const [old, fresh] = [was.getAttribute(name), next.getAttribute(name)];
    if (old === fresh) continue;
    if (name === "class") {
      live.classList.remove(...was.classList);
      live.classList.add(...next.classList);
    } else if (fresh === null) live.removeAttribute(name);
    else live.setAttribute(name, fresh);
  }
}

// ---- The place that is read

const view = (box) => box === document.scrollingElement
  ? { top: 0, bottom: innerHeight, left: 0, right: innerWidth }
  : box.getBoundingClientRect();

function scrollers() {
  const boxes = [...document.querySelectorAll(".panel, .full")].filter(
    (box) => box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY));
  return [document.scrollingElement, ...boxes];
}

// For each box that scrolls, what is seen in it and where: the chosen line, the line pointed at, then whatever lies
// nearest to a third of its height, where a reader's eye is.
function places() {
  const boxes = scrollers();
  const owner = (piece) => boxes.findLast((box) => box.contains(piece));
  const first = [...document.querySelectorAll(".chosen, .line:hover, .entry:hover")];
  return boxes.map((box) => {
    const frame = view(box);
    const third = frame.top + (frame.bottom - frame.top) / 3;
    const mine = (piece) => owner(piece) === box && piece.closest(ASIDE) === null;
    const seen = inView([...box.querySelectorAll(ITEM)], frame).filter(({ piece }) => mine(piece));
    if (!seen.length) seen.push(...inView([...box.querySelectorAll(PIECE)], frame).filter(({ piece }) => mine(piece)));
    const order = ({ piece, top }) => (first.includes(piece) ? -1 : Math.abs(top - third));
    return { box, kept: seen.sort((a, b) => order(a) - order(b)) };
  });
}

// The pieces, given in the order of the page, that a frame shows; found by halves, since a book on one page has many.
function inView(all, frame) {
  const pieces = all.filter((piece) => piece.offsetParent !== null); // those of a hidden panel are nowhere
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].getBoundingClientRect().bottom > frame.top) high = middle;
    else low = middle + 1;
  }
  const seen = [];
  for (const piece of pieces.slice(low)) {
    const { top, height } = piece.getBoundingClientRect();
    if (top >= frame.bottom) break;
    if (height) seen.push({ piece, top });
  }
  return seen;
}

function restore(taken) {
  for (const { box, kept } of taken) {
    const stays = kept.find(({ piece }) => piece.isConnected && piece.getClientRects().length);
    if (!stays) continue;
    box.scrollBy({ top: stays.piece.getBoundingClientRect().top - stays.top, behavior: "instant" });
  }
}

// ---- What the server says

function show(html) {
  const next = new DOMParser().parseFromString(html, "text/html");
  const taken = places();
  const named = addressed();
  const changed = new Set();
  patch(document.body, last, next.body, changed);
  last = next.body;
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  follow(named);
  openFindings();
  restore(taken);
  mark(changed);
}

function addressed() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
}

// The address names the same line still, though its number may be another one; so does the choice in other panels.
function follow(named) {
  if (named?.isConnected && named.id && `#${named.id}` !== location.hash) {
    history.replaceState(history.state, "", `#${encodeURIComponent(named.id)}`);
  }
  const line = document.querySelector(".line.chosen");
  if (!line) return;
  for (const letter of "pq") document.getElementById(letter + line.id.slice(1))?.classList.add("chosen");
}

function mark(changed) {
  for (const node of changed) {
    const piece = node.closest(ITEM) ?? node.closest(PIECE) ?? node.querySelector(ITEM) ?? node;
    if (!node.isConnected || node.closest(`${ASIDE}, ${QUIET}`) || /^(MAIN|SECTION|BODY)$/.test(piece.tagName)) continue;
    piece.setAttribute("data-patched", "");
    clearTimeout(piece.patched);
    piece.patched = setTimeout(() => piece.removeAttribute("data-patched"), MARKED);
  }
}

let folded = false; // whether the author closed the list of findings
function openFindings() {
  const list = document.querySelector("#findings > details");
  if (!list || list.watched) return;
  list.watched = true;
  list.open = !folded;
  list.addEventListener("toggle", () => { folded = !list.open; });
}

// One sentence that is no part of the page: the server's own trouble, or that it is gone.
function say(sentence) {
  document.getElementById("serve-says")?.remove();
  if (!sentence) return;
  const box = document.createElement("p");
  box.id = "serve-says";
  box.setAttribute("role", "status");
  box.textContent = sentence;
  document.documentElement.append(box);
}

function restyle(sum) {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const url = new URL(link.href);
    if (!url.pathname.endsWith("/style.css")) continue;
    const fresh = link.cloneNode();
    fresh.href = `${url.pathname}?${sum}`;
    fresh.addEventListener("load", () => {
      const taken = places();
      link.remove();
      restore(taken);
    });
    link.after(fresh);
  }
}

function hear(message) {
  if (message.address !== address) {
    address = message.address;
    history.replaceState(history.state, "", `/${address}${location.hash}`);
  }
  if (message.html !== undefined && message.page !== shown.page) show(message.html);
  if (message.style !== shown.style) restyle(message.style);
  if (message.trouble !== shown.trouble) say(message.trouble);
  const again = message.script !== shown.script;
  shown = { page: message.page, style: message.style, script: message.script, trouble: message.trouble };
  if (again) location.reload();
}

function connect() {
  const socket = new WebSocket(`ws://${location.host}/-serve/socket`);
  socket.addEventListener("open", () => {
    say(shown.trouble);
    socket.send(JSON.stringify({ address, ...shown }));
    document.documentElement.dataset.serve = "open";
  });
  socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    document.documentElement.dataset.serve = "closed";
    say("The server is gone; this page is as it was last.");
    setTimeout(connect, 500);
  });
}

openFindings();
connect();
})();
