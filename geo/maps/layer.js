// Draws events: marks, hatched areas, border lines, labels of whole countries; popups made of text nodes on a click.
// Everything an article says is put into the page with textContent, never as markup.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const tr = Dateline.tr, trCount = Dateline.trCount, msg = (text) => text;
  const NS = "http://www.w3.org/2000/svg";
  const GROUPS = {
    border: [msg("Border and airspace"), "#0b63a8", "M5.5,7.5a2,2 0 0 1 2,-2h7a2,2 0 0 1 2,2v7a2,2 0 0 1 -2,2h-7a2,2 0 0 1 -2,-2Z"],
    forces: [msg("Forces"), "#b8660b", "M11,3.8L17.5,16.2L4.5,16.2Z"],
    fighting: [msg("Fighting"), "#c1361d", "M11,3.5L13.1,8.1L18.1,8.7L14.4,12.1L15.4,17L11,14.6L6.6,17L7.6,12.1L3.9,8.7L8.9,8.1Z"],
    diplomacy: [msg("Diplomacy"), "#0b7a5c", "M11,4.8a6.2,6.2 0 1 0 .01,0Z"],
    people: [msg("People"), "#8a4f9e", "M11,3.8L17.8,8.8L15.2,16.8L6.8,16.8L4.2,8.8Z"],
  };
  const STATUSES = {
    reported: msg("reported"), claimed: msg("claimed by a party"), planned: msg("planned"),
    hypothetical: msg("feared, possible"), denied: msg("denied"),
  };
  // More marks than this are joined by squares of the map, and only those in view are drawn.
  const CROWD = 800, SQUARE = 72, CLOSE = 14;
  const TINTS = ["", "dl-place", "dl-actor", "dl-time"];

  // ---- elements -------------------------------------------------------------------------------------------------
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function draw(tag, attributes) {
    const element = document.createElementNS(NS, tag);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    return element;
  }

  function button(text, action, className) {
    const element = make("button", className || "dl-link", text);
    element.type = "button";
    // A button that replaces its own popup is gone when the map asks where the click fell, and would close the popup.
    element.addEventListener("click", (event) => { event.stopPropagation(); action(event); });
    return element;
  }

  // ---- symbols: shape and colour say the group, stroke and filling the status ---------------------------------------
  function symbol(group, status, size) {
    const colour = GROUPS[group][1], path = GROUPS[group][2];
    const svg = draw("svg", { viewBox: "0 0 22 22", width: size || 22, height: size || 22, "aria-hidden": "true" });
    const hollow = status === "claimed" || status === "hypothetical" || status === "denied";
    svg.append(draw("path", {
      d: path, fill: hollow ? "#fff" : colour, stroke: colour, "stroke-width": 2, "stroke-linejoin": "round",
      "stroke-dasharray": status === "hypothetical" ? "2.6 1.9" : "none",
    }));
    if (status === "claimed") {
      svg.append(draw("circle", { cx: 11, cy: 11, r: 10.2, fill: "none", stroke: colour, "stroke-width": 1.4 }));
    }
    if (status === "planned") svg.append(draw("circle", { cx: 11, cy: group === "forces" ? 12 : 11, r: 2.5, fill: "#fff" }));
    if (status === "denied") {
      svg.append(draw("path", { d: "M4,4L18,18M18,4L4,18", stroke: colour, "stroke-width": 1.8, fill: "none" }));
    }
    return svg;
  }

  function hatches() {
    const svg = draw("svg", { width: 0, height: 0, "aria-hidden": "true", class: "dl-defs" });
    for (const group of Object.keys(GROUPS)) {
      const colour = GROUPS[group][1];
      const pattern = draw("pattern", {
        id: "dl-hatch-" + group, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
      });
      pattern.append(
        draw("rect", { width: 7, height: 7, fill: colour, "fill-opacity": 0.08 }),
        draw("line", { y2: 7, stroke: colour, "stroke-opacity": 0.55, "stroke-width": 2 })
      );
      svg.append(pattern);
    }
    return svg;
  }

  // ---- the payload, read --------------------------------------------------------------------------------------------
  class Book {
    constructor(payload) {
      this.payload = payload;
      this.events = payload.events;
    }
    group(n) { return this.payload.kinds[this.events.kind[n]][1]; }
    kind(n) { return this.payload.kinds[this.events.kind[n]][0]; }
    status(n) { return this.payload.statuses[this.events.status[n]][0]; }
    statusWords(n) { return this.payload.statuses[this.events.status[n]][1]; }
    text(number) { return this.payload.texts[number]; }
    when(n) { return this.text(this.events.when[n]); }
    meta(n) { return this.kind(n) + " · " + this.statusWords(n) + " · " + this.when(n); }
    placeOf(n) { return this.payload.places.find((place) => place.events.includes(n)); }
    numberOf(id) { return this.events.id ? this.events.id.indexOf(id) : -1; }
    say(place) {
      const count = place.events.length;
      const first = this.events.title[place.lead] + ", " + this.statusWords(place.lead);
      return place.name + ": " + (count > 1 ? tr("{count} events, such as {first}", { count: count, first: first }) : first);
    }
  }

  function latLngs(line, step) {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < line.length; i += 2) {
      x += line[i];
      y += line[i + 1];
      points.push([y * step, x * step]);
    }
    return points;
  }

  // ---- popups -------------------------------------------------------------------------------------------------------
  class Popup {
    constructor(view) {
      this.view = view;
      this.book = view.book;
    }
    // A list of events, or the one there is.
    list(numbers, heading) {
      if (numbers.length === 1) return this.detail(numbers[0]);
      const box = make("div", "dl-pop");
      box.append(make("h3", "", heading), make("p", "dl-meta", trCount("{count} event", "{count} events", numbers.length)));
      const list = make("ul", "dl-list");
      for (const n of numbers) {
        const item = make("li");
        const open = button("", () => this.show(this.detail(n, () => this.show(this.list(numbers, heading))), n), "dl-row");
        const words = make("span");
        words.append(make("b", "", this.book.events.title[n]), make("small", "", this.book.when(n) + " · " + this.book.statusWords(n)));
        open.append(symbol(this.book.group(n), this.book.status(n), 20), words);
        item.append(open);
        list.append(item);
      }
      box.append(list);
      return box;
    }
    show(content, n) {
      this.view.popup.setContent(content);
      this.view.opened(n);
      const heading = content.querySelector("h3");
      if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    }
    detail(n, back) {
      const book = this.book, more = book.events.more[n] || {};
      const box = make("div", "dl-pop");
      if (back) box.append(button("‹ " + tr("all events here"), back, "dl-link dl-back"));
      box.append(make("h3", "", book.events.title[n]));
      box.append(make("p", "dl-meta", book.meta(n) + " (" + book.text(book.events.basis[n]) + ")"));
      if (more.excerpt) box.append(this.quote(more, book.group(n)));
      box.append(this.facts(n, more), this.actions(n));
      return box;
    }
    quote(more, group) {
      const quote = make("blockquote");
      quote.style.borderLeftColor = GROUPS[group][1];
      if (more.language) quote.lang = more.language;
      for (const part of more.excerpt) {
        quote.append(part[1] ? make("mark", TINTS[part[1]], part[0]) : document.createTextNode(part[0]));
      }
      return quote;
    }
    facts(n, more) {
      const facts = make("dl"), book = this.book, place = book.placeOf(n);
      const add = function (name, ...content) {
        const value = make("dd");
        value.append(...content);
        if (value.textContent) facts.append(make("dt", "", name), value);
      };
      add(tr("Place"), this.place(place, more));
      add(tr("Actors"), more.actors === undefined ? "" : book.text(more.actors));
      add(tr("Weapons"), more.weapons === undefined ? "" : book.text(more.weapons));
      add(tr("How many"), more.quantity || "");
      add(tr("Said by"), more.said || "");
      add(tr("Also"), (more.others || []).join(" · "));
      add(tr("Told by"), this.sources(n, more));
      return facts;
    }
    place(place, more) {
      const box = make("div");
      box.append(place ? place.words : tr("no place"));
      if (more.written) box.append(make("span", "dl-quiet", " · " + tr("written “{words}”", { words: more.written })));
      const reasons = (more.reasons || []).concat((more.candidates || []).length > 1 ? [tr("also possible: {places}", { places: more.candidates.slice(1).join("; ") })] : []);
      if (reasons.length) {
        const why = make("details");
        why.append(make("summary", "", tr("why here")));
        for (const reason of reasons) why.append(make("div", "dl-quiet", reason));
        box.append(why);
      }
      return box;
    }
    sources(n, more) {
      const box = make("div"), count = this.book.events.sources[n];
      box.append(trCount("{count} article", "{count} articles", count));
      for (const number of more.sources || []) box.append(this.source(this.book.payload.sources[number]));
      return box;
    }
    source(source) {
      const line = make("div", "dl-source");
      const name = [source.publisher, source.title].filter(Boolean).join(", ") || tr("article");
      if (/^https?:\/\//i.test(source.url)) {
        const link = make("a", "", name);
        link.href = source.url;
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        line.append(link);
      } else line.append(name);
      const rest = [source.day, source.language].filter(Boolean).join(", ");
      if (rest) line.append(make("span", "dl-quiet", " · " + rest));
      return line;
    }
    actions(n) {
      const row = make("div", "dl-actions"), id = this.book.events.id[n];
      if (this.view.options.post) {
        row.append(button(tr("Open in the article"), () => post("read", id)));
        row.append(button(tr("Correct this"), () => post("correct", id)));
        row.append(button(tr("Copy link"), (event) => copyLink(id, event.currentTarget)));
      }
      return row;
    }
  }

  // ---- talking to the page ------------------------------------------------------------------------------------------
  // streamlit-folium sends what stands here as the component's value; the number makes a second click on one thing news.
  let clicks = 0;
  function post(action, id) {
    const data = window.__GLOBAL_DATA__;
    if (!data || !window.Streamlit) return;
    clicks += 1;
    data.last_object_clicked_tooltip = action + " " + id + " " + Date.now() + "." + clicks;
    const wanted = data.returned_objects;
    const value = Object.assign({}, data.previous_data || {});
    if (!wanted || wanted.includes("last_object_clicked_tooltip")) {
      value.last_object_clicked_tooltip = data.last_object_clicked_tooltip;
      data.previous_data = value;
      window.Streamlit.setComponentValue(value);
    }
  }

  function pageAddress() {
    try { return new URL(window.parent.location.href); } catch (error) { return new URL(window.location.href); }
  }

  // Where a person has moved the map to goes into the address of the page, so that it is part of every link.
  function postView(map) {
    const centre = map.getCenter(), zoom = Math.round(map.getZoom() * 100) / 100;
    post("view", [centre.lat.toFixed(4), centre.lng.toFixed(4), zoom].join(","));
  }

  function followView(map) {
    if (map.datelineFollowed) return;
    map.datelineFollowed = true;
    let moved = false, waiting = 0;
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(name, () => { moved = true; }, { passive: true });
    }
    map.on("moveend", () => {
      clearTimeout(waiting);
      if (moved) waiting = setTimeout(postView, 400, map);
    });
  }

  function copyLink(id, from) {
    const address = pageAddress();
    address.searchParams.set("event", id);
    const done = () => { from.textContent = tr("Copied"); };
    const ask = () => {
      const field = make("input", "dl-field");
      field.value = address.href;
      field.readOnly = true;
      from.replaceWith(field);
      field.select();
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(address.href).then(done, ask);
    else ask();
  }

  // ---- one drawing of the events ------------------------------------------------------------------------------------
  class View {
    constructor(map, group, payload, options) {
      this.map = map;
      this.group = group;
      this.book = new Book(payload);
      this.options = options || {};
      this.state = map.dateline = map.dateline || { open: "", selected: "", view: "", fitted: false };
      this.labels = [];
      this.marks = new Map();
      this.popup = L.popup({ className: "dl-popup", maxWidth: 330, minWidth: 250, offset: [0, -8], closeButton: true });
      this.words = new Popup(this);
      this.place = this.place.bind(this);
    }

    build() {
      const places = this.book.payload.places;
      const drawn = (form) => places.filter((place) => place.form === form);
      for (const place of drawn("area")) this.area(place);
      for (const place of drawn("line")) this.line(place);
      const marks = drawn("mark");
      this.crowd = marks.length > CROWD ? marks : [];
      this.joined = [];
      if (!this.crowd.length) for (const place of marks) this.mark(place);
      for (const place of drawn("label")) this.label(place);
      this.group.on("add", () => this.added());
      this.group.on("remove", () => this.removed());
    }

    style(place) {
      const n = place.lead, status = this.book.status(n);
      return { colour: GROUPS[this.book.group(n)][1], group: this.book.group(n), dash: status === "hypothetical" || status === "planned" ? "7 5" : null };
    }

    area(place) {
      const style = this.style(place);
      const rings = place.lines.map((line) => latLngs(line, this.book.payload.step));
      const shape = L.polygon(rings.map((ring) => [ring]), {
        color: style.colour, weight: 1.5, fillColor: "url(#dl-hatch-" + style.group + ")", fillOpacity: 1,
        dashArray: style.dash, renderer: this.renderer(), bubblingMouseEvents: false,
      });
      shape.on("click", () => this.open(place));
      this.group.addLayer(shape);
      this.mark(place);
    }

    line(place) {
      const style = this.style(place);
      const lines = place.lines.map((line) => latLngs(line, this.book.payload.step));
      const common = { renderer: this.renderer(), bubblingMouseEvents: false };
      const halo = L.polyline(lines, Object.assign({ color: "#fff", weight: 8, opacity: 0.75 }, common));
      const line = L.polyline(lines, Object.assign({ color: style.colour, weight: 4.5, dashArray: style.dash }, common));
      for (const shape of [halo, line]) {
        shape.on("click", () => this.open(place));
        this.group.addLayer(shape);
      }
      this.mark(place);
    }

    renderer() {
      if (!this.map.datelineSvg) this.map.datelineSvg = L.svg({ padding: 0.3 });
      return this.map.datelineSvg;
    }

    mark(place) {
      const n = place.lead;
      const box = make("span", place.precision === "crowd" ? "dl-mark dl-crowd" : "dl-mark");
      box.append(symbol(this.book.group(n), this.book.status(n), 24));
      if (place.events.length > 1) box.append(make("i", "dl-count", String(place.events.length)));
      this.marker(place, box, [24, 24], place.form === "mark" ? 300 : 100);
    }

    // Join marks that stand in one square of the world's pixels: the same squares for everyone who looks from this height.
    placeCrowd() {
      const bounds = this.map.getBounds().pad(0.15), squares = new Map();
      for (const place of this.joined) {
        this.group.removeLayer(this.marks.get(place));
        this.marks.delete(place);
      }
      for (const place of this.crowd) {
        if (!bounds.contains(place.at)) continue;
        const at = this.map.project(place.at), key = Math.floor(at.x / SQUARE) + "," + Math.floor(at.y / SQUARE);
        if (squares.has(key)) squares.get(key).push(place);
        else squares.set(key, [place]);
      }
      this.joined = Array.from(squares.values(), (places) => this.join(places));
      for (const place of this.joined) this.mark(place);
    }

    // Several places as one, standing where most happened.
    join(places) {
      if (places.length === 1) return places[0];
      const most = places.reduce((a, b) => (b.events.length > a.events.length ? b : a));
      const events = places.flatMap((place) => place.events);
      return { name: trCount("{count} place", "{count} places", places.length), at: most.at, events: events, lead: most.lead, form: "mark", precision: "crowd" };
    }

    whole(place) {
      return place.precision === "country" ? tr("{country} as a whole", { country: place.name }) : place.name;
    }

    label(place) {
      const box = make("span", "dl-chip");
      box.append(symbol(this.book.group(place.lead), this.book.status(place.lead), 15));
      box.append(this.whole(place) + " · ", make("b", "", String(place.events.length)));
      const marker = this.marker(place, box, [0, 0], 200);
      this.labels.push({ place: place, marker: marker, box: box });
    }

    marker(place, box, size, over) {
      const marker = L.marker(place.at, {
        icon: L.divIcon({ html: box, className: "dl-icon", iconSize: size }), keyboard: true, zIndexOffset: over,
        riseOnHover: true, bubblingMouseEvents: false, alt: "",
      });
      marker.on("click", () => this.open(place, marker));
      marker.on("keydown", (event) => {
        const key = event.originalEvent.key;
        if (key === "Enter" || key === " ") { event.originalEvent.preventDefault(); this.open(place, marker); }
      });
      marker.on("add", () => {
        const element = marker.getElement();
        element.setAttribute("role", "button");
        element.setAttribute("aria-label", this.book.say(place));
        element.title = this.book.say(place);
      });
      this.group.addLayer(marker);
      this.marks.set(place, marker);
      return marker;
    }

    // ---- where it stands on the map
    added() {
      const container = this.map.getContainer();
      if (!container.querySelector(".dl-defs")) container.append(hatches());
      this.edge = this.control("topright", "dl-edge");
      this.legend = this.control("bottomleft", "dl-legend");
      this.fillLegend();
      this.homeButton();
      if (this.options.post) followView(this.map);
      this.map.on("moveend zoomend resize", this.place);
      this.follow = new ResizeObserver(() => this.resized());
      this.follow.observe(container);
      this.resized();
    }

    arrange() {
      this.arranged = true;
      this.look();
      this.place();
      this.reopen();
      this.still = false;
    }

    // A frame gets its size only after the map is made; nothing is placed on a map without height.
    resized() {
      this.map.invalidateSize({ animate: false, pan: false });
      const size = this.map.getSize();
      if (size.x < 80 || size.y < 80 || this.arranged) return;
      if (this.styled()) this.arrange();
      else setTimeout(() => this.resized(), 50);
    }

    // Leaflet's style sheet comes after its script; before it, what is measured is as wide as the map.
    styled() {
      return getComputedStyle(this.map.getContainer()).overflow === "hidden";
    }

    removed() {
      this.map.off("moveend zoomend resize", this.place);
      this.follow.disconnect();
      for (const control of [this.edge, this.legend, this.home]) if (control) control.remove();
      const open = this.popup.getElement();
      this.state.focused = Boolean(open && open.contains(document.activeElement));
      this.closing = true;
      this.map.closePopup(this.popup);
    }

    control(position, className) {
      const control = L.control({ position: position });
      control.onAdd = function () {
        const box = make("div", className);
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        return box;
      };
      return control.addTo(this.map);
    }

    homeButton() {
      this.home = this.control("topleft", "leaflet-bar dl-home");
      const link = button("⌂", () => this.fit(), "");
      link.title = tr("Show all events");
      link.setAttribute("aria-label", tr("Show all events"));
      this.home.getContainer().append(link);
    }

    look() {
      const view = this.book.payload.view, wanted = JSON.stringify(view);
      if (view.length === 3 && this.state.view !== wanted) {
        this.map.setView([view[0], view[1]], view[2], { animate: false });
        this.still = true; // a link shows what its maker saw: opening the event moves nothing
        this.state.fitted = true;
      } else if (!this.state.fitted && this.book.payload.count) {
        this.fit();
        this.state.fitted = true;
      }
      this.state.view = wanted;
    }

    fit() {
      const places = this.book.payload.places;
      const near = places.filter((place) => place.form === "mark" || place.form === "area" || place.form === "line");
      const used = near.length ? near : places.filter((place) => place.form === "label");
      const bounds = L.latLngBounds([]);
      for (const place of used) {
        bounds.extend(place.at);
        for (const line of place.lines || []) for (const point of latLngs(line, this.book.payload.step)) bounds.extend(point);
      }
      const wide = this.map.getSize().x > 620;
      if (bounds.isValid()) {
        const beside = wide && this.legend ? this.legend.getContainer().offsetWidth + 30 : 46;
        this.map.fitBounds(bounds, { paddingTopLeft: [beside, 50], paddingBottomRight: [50, wide ? 60 : 50], maxZoom: 8, animate: false });
      }
    }

    // Labels of whole countries stand inside the country and inside the view; those that cannot are listed at the edge.
    place() {
      const size = this.map.getSize(), taken = [];
      if (this.crowd.length) this.placeCrowd();
      for (const [place, marker] of this.marks) {
        if (place.form === "label") continue;
        const at = this.map.latLngToContainerPoint(marker.getLatLng());
        taken.push([at.x - 14, at.y - 14, at.x + 14, at.y + 14]);
      }
      for (const label of this.labels.filter((known) => known.place.precision === "country")) {
        const at = this.map.latLngToContainerPoint(label.place.at);
        taken.push([at.x - 40, at.y - 8, at.x + 40, at.y + 8]);
      }
      const frame = this.map.getContainer().getBoundingClientRect();
      for (const control of this.map.getContainer().querySelectorAll(".leaflet-control")) {
        const box = control.getBoundingClientRect();
        if (control !== this.edge.getContainer()) {
          taken.push([box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
        }
      }
      const away = [];
      for (const label of this.labels) if (!this.placeLabel(label, size, taken)) away.push(label.place);
      this.fillEdge(away);
      this.clear();
    }

    // A control that an open popup meets steps aside: the popup lies under all controls.
    clear() {
      const open = this.popup.isOpen() ? this.popup.getElement().getBoundingClientRect() : null;
      for (const control of [this.edge, this.legend]) {
        const box = control.getContainer().getBoundingClientRect();
        const meets = open && box.left < open.right && open.left < box.right && box.top < open.bottom && open.top < box.bottom;
        control.getContainer().style.visibility = meets ? "hidden" : "";
      }
    }

    placeLabel(label, size, taken) {
      label.marker.getElement().style.display = "";
      const width = label.box.offsetWidth + 8, height = 28;
      const spots = [label.place.at].concat(label.place.inside || []);
      const points = spots.map((at) => ({ at: at, point: this.map.latLngToContainerPoint(at) }));
      const middle = points[0].point;
      const rest = points.slice(1).sort((a, b) => a.point.distanceTo(middle) - b.point.distanceTo(middle));
      for (const spot of [points[0]].concat(rest)) {
        for (const shift of label.place.precision === "country" ? [-22, 22, 0, -48, 48] : [0, -22, 22, -48, 48]) {
          const box = [spot.point.x - width / 2, spot.point.y + shift - height / 2, spot.point.x + width / 2, spot.point.y + shift + height / 2];
          const inside = box[0] > 8 && box[2] < size.x - 8 && box[1] > 8 && box[3] < size.y - 24;
          const free = taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
          if (inside && free) {
            taken.push(box);
            label.marker.setLatLng(spot.at);
            label.box.style.transform = "translateY(" + shift + "px)";
            return true;
          }
        }
      }
      label.marker.getElement().style.display = "none";
      return false;
    }

    fillEdge(away) {
      const box = this.edge.getContainer(), payload = this.book.payload;
      box.textContent = "";
      const add = (text, numbers, heading) => box.append(button(text + " · " + numbers.length, () => this.openAt(this.map.getCenter(), numbers, heading), "dl-chip"));
      for (const place of away) add(this.whole(place), place.events, place.name);
      for (const place of payload.places) if (place.form === "list") add(place.name, place.events, place.name);
      if (payload.unplaced.length) add(tr("without a place"), payload.unplaced, tr("Without a place"));
    }

    fillLegend() {
      const box = this.legend.getContainer(), book = this.book, payload = book.payload;
      const details = make("details"), forms = new Set(payload.places.map((place) => place.form));
      details.open = this.map.getSize().x > 620;
      details.append(make("summary", "", tr("Legend")));
      const add = function (picture, text) {
        const row = make("div");
        row.append(picture, text);
        details.append(row);
      };
      const used = Object.keys(GROUPS).filter((group) => payload.kinds.some((kind) => kind[1] === group));
      if (this.options.legend === "full") for (const group of used) add(symbol(group, "reported", 18), tr(GROUPS[group][0]));
      const first = used[0] || "border";
      for (const status of Object.keys(STATUSES)) {
        if (payload.statuses.some((known) => known[0] === status)) add(symbol(first, status, 18), tr(STATUSES[status]));
      }
      if (this.crowd.length) add(this.swatch(draw("circle", { cx: 9, cy: 6, r: 5, fill: "none", stroke: "#1b1f24", "stroke-dasharray": "2 2" })), tr("several places"));
      if (forms.has("area")) add(this.swatch(draw("rect", { width: 18, height: 12, fill: "url(#dl-hatch-fighting)", stroke: GROUPS.fighting[1] })), tr("placed to an area"));
      if (forms.has("line")) add(this.swatch(draw("line", { x2: 18, y1: 6, y2: 6, stroke: GROUPS.forces[1], "stroke-width": 4 })), tr("placed to a border"));
      box.append(details);
    }

    swatch(content) {
      const svg = draw("svg", { width: 18, height: 12, "aria-hidden": "true" });
      svg.append(content);
      return svg;
    }

    // ---- opening
    open(place, marker) {
      if (place.precision === "crowd" && this.map.getZoom() < CLOSE) {
        this.map.setView(place.at, this.map.getZoom() + 2);
        return;
      }
      this.openAt(marker ? marker.getLatLng() : L.latLng(place.at), place.events, place.name, marker);
    }

    openAt(at, numbers, heading, marker) {
      this.state.listed = numbers.length > 1;
      this.show(at, this.words.list(numbers, heading), marker, true);
      this.opened(numbers.length === 1 ? numbers[0] : undefined);
    }

    show(at, content, marker, focus) {
      const size = this.map.getSize();
      this.popup.options.maxWidth = Math.min(330, size.x - 40);
      this.popup.options.maxHeight = Math.max(160, size.y - 90);
      this.popup.options.autoPanPaddingTopLeft = [size.x > 620 ? 58 : 12, 14];
      this.popup.options.autoPanPaddingBottomRight = [14, 14];
      this.popup.options.autoPan = !this.still;
      this.map.getContainer().classList.add("dl-open");
      this.popup.setLatLng(at).setContent(content).openOn(this.map);
      this.popup.once("remove", () => {
        this.map.getContainer().classList.remove("dl-open");
        if (this.closing) return;
        this.clear();
        this.state.open = "";
        if (marker && marker.getElement()) marker.getElement().focus({ preventScroll: true });
      });
      this.popup.getElement().onkeydown = (event) => { if (event.key === "Escape") this.map.closePopup(this.popup); };
      const heading = content.querySelector("h3");
      if (heading && focus) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
      this.clear();
    }

    opened(n) {
      if (n === undefined) return;
      const id = this.book.events.id[n];
      if (this.options.post && this.state.open !== id) post("open", id);
      this.state.open = id;
      this.highlight(n);
    }

    highlight(n) {
      for (const [place, marker] of this.marks) {
        const element = marker.getElement();
        if (element) element.classList.toggle("dl-on", place.events.includes(n));
      }
    }

    // Open what the page asks for, or what was open before the events changed.
    reopen() {
      const payload = this.book.payload;
      const asked = payload.selected >= 0 ? this.book.events.id[payload.selected] : "";
      const fresh = asked && asked !== this.state.selected && asked !== this.state.open;
      this.state.selected = asked;
      const number = fresh ? payload.selected : this.book.numberOf(this.state.open);
      if (number < 0) return;
      this.state.open = this.book.events.id[number];
      const place = this.book.placeOf(number), marker = place && this.marks.get(place);
      const hidden = marker && marker.getElement() && marker.getElement().style.display === "none";
      if (fresh && !this.still && marker && !hidden && !this.map.getBounds().contains(marker.getLatLng())) this.map.panTo(marker.getLatLng(), { animate: false });
      const known = place && place.form === "mark" ? L.latLng(place.at) : this.map.getCenter();
      const at = marker && !hidden ? marker.getLatLng() : known;
      // What was open comes back at once, without fading in, and takes the focus only if it had it.
      const fades = this.map._fadeAnimated;
      this.map._fadeAnimated = fades && fresh;
      this.show(at, this.words.detail(number, this.back(place, fresh)), marker, fresh || this.state.focused);
      this.map._fadeAnimated = fades;
      this.highlight(number);
    }

    back(place, fresh) {
      if (fresh || !this.state.listed || !place || place.events.length < 2) return undefined;
      return () => this.words.show(this.words.list(place.events, place.name));
    }
  }

  Dateline.events = function (map, group, payload, options) {
    new View(map, group, payload, options).build();
  };
})();
