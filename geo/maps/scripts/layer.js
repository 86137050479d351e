// Draws events: marks, hatched areas, border lines, labels of whole countries; opens them, and keeps what was open.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { GROUPS, Book, Popup, make, symbol, latLngs, tr, trCount } = Dateline;
  // More marks than this are joined by squares of the map, and only those in view are drawn.
  const CROWD = 800, SQUARE = 72, CLOSE = 14, FEW = 40;

  class View {
    constructor(map, group, payload, options) {
      this.map = map;
      this.group = group;
      this.book = new Book(payload);
      this.options = options || {};
      this.state = map.dateline = map.dateline || { open: "", view: "", fitted: false };
      this.labels = [];
      this.marks = new Map();
      this.shapes = new Map();
      this.popup = L.popup({ className: "dl-popup", maxWidth: 330, minWidth: 250, offset: [0, -8], closeButton: true });
      this.popup.on("remove", () => this.closed());
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
      const style = this.style(place), step = this.book.payload.step, renderer = this.renderer();
      const fill = { stroke: false, fillColor: "url(#dl-hatch-" + style.group + ")", fillOpacity: place.fades ? 1 / place.fades.length : 1, renderer: renderer, bubblingMouseEvents: false };
      const shapes = (place.fades || [place.lines]).map((lines) => L.polygon(lines.map((line) => [latLngs(line, step)]), fill));
      // Of a part of a country only the known outline has an edge: where it ends inside the country, it fades out.
      const edge = { color: style.colour, weight: 1.5, dashArray: style.dash, renderer: renderer, bubblingMouseEvents: false };
      shapes.push(L.polyline(place.lines.map((line) => latLngs(line, step)), edge));
      this.shape(place, shapes);
    }

    line(place) {
      const style = this.style(place), lines = place.lines.map((line) => latLngs(line, this.book.payload.step));
      const common = { renderer: this.renderer(), bubblingMouseEvents: false };
      this.shape(place, [
        L.polyline(lines, Object.assign({ color: "#fff", weight: 8, opacity: 0.75 }, common)),
        L.polyline(lines, Object.assign({ color: style.colour, weight: 4.5, dashArray: style.dash }, common)),
        L.polyline(lines, Object.assign({ color: "#000", weight: 18, opacity: 0 }, common)),
      ]);
    }

    // An area or a line: all of it can be pressed, and it has a handle that the keyboard reaches.
    shape(place, shapes) {
      for (const shape of shapes) {
        shape.on("click", (event) => this.open(place, undefined, event.latlng));
        shape.on("mouseover mouseout", (event) => this.raise(place, event.type === "mouseover"));
        this.group.addLayer(shape);
      }
      this.shapes.set(place, shapes);
      const marker = this.handle(place);
      marker.on("add", () => {
        for (const name of ["focus", "blur", "mouseenter", "mouseleave"]) {
          marker.getElement().addEventListener(name, () => this.raise(place, name === "focus" || name === "mouseenter"));
        }
      });
    }

    raise(place, over) {
      for (const shape of this.shapes.get(place) || []) {
        const drawn = shape.getElement();
        if (drawn) drawn.classList.toggle("dl-over", over);
      }
    }

    // What stands here since when, beside its sign; of many only how many there are.
    standing(place, box) {
      const words = this.book.standing(place);
      if (!words) return;
      box.classList.add("dl-stands");
      if (this.book.payload.places.length <= FEW) box.append(" ", make("em", "dl-state", words));
    }

    // A handle is a tag with a sign and a count; it never looks like the mark of a site.
    handle(place) {
      const box = make("span", "dl-chip dl-handle");
      box.append(symbol(this.book.group(place.lead), this.book.status(place.lead), 15), " ", make("b", "", this.book.size(place).toLocaleString(Dateline.spoken.language)));
      this.standing(place, box);
      return this.marker(place, box, [0, 0], 100);
    }

    renderer() {
      if (!this.map.datelineSvg) this.map.datelineSvg = L.svg({ padding: 0.3 });
      return this.map.datelineSvg;
    }

    mark(place) {
      const n = place.lead;
      const box = make("span", place.precision === "crowd" ? "dl-mark dl-crowd" : "dl-mark");
      box.append(symbol(this.book.group(n), this.book.status(n), 24));
      if (this.book.size(place) > 1) box.append(make("i", "dl-count", this.book.size(place).toLocaleString(Dateline.spoken.language)));
      this.standing(place, box);
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
      box.append(this.whole(place), " ", make("b", "", this.book.size(place).toLocaleString(Dateline.spoken.language)));
      this.standing(place, box);
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
        // Its name begins with what is seen on it, so that who speaks to the page can say what stands there.
        element.setAttribute("aria-label", [box.textContent.trim(), this.book.say(place)].filter(Boolean).join(" – "));
        element.title = this.book.say(place);
      });
      this.group.addLayer(marker);
      this.marks.set(place, marker);
      return marker;
    }

    // ---- where it stands on the map
    added() {
      const container = this.map.getContainer();
      this.map.datelineView = this;
      if (!container.querySelector(".dl-defs")) container.append(Dateline.hatches());
      this.edge = new Dateline.Edge(this);
      this.legend = new Dateline.Legend(this);
      if (this.options.post) Dateline.followView(this.map);
      this.home = () => this.fit();
      this.map.on("moveend zoomend resize", this.place);
      this.map.on("datelinehome", this.home);
      this.follow = new ResizeObserver(() => this.resized());
      this.follow.observe(container);
      this.resized();
    }

    arrange() {
      this.arranged = true;
      this.heaps = this.book.payload.heaps;
      this.look();
      this.place();
      this.reopen();
      if (this.heaps && this.options.post && !this.state.told) { this.state.told = true; Dateline.postView(this.map); }
      if (!this.heaps) this.state.told = false;
      if (Dateline.wanted) this.select(...Dateline.wanted);
      this.still = false;
      document.documentElement.dataset.drawn = String(Date.now());
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
      this.map.off("datelinehome", this.home);
      this.follow.disconnect();
      for (const control of [this.edge, this.legend]) control.remove();
      const open = this.popup.getElement();
      this.state.focused = Boolean(open && open.contains(document.activeElement));
      this.closing = true;
      this.map.closePopup(this.popup);
    }

    look() {
      const view = this.book.payload.view, wanted = JSON.stringify(view);
      if (view.length === 3 && this.state.view !== wanted) {
        this.map.setView([view[0], view[1]], view[2], { animate: false });
        this.still = true; // a link shows what its maker saw: opening the event moves nothing
        this.state.linked = true;
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
        const beside = wide && this.legend ? this.legend.box.offsetWidth + 30 : 46;
        this.map.fitBounds(bounds, { paddingTopLeft: [beside, 50], paddingBottomRight: [50, wide ? 60 : 50], maxZoom: 8, animate: false });
      }
    }

    // Labels of whole countries stand inside the country and inside the view; those that cannot are listed at the edge.
    place() {
      const size = this.map.getSize(), taken = [], shown = new Set(), away = [];
      if (this.crowd.length) this.placeCrowd();
      for (const [place, marker] of this.marks) {
        if (place.form === "label") continue;
        const at = this.map.latLngToContainerPoint(marker.getLatLng()), wide = place.form === "mark" ? 14 : 25;
        taken.push([at.x - wide, at.y - 14, at.x + wide, at.y + 14]);
      }
      const frame = this.map.getContainer().getBoundingClientRect(), controls = [];
      for (const control of this.map.getContainer().querySelectorAll(".leaflet-control")) {
        const box = control.getBoundingClientRect();
        if (control !== this.edge.box) controls.push([box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
      }
      taken.push(...this.alongLines());
      // A second time if the list at the edge has grown over a label.
      for (let again = 2; again; again -= 1) {
        const all = taken.concat(controls), placed = [];
        away.length = 0;
        shown.clear();
        for (const label of this.labels) {
          const box = this.placeLabel(label, size, all);
          if (box) placed.push(box);
          if (box) shown.add(label.place.name);
          else away.push(label.place);
        }
        this.edge.fill(away);
        const edge = this.edge.box.getBoundingClientRect(), box = [edge.left - frame.left, edge.top - frame.top, edge.right - frame.left, edge.bottom - frame.top];
        const free = !edge.width || placed.every((one) => one[2] < box[0] || box[2] < one[0] || one[3] < box[1] || box[3] < one[1]);
        if (free) again = 1;
        else controls.push(box);
        if (again === 1) taken.push(...placed);
      }
      if (this.map.datelineNames) this.map.datelineNames.avoid(taken, shown);
      this.clear();
    }

    // Boxes along the border lines, so that no label hides them.
    alongLines() {
      const boxes = [];
      for (const [place, shapes] of this.shapes) {
        if (place.form !== "line") continue;
        for (const line of shapes[0].getLatLngs()) {
          let last = null;
          for (const at of line) {
            const point = this.map.latLngToContainerPoint(at);
            if (last && point.distanceTo(last) < 14) continue;
            boxes.push([point.x - 5, point.y - 5, point.x + 5, point.y + 5]);
            last = point;
          }
        }
      }
      return boxes;
    }

    // A control that an open popup meets steps aside: the popup lies under all controls.
    clear() {
      const open = this.popup.isOpen() ? this.popup.getElement().getBoundingClientRect() : null;
      for (const control of [this.edge, this.legend]) {
        const box = control.box.getBoundingClientRect();
        const meets = open && box.left < open.right && open.left < box.right && box.top < open.bottom && open.top < box.bottom;
        control.box.style.visibility = meets ? "hidden" : "";
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
        for (const shift of [0, -24, 24, -48, 48]) {
          const box = [spot.point.x - width / 2, spot.point.y + shift - height / 2, spot.point.x + width / 2, spot.point.y + shift + height / 2];
          const inside = box[0] > 8 && box[2] < size.x - 8 && box[1] > 8 && box[3] < size.y - 24;
          const free = taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
          if (inside && free) {
            taken.push(box);
            label.marker.setLatLng(spot.at);
            label.box.style.transform = "translateY(" + shift + "px)";
            return box;
          }
        }
      }
      label.marker.getElement().style.display = "none";
      return null;
    }

    // ---- opening
    open(place, marker, at) {
      if (this.book.payload.heaps && place.heap) {
        this.state.listed = false;
        this.show(at || (marker ? marker.getLatLng() : L.latLng(place.at)), this.words.heap(place), marker, true);
        return;
      }
      if (place.precision === "crowd" && (this.book.payload.heaps || this.map.getZoom() < CLOSE)) {
        this.map.setView(place.at, this.map.getZoom() + 2);
        return;
      }
      this.openAt(at || (marker ? marker.getLatLng() : L.latLng(place.at)), place.events, place.name, marker);
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
      this.from = marker;
      this.popup.setLatLng(at).setContent(content).openOn(this.map);
      this.popup.getElement().setAttribute("role", "dialog");
      this.popup.getElement().setAttribute("aria-label", tr("Event"));
      this.popup.getElement().onkeydown = (event) => { if (event.key === "Escape") this.map.closePopup(this.popup); };
      const close = this.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (close) close.setAttribute("aria-label", tr("Close"));
      const heading = content.querySelector("h3");
      if (heading && focus) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
      this.clear();
    }

    // A person closed the popup: the list closes its row, unless another event is opened at once.
    closed() {
      this.map.getContainer().classList.remove("dl-open");
      if (this.closing) return;
      this.clear();
      const had = this.state.open;
      this.state.open = "";
      this.highlight(-1);
      if (this.from && this.from.getElement()) this.from.getElement().focus({ preventScroll: true });
      if (this.options.post && had) setTimeout(() => { if (!this.state.open && !this.closing) Dateline.post("open", ""); }, 200);
    }

    opened(n) {
      if (n === undefined) return;
      const id = this.book.events.id[n];
      if (this.options.post && this.state.open !== id) Dateline.post("open", id);
      this.state.open = id;
      this.lacking = !this.book.events.more[n];
      this.highlight(n);
    }

    highlight(n) {
      for (const [place, marker] of this.marks) {
        const element = marker.getElement();
        if (element) element.classList.toggle("dl-on", place.events.includes(n));
      }
    }

    // What was open stays open when the events change, if it is still among them.
    reopen() {
      const wanted = this.book.payload.selected >= 0 && !this.state.open ? this.book.events.id[this.book.payload.selected] : this.state.open;
      const number = this.book.numberOf(wanted);
      this.state.open = "";
      if (number >= 0) this.openEvent(number, false, this.state.focused);
    }

    // The list has opened an event ("" for none); `given` is what its popup says.
    select(id, given) {
      const number = this.book.numberOf(id);
      if (number >= 0 && given) this.book.adopt(number, given);
      if (number < 0) {
        if (!id && this.state.open) { this.state.open = ""; this.map.closePopup(this.popup); }
        return;
      }
      if (id === this.state.open) {
        if (given && this.lacking) this.openEvent(number, false, false);
        return;
      }
      this.state.listed = false;
      this.still = this.still || Boolean(this.state.linked);
      this.openEvent(number, true, false);
      this.still = this.state.linked = false;
    }

    openEvent(number, fresh, focus) {
      const place = this.book.placeOf(number), marker = place && this.marks.get(place);
      const hidden = marker && marker.getElement() && marker.getElement().style.display === "none";
      if (fresh && !this.still && marker && !hidden && !this.map.getBounds().contains(marker.getLatLng())) this.map.panTo(marker.getLatLng(), { animate: false });
      const known = place && place.form === "mark" ? L.latLng(place.at) : this.map.getCenter();
      const at = marker && !hidden ? marker.getLatLng() : known;
      this.state.open = this.book.events.id[number];
      this.lacking = !this.book.events.more[number];
      // What was open comes back at once, without fading in.
      const fades = this.map._fadeAnimated;
      this.map._fadeAnimated = fades && fresh;
      this.show(at, this.words.detail(number, this.back(place, fresh)), marker, focus);
      this.map._fadeAnimated = fades;
      this.highlight(number);
    }

    hint(id) {
      const number = id ? this.book.numberOf(id) : -1;
      for (const [place, marker] of this.marks) {
        const element = marker.getElement(), over = number >= 0 && place.events.includes(number);
        if (element) element.classList.toggle("dl-hint", over);
        if (this.shapes.has(place)) this.raise(place, over);
      }
    }

    back(place, fresh) {
      if (fresh || !this.state.listed || !place || place.events.length < 2) return undefined;
      return () => this.words.show(this.words.list(place.events, place.name));
    }
  }

  // A row of the list is under the pointer or has the focus: its place is pointed at.
  Dateline.hint = function (id) {
    const view = Dateline.map && Dateline.map.datelineView;
    if (view) view.hint(id);
  };

  Dateline.select = function (id, given) {
    const view = Dateline.map && Dateline.map.datelineView;
    Dateline.wanted = [id, given];
    if (view && view.arranged) view.select(id, given);
  };

  Dateline.events = async function (map, group, payload, options) {
    const asked = (map.datelineAsked = {});
    Dateline.map = map;
    const read = payload.packed ? await Dateline.unpack(payload.packed) : payload;
    if (map.datelineAsked !== asked) return;
    const view = new View(map, group, read, options);
    view.build();
    if (map.hasLayer(group)) view.added();
  };
})();
