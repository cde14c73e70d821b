// The interface in Chinese and English, and how numbers are shown. Nothing from a document is ever written as HTML.

let language = (navigator.language ?? "zh").toLowerCase().startsWith("zh") ? 0 : 1;

const word = (key) => WORDS[key][language];
const say = (value) => VALUES[value]?.[language] ?? value;
const themeName = (id) => themes().get(id)?.[language] ?? word("noTheme");
const themeColour = (id) => themes().get(id)?.[2] ?? "#d9d9d9";
const conceptName = (id) => part("concepts")[id]?.[language] ?? id;
const regionName = (name) => name || word("noRegion");

function themes() {
  if (!parsed.has("*themes")) parsed.set("*themes", new Map(part("themes").map(([id, zh, en, colour]) => [id, [zh, en, colour]])));
  return parsed.get("*themes");
}

const SIGNS = { "=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", range: "" };

const DIGITS = { maximumSignificantDigits: 15 }; // all that a number here has
const FORMATS = ["zh-CN", "en-GB"].map((locale) => ({ // made once: making one takes longer than a thousand uses
  full: new Intl.NumberFormat(locale, DIGITS), short: new Intl.NumberFormat(locale, { ...DIGITS, notation: "compact" }),
}));

/** A number in full. */
const number = (value) => (value === null || value === undefined ? "" : FORMATS[language].full.format(value));

/** A number with 万 and 亿, or K, M and bn; no digit of it is lost. */
function shortNumber(value) {
  if (value === null || value === undefined || Math.abs(value) < 1e4) return number(value);
  return FORMATS[language].short.format(value);
}

function bounded(value, high, bound, show = shortNumber) {
  if (value === null || value === undefined) return "";
  return bound === "range" && high !== null ? `${show(value)} – ${show(high)}` : `${SIGNS[bound] ?? ""}${show(value)}`;
}

const FLIPPED = { ">=": "<=", ">": "<", "<=": ">=", "<": ">" };

/** A value on one number line, where a fall of at least 3 is at most -3. */
function signed(value, high, bound, direction) {
  if (direction !== "down" || value === null || value === undefined) return bounded(value, high, bound);
  return bound === "range" && high !== null ? bounded(-Math.abs(high), -Math.abs(value), bound) : bounded(-Math.abs(value), null, FLIPPED[bound] ?? bound);
}

/** An element with properties (attributes by `set`) and children; text is text. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (name === "style") Object.assign(element.style, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text of a document, isolated so that marks of direction in it turn nothing around it. */
const bdi = (text) => make("bdi", {}, text ?? "");

function choice(label, options, chosen, change, names = (value) => value) {
  const list = make("select", { "aria-label": word(label), on: { change: (event) => change(options[event.target.selectedIndex]) } },
    ...options.map((option) => make("option", { selected: option === chosen }, String(names(option)))));
  return make("label", {}, word(label), list);
}

function tick(label, checked, change) {
  return make("label", { class: "tick" }, make("input", { type: "checkbox", checked, on: { change: (event) => change(event.target.checked) } }), word(label));
}
