// What stands around the map: zoom, home, full screen, scale, and where the pointer is (or, without one, the middle).
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const tr = Dateline.tr;

  Dateline.control = function (map, position, className) {
    const control = L.control({ position: position });
    control.onAdd = function () {
      const box = document.createElement("div");
      box.className = className;
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    return control.addTo(map);
  };

  const HOME = "M3.5,9.2L10,3.5L16.5,9.2M5.3,8V16h9.4V8";
  const SCREEN = "M3.5,7.5v-4h4M12.5,3.5h4v4M16.5,12.5v4h-4M7.5,16.5h-4v-4";

  function knob(box, path, title, action) {
    const made = document.createElement("button");
    made.type = "button";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), line = document.createElementNS(svg.namespaceURI, "path");
    for (const [name, value] of [["viewBox", "0 0 20 20"], ["width", "18"], ["height", "18"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
    for (const [name, value] of [["d", path], ["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "1.8"], ["stroke-linejoin", "round"]]) line.setAttribute(name, value);
    svg.append(line);
    made.append(svg);
    made.title = title;
    made.setAttribute("aria-label", title);
    made.addEventListener("click", action);
    box.append(made);
    return made;
  }

  function screen(map, box) {
    if (!document.fullscreenEnabled) return;
    const whole = map.getContainer();
    const made = knob(box, SCREEN, tr("Full screen"), () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else whole.requestFullscreen();
    });
    made.className = "dl-screen";
    document.addEventListener("fullscreenchange", () => made.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
  }

  function where(map) {
    const box = Dateline.control(map, "bottomright", "dl-where").getContainer();
    const say = (at) => {
      const lat = Math.abs(at.lat).toFixed(3) + "° " + (at.lat < 0 ? tr("S") : tr("N"));
      const lon = Math.abs(at.lng).toFixed(3) + "° " + (at.lng < 0 ? tr("W") : tr("E"));
      box.textContent = lat + " " + lon;
    };
    map.on("mousemove", (event) => say(event.latlng.wrap()));
    map.on("moveend", () => say(map.getCenter().wrap()));
    map.on("mouseout", () => say(map.getCenter().wrap()));
    map.whenReady(() => say(map.getCenter().wrap()));
  }

  Dateline.controls = function (map) {
    if (map.zoomControl) map.zoomControl.remove();
    L.control.zoom({ position: "topleft", zoomInTitle: tr("Zoom in"), zoomOutTitle: tr("Zoom out") }).addTo(map);
    const more = Dateline.control(map, "topleft", "leaflet-bar dl-knobs").getContainer();
    knob(more, HOME, tr("Show all events"), () => map.fire("datelinehome"));
    screen(map, more);
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
    where(map);
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", tr("Map of events; arrow keys move it, plus and minus zoom"));
  };
})();
