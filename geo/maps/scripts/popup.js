// The payload of the events, read, and what a popup says of one: made of text nodes, whatever an article says.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const { GROUPS, make, button, symbol, tr, trCount } = Dateline;
  const TINTS = ["", "dl-place", "dl-actor", "dl-time"];

  class Book {
    constructor(payload) {
      this.payload = payload;
      this.events = payload.events;
    }
    group(n) { return this.payload.kinds[this.events.kind[n]][1]; }
    kind(n) { return this.payload.kinds[this.events.kind[n]][0]; }
    status(n) { return this.payload.statuses[this.events.status[n]][0]; }
    statusWords(n) { return this.payload.statuses[this.events.status[n]][1]; }
    text(number) { return this.payload.texts[number]; }
    when(n) { return this.text(this.events.when[n]); }
    meta(n) { return this.kind(n) + " · " + this.statusWords(n) + " · " + this.when(n); }
    size(place) { return place.count || place.events.length; }
    placeOf(n) { return this.payload.places.find((place) => place.events.includes(n)); }
    numberOf(id) { return this.events.id ? this.events.id.indexOf(id) : -1; }
    // What a popup says of an event, given later: its numbers point into lists of its own.
    adopt(n, given) {
      if (this.events.more[n]) return;
      const texts = this.payload.texts, sources = this.payload.sources, more = Object.assign({}, given.more);
      for (const name of ["actors", "weapons"]) if (more[name] !== undefined) more[name] += texts.length;
      more.sources = (more.sources || []).map((number) => number + sources.length);
      texts.push(...given.texts);
      sources.push(...given.sources);
      this.events.more[n] = more;
    }
    // What stands at a place by its leading event, or, if several do, by the first that does.
    standing(place) {
      const known = this.payload.standing;
      if (!known) return "";
      return known[place.lead] || known[place.events.find((n) => known[n])] || "";
    }
    say(place) {
      const count = this.size(place);
      if (this.payload.heaps) return place.name + ": " + this.events.title[place.lead];
      const first = this.events.title[place.lead] + ", " + this.statusWords(place.lead);
      const stands = this.standing(place);
      return place.name + (stands ? ", " + stands : "") + ": " + (count > 1 ? tr("{count} events, such as {first}", { count: count, first: first }) : first);
    }
  }

  function latLngs(line, step) {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < line.length; i += 2) {
      x += line[i];
      y += line[i + 1];
      points.push([y * step, x * step]);
    }
    return points;
  }

  class Popup {
    constructor(view) {
      this.view = view;
      this.book = view.book;
    }
    // A list of events, or the one there is.
    list(numbers, heading) {
      if (numbers.length === 1) return this.detail(numbers[0]);
      const box = make("div", "dl-pop");
      box.append(make("h3", "", heading), make("p", "dl-meta", trCount("{count} event", "{count} events", numbers.length)));
      const list = make("ul", "dl-list");
      for (const n of numbers) {
        const item = make("li");
        const open = button("", () => this.show(this.detail(n, () => this.show(this.list(numbers, heading))), n), "dl-row");
        const words = make("span");
        words.append(make("b", "", this.book.events.title[n]), make("small", "", this.book.when(n) + " · " + this.book.statusWords(n)));
        open.append(symbol(this.book.group(n), this.book.status(n), 20), words);
        item.append(open);
        list.append(item);
      }
      box.append(list);
      return box;
    }
    // Very many events of one place: how many of what, and the way to them.
    heap(place) {
      const box = make("div", "dl-pop"), list = make("ul", "dl-list");
      box.append(make("h3", "", place.name), make("p", "dl-meta", this.book.events.title[place.lead] + " · " + this.book.when(place.lead)));
      for (const [words, group, count] of place.groups) {
        const item = make("li", "dl-form");
        item.append(symbol(group, "reported", 16), words + " · " + count);
        list.append(item);
      }
      box.append(list, button(tr("Show these events"), () => Dateline.post("place", place.heap)));
      return box;
    }
    show(content, n) {
      this.view.popup.setContent(content);
      this.view.opened(n);
      const heading = content.querySelector("h3");
      if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    }
    detail(n, back) {
      const book = this.book, more = book.events.more[n] || {};
      const box = make("div", "dl-pop");
      if (back) box.append(button("‹ " + tr("all events here"), back, "dl-link dl-back"));
      box.append(make("h3", "", book.events.title[n]));
      box.append(make("p", "dl-meta", book.meta(n) + " (" + book.text(book.events.basis[n]) + ")"));
      if ((book.payload.standing || [])[n]) box.append(make("p", "dl-stand", book.payload.standing[n]));
      if (more.excerpt) box.append(this.quote(more, book.group(n)));
      box.append(this.facts(n, more), this.actions(n));
      return box;
    }
    quote(more, group) {
      const quote = make("blockquote");
      quote.style.borderLeftColor = GROUPS[group][1];
      if (more.language) quote.lang = more.language;
      for (const part of more.excerpt) {
        quote.append(part[1] ? make("mark", TINTS[part[1]], part[0]) : document.createTextNode(part[0]));
      }
      return quote;
    }
    facts(n, more) {
      const facts = make("dl"), book = this.book, place = book.placeOf(n);
      const add = function (name, ...content) {
        const value = make("dd");
        value.append(...content);
        if (value.textContent) facts.append(make("dt", "", name), value);
      };
      add(tr("Place"), this.place(place, more));
      add(tr("Actors"), more.actors === undefined ? "" : book.text(more.actors));
      add(tr("Weapons"), more.weapons === undefined ? "" : book.text(more.weapons));
      add(tr("How many"), more.quantity || "");
      add(tr("State"), more.life || "");
      add(tr("Also"), (more.others || []).join(" · "));
      add(tr("Who says it"), this.sources(n, more));
      return facts;
    }
    place(place, more) {
      const box = make("div");
      box.append(place ? place.words : tr("no place"));
      if (more.written) box.append(make("span", "dl-quiet", " · " + tr("written “{words}”", { words: more.written })));
      const reasons = (more.reasons || []).concat((more.candidates || []).length > 1 ? [tr("also possible: {places}", { places: more.candidates.slice(1).join("; ") })] : []);
      if (reasons.length) {
        const why = make("details");
        why.append(make("summary", "", tr("why here")));
        for (const reason of reasons) why.append(make("div", "dl-quiet", reason));
        box.append(why);
      }
      return box;
    }
    sources(n, more) {
      const box = make("div"), count = this.book.events.sources[n], told = more.sources || [];
      if (count > 1) box.append(trCount("{count} article", "{count} articles", count));
      told.forEach((number, i) => box.append(this.source(this.book.payload.sources[number], (more.said || [])[i])));
      return box;
    }
    // Publisher first: who says it; then whom it quotes, and which article it is.
    source(source, said) {
      const line = make("div", "dl-source"), title = source.title || tr("article");
      line.append(source.publisher ? make("b", "", source.publisher) : make("span", "dl-quiet", tr("publisher not given")));
      if (said) line.append(", ", said);
      const article = make("div");
      if (/^https?:\/\//i.test(source.url)) {
        const link = make("a", "", title);
        link.href = source.url;
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        article.append(link);
      } else article.append("“" + title + "”");
      const rest = [source.day, source.language].filter(Boolean).join(", ");
      if (rest) article.append(make("span", "dl-quiet", " · " + rest));
      line.append(article);
      return line;
    }
    actions(n) {
      const row = make("div", "dl-actions"), id = this.book.events.id[n];
      if (this.view.options.post) {
        row.append(button(tr("Open in the article"), () => Dateline.post("read", id)));
        row.append(button(tr("Correct this"), () => Dateline.post("correct", id)));
        row.append(button(tr("Copy link"), (event) => Dateline.copyLink(id, event.currentTarget)));
      }
      return row;
    }
  }

  Object.assign(Dateline, { Book: Book, Popup: Popup, latLngs: latLngs });
})();
