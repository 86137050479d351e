// Draws the base map on canvas tiles from files of whole steps; `names.js` writes the names over it. Nothing is fetched
// but the project's own files; given as objects, nothing is fetched at all.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const WATER = "#dfe9f1", LAND = "#f3f1ea", COAST = "#9aa3ab", BORDER = "#8d949c", DIVISION = "#d6d1c4";
  const RIVER = "#c6d8e6", NET = "rgba(90,110,130,.10)";
  const DETAIL = 6, DIVISIONS = 5, TILE = 256;

  const project = (Dateline.project = function (lon, lat) {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  });

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
      return { name: Dateline.spoken.names[row[0]] || row[0], x: at[0], y: at[1], zoom: row[3], sort: row[4] };
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
      return fetch(this.source.url + name + ".json.gz").then((answer) => inflate(answer.body));
    }
    // The files to draw a tile with: the world, or from zoom 6 the cells it lies on.
    async forTile(coords) {
      const size = Math.pow(2, coords.z), margin = 0.5 / size;
      const west = (coords.x / size - margin) * 360 - 180, east = ((coords.x + 1) / size + margin) * 360 - 180;
      const south = latitude((coords.y + 1) / size + margin), north = latitude(coords.y / size - margin);
      const names = await this.detail(coords.z, west, south, east, north);
      if (coords.z === DIVISIONS) names.push("divisions");
      const detail = await Promise.all(names.map((name) => this.get(name)));
      const whole = coords.z < DETAIL || names.length === 0 || names[0] === "divisions";
      return (whole ? [await this.get("world")] : []).concat(detail);
    }
    // The labels of a view: the world's and those of its cells, each once.
    async labels(zoom, west, south, east, north) {
      const names = ["world"].concat(await this.detail(zoom, west, south, east, north));
      return (await Promise.all(names.map((name) => this.get(name)))).flatMap((file) => file.labels);
    }
    async detail(zoom, west, south, east, north) {
      const names = zoom >= DETAIL ? this.cells(await this.get("world"), west, south, east, north) : [];
      return this.source.files && !names.every((name) => this.source.files[name]) ? ["divisions"] : names;
    }
    cells(world, west, south, east, north) {
      return world.cells
        .filter((at) => {
          const left = at[0] * world.cell[0], low = at[1] * world.cell[1];
          return left < east && left + world.cell[0] > west && low < north && low + world.cell[1] > south;
        })
        .map((at) => "cell_" + at[0] + "_" + at[1]);
    }
  }

  // A file inside a page is base64 of gzip; reading it asks for nothing.
  const unpack = (Dateline.unpack = function (packed) {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    return inflate(new Blob([bytes]).stream());
  });

  function inflate(stream) {
    return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).json();
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
  }

  function paint(context, coords, files) {
    const brush = new Brush(context, coords);
    context.fillStyle = WATER;
    context.fillRect(0, 0, TILE, TILE);
    for (const file of files) brush.fill(file.layers.land, LAND);
    for (const file of files) {
      const layers = file.layers;
      brush.fill(layers.lake, WATER);
      if (coords.z > 3) brush.stroke(layers.river, RIVER, 0.9);
      if (coords.z >= DIVISIONS) brush.stroke(layers.division, DIVISION, 0.9);
    }
    brush.net();
    for (const file of files) {
      const layers = file.layers;
      brush.stroke(layers.coast || layers.land, COAST, 0.7);
      brush.stroke(layers.border, BORDER, coords.z < 5 ? 0.8 : 1.2);
      brush.stroke(layers.disputed, BORDER, 1.1, [4, 3]);
    }
  }

  Dateline.base = function (map, source) {
    Object.assign(Dateline.spoken, { language: source.language, words: source.words, names: source.names });
    document.documentElement.lang = source.language;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
      map._zoomAnimated = map._fadeAnimated = false;
    }
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
    Dateline.names(map, files);
    Dateline.controls(map);
  };
})();
