// Draws what bears events: marks, hatched areas, border lines, labels of whole countries; of very many marks those in
// view, joined by squares of the map. What is pressed is told to who opens it.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { GROUPS, make, symbol, latLngs, tr, trCount } = Dateline;
  // More marks than this are joined by squares of the map, and only those in view are drawn.
  const CROWD = 800, SQUARE = 72, FEW = 40;

  class Marks {
    constructor(map, group, book, open) {
      this.map = map;
      this.group = group;
      this.book = book;
      this.open = open;
      this.marks = new Map();
      this.shapes = new Map();
      this.labels = [];
      this.crowd = [];
      this.joined = [];
    }

    build() {
      const places = this.book.payload.places;
      const drawn = (form) => places.filter((place) => place.form === form);
      const marks = drawn("mark"), shapes = drawn("area").concat(drawn("line"));
      for (const place of shapes) (place.form === "area" ? this.area : this.line).call(this, place);
      for (const [places, most] of [[shapes, FEW], [marks, CROWD]]) {
        if (places.length <= most) for (const place of places) this.single(place);
        else for (const place of places) this.crowd.push({ place: place, at: Dateline.project(place.at[1], place.at[0]) });
      }
      for (const place of drawn("label")) this.label(place);
    }

    style(place) {
      const n = place.lead, status = this.book.status(n);
      return { colour: GROUPS[this.book.group(n)][1], group: this.book.group(n), dash: status === "hypothetical" || status === "planned" ? "7 5" : null };
    }

    area(place) {
      const style = this.style(place), step = this.book.payload.step, common = { renderer: this.renderer(), bubblingMouseEvents: false };
      const fill = { fillColor: "url(#dl-hatch-" + style.group + ")", fillOpacity: place.fades ? 1 / place.fades.length : 1 };
      const edge = { color: style.colour, weight: 1.5, dashArray: style.dash };
      const read = (lines) => lines.map((line) => latLngs(line, step));
      if (!place.fades) {
        this.shape(place, [L.polygon(read(place.lines).map((ring) => [ring]), Object.assign(edge, fill, common))]);
        return;
      }
      // Of a part of a country only the known outline has an edge: where it ends inside the country, it fades out.
      const shapes = place.fades.map((lines) => L.polygon(read(lines).map((ring) => [ring]), Object.assign({ stroke: false }, fill, common)));
      shapes.push(L.polyline(read(place.lines), Object.assign(edge, common)));
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

    // An area or a line: all of it can be pressed, and it has a handle that the keyboard reaches; very many handles are
    // joined as marks are.
    shape(place, shapes) {
      for (const shape of shapes) {
        shape.on("click", (event) => this.open(place, undefined, event.latlng));
        shape.on("mouseover mouseout", (event) => this.raise(place, event.type === "mouseover"));
        this.group.addLayer(shape);
      }
      this.shapes.set(place, shapes);
    }

    single(place) {
      if (place.form === "mark") this.mark(place);
      else this.tag(place);
    }

    tag(place) {
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
      const squares = new Map(), scale = 256 * Math.pow(2, this.map.getZoom()), bounds = this.map.getBounds().pad(0.15);
      const [west, north] = Dateline.project(bounds.getWest(), bounds.getNorth()), [east, south] = Dateline.project(bounds.getEast(), bounds.getSouth());
      for (const place of this.joined) {
        this.group.removeLayer(this.marks.get(place));
        this.marks.delete(place);
      }
      for (const { place, at: [x, y] } of this.crowd) {
        if (x < west || x > east || y < north || y > south) continue;
        const key = Math.floor((x * scale) / SQUARE) + "," + Math.floor((y * scale) / SQUARE);
        if (squares.has(key)) squares.get(key).push(place);
        else squares.set(key, [place]);
      }
      this.joined = Array.from(squares.values(), (places) => this.join(places));
      for (const place of this.joined) this.single(place);
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

    highlight(n) {
      this.each(n, (place, element, here) => element.classList.toggle("dl-on", here));
    }

    hint(n) {
      this.each(n, (place, element, here) => {
        element.classList.toggle("dl-hint", here);
        if (this.shapes.has(place)) this.raise(place, here);
      });
    }

    // Tell of each mark that is drawn whether an event (-1 for none) is here.
    each(n, tell) {
      for (const [place, marker] of this.marks) {
        if (marker.getElement()) tell(place, marker.getElement(), n >= 0 && place.events.includes(n));
      }
    }
  }

  Dateline.Marks = Marks;
})();
