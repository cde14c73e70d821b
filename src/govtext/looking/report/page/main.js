// The page: which view the address names, the language, the keys.

const VIEWS = { overview: drawOverview, compare: drawCompare, targets: drawTargets, doubts: drawDoubts, charts: drawCharts, mentions: drawMentions, read: drawReading };
let shown = "";

function draw() {
  const [named, ...rest] = location.hash.slice(1).split("/");
  const view = Object.hasOwn(VIEWS, named) && document.querySelector(`nav [data-view="${named}"][href^="#"]`) ? named : PLACE.folder === "" ? "read" : "overview";
  const main = document.getElementById("main"), focused = shown === view ? focusPlace() : null;
  main.replaceChildren();
  if (view !== "read") main.append(make("h1", {}, word(view)));
  VIEWS[view](main, rest);
  if (shown && shown !== view) { window.scrollTo(0, 0); if (view !== "read") main.focus({ preventScroll: true }); }
  if (view === "read" && reading.current) bring(reading.current);
  shown = view;
  document.title = `${word(view)} · govtext`;
  document.querySelector("nav [aria-current]")?.removeAttribute("aria-current");
  document.querySelector(`nav [data-view="${view}"]`).setAttribute("aria-current", "page");
  focused?.();
}

/** Puts the focus back on the control that a redrawing view takes away. */
function focusPlace() {
  const controls = () => [...document.querySelectorAll("main .bar select, main .bar input")];
  const at = controls().indexOf(document.activeElement);
  return at < 0 ? null : () => controls()[at]?.focus();
}

function translate() {
  document.documentElement.lang = ["zh", "en"][language];
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  document.getElementById("language").textContent = word("switch");
  draw();
}

document.getElementById("language").addEventListener("click", () => { language = 1 - language; translate(); });
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
window.addEventListener("hashchange", draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (shown === "charts") draw(); });

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing) event.target.blur();
  else if (event.key === "Escape" && shown === "read") escape();
  else if (!typing && event.key === "/") { event.preventDefault(); document.querySelector("main [data-search]")?.focus(); }
  else if (!typing && shown === "read") {
    const on = event.target.closest("mark") !== null;
    const by = { j: 1, k: -1, ...(on ? { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 } : {}) }[event.key];
    if (by) { event.preventDefault(); step(by); }
  }
});

translate();
