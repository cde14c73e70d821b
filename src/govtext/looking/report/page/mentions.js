// Mentions: every number that was found, one row each; those of one theme with their sentences.

function drawMentions(place, [theme, kind]) {
  const mentions = table("mentions"), documents = table("documents");
  if (theme !== undefined) queries.set("mentions", { query: "", picked: { theme: decodeURIComponent(theme), kind: kind ?? "" }, sort: null, down: false });
  const sentence = (row) => table(`text-${mentions("doc", row)}`)("text", mentions("sentence", row));
  const of = (key) => (row) => mentions(key, row), doc = (key) => (row) => documents(key, mentions("doc", row));
  const said = (key) => ({ key, label: word(key), text: (row) => say(mentions(key, row)) });
  drawTable(place, {
    id: "mentions", rows: range(mentions.rows), href: (row) => placeOf(mentions("doc", row), mentions("mention_id", row)),
    filters: [{ key: "theme", of: of("theme"), names: themeName }, { key: "kind", of: of("kind") }, { key: "status", of: of("status") },
      { key: "unit_class", of: of("unit_class") }, { key: "period", of: of("period") }, { key: "concept", of: of("concept"), names: conceptName },
      { key: "region", of: doc("region") }, { key: "report_year", of: doc("report_year") }],
    columns: [
      { key: "name", label: word("name"), text: of("name"), small: theme !== undefined && has("text-0") ? sentence : null }, { key: "text", label: word("text"), text: of("text") },
      { key: "value", label: word("value"), number: true, sort: of("value"), text: (row) => bounded(mentions("value", row), mentions("value_high", row), mentions("bound", row)) },
      { key: "unit", label: word("unit"), text: of("unit") }, said("kind"), said("direction"), said("status"), { key: "period", label: word("period"), text: of("period") },
      { key: "concept", label: word("concept"), text: (row) => conceptName(mentions("concept", row)) },
      { key: "theme", label: word("theme"), text: (row) => themeName(mentions("theme", row)), dot: (row) => themeColour(mentions("theme", row)) },
      { key: "region", label: word("region"), text: doc("region") },
      { key: "report_year", label: word("report_year"), text: (row) => String(documents("report_year", mentions("doc", row)) ?? "") }],
  });
}
