"""What the commands of the gazetteer do: build it, look names up, add places to it, ask an online geocoder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geo.errors import SettingsError
from geo.gazetteer.added import added_folder, table_files
from geo.gazetteer.build import build_gazetteer
from geo.gazetteer.index import Gazetteer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from geo.models import Problem
    from geo.settings import Settings

# Broken rows that are told one by one; a dump of the wrong sort has thousands.
_TOLD = 20


def run_gazetteer_build(_arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Build the gazetteer, or do nothing if it is up to date."""
    build_gazetteer(settings.data, settings.gazetteer, progress=lambda step: _say(out, step))
    return 0


def run_gazetteer_lookup(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List the places that a name may mean, best first."""
    near = _point(arguments.near)
    matches = Gazetteer.open(settings.gazetteer).lookup(
        arguments.name, country=arguments.country.upper(), near_lat=near[0], near_lon=near[1], limit=arguments.limit
    )
    for match in matches:
        place = match.place
        spot = f"{place.lat:.4f},{place.lon:.4f}"
        line = (f"{match.score:.2f}", place.id, place.name, place.precision.value, "/".join(place.countries), spot)
        _say(out, "\t".join((*line, "; ".join(match.reasons))))
    known = _ask_online(arguments, settings, out) if arguments.online else False
    if not matches:
        _say(sys.stderr, f"No place is known as {arguments.name!r}.")
    return 0 if matches or known else 1


def run_gazetteer_info(_arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Say where the gazetteer is and how much it holds."""
    gazetteer = Gazetteer.open(settings.gazetteer)
    size = sum(file.stat().st_size for file in settings.gazetteer.rglob("*") if file.is_file())
    _say(out, f"{settings.gazetteer}: {len(gazetteer):,} places, {size / 1e6:.0f} MB")
    for table in table_files(settings.gazetteer):
        with table.open("rb") as lines:
            _say(out, f"added: {table.stem}, {sum(1 for _ in lines):,} places and names")
    return 0


def run_gazetteer_add(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Check files row by row and add their places to the built gazetteer."""
    return _add([Path(file) for file in arguments.files], settings, out)


def run_gazetteer_fetch(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Fetch GeoNames dumps of countries and add them."""
    from geo.gazetteer.fetching import GEONAMES, fetch_dumps  # noqa: PLC0415 - most commands need no network

    if not arguments.online:
        raise SettingsError("would use the network.", source="gazetteer fetch", remedy="Say --online to allow it.")
    target = added_folder(settings.gazetteer) / "downloads"
    address = (arguments.address or GEONAMES).rstrip("/")
    files = fetch_dumps(arguments.countries, target, address=address, progress=lambda step: _say(out, step))
    return _add(files, settings, out)


def run_gazetteer_remove(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Take back what a file added."""
    from geo.gazetteer.adding import remove_table  # noqa: PLC0415 - shapely takes its time to import

    if remove_table(arguments.name, settings.gazetteer):
        _say(out, f"{arguments.name} is taken back.")
        return 0
    known = ", ".join(path.stem for path in table_files(settings.gazetteer)) or "nothing"
    _say(sys.stderr, f"Nothing was added from {arguments.name!r}; there is {known}.")
    return 1


def _add(files: Sequence[Path], settings: Settings, out: TextIO) -> int:
    from geo.gazetteer.adding import add_files  # noqa: PLC0415 - shapely takes its time to import

    reports = add_files(files, settings.gazetteer, progress=lambda step: _say(out, step))
    for report in reports:
        _tell(report.problems)
        counts = f"{report.places:,} places added, {report.named:,} known ones got names"
        _say(out, f"{report.source}: {counts}, {len(report.problems):,} rows left out.")
    return 1 if any(report.problems for report in reports) else 0


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems[:_TOLD]:
        _say(sys.stderr, f"{problem.source}: {problem.message} {problem.remedy}".rstrip())
    if len(problems) > _TOLD:
        _say(sys.stderr, f"… and {len(problems) - _TOLD:,} more rows.")


def _ask_online(arguments: Namespace, settings: Settings, out: TextIO) -> bool:
    """Write what an online geocoder says of a name; True if it knows it."""
    from geo.gazetteer.online import OnlineGeocoder  # noqa: PLC0415 - asked for by hardly anyone

    cache = added_folder(settings.gazetteer) / "online.sqlite"
    geocoder = OnlineGeocoder(arguments.online, cache, address=arguments.address)
    found = geocoder.geocode(
        arguments.name, exactly_one=False, limit=arguments.limit, country=arguments.country.upper()
    )
    for location in found or ():
        raw = location.raw
        spot = f"{location.latitude:.4f},{location.longitude:.4f}"
        _say(
            out, "\t".join((" ", raw["id"], raw["name"], raw["kind"], "/".join(raw["countries"]), spot, raw["source"]))
        )
    return bool(found)


def _say(stream: TextIO, text: str) -> None:
    stream.write(f"{text}\n")


def _point(text: str) -> tuple[float | None, float | None]:
    if not text:
        return None, None
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise SettingsError(f"got {text!r}.", source="--near", remedy="Write lat,lon in degrees: 53.1,23.9.") from None
    return lat, lon
