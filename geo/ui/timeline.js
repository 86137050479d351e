// Events over time as bars, with a range that is drawn, moved and played. Every part is reached by keyboard too: the
// two ends of the range are sliders, the steps and the days are buttons.
const NS = "http://www.w3.org/2000/svg", HIGH = 74, AXIS = 16, PLAY_MS = 1100;
const HOLLOW = new Set(["planned", "hypothetical", "denied"]);
let words = {};
const tr = (text, values) => (words[text] || text).replace(/\{(\w+)\}/g, (gap, name) => (values && name in values ? values[name] : gap));

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter(Boolean));
  return made;
}

function draw(name, attributes, ...children) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Timeline {
  constructor(root, send) {
    this.root = root;
    this.send = send;
    this.playing = 0;
    this.sent = "";
  }

  show(data) {
    this.since = data.since ? toDay(data.since) : null;
    this.until = data.until ? toDay(data.until) : null;
    const begins = data.as_of && this.data?.as_of === null;
    this.data = data;
    const held = begins ? "asof" : this.root.activeElement?.dataset?.name;
    this.fill();
    if (held) this.root.querySelector(`[data-name="${held}"]`)?.focus({ preventScroll: true });
    if (begins) this.root.querySelector("[data-name=asof]").select(); // the day can be typed at once
    if (this.playing && this.sent === (data.as_of || `${data.since} ${data.until}`)) this.tick();
  }

  fill() {
    const data = this.data, first = toDay(data.first);
    this.unsaid = [];
    this.step = data.unit;
    this.from = next(floor(first, this.step), this.step, -1);
    this.to = next(floor(toDay(data.last), this.step), this.step, 2);
    this.wide = Math.max(200, this.root.querySelector("#timeline").clientWidth - 2);
    const head = element("div", { class: "head" }, this.heading(), this.choices("unit", data.units, data.unit), this.choices("dates", data.dates, data.by), this.player(), this.asOf());
    this.root.querySelector("#timeline").replaceChildren(head, this.chart());
    requestIdleCallback(() => this.say(), { timeout: 2000 });
  }

  heading() {
    const range = this.since === null && this.until === null ? "" : say(this.since ?? toDay(this.data.first), this.until ?? toDay(this.data.last), this.data.language);
    const clear = range && this.data.pick ? element("button", { type: "button", class: "clear", "data-name": "clear", "aria-label": tr("Show all days"), title: tr("Show all days"), onclick: () => this.choose(null, null) }, "×") : null;
    const left = [this.data.earlier && tr("{count} long before", { count: this.data.earlier }), this.data.later && tr("{count} long after", { count: this.data.later }), this.data.undated && tr("{count} without a day", { count: this.data.undated })].filter(Boolean);
    return element("p", { class: "title" }, element("b", {}, this.data.heading), range ? element("span", { class: "range" }, range, clear) : null, ...left.map((text) => element("small", {}, text)));
  }

  choices(name, choices, chosen) {
    if (!this.data.pick || !choices.length) return null;
    const buttons = choices.map(([value, text, off]) => element("button", { type: "button", "data-name": name + value, "aria-pressed": String(value === chosen), disabled: off ? "" : null, onclick: () => this.send(name, value) }, text));
    return element("div", { class: "choices", role: "group", "aria-label": name === "unit" ? tr("Length of a step") : tr("Which day counts") }, ...buttons);
  }

  player() {
    if (!this.data.pick) return null;
    const text = this.playing ? tr("pause") : tr("play");
    return element("button", { type: "button", class: "play", "data-name": "play", title: text, "aria-label": text, onclick: () => this.play() }, this.playing ? "❚❚" : "▶");
  }

  // The state of a day instead of events: switched on, the day is written here or moved in the chart.
  asOf() {
    if (!this.data.pick) return null;
    const day = this.data.as_of, start = day ? "" : this.data.until || this.data.last;
    const title = tr("Which crossings are closed and which deployments stand on this day");
    const button = element("button", { type: "button", class: "asof", "data-name": "asofbutton", "aria-pressed": String(Boolean(day)), title: title, onclick: () => this.send("as_of", start) }, tr("State as of a day"));
    if (!day) return button;
    const field = element("input", {
      type: "text", inputmode: "numeric", size: 10, maxlength: 10, placeholder: "YYYY-MM-DD", "data-name": "asof", value: day, "aria-label": title,
      onchange: (event) => {
        const good = /^\d{4}-\d\d-\d\d$/.test(event.target.value) && !Number.isNaN(toDay(event.target.value));
        event.target.setAttribute("aria-invalid", String(!good));
        if (good) this.send("as_of", event.target.value);
      },
    });
    return element("span", { class: "asofs" }, button, field);
  }

  // ---- the chart
  x(day) { return ((day - this.from) / (this.to - this.from)) * this.wide; }
  dayAt(x) { return Math.round(this.from + (Math.max(0, Math.min(this.wide, x)) / this.wide) * (this.to - this.from)); }

  chart() {
    const svg = draw("svg", { width: this.wide, height: HIGH + AXIS, role: "group", "aria-label": this.data.heading });
    const heights = new Map();
    for (const row of this.data.rows) heights.set(row[0], (heights.get(row[0]) || 0) + row[3]);
    const most = Math.max(1, ...heights.values()), at = new Map();
    svg.append(draw("line", { x1: 0, x2: this.wide, y1: HIGH + 0.5, y2: HIGH + 0.5, stroke: "#b9bec4" }));
    for (const [start, group, status, count] of this.data.rows) svg.append(this.bar(start, group, status, count, most, at));
    this.ticks(svg);
    svg.append(draw("text", { x: 2, y: 9, class: "most" }, String(most)));
    if (this.data.pick && this.data.as_of) this.flag(svg);
    else if (this.data.pick) this.brush(svg);
    return svg;
  }

  bar(start, group, status, count, most, at) {
    const low = at.get(start) || 0, x = this.x(start), right = this.x(next(start, this.step));
    at.set(start, low + count);
    const y = HIGH - ((low + count) / most) * (HIGH - 4), high = (count / most) * (HIGH - 4), colour = this.data.colours[group];
    const inside = (this.until === null || start <= this.until) && (this.since === null || next(start, this.step) > this.since);
    const bar = draw("rect", {
      x: x + 0.5, y: y, width: Math.max(1, right - x - 1), height: Math.max(0.8, high - 0.5), fill: colour, class: "bar",
      "fill-opacity": (inside ? 1 : 0.3) * (HOLLOW.has(status) ? 0.35 : 1), stroke: HOLLOW.has(status) ? colour : "none", "stroke-opacity": inside ? 1 : 0.35,
    });
    this.unsaid.push([bar, start, `: ${count} · ${this.data.groups[group]} · ${this.data.statuses[status]}`]);
    return bar;
  }

  // What each bar says is written when the page has nothing else to do: a thousand ranges of days take a while.
  say() {
    for (const [bar, start, words] of this.unsaid) bar.append(draw("title", {}, say(start, next(start, this.step) - 1, this.data.language) + words));
    this.unsaid = [];
  }

  ticks(svg) {
    const language = this.data.language === "en" ? "en-GB" : this.data.language, days = this.to - this.from, room = this.wide / 76;
    const unit = days / room < 1.5 ? "day" : days / room < 10 ? "week" : days / room < 200 ? "month" : "year";
    const format = new Intl.DateTimeFormat(language, Object.assign({ timeZone: "UTC", year: "numeric" }, unit === "year" ? {} : { month: "short" }, unit === "day" || unit === "week" ? { day: "numeric" } : {}));
    let last = -99;
    for (let day = floor(this.from, unit); day < this.to; day = next(day, unit)) {
      const x = this.x(day);
      if (x < 24 || x > this.wide - 30 || x - last < 74) continue;
      last = x;
      svg.append(draw("line", { x1: x, x2: x, y1: HIGH, y2: HIGH + 4, stroke: "#b9bec4" }), draw("text", { x: x, y: HIGH + 14, "text-anchor": "middle" }, format.format(day * DAY)));
    }
  }

  // ---- the day of a state: a line that is dragged or moved with the arrow keys
  flag(svg) {
    const day = toDay(this.data.as_of), tell = (wanted) => this.send("as_of", toText(wanted));
    const line = draw("g", {
      class: "end", tabindex: 0, role: "slider", "data-name": "flag", transform: `translate(${this.x(day)},0)`, "aria-label": tr("Day of the state"),
      "aria-valuemin": this.from, "aria-valuemax": this.to, "aria-valuenow": day, "aria-valuetext": say(day, day, this.data.language),
    }, draw("rect", { x: -8, y: 0, width: 16, height: HIGH, fill: "transparent" }), draw("line", { y1: 0, y2: HIGH, class: "flag" }), draw("circle", { cy: 6, r: 6, class: "grip" }));
    line.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!steps) return;
      event.preventDefault();
      tell(this.step === "day" || event.shiftKey ? day + steps : next(day, this.step, steps));
    });
    svg.append(line);
    svg.addEventListener("pointerdown", (event) => {
      const box = svg.getBoundingClientRect(), at = (moved) => this.dayAt(moved.clientX - box.left);
      const move = (moved) => line.setAttribute("transform", `translate(${this.x(at(moved))},0)`);
      svg.setPointerCapture(event.pointerId);
      move(event);
      svg.addEventListener("pointermove", move);
      svg.addEventListener("pointerup", (up) => { svg.removeEventListener("pointermove", move); tell(at(up)); }, { once: true });
    });
  }

  // ---- the range: drag over the bars, drag an end, or move an end with the arrow keys
  brush(svg) {
    const left = this.since === null ? this.from : this.since, right = (this.until === null ? this.to - 1 : this.until) + 1;
    this.shade = draw("rect", { y: 0, height: HIGH, class: "shade", x: this.x(left), width: Math.max(2, this.x(right) - this.x(left)) });
    if (this.since === null && this.until === null) this.shade.classList.add("all");
    svg.append(this.shade, this.end("since", this.x(left), left), this.end("until", this.x(right), right - 1));
    svg.addEventListener("pointerdown", (event) => this.drag(event, svg));
  }

  end(name, x, day) {
    const end = draw("g", {
      class: "end", tabindex: 0, role: "slider", "data-name": name, transform: `translate(${x},0)`, "aria-label": name === "since" ? tr("First day") : tr("Last day"),
      "aria-valuemin": this.from, "aria-valuemax": this.to, "aria-valuenow": day, "aria-valuetext": say(day, day, this.data.language),
    }, draw("rect", { x: -8, y: 0, width: 16, height: HIGH, fill: "transparent" }), draw("line", { y1: 0, y2: HIGH, class: "edge" }), draw("rect", { x: -4, y: HIGH / 2 - 11, width: 8, height: 22, rx: 4, class: "grip" }));
    end.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (event.key === "Escape") this.choose(null, null);
      if (!steps) return;
      event.preventDefault();
      const since = this.since ?? floor(toDay(this.data.first), this.step), until = this.until ?? next(floor(toDay(this.data.last), this.step), this.step) - 1;
      if (name === "since") this.choose(Math.min(next(floor(since, this.step), this.step, steps), until), until);
      else this.choose(since, Math.max(next(floor(until + 1, this.step), this.step, steps) - 1, since));
    });
    return end;
  }

  drag(event, svg) {
    if (event.button) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect(), at = (moved) => this.dayAt(moved.clientX - box.left), start = at(event);
    const end = event.target.closest(".end"), name = end ? end.dataset.name : "";
    const fixed = name === "since" ? (this.until ?? this.to - 1) : name === "until" ? (this.since ?? this.from) : start;
    let range = null;
    const move = (moved) => {
      const day = at(moved);
      if (!range && Math.abs(moved.clientX - event.clientX) < 4) return;
      range = this.round(Math.min(fixed, day), Math.max(fixed, day));
      this.shade.classList.remove("all");
      this.shade.setAttribute("x", this.x(range[0]));
      this.shade.setAttribute("width", Math.max(2, this.x(range[1] + 1) - this.x(range[0])));
    };
    const drop = () => {
      svg.removeEventListener("pointermove", move);
      if (!range && !end) range = this.round(start, start);
      if (range && range[0] === this.since && range[1] === this.until) range = [null, null];
      if (range) this.choose(...range);
    };
    svg.setPointerCapture(event.pointerId);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", drop, { once: true });
    svg.addEventListener("pointercancel", drop, { once: true });
  }

  round(first, last) { return [floor(first, this.step), next(floor(last, this.step), this.step) - 1]; }

  choose(since, until) {
    this.stop();
    this.tell(since, until);
  }

  tell(since, until) {
    const range = [since, until].map((day) => (day === null ? "" : toText(day)));
    this.sent = range.map((day) => day || null).join(" ");
    this.send("range", range.join(" "));
  }

  // ---- playing: the range moves on by its own length, once what it shows has arrived
  play() {
    if (this.playing) { this.stop(); this.fill(); return; }
    this.playing = 1;
    if (this.data.as_of) { this.advance(); this.fill(); return; }
    const last = toDay(this.data.last), open = this.since === null || this.until === null;
    // Without a last day it plays from the first day chosen, if that is not behind all events.
    const from = this.until === null && this.since !== null && this.since <= last ? this.since : toDay(this.data.first);
    const first = floor(from, this.step);
    if (open || this.until >= last) this.tell(first, next(first, this.step) - 1);
    else this.advance();
    this.fill();
  }

  tick() { this.playing = setTimeout(() => this.advance(), PLAY_MS); }

  advance() {
    if (!this.playing || !this.root.querySelector("#timeline").isConnected) return;
    if (this.data.as_of) {
      this.sent = toText(next(toDay(this.data.as_of), this.step));
      if (toDay(this.sent) > next(toDay(this.data.last), this.step)) { this.stop(); this.fill(); return; }
      this.send("as_of", this.sent);
      return;
    }
    let steps = 0;
    for (let day = this.since; day <= this.until && steps < 400; day = next(day, this.step)) steps += 1;
    const since = next(floor(this.since, this.step), this.step, steps), until = next(since, this.step, steps) - 1;
    if (since > toDay(this.data.last)) { this.stop(); this.fill(); return; }
    this.tell(since, until);
  }

  stop() {
    clearTimeout(this.playing);
    this.playing = 0;
  }
}

const shown = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  words = data.words;
  if (!shown.has(parentElement)) {
    const made = new Timeline(parentElement, setTriggerValue);
    shown.set(parentElement, made);
    new ResizeObserver(() => { if (made.data && Math.abs(made.wide - parentElement.querySelector("#timeline").clientWidth) > 4) made.fill(); }).observe(parentElement.querySelector("#timeline"));
  }
  shown.get(parentElement).send = setTriggerValue;
  shown.get(parentElement).show(data);
}
