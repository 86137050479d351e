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

function sign(event, send) {
  return element("button", { type: "button", class: `sign ${event.group} ${event.status}`, "data-event": event.id, "aria-label": event.words,
    title: event.words, "aria-pressed": "false", onclick: (pressed) => { pressed.stopPropagation(); send("open", event.id); } });
}

function piece([words, mark, , start, note]) {
  const made = !mark ? element("span", {}, words) : mark === "mention" ? element("span", { class: "mention", title: note }, words)
    : element("mark", { class: mark, title: note }, words);
  made.dataset.start = start;
  return made;
}

// A sentence is pressed as a whole; where several events are told, each press goes on to the next.
function sentence(numbers, data, root, send) {
  const ids = numbers.map((number) => data.events[number].id);
  const made = element("span", { class: "told", "data-events": ids.join(" ") });
  made.addEventListener("click", () => {
    if (String(selection(root) || "").trim()) return;
    const on = root.querySelector(".sign[aria-pressed=true]")?.dataset.event;
    send("open", ids[(ids.indexOf(on) + 1) % ids.length]);
  });
  return made;
}

function paragraph(parts, data, begun, root, send) {
  const made = document.createElement("p");
  let held = null;
  let key = "";
  for (const part of parts) {
    const numbers = part[2];
    if (numbers.join() !== key) {
      key = numbers.join();
      held = numbers.length ? sentence(numbers, data, root, send) : null;
      for (const number of numbers) {
        if (begun.has(number)) continue;
        begun.add(number);
        made.append(sign(data.events[number], send));
      }
      if (held) made.append(held);
    }
    (held || made).append(piece(part));
  }
  return made;
}

function selection(root) {
  return root.getSelection ? root.getSelection() : document.getSelection();
}

// Where in the article's text, in code points, an end of the selection lies; one between two pieces is where the next begins.
function place(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) {
    const piece = node.parentElement.closest("[data-start]");
    return piece ? Number(piece.dataset.start) + [...node.textContent.slice(0, offset)].length : null;
  }
  const next = node.childNodes[offset] || node;
  const piece = next.nodeType === Node.ELEMENT_NODE && (next.matches("[data-start]") ? next : next.querySelector("[data-start]"));
  return piece ? Number(piece.dataset.start) : null;
}

function watchSelection(root, box, button, send) {
  let span = null;
  const look = () => {
    const found = selection(root);
    const range = found && found.rangeCount && !found.isCollapsed ? found.getRangeAt(0) : null;
    const inside = range && box.contains(range.startContainer) && box.contains(range.endContainer);
    const ends = inside ? [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)] : [null];
    span = ends.every((end) => end !== null) && ends[1] - ends[0] > 2 ? ends : null;
    button.hidden = !span;
  };
  box.addEventListener("mouseup", () => setTimeout(look));
  box.addEventListener("keydown", (pressed) => markSentence(box, root, pressed));
  box.addEventListener("keyup", look);
  box.addEventListener("touchend", () => setTimeout(look, 300));
  button.addEventListener("click", () => span && send("miss", span));
}

// By keyboard a sentence is marked as a whole: Shift with the arrows goes to the next or the one before.
function markSentence(box, root, pressed) {
  const step = pressed.shiftKey ? { ArrowDown: 1, ArrowUp: -1 }[pressed.key] : 0;
  if (!step || !window.Intl?.Segmenter) return;
  pressed.preventDefault();
  const sentences = [...box.querySelectorAll("p")].flatMap((paragraph) => {
    const split = new Intl.Segmenter(box.lang || "en", { granularity: "sentence" }).segment(paragraph.textContent);
    return [...split].map((one) => [paragraph, one.index, one.index + one.segment.trimEnd().length]).filter(([, first, last]) => last > first);
  });
  const at = Number(box.dataset.sentence ?? (step > 0 ? -1 : sentences.length)) + step;
  const wanted = sentences[Math.max(0, Math.min(sentences.length - 1, at))];
  if (!wanted) return;
  box.dataset.sentence = sentences.indexOf(wanted);
  const range = document.createRange(), [paragraph, first, last] = wanted;
  range.setStart(...textAt(paragraph, first));
  range.setEnd(...textAt(paragraph, last));
  const found = selection(root);
  found.removeAllRanges();
  found.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

// The text node of an element, and the place in it, that a place in the element's text comes to.
function textAt(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode(), left = offset;
  while (node && left > node.length) { left -= node.length; node = walker.nextNode(); }
  return [node, left];
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

function draw(place, root, data, send) {
  const tr = (text) => data.words[text] || text;
  const begun = new Set();
  const box = element("div", { class: "text", tabindex: "0", role: "document", "aria-label": tr("Article; Shift and the arrow keys mark a sentence"), lang: data.language },
    ...data.paragraphs.map((parts) => paragraph(parts, data, begun, root, send)));
  const miss = element("button", { type: "button", class: "miss", hidden: "hidden" }, tr("Add an event that is missing here"));
  for (const name of ["mouseover", "mouseout", "focusin", "focusout"]) box.addEventListener(name, point);
  place.replaceChildren(legend(tr), box, ...(data.editable ? [miss] : []));
  if (data.editable) watchSelection(root, box, miss, send);
}

function choose(place, selected) {
  for (const made of place.querySelectorAll(".sign")) {
    made.setAttribute("aria-pressed", String(made.dataset.event === selected));
    made.classList.toggle("on", made.dataset.event === selected);
  }
  for (const made of place.querySelectorAll(".told[data-events]")) made.classList.toggle("on", made.dataset.events.split(" ").includes(selected));
}

// Choosing another event leaves the text as it is, with the focus and what a person has marked in it.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const place = parentElement.querySelector("#reader");
  const root = place.getRootNode();
  const drawn = JSON.stringify([data.article, data.editable, data.events, data.paragraphs, data.words]);
  if (place.drawn !== drawn) {
    if (!place.drawn) setTimeout(() => onMap((dateline) => dateline.keepInView?.()), 600); // the map has made room for it
    place.drawn = drawn;
    draw(place, root, data, (name, value) => setTriggerValue(name, value));
  }
  choose(place, data.selected);
  onMap((dateline) => dateline.select(data.selected, data.popup));
  const wanted = `${data.article} ${data.selected}`;
  if (place.dataset.shown !== wanted) {
    place.dataset.shown = wanted;
    requestAnimationFrame(() => { if (!String(selection(root) || "").trim()) showChosen(place.querySelector(".told.on")); });
  }
}
