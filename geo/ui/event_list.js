// The list of events: real buttons, one a row, the open one with its sentence and facts. Text only ever enters as text.
let words = {};
const tr = (text) => words[text] || text;

const TINTS = ["", "place", "actor", "time"];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

function safeLink(address, words) {
  if (!/^https?:\/\//i.test(address)) return element("span", {}, words);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}

function quotation(telling, send) {
  const quote = element("blockquote", { lang: telling.language });
  for (const [words, tint] of telling.parts) quote.append(tint ? element("mark", { class: TINTS[tint] }, words) : words);
  const open = element("button", { type: "button", class: "link", onclick: () => send("read", telling.id) }, tr("Open in the article"));
  const source = element("p", { class: "source" }, element("b", {}, telling.says), " · ", safeLink(telling.link, telling.source), " ", telling.readable ? open : "");
  return element("div", { class: "telling" }, quote, source);
}

function copyLink(id, said) {
  const place = new URL(window.location.href);
  place.searchParams.set("event", id);
  navigator.clipboard.writeText(place.toString()).then(
    () => { said.textContent = tr("Link copied."); },
    () => { said.textContent = place.toString(); },
  );
}

function detail(shown, send) {
  const facts = element("dl");
  for (const [name, words] of shown.facts) facts.append(element("dt", {}, name), element("dd", {}, words));
  const named = shown.actors.map(([id, text]) => element("button", { type: "button", class: "link", title: tr("All about this actor"), onclick: () => send("actor", id) }, text));
  if (named.length) facts.append(element("dt", {}, shown.actors_words), element("dd", { class: "actors" }, ...named));
  const said = element("span", { role: "status", class: "said" });
  const actions = element("p", { class: "actions" });
  if (shown.correctable) actions.append(element("button", { type: "button", class: "link", onclick: () => send("correct", shown.id) }, tr("Correct this")));
  actions.append(element("button", { type: "button", class: "link", onclick: () => copyLink(shown.id, said) }, tr("Copy link")), said);
  const told = element("details", {}, element("summary", {}, tr("Sentence and facts")), ...shown.tellings.map((telling) => quotation(telling, send)), facts);
  told.open = !shown.on_map || window.innerWidth < 768;
  return element("div", { class: "detail" }, told, actions);
}

function row(event, data, send) {
  const open = event.id === data.selected;
  const state = element("span", { class: `status ${event.status}` }, event.status_words);
  const lines = [
    element("b", {}, event.title),
    element("small", {}, `${event.when} · `, state),
    event.state ? element("small", { class: "stands" }, event.state) : null,
    element("small", {}, event.where),
    event.who ? element("small", {}, event.who) : null,
    event.says ? element("small", { class: "says" }, event.tellings > 1 ? `${event.says} + ${event.tellings - 1}` : event.says) : null,
    event.reviewed ? element("small", { class: "reviewed" }, event.reviewed) : null,
  ];
  const told = event.tellings > 1 ? element("span", { class: "told", title: tr("told by {count}").replace("{count}", event.tellings) }, String(event.tellings)) : null;
  const press = () => send("open", open ? "" : event.id);
  const button = element("button", { type: "button", class: "row", "aria-expanded": String(open), tabindex: data.roving && !open ? "-1" : null, "data-event": event.id, onclick: press },
    element("span", { class: `sign ${event.group} ${event.status}`, "aria-hidden": "true" }), element("span", { class: "text" }, ...lines), told);
  const item = element("li", { class: open ? "on" : "" }, button);
  if (open && data.detail) item.append(detail(data.detail, send));
  return item;
}

// The map lies in a frame of the same origin; it opens what the list has open, and points at what the list points at.
function onMap(act, tries = 40) {
  const dateline = document.querySelector(".st-key-map iframe")?.contentWindow?.Dateline;
  if (dateline?.select) act(dateline);
  else if (tries) setTimeout(onMap, 150, act, tries - 1);
}

function point(event) {
  const pressed = event.target.closest?.("button.row");
  onMap((dateline) => dateline.hint(pressed && !/out|leave/.test(event.type) ? pressed.dataset.event : ""), 0);
}

function moveFocus(list, pressed) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
  if (!step || !pressed.target.matches("button.row")) return;
  const rows = [...list.querySelectorAll("button.row")];
  const next = rows[rows.indexOf(pressed.target) + step];
  if (next) { next.focus(); pressed.preventDefault(); }
}

// Above and below the rows: which they are of how many, and the way to those before and after.
function pager(pages, send, place) {
  const turn = (words, first) => element("button", { type: "button", class: "more", onclick: () => { place.dataset.turned = "yes"; send("more", String(first)); } }, words);
  const back = pages.back && turn(pages.back, pages.from - pages.step), on = pages.on && turn(pages.on, pages.from + pages.step);
  return element("nav", { class: "pages", "aria-label": pages.words }, back || null, element("span", {}, pages.words), on || null);
}

function showTop() {
  const box = document.querySelector(".st-key-list");
  if (box) box.scrollTop = 0;
}

// Scrolls the list alone: on a phone the page stays where the reader has it.
function showOpen(item) {
  const box = document.querySelector(".st-key-list");
  if (!item || !box) return;
  const shown = box.getBoundingClientRect(), wanted = item.getBoundingClientRect();
  if (wanted.top < shown.top || wanted.bottom > shown.bottom) box.scrollTop += wanted.top - shown.top - 8;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  words = data.words;
  const send = (name, value) => setTriggerValue(name, value);
  const place = parentElement.querySelector("#events");
  const held = parentElement.activeElement?.dataset?.event;
  const list = element("ul", { "aria-label": data.heading }, ...data.events.map((event) => row(event, data, send)));
  list.addEventListener("keydown", (pressed) => moveFocus(list, pressed));
  for (const name of ["mouseover", "mouseout", "focusin", "focusout"]) list.addEventListener(name, point);
  place.replaceChildren(list);
  onMap((dateline) => dateline.select(data.selected, data.popup));
  if (data.pages) {
    list.before(pager(data.pages, send, place));
    list.after(pager(data.pages, send, place));
  }
  if (data.more) place.append(element("button", { type: "button", class: "more", onclick: () => send("more", data.events.length) }, data.more));
  if (data.pages && place.dataset.from !== String(data.pages.from)) {
    place.dataset.from = data.pages.from;
    if (place.dataset.turned) {
      delete place.dataset.turned;
      list.querySelector("button.row")?.focus({ preventScroll: true });
      showTop();
    }
  }
  if (held) list.querySelector(`[data-event="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  if (place.dataset.selected !== data.selected) {
    place.dataset.selected = data.selected;
    showOpen(list.querySelector("li.on"));
  }
}
