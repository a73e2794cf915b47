// The place: a page that is loaded again shows what it showed, and the pages outside the lessons lead back to the line
// that was read last.

const BOOK = location.pathname.replace(/[^/]*$/, ""); // more than one book may live on a host
const PLACE = /^([^:/?#]+\.html#l\d+) (\S+)$/;

function keepPlace(line) {
  const page = location.pathname.slice(BOOK.length);
  keep(`place ${BOOK}`, `${page}#${line.id} ${line.querySelector(".no").textContent}`);
}

// Shown as soon as the browser has read the link, before anything is painted.
function showWayBack() {
  const link = document.getElementById("tool-go-on");
  const [, address, line] = PLACE.exec(kept(`place ${BOOK}`)) ?? [];
  if (!link?.hidden || !address) return;
  link.href = address;
  link.textContent = `go on at ${line}`;
  link.hidden = false;
}

// ---- How far down the panels were read. A browser brings back what the page scrolled, but not what a panel did.

const SCROLLED = `book-scrolled ${location.pathname}`;

function keepScrolled() {
  const tops = PANELS.map((panel) => document.getElementById(panel).scrollTop);
  const scrolled = { tops, panel: root.dataset.panel, page: scrollY };
  try { sessionStorage.setItem(SCROLLED, JSON.stringify(scrolled)); } catch { /* not remembered */ }
}

function bringBack() {
  const how = performance.getEntriesByType("navigation")[0]?.type;
  if (how !== "reload" && how !== "back_forward") return;
  let scrolled = null;
  try { scrolled = JSON.parse(sessionStorage.getItem(SCROLLED)); } catch { /* not remembered */ }
  if (!scrolled) return;
  show(scrolled.panel);
  PANELS.forEach((panel, at) => {
    document.getElementById(panel).scrollTo({ top: scrolled.tops[at], behavior: "instant" });
  });
  scrollTo({ top: scrolled.page, behavior: "instant" });
}

function startPlace() {
  addEventListener("pagehide", keepScrolled);
  bringBack();
}
