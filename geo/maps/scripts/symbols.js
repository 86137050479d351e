// The signs of events: shape and colour say the group of kinds, stroke and filling the status. All text enters as text.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const NS = "http://www.w3.org/2000/svg", msg = (text) => text;
  const GROUPS = (Dateline.GROUPS = {
    border: [msg("Border and airspace"), "#0b63a8", "M5.5,7.5a2,2 0 0 1 2,-2h7a2,2 0 0 1 2,2v7a2,2 0 0 1 -2,2h-7a2,2 0 0 1 -2,-2Z"],
    forces: [msg("Forces"), "#b8660b", "M11,3.8L17.5,16.2L4.5,16.2Z"],
    fighting: [msg("Fighting"), "#c1361d", "M11,3.5L13.1,8.1L18.1,8.7L14.4,12.1L15.4,17L11,14.6L6.6,17L7.6,12.1L3.9,8.7L8.9,8.1Z"],
    diplomacy: [msg("Diplomacy"), "#0b7a5c", "M11,4.8a6.2,6.2 0 1 0 .01,0Z"],
    people: [msg("People"), "#8a4f9e", "M11,3.8L17.8,8.8L15.2,16.8L6.8,16.8L4.2,8.8Z"],
  });
  Dateline.STATUSES = {
    reported: msg("reported"), claimed: msg("claimed by a party"), planned: msg("planned"),
    hypothetical: msg("feared, possible"), denied: msg("denied"),
  };

  Dateline.make = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const draw = (Dateline.draw = function (tag, attributes) {
    const element = document.createElementNS(NS, tag);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    return element;
  });

  Dateline.button = function (text, action, className) {
    const element = Dateline.make("button", className || "dl-link", text);
    element.type = "button";
    // A button that replaces its own popup is gone when the map asks where the click fell, and would close the popup.
    element.addEventListener("click", (event) => { event.stopPropagation(); action(event); });
    return element;
  };

  Dateline.symbol = function (group, status, size) {
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
  };

  Dateline.hatches = function () {
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
  };
})();
