// The page that holds everything: the map, and a filter that narrows the map and the list together.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const map = L.map("map", { maxZoom: 18, minZoom: 2 }).setView([52, 25], 4);
  const items = [...document.querySelectorAll("li[data-id]")];
  const filter = document.getElementById("filter");
  let group;

  function show(payload) {
    map.closePopup();
    if (group) group.remove();
    group = L.featureGroup();
    Dateline.events(map, group, payload, { legend: "full" });
    group.addTo(map);
  }

  function narrow(kept) {
    const centre = map.getCenter(), has = (number) => kept.has(number);
    const places = data.events.places.map((place) => {
      const events = place.events.filter(has);
      return { ...place, events: events, lead: has(place.lead) ? place.lead : events[0] };
    });
    return {
      ...data.events,
      places: places.filter((place) => place.events.length),
      unplaced: data.events.unplaced.filter(has),
      view: [centre.lat, centre.lng, map.getZoom()],
      selected: -1,
    };
  }

  function read() {
    const checked = (name) => [...filter.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
    const value = (name) => filter.querySelector(`[name=${name}]`).value;
    return { group: checked("group"), status: checked("status"), since: value("since"), until: value("until"), words: value("words") };
  }

  function fits(item, wanted) {
    const of = item.dataset, text = item.textContent.toLowerCase();
    return (!wanted.group.length || wanted.group.includes(of.group))
      && (!wanted.status.length || wanted.status.includes(of.status))
      && (!wanted.since || of.last >= wanted.since)
      && (!wanted.until || of.first <= wanted.until)
      && wanted.words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  function apply() {
    const wanted = read(), kept = new Set();
    items.forEach((item, number) => {
      item.hidden = !fits(item, wanted);
      if (!item.hidden) kept.add(number);
    });
    document.getElementById("count").textContent = `${kept.size} / ${items.length}`;
    show(narrow(kept));
  }

  Dateline.base(map, data.base);
  show(data.events);
  if (!filter) return;
  filter.addEventListener("input", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  for (const item of items) {
    item.querySelector("button").addEventListener("click", () => {
      map.getContainer().scrollIntoView({ block: "nearest" }); // on a phone the map lies above the list
      Dateline.select(item.dataset.id);
    });
  }
})();
