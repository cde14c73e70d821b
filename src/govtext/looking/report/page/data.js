// The tables and texts that lie in the page as JSON, each parsed when it is first asked for.

const parsed = new Map();

function part(name) {
  if (!parsed.has(name)) {
    const element = document.getElementById(`data-${name}`);
    parsed.set(name, element ? JSON.parse(element.textContent) : null);
  }
  return parsed.get(name);
}

const has = (name) => document.getElementById(`data-${name}`) !== null;

/** A packed table as a function (column, row) → cell, with its number of rows. */
function table(name) {
  const packed = part(name) ?? {};
  const cell = (label, row) => {
    const column = packed[label];
    return Array.isArray(column) ? column[row] : column.of[column.at[row]];
  };
  const first = Object.values(packed)[0] ?? [];
  cell.rows = (Array.isArray(first) ? first : first.at).length;
  return cell;
}

const range = (length) => Array.from({ length }, (_, number) => number);
const distinct = (values) => [...new Set(values)];

/** Where the mentions of every document begin in the table of mentions, in which they stand one document after another. */
function firstMentions() {
  if (!parsed.has("*first")) {
    const mentions = table("mentions"), first = new Map();
    for (let row = 0; row < mentions.rows; row++) {
      const doc = mentions("doc", row);
      if (!first.has(doc)) first.set(doc, row);
    }
    parsed.set("*first", first);
  }
  return parsed.get("*first");
}

/** The rows of one document in the table of mentions. */
function mentionsOf(doc) {
  const mentions = table("mentions"), rows = [];
  for (let row = firstMentions().get(doc) ?? mentions.rows; row < mentions.rows && mentions("doc", row) === doc; row++) rows.push(row);
  return rows;
}

/** The address at which a mention is highlighted in its sentence, on this page or on the document's own. */
const placeOf = (doc, mention) =>
  PLACE.folder === null || PLACE.folder === "" ? `#read/${doc}/${mention}` : `${PLACE.folder}${doc + 1}.html#read/0/${mention}`;
