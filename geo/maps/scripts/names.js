// Writes the names of countries and towns over the base map, the important first; each keeps clear of the others and of
// the events, whose boxes `layer.js` tells. One canvas for the view, written anew when the map has come to rest.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const INK = "#3c434a", QUIET = "#6b7279", MARGIN = 0.2;
  const FONT = "'Source Sans 3','Source Sans Pro',system-ui,'DejaVu Sans',sans-serif";
  const RANK = { country: 0, capital: 1, town: 2 };

  function meets(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  class Names {
    constructor(map, files) {
      this.map = map;
      this.files = files;
      this.events = [];
      this.hidden = new Set();
      const pane = map.createPane("names");
      pane.style.zIndex = 450;
      pane.style.pointerEvents = "none";
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      pane.append(this.canvas);
      map.on("zoomstart", () => { this.canvas.style.visibility = "hidden"; });
      map.on("moveend resize", () => this.write());
      this.write();
    }

    // Boxes of the events in pixels of the view, and names of countries that have a label of their own.
    avoid(boxes, hidden) {
      this.events = boxes;
      this.hidden = hidden;
      this.write();
    }

    async write() {
      const map = this.map, size = map.getSize(), zoom = Math.round(map.getZoom());
      if (size.x < 20 || size.y < 20) return;
      const bounds = map.getBounds().pad(MARGIN), asked = (this.asked = {});
      const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      // Without its files (the server is gone) the map stays as it is; the tiles say so.
      const labels = await this.files.labels(zoom, ...box).catch(() => []);
      if (this.asked !== asked) return; // the map has moved on
      this.left = Math.round(size.x * MARGIN);
      this.top = Math.round(size.y * MARGIN);
      this.open(size);
      const seen = labels.filter((label) => label.zoom <= zoom && this.isDue(label, zoom));
      seen.sort((a, b) => RANK[a.sort] - RANK[b.sort] || a.zoom - b.zoom);
      const taken = this.events.map((box) => [box[0] + this.left, box[1] + this.top, box[2] + this.left, box[3] + this.top]);
      this.marks = taken.slice();
      for (const label of seen) this.place(label, zoom, taken);
      this.canvas.style.visibility = "";
    }

    isDue(label, zoom) {
      return label.sort !== "country" || (zoom <= label.zoom + 4 && !this.hidden.has(label.name));
    }

    open(size) {
      const ratio = Math.min(2, window.devicePixelRatio || 1), wide = size.x + 2 * this.left, high = size.y + 2 * this.top;
      Object.assign(this.canvas, { width: wide * ratio, height: high * ratio });
      Object.assign(this.canvas.style, { width: wide + "px", height: high + "px" });
      L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([-this.left, -this.top]).round());
      this.pen = this.canvas.getContext("2d");
      this.pen.scale(ratio, ratio);
      this.wide = wide;
      this.high = high;
    }

    place(label, zoom, taken) {
      const scale = 256 * Math.pow(2, zoom), origin = this.map.getPixelBounds().min;
      const x = label.x * scale - origin.x + this.left, y = label.y * scale - origin.y + this.top;
      if (x < -60 || y < -20 || x > this.wide + 60 || y > this.high + 20) return;
      const big = label.sort === "country", name = big ? label.name.toUpperCase() : label.name;
      this.pen.font = big ? "500 " + (zoom > label.zoom + 1 ? 13 : 11.5) + "px " + FONT : (label.sort === "capital" ? "500 12.5px " : "11.5px ") + FONT;
      this.pen.letterSpacing = big ? "2.5px" : "0px";
      const wide = this.pen.measureText(name).width;
      // Middle of the writing beside its point: a country lies over it, a town to its right, else left, above, below.
      const under = !big && this.marks.some((box) => meets(box, [x, y, x, y])), far = under ? 17 : 6, over = under ? 22 : 12;
      const spots = big ? [[0, 0], [0, -15], [0, 15]] : [[wide / 2 + far, 0], [-wide / 2 - far, 0], [0, -over], [0, over]];
      for (const [right, down] of spots) {
        const box = [x + right - wide / 2 - 2, y + down - 8, x + right + wide / 2 + 2, y + down + 8];
        const whole = big || under ? [box] : [box, [x - 4, y - 4, x + 4, y + 4]];
        if (whole.some((one) => taken.some((other) => meets(one, other)))) continue;
        taken.push(...whole);
        if (!big && !under) this.dot(x, y, label.sort === "capital" ? 2.4 : 1.8);
        this.say(name, x + right, y + down, big ? QUIET : INK);
        return;
      }
    }

    dot(x, y, radius) {
      this.pen.beginPath();
      this.pen.arc(x, y, radius, 0, 2 * Math.PI);
      this.pen.fillStyle = INK;
      this.pen.fill();
    }

    say(text, x, y, colour) {
      Object.assign(this.pen, { textAlign: "center", textBaseline: "middle", lineWidth: 3, strokeStyle: "rgba(250,249,245,.85)", fillStyle: colour });
      this.pen.strokeText(text, x, y);
      this.pen.fillText(text, x, y);
    }
  }

  Dateline.names = function (map, files) {
    map.datelineNames = new Names(map, files);
  };
})();
