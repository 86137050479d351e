// Talks to the page: what was pressed, where the map was moved to; and hears which event the list has opened.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { make, tr } = Dateline;

  // streamlit-folium sends what stands here as the component's value; the number makes a second click on one thing news.
  let clicks = 0;
  function post(action, id) {
    const data = window.__GLOBAL_DATA__;
    if (!data || !window.Streamlit) return;
    clicks += 1;
    data.last_object_clicked_tooltip = action + " " + id + " " + Date.now() + "." + clicks;
    const wanted = data.returned_objects;
    const value = Object.assign({}, data.previous_data || {});
    if (!wanted || wanted.includes("last_object_clicked_tooltip")) {
      value.last_object_clicked_tooltip = data.last_object_clicked_tooltip;
      data.previous_data = value;
      window.Streamlit.setComponentValue(value);
    }
  }

  function pageAddress() {
    try { return new URL(window.parent.location.href); } catch (error) { return new URL(window.location.href); }
  }

  // Where a person has moved the map to goes into the address of the page, so that it is part of every link.
  function postView(map) {
    const centre = map.getCenter(), zoom = Math.round(map.getZoom() * 100) / 100;
    const bounds = map.getBounds(), box = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
    post("view", [centre.lat.toFixed(4), centre.lng.toFixed(4), zoom].concat(box.map((degrees) => degrees.toFixed(3))).join(","));
  }

  function followView(map) {
    if (map.datelineFollowed) return;
    map.datelineFollowed = true;
    let moved = false, waiting = 0;
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(name, () => { moved = true; }, { passive: true });
    }
    map.on("moveend", () => {
      clearTimeout(waiting);
      if (moved) waiting = setTimeout(postView, 400, map);
    });
  }

  function copyLink(id, from) {
    const address = pageAddress();
    address.searchParams.set("event", id);
    const done = () => { from.textContent = tr("Copied"); };
    const ask = () => {
      const field = make("input", "dl-field");
      field.value = address.href;
      field.readOnly = true;
      from.replaceWith(field);
      field.select();
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(address.href).then(done, ask);
    else ask();
  }

  Object.assign(Dateline, { post: post, postView: postView, followView: followView, copyLink: copyLink });
})();
