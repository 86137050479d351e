// An article with every event, place, actor and time marked, the chosen event in view. Text only ever enters as text.
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== undefined && value !== null && value !== "") made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function sign(event, on, send) {
  return element("button", { type: "button", class: `sign ${event.group} ${event.status}${on ? " on" : ""}`, "data-event": event.id,
    "aria-label": event.words, title: event.words, "aria-pressed": String(on), onclick: (pressed) => { pressed.stopPropagation(); send("open", event.id); } });
}

function piece([words, mark, , start, note]) {
  const made = !mark ? element("span", {}, words) : mark === "mention" ? element("span", { class: "mention", title: note }, words)
    : element("mark", { class: mark, title: note }, words);
  made.dataset.start = start;
  return made;
}

// A sentence is pressed as a whole; where several events are told, each press goes on to the next.
function sentence(numbers, data, send) {
  const ids = numbers.map((number) => data.events[number].id);
  const press = () => { if (!selectedText().trim()) send("open", ids[(ids.indexOf(data.selected) + 1) % ids.length]); };
  return element("span", { class: `told${ids.includes(data.selected) ? " on" : ""}`, onclick: press });
}

function paragraph(parts, data, begun, send) {
  const made = document.createElement("p");
  let held = null;
  let key = "";
  for (const part of parts) {
    const numbers = part[2];
    if (numbers.join() !== key) {
      key = numbers.join();
      held = numbers.length ? sentence(numbers, data, send) : null;
      for (const number of numbers) {
        if (begun.has(number)) continue;
        begun.add(number);
        const event = data.events[number];
        made.append(sign(event, event.id === data.selected, send));
      }
      if (held) made.append(held);
    }
    (held || made).append(piece(part));
  }
  return made;
}

function selectedText() {
  return String(document.getSelection() || "");
}

// Where in the article's text, in code points, an end of the selection lies.
function place(node, offset) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
  if (!holder) return null;
  return Number(holder.dataset.start) + [...holder.textContent.slice(0, node.nodeType === Node.TEXT_NODE ? offset : 0)].length;
}

function watchSelection(root, box, button, send) {
  let span = null;
  const look = () => {
    const found = root.getSelection ? root.getSelection() : document.getSelection();
    const range = found && found.rangeCount && !found.isCollapsed ? found.getRangeAt(0) : null;
    const inside = range && box.contains(range.startContainer) && box.contains(range.endContainer);
    const ends = inside ? [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)] : [null];
    span = ends.every((end) => end !== null) && ends[1] - ends[0] > 2 ? ends : null;
    button.hidden = !span;
  };
  box.addEventListener("mouseup", () => setTimeout(look));
  box.addEventListener("keyup", look);
  box.addEventListener("touchend", () => setTimeout(look, 300));
  button.addEventListener("click", () => span && send("miss", span));
}

// Scrolls the article alone: on a phone the page stays where the reader has it.
function showChosen(sentence) {
  const box = document.querySelector(".st-key-article_box");
  if (!box) return;
  if (!sentence) { box.scrollTop = 0; return; }
  box.scrollTop += sentence.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

// The map lies in a frame of the same origin; it opens what is chosen here, and points at what is pointed at.
function onMap(act, tries = 40) {
  const dateline = document.querySelector(".st-key-map iframe")?.contentWindow?.Dateline;
  if (dateline?.select) act(dateline);
  else if (tries) setTimeout(onMap, 150, act, tries - 1);
}

function point(event) {
  const pressed = event.target.closest?.(".sign");
  onMap((dateline) => dateline.hint(pressed && !/out|leave/.test(event.type) ? pressed.dataset.event : ""), 0);
}

function legend(tr) {
  const items = [["place", tr("place of an event")], ["actor", tr("actor")], ["time", tr("time")]].map(([mark, words]) => element("mark", { class: mark }, words));
  return element("p", { class: "legend" }, element("span", { class: "told sample" }, tr("event")), ...items, element("span", { class: "mention" }, tr("other place named")));
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const tr = (text) => data.words[text] || text;
  const send = (name, value) => setTriggerValue(name, value);
  const place = parentElement.querySelector("#reader");
  const held = parentElement.activeElement?.dataset?.event;
  const begun = new Set();
  const box = element("div", { class: "text", tabindex: "0", role: "document", "aria-label": tr("Article"), lang: data.language },
    ...data.paragraphs.map((parts) => paragraph(parts, data, begun, send)));
  const miss = element("button", { type: "button", class: "miss", hidden: "hidden" }, tr("Add an event that is missing here"));
  place.replaceChildren(legend(tr), box, ...(data.editable ? [miss] : []));
  if (data.editable) watchSelection(parentElement, box, miss, send);
  for (const name of ["mouseover", "mouseout", "focusin", "focusout"]) box.addEventListener(name, point);
  onMap((dateline) => dateline.select(data.selected, data.popup));
  if (held) place.querySelector(`button[data-event="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  const wanted = `${data.article} ${data.selected}`;
  if (place.dataset.shown !== wanted) {
    place.dataset.shown = wanted;
    requestAnimationFrame(() => showChosen(place.querySelector(".told.on")));
  }
}
