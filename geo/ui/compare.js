// The tellings of one event as a table: a column each, a row a fact. Text only ever enters as text.
const TINTS = ["", "place", "actor", "time"];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function sentence(column) {
  const parts = column.parts.map(([words, tint]) => (tint ? element("mark", { class: TINTS[tint] }, words) : words));
  return element("td", { lang: column.language }, ...parts);
}

function row(fact, tr) {
  const name = element("th", { scope: "row" }, fact.name, ...(fact.differs ? [element("span", { class: "differ" }, fact.against ? tr("they contradict each other") : tr("they differ"))] : []));
  return element("tr", { class: fact.against ? "against" : "" }, name, ...fact.cells.map((words) => element("td", {}, words || "–")));
}

export default function (component) {
  const { data, parentElement } = component;
  const tr = (text) => data.words[text] || text;
  const head = element("tr", {}, element("td", {}), ...data.columns.map((column) => element("th", { scope: "col" }, column.source)));
  const said = element("tr", {}, element("th", { scope: "row" }, tr("Sentence")), ...data.columns.map(sentence));
  const table = element("table", {}, element("caption", {}, data.title), element("thead", {}, head), element("tbody", {}, said, ...data.rows.map((fact) => row(fact, tr))));
  parentElement.querySelector("#compare").replaceChildren(element("div", { class: "box", tabindex: "0", role: "region", "aria-label": data.title }, table));
}
