// Draws the base map on canvas tiles from files of whole steps, with names that fit their zoom. Nothing is fetched but
// the project's own files; given as objects, nothing is fetched at all.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const WATER = "#dfe9f1", LAND = "#f3f1ea", COAST = "#9aa3ab", BORDER = "#8d949c", DIVISION = "#d6d1c4";
  const RIVER = "#c6d8e6", NET = "rgba(90,110,130,.10)", INK = "#3c434a", QUIET = "#9aa0a6";
  const FONT = "'Source Sans 3','Source Sans Pro',system-ui,'DejaVu Sans',sans-serif";
  // ---- words: a text is said in the language of the page, its gaps {name} filled
  const spoken = { language: "en", words: {}, names: {} };
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (gap, name) => (values && name in values ? String(values[name]) : gap));
  }
  const tr = (Dateline.tr = function (text, values) { return fill(spoken.words[text] || text, values); });
  // One form for one, another for many, or as many as the language has, in the order of gettext.
  Dateline.trCount = function (one, many, count, values) {
    const rules = new Intl.PluralRules(spoken.language), order = ["zero", "one", "two", "few", "many", "other"];
    const used = order.filter((name) => rules.resolvedOptions().pluralCategories.includes(name));
    const forms = spoken.words[one] || [one, many];
    const number = count.toLocaleString(spoken.language);
    return fill(forms[Math.min(used.indexOf(rules.select(count)), forms.length - 1)], Object.assign({ count: number }, values));
  };

  const DETAIL = 6, DIVISIONS = 5, TILE = 256, NEAR = 0.02;

  function project(lon, lat) {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  }

  // Turn [x, y, dx, dy, …] in steps into projected points with their box; one shape may have several rings.
  function readShape(rings, step) {
    const shape = { rings: [], west: 1, north: 1, east: 0, south: 0 };
    for (const ring of rings) {
      const points = new Float64Array(ring.length);
      let x = 0, y = 0;
      for (let i = 0; i < ring.length; i += 2) {
        x += ring[i];
        y += ring[i + 1];
        const at = project(x * step, y * step);
        points[i] = at[0];
        points[i + 1] = at[1];
        shape.west = Math.min(shape.west, at[0]);
        shape.east = Math.max(shape.east, at[0]);
        shape.north = Math.min(shape.north, at[1]);
        shape.south = Math.max(shape.south, at[1]);
      }
      shape.rings.push(points);
    }
    return shape;
  }

  function readFile(file) {
    const layers = {};
    for (const name of Object.keys(file.layers)) {
      layers[name] = file.layers[name].map((rings) => readShape(rings, file.g));
    }
    const labels = (file.labels || []).map(function (row) {
      const at = project(row[2], row[1]);
      return { name: spoken.names[row[0]] || row[0], x: at[0], y: at[1], zoom: row[3], sort: row[4] };
    });
    return { layers: layers, labels: labels, cell: file.cell, cells: file.cells };
  }

  class Files {
    constructor(source) {
      this.source = source;
      this.read = {};
    }
    get(name) {
      if (!this.read[name]) this.read[name] = this.fetch(name).then(readFile);
      return this.read[name];
    }
    fetch(name) {
      if (this.source.files) return unpack(this.source.files[name]);
      return fetch(this.source.url + name + ".json").then((answer) => answer.json());
    }
    // The files to draw a tile with: the world, or from zoom 6 the cells it lies on.
    async forTile(coords) {
      const world = await this.get("world");
      let names = coords.z >= DETAIL ? this.cells(world, coords) : [];
      if (coords.z === DIVISIONS) names.push("divisions");
      if (this.source.files && !names.every((name) => this.source.files[name])) names = ["divisions"];
      const detail = await Promise.all(names.map((name) => this.get(name)));
      const base = coords.z < DETAIL || names.length === 0 || names[0] === "divisions" ? [world] : [];
      return { drawn: base.concat(detail), named: [world].concat(detail) };
    }
    cells(world, coords) {
      const size = Math.pow(2, coords.z);
      const margin = 0.5 / size;
      const west = (coords.x / size - margin) * 360 - 180, east = ((coords.x + 1) / size + margin) * 360 - 180;
      const south = latitude((coords.y + 1) / size + margin), north = latitude(coords.y / size - margin);
      return world.cells
        .filter((at) => {
          const left = at[0] * world.cell[0], low = at[1] * world.cell[1];
          return left < east && left + world.cell[0] > west && low < north && low + world.cell[1] > south;
        })
        .map((at) => "cell_" + at[0] + "_" + at[1]);
    }
  }

  // A file inside a page is base64 of gzip; reading it asks for nothing.
  function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  }

  function latitude(y) {
    return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  }

  class Brush {
    constructor(context, coords) {
      this.context = context;
      this.scale = TILE * Math.pow(2, coords.z);
      this.left = coords.x * TILE;
      this.top = coords.y * TILE;
      this.zoom = coords.z;
    }
    sees(shape) {
      const s = this.scale;
      return shape.west * s < this.left + TILE + 4 && shape.east * s > this.left - 4 &&
        shape.north * s < this.top + TILE + 4 && shape.south * s > this.top - 4;
    }
    trace(shapes, closed) {
      const c = this.context, s = this.scale;
      c.beginPath();
      for (const shape of shapes || []) {
        if (!this.sees(shape)) continue;
        for (const ring of shape.rings) {
          c.moveTo(ring[0] * s - this.left, ring[1] * s - this.top);
          for (let i = 2; i < ring.length; i += 2) c.lineTo(ring[i] * s - this.left, ring[i + 1] * s - this.top);
          if (closed) c.closePath();
        }
      }
    }
    fill(shapes, colour) {
      this.trace(shapes, true);
      this.context.fillStyle = colour;
      this.context.fill("evenodd");
    }
    stroke(shapes, colour, width, dash) {
      this.trace(shapes, false);
      this.pen(colour, width, dash);
    }
    pen(colour, width, dash) {
      this.context.strokeStyle = colour;
      this.context.lineWidth = width;
      this.context.setLineDash(dash || []);
      this.context.lineJoin = "round";
      this.context.stroke();
    }
    net() {
      const c = this.context, step = this.zoom < 4 ? 20 : this.zoom < 6 ? 10 : this.zoom < 8 ? 5 : 1;
      c.beginPath();
      for (let lon = -180; lon <= 180; lon += step) {
        const x = project(lon, 0)[0] * this.scale - this.left;
        if (x >= -1 && x <= TILE + 1) { c.moveTo(x, 0); c.lineTo(x, TILE); }
      }
      for (let lat = -80; lat <= 80; lat += step) {
        const y = project(0, lat)[1] * this.scale - this.top;
        if (y >= -1 && y <= TILE + 1) { c.moveTo(0, y); c.lineTo(TILE, y); }
      }
      this.pen(NET, 1);
    }
    write(label) {
      const x = label.x * this.scale - this.left, y = label.y * this.scale - this.top;
      if (label.zoom > this.zoom || x < -TILE || x > 2 * TILE || y < -TILE || y > 2 * TILE) return;
      if (label.sort === "country") this.writeCountry(label, x, y);
      else this.writeTown(label, x, y);
    }
    writeCountry(label, x, y) {
      if (this.zoom > label.zoom + 4) return;
      const c = this.context;
      c.font = "500 " + (this.zoom > label.zoom + 1 ? 13 : 11.5) + "px " + FONT;
      c.letterSpacing = "2.5px";
      c.textAlign = "center";
      this.halo(label.name.toUpperCase(), x, y, QUIET);
      c.letterSpacing = "0px";
    }
    writeTown(label, x, y) {
      const c = this.context, big = label.sort === "capital";
      c.beginPath();
      c.arc(x, y, big ? 2.4 : 1.8, 0, 2 * Math.PI);
      c.fillStyle = INK;
      c.fill();
      c.font = (big ? "500 12.5px " : "11.5px ") + FONT;
      c.textAlign = "left";
      this.halo(label.name, x + 5, y + 3.5, INK);
    }
    halo(text, x, y, colour) {
      const c = this.context;
      c.strokeStyle = "rgba(250,249,245,.85)";
      c.lineWidth = 3;
      c.setLineDash([]);
      c.strokeText(text, x, y);
      c.fillStyle = colour;
      c.fillText(text, x, y);
    }
  }

  function paint(context, coords, files) {
    const brush = new Brush(context, coords);
    context.fillStyle = WATER;
    context.fillRect(0, 0, TILE, TILE);
    for (const file of files.drawn) brush.fill(file.layers.land, LAND);
    for (const file of files.drawn) {
      const layers = file.layers;
      brush.fill(layers.lake, WATER);
      if (coords.z > 3) brush.stroke(layers.river, RIVER, 0.9);
      if (coords.z >= DIVISIONS) brush.stroke(layers.division, DIVISION, 0.9);
    }
    brush.net();
    for (const file of files.drawn) {
      const layers = file.layers;
      brush.stroke(layers.coast || layers.land, COAST, 0.7);
      brush.stroke(layers.border, BORDER, coords.z < 5 ? 0.8 : 1.2);
      brush.stroke(layers.disputed, BORDER, 1.1, [4, 3]);
    }
    for (const file of files.named) for (const label of file.labels) brush.write(label);
  }

  Dateline.base = function (map, source) {
    Object.assign(spoken, { language: source.language, words: source.words, names: source.names });
    const files = new Files(source);
    const Tiles = L.GridLayer.extend({
      createTile: function (coords, done) {
        const tile = document.createElement("canvas");
        const ratio = Math.min(2, window.devicePixelRatio || 1);
        tile.width = tile.height = TILE * ratio;
        tile.style.width = tile.style.height = TILE + "px";
        files.forTile(coords).then(function (read) {
          const context = tile.getContext("2d");
          context.scale(ratio, ratio);
          paint(context, coords, read);
          done(null, tile);
        }, (error) => done(error, tile));
        return tile;
      },
    });
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(source.credit);
    new Tiles({ noWrap: true, minZoom: 1, maxZoom: 18, updateWhenZooming: false, keepBuffer: 2 }).addTo(map);
    map.setMaxBounds([[-85, -220], [85, 220]]);
    if (map.zoomControl) map.zoomControl.remove();
    L.control.zoom({ position: "topleft", zoomInTitle: tr("Zoom in"), zoomOutTitle: tr("Zoom out") }).addTo(map);
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
  };
})();
