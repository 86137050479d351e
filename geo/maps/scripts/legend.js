// The legend, whose rows are filters too, and the list at the edge of what has no place in this view.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { GROUPS, STATUSES, make, draw, symbol, button, tr } = Dateline;

  const MOST = 12; // rows at the edge when there are very many

  function swatch(content) {
    const svg = draw("svg", { width: 18, height: 12, "aria-hidden": "true" });
    svg.append(content);
    return svg;
  }

  class Legend {
    constructor(view) {
      this.view = view;
      this.payload = view.book.payload;
      this.control = Dateline.control(view.map, "bottomleft", "dl-legend");
      this.box = this.control.getContainer();
      this.fill();
    }

    remove() { this.control.remove(); }

    fill() {
      const state = this.view.state, size = this.view.map.getSize(), wide = size.x > 620 && size.y > 430, details = make("details");
      details.open = state.legend === undefined ? wide : state.legend;
      details.addEventListener("toggle", () => {
        if (details.open !== (state.legend === undefined ? wide : state.legend)) state.legend = details.open;
        this.view.place();
      });
      details.append(make("summary", "", tr("Legend")));
      const columns = make("div", "dl-columns"), left = make("div"), right = make("div");
      columns.append(left, right);
      details.append(columns);
      const groups = this.rows("group", Object.keys(GROUPS), this.payload.kinds.map((kind) => kind[1]));
      for (const [group, row] of groups) row(left, symbol(group, "reported", 18), tr(GROUPS[group][0]));
      const first = groups.length ? groups[0][0] : "border";
      for (const [status, row] of this.rows("status", Object.keys(STATUSES), this.payload.statuses.map((one) => one[0]))) {
        row(right, symbol(first, status, 18), tr(STATUSES[status]));
      }
      for (const [picture, text] of this.forms()) {
        const row = make("div", "dl-form");
        row.append(picture, text);
        details.append(row);
      }
      this.box.append(details);
    }

    // A row for each value that is there or chosen; where the page can filter, it is a switch.
    rows(sort, all, here) {
      const chosen = (this.view.options.chosen || {})[sort] || [], filters = this.view.options.post && this.view.options.chosen;
      const shown = filters ? all : all.filter((value) => here.includes(value));
      return shown.map((value) => [value, (details, picture, text) => {
        const row = filters ? button("", () => { this.view.state.pressed = sort + ":" + value; Dateline.post("filter", sort + ":" + value); }, "dl-row-filter") : make("div", "dl-form");
        if (filters) {
          row.setAttribute("aria-pressed", String(chosen.includes(value)));
          row.title = chosen.includes(value) ? tr("shown alone; press to show all again") : tr("press to show these alone");
        }
        if (filters && chosen.length && !chosen.includes(value)) row.classList.add("dl-off");
        row.append(picture, text);
        details.append(row);
        // What was pressed is drawn anew and keeps the focus.
        if (filters && this.view.state.pressed === sort + ":" + value) setTimeout(() => row.focus({ preventScroll: true }));
      }]);
    }

    forms() {
      const forms = new Set(this.payload.places.map((place) => place.form)), rows = [];
      if (this.view.drawn.crowd.length) rows.push([swatch(draw("circle", { cx: 9, cy: 6, r: 5, fill: "none", stroke: "#1b1f24", "stroke-dasharray": "2 2" })), tr("several places")]);
      if (forms.has("area")) rows.push([swatch(draw("rect", { width: 18, height: 12, fill: "url(#dl-hatch-fighting)", stroke: GROUPS.fighting[1] })), tr("placed to an area")]);
      if (this.payload.places.some((place) => place.fades)) rows.push([swatch(draw("rect", { width: 18, height: 12, fill: "url(#dl-hatch-fighting)", opacity: 0.5 })), tr("edge not known")]);
      if (forms.has("line")) rows.push([swatch(draw("line", { x2: 18, y1: 6, y2: 6, stroke: GROUPS.forces[1], "stroke-width": 4 })), tr("placed to a border")]);
      return rows;
    }
  }

  // Labels that find no room in the view, places without a shape, and events without a place, as buttons at the edge.
  class Edge {
    constructor(view) {
      this.view = view;
      this.control = Dateline.control(view.map, "topright", "dl-edge");
      this.box = this.control.getContainer();
    }

    remove() { this.control.remove(); }

    fill(away) {
      const payload = this.view.book.payload;
      this.box.textContent = "";
      const add = (text, numbers, heading) => {
        const open = () => this.view.opening.openAt(this.view.map.getCenter(), numbers, heading);
        this.box.append(button(text + " · " + numbers.length, open, "dl-chip"));
      };
      const listed = away.concat(payload.places.filter((place) => place.form === "list")).sort((a, b) => this.view.book.size(b) - this.view.book.size(a));
      if (payload.heaps) {
        for (const place of listed.slice(0, MOST)) {
          const open = () => this.view.opening.show(this.view.map.getCenter(), this.view.opening.words.heap(place), undefined, true);
          this.box.append(button(this.view.drawn.whole(place) + " · " + this.view.book.size(place).toLocaleString(Dateline.spoken.language), open, "dl-chip"));
        }
        return;
      }
      for (const place of listed) add(place.form === "list" ? place.name : this.view.drawn.whole(place), place.events, place.name);
      if (payload.unplaced.length) add(tr("without a place"), payload.unplaced, tr("Without a place"));
    }
  }

  Object.assign(Dateline, { Legend: Legend, Edge: Edge });
})();
