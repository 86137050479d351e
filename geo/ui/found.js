// The events found in an article that is not added yet: what, when, where, how certain, and the sentence. Text stays text.
const TINTS = ["", "place", "actor", "time"];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children.filter((child) => child));
  return made;
}

function item(event, language, tr) {
  const quote = element("blockquote", { lang: language });
  for (const [words, tint] of event.parts) quote.append(tint ? element("mark", { class: TINTS[tint] }, words) : words);
  const facts = element("small", {}, `${event.when} · ${event.where} · `, element("span", { class: `status ${event.status}` }, event.status_words),
    ` · ${tr("sure")} ${Math.round(event.sure * 100)}\u202f%`);
  const text = element("div", { class: "text" }, element("b", {}, event.title), facts, event.who ? element("small", {}, event.who) : null, quote);
  return element("li", {}, element("span", { class: `sign ${event.group} ${event.status}`, "aria-hidden": "true" }), text);
}

export default function (component) {
  const { data, parentElement } = component;
  const tr = (text) => data.words[text] || text;
  const list = element("ul", {}, ...data.events.map((event) => item(event, data.language, tr)));
  parentElement.querySelector("#found").replaceChildren(list, ...(data.more ? [element("p", {}, data.more)] : []));
}
