// A table that sorts, filters and searches. Rows are drawn a few hundred at a time, so that 50,000 stay quick.

const AT_ONCE = 200;
const BRIEF = 9; // characters of a cell that is not broken into lines
const ALPHABET = new Intl.Collator("zh", { numeric: true });
const queries = new Map(); // what was searched, filtered and sorted in each table, kept while the page is open

/**
 * Draws a table into a place.
 * columns: { key, label, text(row), small?(row), sort?(row), href?(row), number?, dot?(row) }
 * filters: { key, label, of(row), names? }
 * href(row): where a click anywhere in the row leads, unless the cell leads elsewhere.
 */
function drawTable(place, { id, columns, rows, filters = [], href = () => null, plain = false, note = null }) {
  const state = queries.get(id) ?? { query: "", picked: {}, sort: null, down: false };
  queries.set(id, state);
  const body = make("tbody"), more = make("button", { type: "button", class: "more", on: { click: () => extend() } }, word("more"));
  const count = make("output", { "aria-live": "polite" });
  const heads = columns.map((column) => make("th", { scope: "col", class: column.number ? "number" : null },
    plain ? bdi(column.label) : make("button", { type: "button", on: { click: () => sortBy(column) } }, bdi(column.label))));
  let kept = [], drawn = 0;
  const haystacks = new Map();

  function haystack(row) {
    if (!haystacks.has(row)) haystacks.set(row, columns.map((column) => column.text(row)).join("\n").toLowerCase());
    return haystacks.get(row);
  }

  function sortBy(column) {
    state.down = state.sort === column.key ? !state.down : Boolean(column.number);
    state.sort = column.key;
    refresh();
  }

  function refresh() {
    const query = state.query.trim().toLowerCase();
    const active = filters.filter((filter) => (state.picked[filter.key] ?? "") !== "");
    kept = rows.filter((row) => active.every((filter) => filter.of(row) === state.picked[filter.key]) && (!query || haystack(row).includes(query)));
    const column = columns.find((one) => one.key === state.sort);
    if (column) sortRows(kept, column.sort ?? column.text, state.down);
    columns.forEach((one, at) => heads[at].setAttribute("aria-sort", one !== column ? "none" : state.down ? "descending" : "ascending"));
    count.textContent = `${number(kept.length)} ${word("rows")}`;
    body.replaceChildren();
    drawn = 0;
    extend();
  }

  function extend() {
    body.append(...kept.slice(drawn, drawn + AT_ONCE).map((row) => drawRow(columns, row, href(row))));
    drawn = Math.min(kept.length, drawn + AT_ONCE);
    more.hidden = drawn >= kept.length;
  }

  if (!plain) place.append(make("div", { class: "bar", role: "search" },
    make("label", {}, word("search"), make("input", { type: "search", value: state.query, "data-search": true, "aria-label": word("search"),
      on: { input: (event) => { state.query = event.target.value; refresh(); } } })),
    ...filters.map((filter) => filterChoice(filter, rows, state, refresh)), count));
  if (note) place.append(make("p", { class: "note" }, note));
  const whole = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body);
  place.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": word(WORDS[id] ? id : "rows") }, whole), more);
  body.addEventListener("click", follow);
  refresh();
}

function filterChoice(filter, rows, state, refresh) {
  const values = distinct(rows.map(filter.of)).filter((value) => value !== "" && value !== null);
  const names = filter.names ?? say;
  values.sort((one, other) => ALPHABET.compare(names(one), names(other)));
  return choice(filter.key, ["", ...values], state.picked[filter.key] ?? "", (value) => { state.picked[filter.key] = value; refresh(); },
    (value) => (value === "" ? word("all") : names(value)));
}

/** Missing cells last, whichever way the table is sorted. */
function sortRows(rows, key, down) {
  const keys = new Map(rows.map((row) => [row, key(row)]));
  const missing = (value) => value === null || value === undefined || value === "";
  rows.sort((one, other) => {
    const a = keys.get(one), b = keys.get(other);
    if (missing(a) || missing(b)) return missing(a) - missing(b);
    const order = typeof a === "number" ? a - b : ALPHABET.compare(a, b);
    return down ? -order : order;
  });
}

function drawRow(columns, row, whole) {
  const cells = columns.map((column, at) => {
    const text = column.text(row), address = column.href ? column.href(row) : at === 0 ? whole : null;
    const shown = column.dot ? make("span", {}, make("span", { class: "dot", style: { background: column.dot(row) } }), bdi(text)) : bdi(text);
    return make("td", { class: column.number ? "number" : text.length <= BRIEF ? "brief" : null },
      address && text !== "" ? make("a", { href: address }, shown) : shown, column.small ? make("small", {}, column.small(row)) : null);
  });
  return make("tr", { "data-href": whole }, ...cells);
}

/** A click anywhere in a row is a click on where it leads; words can still be selected. */
function follow(event) {
  const row = event.target.closest("tr[data-href]");
  if (row && !event.target.closest("a, button") && getSelection().isCollapsed) location.href = row.dataset.href;
}
