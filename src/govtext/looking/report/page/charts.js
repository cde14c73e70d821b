// Charts, drawn by Vega-Lite from the same cells as the comparison; a click on a mark leads to its sentence.

const charted = { chart: "chartYears", series: null, year: null, part: "whole" };
const SCALES = [[1e8, "亿"], [1e4, "万"]];

function drawCharts(place) {
  const again = (key) => (value) => { charted[key] = value; draw(); };
  const bar = make("div", { class: "bar" }, choice("chart", ["chartYears", "chartRegions", "chartThemes"], charted.chart, again("chart"), word));
  const chart = make("div", { class: "chart" });
  place.append(bar, make("p", { class: "note" }, word(charted.chart === "chartThemes" ? "noteThemes" : "noteCharts")), chart);
  const spec = charted.chart === "chartThemes" ? themeChart(bar, again) : cellChart(bar, again);
  if (!spec) return chart.append(make("p", { class: "note" }, word("nothing")));
  return embed(chart, spec);
}

function embed(place, spec) {
  const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink"), line = getComputedStyle(document.documentElement).getPropertyValue("--line");
  const text = { labelColor: ink, titleColor: ink, gridColor: line, domainColor: line, tickColor: line, labelLimit: 320 };
  const config = { background: "transparent", font: getComputedStyle(document.body).fontFamily, axis: text, legend: { ...text, symbolLimit: 60, labelLimit: 300 }, title: { color: ink }, view: { stroke: line } };
  // the interpreter instead of compiled expressions: the page forbids code made from text
  const options = { mode: "vega-lite", renderer: "svg", ast: true, actions: { export: true, source: false, compiled: false, editor: false }, tooltip: { theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" } };
  return window.vegaEmbed(place, { ...spec, config }, options).then(({ view }) =>
    view.addEventListener("click", (_, item) => { if (item?.datum?.href) location.href = item.datum.href; }));
}

/** Series that can be charted, those with most points first. */
function series(cells) {
  const counts = new Map();
  for (const row of range(cells.rows)) {
    if (!/^\d{4}$/.test(cells("period", row))) continue;
    const key = JSON.stringify(["concept", "kind", "unit"].map((label) => cells(label, row)));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([key]) => key);
}

function seriesName(key) {
  const [concept, kind, unit] = JSON.parse(key);
  return `${conceptName(concept)} · ${say(kind)}${unit ? ` (${unit})` : ""}`;
}

function cellChart(bar, again) {
  const cells = table("cells"), known = series(cells);
  if (!known.length) return null;
  if (!known.includes(charted.series)) charted.series = known[0];
  const [concept, kind, unit] = JSON.parse(charted.series);
  const rows = range(cells.rows).filter((row) => cells("concept", row) === concept && cells("kind", row) === kind && cells("unit", row) === unit && /^\d{4}$/.test(cells("period", row)));
  const most = Math.max(...rows.map((row) => Math.abs(cells("value", row))));
  const [by, prefix] = SCALES.find(([least]) => most >= least) ?? [1, ""];
  const values = rows.map((row) => ({
    region: regionName(cells("region", row)), year: cells("period", row), value: cells("value", row) / by, status: say(cells("status", row)),
    shown: `${signed(...["value", "value_high", "bound", "direction"].map((key) => cells(key, row)))}${unit}`, href: placeOf(cells("doc", row), cells("mention_id", row)),
  }));
  bar.append(choice("indicator", known, charted.series, again("series"), seriesName));
  const axis = { field: "value", type: "quantitative", title: `${conceptName(concept)} · ${say(kind)}${prefix + unit ? ` (${prefix}${unit})` : ""}` };
  const tooltip = ["region", "year", "status", "shown"].map((field) => ({ field, title: word({ shown: "value" }[field] ?? field) }));
  const status = { field: "status", title: word("status"), scale: { domain: [say("actual"), say("target")] } };
  if (charted.chart === "chartYears") return yearChart(values, axis, tooltip, status);
  const years = distinct(values.map((value) => value.year)).sort();
  if (!years.includes(charted.year)) charted.year = mostOf(values.map((value) => value.year));
  bar.append(choice("year", years, charted.year, again("year")));
  return regionChart(values.filter((value) => value.year === charted.year), axis, tooltip, status);
}

/** Lines of regions over years, results whole and targets dashed. */
function yearChart(values, axis, tooltip, status) {
  return {
    description: axis.title, data: { values }, width: 760, height: 380,
    encoding: { x: { field: "year", type: "ordinal", title: word("year"), axis: { labelAngle: 0 } }, y: { ...axis, scale: { zero: false } },
      color: { field: "region", title: word("region"), scale: { scheme: "tableau10" } }, tooltip },
    layer: [{ mark: { type: "line", opacity: .7 }, encoding: { strokeDash: status, detail: { field: "status" } } },
      { mark: { type: "point", filled: true, size: 90, opacity: 1, cursor: "pointer" }, encoding: { shape: { ...status, scale: { ...status.scale, range: ["circle", "diamond"] } } } }],
  };
}

/** A bar a region and status, the largest first. */
function regionChart(values, axis, tooltip, status) {
  return {
    description: axis.title, data: { values }, width: 760, height: { step: 16 }, mark: { type: "bar", cursor: "pointer" },
    encoding: { y: { field: "region", title: null, sort: "-x" }, yOffset: status, x: axis, color: { ...status, scale: { ...status.scale, range: ["#4c78a8", "#f2a65a"] } }, tooltip },
  };
}

/** A name for every document that no other has: region and year, with the title and at last a number where that is not enough. */
function labelsOf(documents, docs) {
  const parts = [(doc) => [documents("region", doc), documents("report_year", doc)].filter(Boolean).join(" "), (doc) => documents("title", doc), (doc) => `#${doc + 1}`];
  let labels = new Map(docs.map((doc) => [doc, ""]));
  for (const more of parts) {
    const seen = new Map();
    for (const label of labels.values()) seen.set(label, (seen.get(label) ?? 0) + 1);
    labels = new Map([...labels].map(([doc, label]) => [doc, label === "" || seen.get(label) > 1 ? [label, more(doc)].filter(Boolean).join(" · ") : label]));
  }
  return labels;
}

/** A bar a document, divided by the themes of its sentences. */
function themeChart(bar, again) {
  const shares = table("shares"), documents = table("documents");
  const parts = ["whole", "review", "plan"];
  bar.append(choice("part", parts, charted.part, again("part"), say));
  const rows = range(shares.rows).filter((row) => shares("part", row) === charted.part);
  if (!rows.length) return null;
  const ids = [...themes().keys()].filter((id) => rows.some((row) => shares("theme", row) === id));
  const labels = labelsOf(documents, distinct(rows.map((row) => shares("doc", row))));
  const values = rows.map((row) => ({
    document: labels.get(shares("doc", row)), theme: themeName(shares("theme", row)), share: shares("sentence_share", row),
    href: placeOf(shares("doc", row), shares("mention_id", row) ?? 1),
  }));
  return {
    description: word("chartThemes"), data: { values }, width: 760, height: { step: 26 }, mark: { type: "bar", cursor: "pointer" },
    encoding: {
      y: { field: "document", title: null, sort: null }, x: { field: "share", type: "quantitative", aggregate: "sum", title: word("sentenceShare"), axis: { format: "%" } },
      color: { field: "theme", title: word("theme"), scale: { domain: ids.map(themeName), range: ids.map(themeColour) }, legend: { orient: "bottom", columns: 3 } },
      tooltip: [{ field: "document", title: word("document") }, { field: "theme", title: word("theme") }, { field: "share", aggregate: "sum", format: ".1%", title: word("sentenceShare") }],
    },
  };
}
