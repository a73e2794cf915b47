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

// ---- Where three panels become one, or one becomes three, as on a tablet that is turned or a page that is zoomed, the
// line that was read stands where it stood: the chosen one where it is seen, else the one at the top.

let view = null; // { atDesk, number: of the line, at: how far down it stands in what is seen, 0 to 1 }

function noteView() {
  if (view && view.atDesk !== isDesk()) return; // what scrolls by the change itself tells nothing
  const panel = mainPanel();
  const frame = frameOf(document.getElementById(panel));
  const mine = part(panel, chosen());
  const entry = mine && isWithin(mine, frame) ? mine : topEntry(panel);
  const at = entry ? (entry.getBoundingClientRect().top - frame.top) / (frame.bottom - frame.top) : 0;
  view = entry ? { atDesk: isDesk(), number: numberOf(entry), at: Math.max(0, at) } : null;
}

function keepView() {
  if (!view || view.atDesk === isDesk() || matchMedia("print").matches) return;
  const { number, at } = view;
  view = null;
  const read = root.dataset.panel;
  if (!isShown(read) && isDesk()) showOnly("");
  else if (!isShown(read)) show(PANELS.find(isShown));
  for (const panel of isDesk() ? PANELS.filter(isShown) : [root.dataset.panel]) {
    const entry = entryFor(panel, number);
    if (!entry) continue;
    const frame = frameOf(entry);
    const top = frame.top + at * (frame.bottom - frame.top);
    scroller(entry).scrollBy({ top: entry.getBoundingClientRect().top - top, behavior: "instant" });
  }
  noteView();
}

function startPlace() {
  document.addEventListener("scroll", noteView, { passive: true, capture: true });
  desk.addEventListener("change", keepView);
  addEventListener("pagehide", keepScrolled);
  bringBack();
}
