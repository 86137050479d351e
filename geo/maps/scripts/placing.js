// Finds room in the view: labels of whole countries inside the country or else in a list at the edge, the names of the
// base map beside the events, and controls that step aside for an open popup.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});

  class Placing {
    constructor(map, drawn, popup, edge, legend) {
      Object.assign(this, { map: map, drawn: drawn, popup: popup, edge: edge, legend: legend });
    }

    // Labels of whole countries stand inside the country and inside the view; those that cannot are listed at the edge.
    place() {
      const size = this.map.getSize(), taken = [], shown = new Set(), away = [];
      if (this.drawn.crowd.length) this.drawn.placeCrowd();
      for (const [place, marker] of this.drawn.marks) {
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
        for (const label of this.drawn.labels) {
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
      for (const [place, shapes] of this.drawn.shapes) {
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
  }

  Dateline.Placing = Placing;
})();
