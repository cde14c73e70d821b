// Comparison: years of a region, regions of a year, or the panel with one row a cell.

const compared = { layout: "yearsOf", region: null, year: null, changes: false };

function drawCompare(place) {
  const again = (key) => (value) => { compared[key] = value; draw(); };
  const cells = table("cells"), rows = range(cells.rows), layouts = ["yearsOf", "regionsOf", "panel"];
  const regions = distinct(rows.map((row) => cells("region", row)));
  const years = distinct(rows.map((row) => cells("period", row)).filter((period) => /^\d{4}$/.test(period))).sort();
  if (!regions.includes(compared.region)) compared.region = mostOf(rows.map((row) => cells("region", row)));
  if (!years.includes(compared.year)) compared.year = mostOf(rows.map((row) => cells("period", row)).filter((period) => years.includes(period)));
  const bar = make("div", { class: "bar" }, choice("layout", layouts, compared.layout, again("layout"), word));
  if (compared.layout === "yearsOf") bar.append(choice("region", regions, compared.region, again("region")), tick("changes", compared.changes, again("changes")));
  if (compared.layout === "regionsOf") bar.append(choice("year", years, compared.year, again("year")), tick("ranks", compared.changes, again("changes")));
  place.append(bar);
  if (compared.layout === "panel") return drawPanel(place);
  const kept = rows.filter((row) => compared.layout === "yearsOf"
    ? cells("region", row) === compared.region && years.includes(cells("period", row)) : cells("period", row) === compared.year);
  return drawWide(place, cells, kept, compared.layout === "yearsOf" ? "period" : "region");
}

function mostOf(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? "";
}

/** One row an indicator, one column a year or region; every cell leads to its sentence. */
function drawWide(place, cells, rows, across) {
  const wide = new Map(), labels = distinct(rows.map((row) => cells(across, row)));
  if (across === "period") labels.sort();
  for (const row of rows) {
    const key = JSON.stringify(["concept", "kind", "status", "unit"].map((label) => cells(label, row)));
    if (!wide.has(key)) wide.set(key, { first: row, at: new Map() });
    if (!wide.get(key).at.has(cells(across, row))) wide.get(key).at.set(cells(across, row), row);
  }
  const of = (label) => (line) => cells(label, line.first);
  const value = (line, label) => (line.at.has(label) ? cells("value", line.at.get(label)) : null);
  const link = (row) => placeOf(cells("doc", row), cells("mention_id", row));
  const beside = across === "period" ? change : rank;
  const names = across === "period" ? (label) => label : regionName;
  drawTable(place, {
    id: "compare", rows: [...wide.values()].sort((one, other) => other.at.size - one.at.size), note: word("noteCompare"), href: (line) => link(line.first),
    filters: [{ key: "kind", of: of("kind") }, { key: "status", of: of("status") }, { key: "concept", of: of("concept"), names: conceptName }],
    columns: [
      { key: "concept", label: word("indicator"), text: (line) => conceptName(cells("concept", line.first)) },
      ...["kind", "status", "unit"].map((key) => ({ key, label: word(key), text: (line) => say(cells(key, line.first)) })),
      ...labels.map((label, at) => ({
        key: label, label: names(label), number: true, sort: (line) => value(line, label),
        href: (line) => (line.at.has(label) ? link(line.at.get(label)) : null),
        text: (line) => (line.at.has(label) ? signed(...["value", "value_high", "bound", "direction"].map((key) => cells(key, line.at.get(label)))) : ""),
        small: compared.changes ? (line) => beside(line, label, at, labels, value, cells) : null,
      }))],
  });
}

/** Change from the column before: per cent of levels, plain difference of everything else. */
function change(line, label, at, labels, value, cells) {
  const now = value(line, label), before = at ? value(line, labels[at - 1]) : null;
  if (now === null || before === null) return "";
  const relative = cells("kind", line.first) === "level" && before !== 0;
  const by = Number((relative ? (100 * (now - before)) / before : now - before).toPrecision(6));
  return `${by > 0 ? "+" : ""}${shortNumber(relative ? Math.round(by * 100) / 100 : by)}${relative ? "%" : ""}`;
}

/** Place among the regions, 1 for the largest. */
function rank(line, label, at, labels, value) {
  const now = value(line, label);
  return now === null ? "" : `#${1 + labels.filter((other) => value(line, other) > now && value(line, other) !== null).length}`;
}

function drawPanel(place) {
  const panel = table("panel"), of = (label) => (row) => panel(label, row);
  const said = (key) => ({ key, label: word(key), text: (row) => say(panel(key, row)) });
  const plain = (key) => ({ key, label: word(key), text: (row) => String(panel(key, row) ?? "") });
  drawTable(place, {
    id: "panel", rows: range(panel.rows), href: (row) => placeOf(panel("doc", row), panel("mention_id", row)),
    filters: [{ key: "region", of: of("region") }, { key: "period", of: of("period") }, { key: "kind", of: of("kind") }, { key: "status", of: of("status") },
      { key: "concept", of: of("concept"), names: conceptName }],
    columns: [plain("region"), plain("period"), { key: "concept", label: word("indicator"), text: (row) => conceptName(panel("concept", row)) },
      said("kind"), said("direction"), said("status"),
      { key: "value", label: word("value"), number: true, sort: of("value"), text: (row) => bounded(panel("value", row), panel("value_high", row), panel("bound", row)) },
      plain("unit"), plain("report_year"), { key: "count", label: word("count"), number: true, sort: of("mentions"), text: (row) => number(panel("mentions", row)) },
      { key: "rule", label: word("rule"), text: (row) => panel("rule", row).split("; ").map(say).join("; ") }],
  });
}
