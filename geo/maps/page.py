"""A page that holds everything: Leaflet, the base map, the events; opened from a file it asks the network for nothing.

In: a `Layer` and words about it. Out: HTML with a policy that allows its own scripts alone, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from geo.language import spoken, tr
from geo.maps import assets, words
from geo.maps.layers import Layer
from geo.maps.markup import entity, safe_url, script_json
from geo.maps.page_filter import to_filter
from geo.maps.popups import to_source
from geo.maps.shapes import Form
from geo.models import Article, Event

# Detail for the eight cells that bear the most: some 60 kB each; elsewhere the map is coarse beyond zoom 5.
MOST_CELLS = 8
# Degrees around a place that a laptop shows at zoom 6.
NEAR_LAT, NEAR_LON = 6.0, 14.0


def standalone_page(
    layer: Layer,
    *,
    title: str,
    lines: Sequence[str] = (),
    footer: Sequence[str] = (),
    articles: dict[str, Article] | None = None,
) -> str:
    """Write the page.

    Parameters
    ----------
    layer
        What is drawn and listed.
    title
        Of the page; any text is safe.
    lines
        Words under the title, such as the filter and "N of M events".
    footer
        Words at the foot, such as the day and the sources; the credit of the base map is added.
    articles
        The articles that tell the events, by id, for the list.
    """
    scripts = (assets.leaflet_script(), assets.script(), assets.page_script())
    data = script_json({"events": layer.payload, "base": {"files": _pack(layer), **assets.base_words()}})
    rows = "\n".join(_to_item(event, articles or {}) for event in layer.events)
    heads = "".join(f"<p>{entity(line)}</p>" for line in lines)
    events = tr("Events")
    foot = " · ".join(entity(line) for line in (*footer, assets.credit()))
    return (
        f'<!doctype html>\n<html lang="{entity(spoken())}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{entity(title)}</title>\n"
        f"<style>{assets.leaflet_style()}\n{assets.style()}\n{assets.page_style()}</style></head>\n"
        f"<body><header><h1>{entity(title)}</h1>{heads}</header>\n{to_filter(layer.events)}\n"
        '<main><div id="map"></div>\n'
        f'<section aria-label="{entity(events)}"><ol>\n{rows}\n</ol></section></main>\n<footer>{foot}</footer>\n'
        f'<script type="application/json" id="data">{data}</script>\n'
        + "\n".join(f"<script>{script}</script>" for script in scripts)
        + "\n</body></html>\n"
    )


def _policy(scripts: Iterable[str]) -> str:
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _pack(layer: Layer) -> dict[str, str]:
    """Give the base map's files for these events, each gzipped and in base64."""
    names = ["world", "divisions", *(f"cell_{column}_{row}" for column, row in _cells(layer))]
    return {name: _pack_file(name) for name in names}


@cache
def _pack_file(name: str) -> str:
    return assets.to_text(assets.basemap_packed(name))


def _cells(layer: Layer) -> list[tuple[int, int]]:
    """Choose the cells around what is drawn, those with the most places first."""
    weights: Counter[tuple[int, int]] = Counter()
    for spot in layer.spots:
        if spot.shape.form is not Form.LIST:
            lat, lon = spot.shape.lat, spot.shape.lon
            weights.update(assets.cells_at(lat - NEAR_LAT, lon - NEAR_LON, lat + NEAR_LAT, lon + NEAR_LON))
    return [cell for cell, _ in weights.most_common(MOST_CELLS)]


def _to_item(event: Event, articles: dict[str, Article]) -> str:
    place = words.place_in_words(event.drawn_at) if event.drawn_at else tr("without a place")
    meta = " · ".join((words.when_in_words(event.when), words.status_in_words(event.status), place))
    telling = event.tellings[0] if event.tellings else None
    quote = f"<q>{entity(telling.excerpt)}</q>" if telling else ""
    source = _to_link(to_source(articles.get(telling.article_id), telling)) if telling else ""
    title = entity(words.event_title(event))
    facts = {
        "id": event.id, "group": event.kind.group.value, "status": event.status.value,
        "first": event.when.start.isoformat(), "last": event.when.last.isoformat(),
    }  # fmt: skip
    data = " ".join(f'data-{name}="{entity(value)}"' for name, value in facts.items())
    told = f"<small>{entity(meta)}</small>{quote}<small>{source}</small>"
    return f'<li {data}><button type="button">{title}</button><br>{told}</li>'


def _to_link(source: dict[str, Any]) -> str:
    name = ", ".join(part for part in (source["publisher"], source["title"], source["day"]) if part)
    url = safe_url(source["url"])
    return f'<a href="{entity(url)}" rel="noopener noreferrer">{entity(name)}</a>' if url else entity(name)
