// Reading: one document, its mentions highlighted by theme, the record of the current one beside the text.

const reading = { doc: 0, marks: [], hidden: new Set(), current: null, reachable: null, hits: [], hit: -1 };

function drawReading(place, [doc, mention]) {
  const documents = table("documents");
  reading.doc = Math.min(Number(doc ?? reading.doc) || 0, documents.rows - 1);
  const rows = mentionsOf(reading.doc), article = make("article", { lang: "zh", "aria-label": documents("title", reading.doc) });
  const record = make("aside", { "aria-label": word("record"), "aria-live": "polite", id: "record" });
  const found = make("output", { "aria-live": "polite" });
  const title = (row) => [documents("region", row), documents("report_year", row), documents("title", row)].filter(Boolean).join(" · ");
  const bar = make("div", { class: "bar" });
  if (documents.rows > 1) bar.append(choice("document", range(documents.rows), reading.doc, (row) => { location.hash = `#read/${row}`; }, title));
  bar.append(make("label", {}, word("searchText"), make("input", { type: "search", "data-search": true, "aria-label": word("searchText"),
    on: { input: (event) => find(event.target.value, found), keydown: (event) => { if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1, found); } } })), found);
  drawText(article, rows);
  place.append(make("h1", {}, bdi(documents("title", reading.doc) || documents("path", reading.doc))), bar, legend(rows),
    make("div", { class: "reading" }, article, record));
  article.addEventListener("click", (event) => { const mark = event.target.closest("mark:not(.off)"); if (mark && getSelection().isCollapsed) select(mark); });
  article.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); select(event.target.closest("mark")); } });
  const wanted = mention === undefined ? null : reading.marks.findLast((mark) => Number(mark.dataset.mention) <= Number(mention));
  if (wanted) select(wanted);
  else { clearRecord(record); reachable(reading.marks[0]); }
}

/** Paragraphs of sentences; where headings change, the last of them stands above. */
function drawText(article, rows) {
  const text = table(`text-${reading.doc}`), mentions = table("mentions"), at = new Map();
  for (const row of rows) {
    const sentence = mentions("sentence", row);
    if (!at.has(sentence)) at.set(sentence, []);
    at.get(sentence).push(row);
  }
  reading.marks = [];
  reading.current = reading.reachable = null;
  let section = "", paragraph = null;
  for (const sentence of range(text.rows)) {
    const heading = text("section", sentence), words = text("text", sentence);
    if (heading !== section) {
      const last = heading.split(" > ").pop();
      if (last && !words.trim().startsWith(last)) article.append(make("h3", {}, bdi(last)));
    }
    const written = heading !== "" && words.trim() === heading.split(" > ").pop();
    if (!paragraph || text("apart", sentence) || heading !== section || written) article.append(paragraph = make(written ? "h3" : "p"));
    section = heading;
    paragraph.append(drawSentence(words, sentence, at.get(sentence) ?? [], mentions));
  }
}

function drawSentence(words, sentence, rows, mentions) {
  const span = make("span", { class: "sentence", "data-sentence": sentence });
  let done = 0;
  for (const row of rows) {
    const begin = mentions("at", row), end = begin + mentions("length", row);
    if (begin < done) continue; // inside another one, which is shown in its place
    const theme = mentions("theme", row), target = mentions("status", row) === "target";
    const mark = document.createElement("mark");
    mark.className = target ? "target" : "";
    mark.tabIndex = -1;
    mark.setAttribute("role", "button");
    mark.dataset.row = row;
    mark.dataset.mention = mentions("mention_id", row);
    mark.style.backgroundColor = themeColour(theme);
    if (reading.hidden.has(theme)) mark.classList.add("off");
    mark.textContent = words.slice(begin, end);
    span.append(words.slice(done, begin), mark);
    reading.marks.push(mark);
    done = end;
  }
  span.append(words.slice(done));
  return span;
}

/** A button a theme of this document; pressed ones are highlighted. */
function legend(rows) {
  const mentions = table("mentions"), counts = new Map();
  for (const row of rows) counts.set(mentions("theme", row), (counts.get(mentions("theme", row)) ?? 0) + 1);
  const ordered = [...counts].sort((one, other) => other[1] - one[1]);
  return make("div", { class: "legend", role: "group", "aria-label": word("legend") }, ...ordered.map(([theme, count]) =>
    make("button", { type: "button", "aria-pressed": String(!reading.hidden.has(theme)), title: word("legend"), style: { background: themeColour(theme) },
      on: { click: (event) => toggle(theme, event.currentTarget) } }, `${themeName(theme)} ${number(count)}`)));
}

function toggle(theme, button) {
  const mentions = table("mentions"), hide = !reading.hidden.has(theme);
  if (hide) reading.hidden.add(theme); else reading.hidden.delete(theme);
  button.setAttribute("aria-pressed", String(!hide));
  for (const mark of reading.marks) if (mentions("theme", Number(mark.dataset.row)) === theme) mark.classList.toggle("off", hide);
}

/** Makes a mention the current one: in view, in focus, in the address, its record beside it. */
function select(mark) {
  if (!mark) return;
  deselect();
  reading.current = mark;
  reachable(mark);
  mark.setAttribute("aria-current", "true");
  mark.closest(".sentence").classList.add("evidence");
  bring(mark);
  mark.focus({ preventScroll: true });
  history.replaceState(null, "", `#read/${reading.doc}/${mark.dataset.mention}`);
  drawRecord(document.getElementById("record"), Number(mark.dataset.row), mark.closest(".sentence"));
}

/** Brings a mark into view, and once more when the paragraphs around it have been laid out and have their true height. */
function bring(mark) {
  const scroll = () => mark.scrollIntoView({ block: "center" });
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}

/** Of all mentions one is reached by Tab; from it the keys lead to the others. */
function reachable(mark) {
  if (reading.reachable) reading.reachable.tabIndex = -1;
  reading.reachable = mark;
  if (mark) mark.tabIndex = 0;
}

function deselect() {
  if (!reading.current) return;
  reading.current.removeAttribute("aria-current");
  reading.current.closest(".sentence").classList.remove("evidence");
  reading.current = null;
}

function drawRecord(place, row, sentence) {
  const mentions = table("mentions"), text = table(`text-${reading.doc}`), of = (label) => mentions(label, row);
  const theme = make("span", {}, ...(of("themes") || "").split(";").map((id) =>
    make("div", {}, make("span", { class: "dot", style: { background: themeColour(id) } }), themeName(id))));
  const at = Number(sentence.dataset.sentence);
  const fields = [["name", of("name")], ["text", of("text")], ["value", bounded(of("value"), of("value_high"), of("bound"), number)], ["unit", of("unit")],
    ["unit_class", say(of("unit_class"))], ["bound", of("bound")], ["kind", say(of("kind"))], ["direction", say(of("direction"))], ["status", say(of("status"))],
    ["period", of("period")], ["concept", of("concept") && `${conceptName(of("concept"))} (${of("concept")})`], ["theme", theme],
    ["section", text("section", at)], ["part", say(text("section_role", at))]];
  place.classList.add("chosen");
  place.replaceChildren(make("div", { class: "bar" }, make("h2", {}, `${word("record")} ${of("mention_id")}`),
      make("button", { type: "button", on: { click: escape } }, word("close"))),
    make("dl", {}, ...fields.flatMap(([key, value]) => [make("dt", {}, word(key)), make("dd", {}, typeof value === "string" ? bdi(value || "—") : value)])),
    make("p", { class: "note" }, word("evidence")), make("blockquote", { lang: "zh" }, bdi(sentence.textContent)));
}

function clearRecord(place) {
  place.classList.remove("chosen");
  place.replaceChildren(make("h2", {}, word("record")), make("p", { class: "note" }, word("pick")));
}

/** The next mention that is highlighted, or the one before. */
function step(by) {
  const marks = reading.marks, count = marks.length;
  let at = reading.current ? marks.indexOf(reading.current) : by > 0 ? -1 : count;
  do at += by; while (at >= 0 && at < count && marks[at].classList.contains("off"));
  if (at >= 0 && at < count) select(marks[at]);
}

function escape() {
  const mark = reading.current;
  deselect();
  clearRecord(document.getElementById("record"));
  history.replaceState(null, "", `#read/${reading.doc}`);
  mark?.focus({ preventScroll: true });
}

function find(query, found) {
  reading.hits = [];
  reading.hit = -1;
  for (const sentence of document.querySelectorAll("article .sentence")) {
    const hit = query !== "" && sentence.textContent.toLowerCase().includes(query.toLowerCase());
    sentence.classList.toggle("found", hit);
    if (hit) reading.hits.push(sentence);
  }
  found.textContent = query === "" ? "" : `${number(reading.hits.length)} ${word("found")}`;
}

function nextHit(by, found) {
  if (!reading.hits.length) return;
  reading.hit = (reading.hit + by + reading.hits.length) % reading.hits.length;
  bring(reading.hits[reading.hit]);
  found.textContent = `${reading.hit + 1} / ${reading.hits.length}`;
}
