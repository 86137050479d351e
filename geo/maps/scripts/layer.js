// Draws the events of one answer over the map, and keeps what was open and where it looked when the next one comes.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { Book, Marks, Placing, Opening, latLngs } = Dateline;

  class View {
    constructor(map, group, payload, options) {
      this.map = map;
      this.group = group;
      this.book = new Book(payload);
      this.options = options || {};
      this.state = map.dateline = map.dateline || { open: "", view: "", fitted: false };
      this.opening = new Opening(this);
      this.drawn = new Marks(map, group, this.book, (place, marker, at) => this.opening.open(place, marker, at));
      this.place = this.place.bind(this);
    }

    build() {
      this.drawn.build();
      this.group.on("add", () => this.added());
      this.group.on("remove", () => this.removed());
    }

    // ---- where it stands on the map
    added() {
      const container = this.map.getContainer();
      this.map.datelineView = this;
      if (!container.querySelector(".dl-defs")) container.append(Dateline.hatches());
      this.edge = new Dateline.Edge(this);
      this.legend = new Dateline.Legend(this);
      this.placing = new Placing(this.map, this.drawn, this.opening.popup, this.edge, this.legend);
      if (this.options.post) Dateline.followView(this.map);
      this.home = () => this.fit();
      this.map.on("moveend resize", this.place);
      this.map.on("datelinehome", this.home);
      this.follow = new ResizeObserver(() => this.resized());
      this.follow.observe(container);
      this.resized();
    }

    arrange() {
      this.arranged = true;
      const heaps = this.book.payload.heaps;
      this.looking = true; // to a new part of the map: everything is placed once, after it
      this.look();
      this.looking = false;
      this.place();
      this.opening.reopen();
      if (heaps && this.options.post && !this.state.told) { this.state.told = true; Dateline.postView(this.map); }
      if (!heaps) this.state.told = false;
      if (Dateline.wanted) this.opening.select(...Dateline.wanted);
      this.opening.still = false;
      document.documentElement.dataset.drawn = String(Date.now());
    }

    place() {
      if (!this.looking) this.placing.place();
    }

    clear() { this.placing.clear(); }

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
      this.map.off("moveend resize", this.place);
      this.map.off("datelinehome", this.home);
      this.follow.disconnect();
      for (const control of [this.edge, this.legend]) control.remove();
      this.opening.leave();
    }

    look() {
      const view = this.book.payload.view, wanted = JSON.stringify(view);
      if (view.length === 3 && this.state.view !== wanted) {
        this.map.setView([view[0], view[1]], view[2], { animate: false });
        this.opening.still = true; // a link shows what its maker saw: opening the event moves nothing
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
        // Beside the legend or above it, wherever it can be seen from nearer.
        const legend = wide && this.legend ? this.legend.box : { offsetWidth: 16, offsetHeight: 10 };
        const zoomFor = ([left, bottom]) => this.map.getBoundsZoom(bounds, false, L.point(left + 50, bottom + 50));
        const rooms = [[legend.offsetWidth + 30, 60], [46, legend.offsetHeight + 40]];
        const [left, bottom] = rooms.sort((a, b) => zoomFor(b) - zoomFor(a))[0];
        this.map.fitBounds(bounds, { paddingTopLeft: [left, 50], paddingBottomRight: [50, bottom], maxZoom: 7, animate: false });
      }
    }
  }

  // A row of the list is under the pointer or has the focus: its place is pointed at.
  Dateline.hint = function (id) {
    const view = Dateline.map && Dateline.map.datelineView;
    if (view) view.drawn.hint(id ? view.book.numberOf(id) : -1);
  };

  // The map has become smaller for what opens beside it.
  Dateline.keepInView = function () {
    const view = Dateline.map && Dateline.map.datelineView;
    if (view && view.arranged) view.opening.keepInView();
  };

  Dateline.select = function (id, given) {
    const view = Dateline.map && Dateline.map.datelineView;
    Dateline.wanted = [id, given];
    if (view && view.arranged) view.opening.select(id, given);
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
