// Opens what is pressed in a popup, keeps it open when the events change, and follows what the list beside has open.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { Popup, tr } = Dateline;
  const CLOSE = 14; // a zoom at which marks that still stand together are listed, not parted

  class Opening {
    constructor(view) {
      this.view = view;
      this.map = view.map;
      this.book = view.book;
      this.state = view.state;
      this.options = view.options;
      this.popup = L.popup({ className: "dl-popup", maxWidth: 330, minWidth: 250, offset: [0, -8], closeButton: true });
      this.popup.on("remove", () => this.closed());
      this.words = new Popup(this);
    }

    // The events are going: what is open comes back with those that follow.
    leave() {
      const open = this.popup.getElement();
      this.state.focused = Boolean(open && open.contains(document.activeElement));
      this.closing = true;
      this.map.closePopup(this.popup);
    }

    // ---- opening
    open(place, marker, at) {
      if (this.book.payload.heaps && place.heap) {
        this.state.listed = false;
        this.show(at || (marker ? marker.getLatLng() : L.latLng(place.at)), this.words.heap(place), marker, true);
        return;
      }
      if (place.precision === "crowd" && (this.book.payload.heaps || this.map.getZoom() < CLOSE)) {
        this.map.setView(place.at, this.map.getZoom() + 2);
        return;
      }
      this.openAt(at || (marker ? marker.getLatLng() : L.latLng(place.at)), place.events, place.name, marker);
    }

    openAt(at, numbers, heading, marker) {
      this.state.listed = numbers.length > 1;
      this.show(at, this.words.list(numbers, heading), marker, true);
      this.opened(numbers.length === 1 ? numbers[0] : undefined);
    }

    show(at, content, marker, focus) {
      const size = this.map.getSize();
      this.popup.options.maxWidth = Math.min(330, size.x - 40);
      this.popup.options.maxHeight = Math.max(160, size.y - 90);
      this.popup.options.autoPanPaddingTopLeft = [size.x > 620 ? 58 : 12, 14];
      this.popup.options.autoPanPaddingBottomRight = [14, 14];
      this.popup.options.autoPan = !this.still;
      this.map.getContainer().classList.add("dl-open");
      this.from = marker;
      this.popup.setLatLng(at).setContent(content).openOn(this.map);
      this.popup.getElement().setAttribute("role", "dialog");
      this.popup.getElement().setAttribute("aria-label", tr("Event"));
      this.popup.getElement().onkeydown = (event) => { if (event.key === "Escape") this.map.closePopup(this.popup); };
      const close = this.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (close) close.setAttribute("aria-label", tr("Close"));
      const heading = content.querySelector("h3");
      if (heading && focus) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
      if (this.still && !this.options.post) this.keepInView(); // a link to the page shows what its maker saw
      this.view.clear();
    }

    // The article opens beside the map, or a page from a file an event on another screen: what is open is not cut.
    keepInView() {
      if (!this.popup.isOpen()) return;
      const open = this.popup.getElement().getBoundingClientRect(), map = this.map.getContainer().getBoundingClientRect();
      const right = Math.max(0, open.right - map.right + 8), left = Math.min(0, open.left - map.left - 8), top = Math.min(0, open.top - map.top - 8);
      if (right || left || top) this.map.panBy([right || left, top], { animate: false });
    }

    // A person closed the popup: the list closes its row, unless another event is opened at once.
    closed() {
      this.map.getContainer().classList.remove("dl-open");
      if (this.closing) return;
      this.view.clear();
      const had = this.state.open;
      this.state.open = "";
      this.view.drawn.highlight(-1);
      if (this.from && this.from.getElement()) this.from.getElement().focus({ preventScroll: true });
      if (this.options.post && had) setTimeout(() => { if (!this.state.open && !this.closing) Dateline.post("open", ""); }, 200);
    }

    opened(n) {
      if (n === undefined) return;
      const id = this.book.events.id[n];
      if (this.options.post && this.state.open !== id) Dateline.post("open", id);
      this.state.open = id;
      this.lacking = !this.book.events.more[n];
      this.view.drawn.highlight(n);
    }

    // What was open stays open when the events change, if it is still among them.
    reopen() {
      const wanted = this.book.payload.selected >= 0 && !this.state.open ? this.book.events.id[this.book.payload.selected] : this.state.open;
      const number = this.book.numberOf(wanted);
      this.state.open = "";
      if (number >= 0) this.openEvent(number, false, this.state.focused);
    }

    // The list has opened an event ("" for none); `given` is what its popup says.
    select(id, given) {
      const number = this.book.numberOf(id);
      if (number >= 0 && given) this.book.adopt(number, given);
      if (number < 0) {
        if (!id && this.state.open) { this.state.open = ""; this.map.closePopup(this.popup); }
        return;
      }
      if (id === this.state.open) {
        if (given && this.lacking) this.openEvent(number, false, false);
        return;
      }
      this.state.listed = false;
      this.still = this.still || Boolean(this.state.linked);
      this.openEvent(number, true, false);
      this.still = this.state.linked = false;
    }

    openEvent(number, fresh, focus) {
      const place = this.book.placeOf(number), marker = place && this.view.drawn.marks.get(place);
      const hidden = marker && marker.getElement() && marker.getElement().style.display === "none";
      if (fresh && !this.still && marker && !hidden && !this.map.getBounds().contains(marker.getLatLng())) this.map.panTo(marker.getLatLng(), { animate: false });
      const known = place && ["mark", "area", "line"].includes(place.form) ? L.latLng(place.at) : this.map.getCenter();
      const at = marker && !hidden ? marker.getLatLng() : known;
      this.state.open = this.book.events.id[number];
      this.lacking = !this.book.events.more[number];
      // What was open comes back at once, without fading in.
      const fades = this.map._fadeAnimated;
      this.map._fadeAnimated = fades && fresh;
      this.show(at, this.words.detail(number, this.back(place, fresh)), marker, focus);
      this.map._fadeAnimated = fades;
      this.view.drawn.highlight(number);
    }

    back(place, fresh) {
      if (fresh || !this.state.listed || !place || place.events.length < 2) return undefined;
      return () => this.words.show(this.words.list(place.events, place.name));
    }
  }

  Dateline.Opening = Opening;
})();
