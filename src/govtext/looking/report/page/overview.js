// Overview: how much was found, in which documents, under which themes, and what went wrong.

function drawOverview(place) {
  const documents = table("documents"), rows = range(documents.rows);
  const sum = (label) => rows.reduce((total, row) => total + documents(label, row), 0);
  const kinds = (label) => distinct(rows.map((row) => documents(label, row)).filter(Boolean)).length;
  const errors = table("errors"), warned = rows.filter((row) => documents("warnings", row)).length;
  const tiles = [["documents", documents.rows], ["regions", kinds("region")], ["years", kinds("report_year")], ["sentences", sum("sentences")],
    ["mentionsFound", sum("indicators")], ["repairs", sum("repairs")], ["warnings", warned], ["failures", errors.rows]];
  place.append(make("div", { class: "tiles" }, ...tiles.map(([key, value]) =>
    make("div", { class: "tile" }, make("b", { class: key === "failures" && value ? "warn" : null }, number(value)), make("span", {}, word(key))))));
  place.append(make("h2", {}, word("documents")));
  drawDocuments(place, documents, rows);
  place.append(make("h2", {}, word("byTheme")));
  drawCounts(place);
  place.append(make("h2", {}, word("failures")));
  if (!errors.rows) place.append(make("p", { class: "note" }, word("noFailures")));
  else drawTable(place, { id: "failures", plain: true, rows: range(errors.rows), columns: ["path", "stage", "error", "message"].map((key) =>
    ({ key, label: word(key), text: (row) => errors(key, row) })) });
}

function drawDocuments(place, documents, rows) {
  const column = (key, more = {}) => ({ key, label: word(key), text: (row) => documents(key, row), ...more });
  const count = (key, label = key) => ({ key, label: word(label), number: true, sort: (row) => documents(key, row), text: (row) => number(documents(key, row)) });
  drawTable(place, {
    id: "documents", rows, href: (row) => placeOf(row, 1),
    filters: [{ key: "region", of: (row) => documents("region", row) }, { key: "report_year", of: (row) => documents("report_year", row) }, { key: "kind", of: (row) => documents("kind", row) }],
    columns: [column("title", { text: (row) => documents("title", row) || documents("doc_id", row) }), column("region"),
      { key: "report_year", label: word("report_year"), text: (row) => String(documents("report_year", row) ?? "") },
      column("kind", { text: (row) => say(documents("kind", row)) }), column("level", { text: (row) => say(documents("level", row)) }),
      count("chars"), count("sentences"), count("indicators", "mentionsFound"), count("repairs"), column("warnings"), column("path")],
  });
}

/** One row a theme, one column a kind; a click lists the mentions that were counted. */
function drawCounts(place) {
  const counts = table("counts"), of = new Map(), kinds = distinct(range(counts.rows).map((row) => counts("kind", row)));
  for (const row of range(counts.rows)) {
    const theme = counts("theme", row);
    if (!of.has(theme)) of.set(theme, {});
    of.get(theme)[counts("kind", row)] = counts("mentions", row);
  }
  const rows = distinct([...themes().keys(), ...of.keys()]).filter((theme) => of.has(theme));
  const total = (theme) => Object.values(of.get(theme)).reduce((one, other) => one + other, 0);
  const list = (kind) => (theme) => (has("mentions") ? `#mentions/${encodeURIComponent(theme)}/${kind}` : null);
  drawTable(place, {
    id: "byTheme", rows, columns: [
      { key: "theme", label: word("theme"), text: themeName, dot: themeColour, href: list("") },
      ...kinds.map((kind) => ({ key: kind, label: say(kind), number: true, href: list(kind), sort: (theme) => of.get(theme)[kind] ?? 0, text: (theme) => number(of.get(theme)[kind]) })),
      { key: "total", label: word("total"), number: true, href: list(""), sort: total, text: (theme) => number(total(theme)) }],
  });
}
