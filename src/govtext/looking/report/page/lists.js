// Two lists for checking: targets with their results, and mentions that contradict each other.

function drawTargets(place) {
  const targets = table("targets"), of = (label) => (row) => targets(label, row);
  const link = (side) => (row) => (targets(`${side}_doc`, row) === null ? null : placeOf(targets(`${side}_doc`, row), targets(`${side}_mention_id`, row)));
  const said = (key) => ({ key, label: word(key), text: (row) => say(targets(key, row)) });
  const came = (row) => (targets("result", row) === null ? null : (targets("result_direction", row) === "down" ? -1 : 1) * targets("result", row));
  const aim = (row) => (targets("direction", row) === "down" ? -1 : 1) * targets("target", row);
  drawTable(place, {
    id: "targets", rows: range(targets.rows), note: word("noteTargets"), href: link("target"),
    filters: [{ key: "region", of: of("region") }, { key: "period", of: of("period") }, { key: "kind", of: of("kind") },
      { key: "concept", of: of("concept"), names: conceptName }, { key: "strength", of: of("strength") }, { key: "met", of: of("met") }],
    columns: [
      { key: "concept", label: word("indicator"), text: (row) => conceptName(targets("concept", row)) },
      { key: "region", label: word("region"), text: of("region") }, { key: "period", label: word("period"), text: of("period") },
      { key: "kind", label: word("kind"), text: (row) => [say(targets("kind", row)), say(targets("basis", row))].filter(Boolean).join(" · ") },
      { key: "target", label: word("target"), number: true, sort: aim, href: link("target"), text: (row) => signed(targets("target", row), targets("target_high", row), targets("bound", row), targets("direction", row)) },
      { key: "result", label: word("result"), number: true, sort: came, href: link("result"), text: (row) => signed(targets("result", row), null, targets("result_bound", row), targets("result_direction", row)) },
      { key: "unit", label: word("unit"), text: of("unit") },
      { key: "gap", label: word("gap"), number: true, sort: of("gap"), text: (row) => shortNumber(targets("gap", row)) },
      said("met"), { key: "strength", label: word("strength"), text: (row) => [say(targets("strength", row)), targets("words", row)].filter(Boolean).join(" ") }],
  });
}

function drawDoubts(place) {
  const doubts = table("doubts"), of = (label) => (row) => doubts(label, row);
  const said = (key) => ({ key, label: word(key), text: (row) => say(doubts(key, row)) });
  drawTable(place, {
    id: "doubts", rows: range(doubts.rows), note: word("noteDoubts"), href: (row) => placeOf(doubts("doc", row), doubts("mention_id", row)),
    filters: [{ key: "decision", of: of("decision") }, { key: "region", of: of("region") }, { key: "concept", of: of("concept"), names: conceptName }],
    columns: [
      { key: "concept", label: word("indicator"), text: (row) => conceptName(doubts("concept", row)) },
      { key: "region", label: word("region"), text: of("region") }, { key: "period", label: word("period"), text: of("period") }, said("kind"), said("status"),
      { key: "name", label: word("name"), text: of("name") }, { key: "text", label: word("text"), text: of("text") },
      { key: "value", label: word("value"), number: true, sort: of("value"), text: (row) => bounded(doubts("value", row), doubts("value_high", row), doubts("bound", row)) },
      { key: "unit", label: word("unit"), text: of("unit") }, said("decision")],
  });
}
