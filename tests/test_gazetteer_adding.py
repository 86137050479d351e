"""Adding places to a built gazetteer: rows are checked one by one, the rest is found by name, point and area."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from geo.cli import main
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer
from geo.gazetteer.added import added_folder, index_folder
from geo.gazetteer.adding import add_files, remove_table
from geo.gazetteer.build import build_gazetteer
from geo.gazetteer.fetching import fetch_dumps
from geo.settings import ROOT

BASE = ROOT / ".dateline" / "gazetteer"
VILLAGES = """name,lat,lon,country,kind,population,names
Zzyrkava,53.10,24.00,BY,,120,be:Ззыркава|pl:Zzyrkawa
Zzyrkava,52.20,26.10,,,80,
Nowhere,abc,24.0,BY,,,
Zzyrkava,0.0,-30.0,,,,
"Zzyrk, the base",53.2,24.2,BY,air_base,,
"""


def dump_line(number: int, name: str, *, code: str = "PPL", lat: float = 53.3, lon: float = 24.3) -> str:
    feature = "P" if code.startswith("PPL") else "H"
    cells = [str(number), name, name, f"{name}ino", str(lat), str(lon), feature, code, "BY", "", "03", "", "", "", "50"]
    return "\t".join([*cells, "", "100", "Europe/Minsk", "2026-01-01"]) + "\n"


def write_dump(folder: Path) -> Path:
    """Write a dump as GeoNames packs it: two places of one id, a river, a line cut short, a table of notes beside."""
    lines = (dump_line(90000001, "Qwortsk"), dump_line(90000001, "Other"), dump_line(90000002, "Qwort", code="STM"))
    path = folder / "BY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BY.txt", "".join([*lines, "90000003\tshort\n", dump_line(90000004, "Qwortavichy")]))
        archive.writestr("readme.txt", "notes")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_gazetteer(ROOT / "data", BASE)
    return Path(shutil.copytree(BASE, tmp_path / "gazetteer", copy_function=os.link))


def add(folder: Path, *files: Path) -> list[list[str]]:
    """Add files and return what was wrong in each."""
    reports = add_files(files, folder, progress=lambda _: None)
    return [[f"{problem.source.rpartition(', ')[2]}: {problem.message}" for problem in one.problems] for one in reports]


def test_rows_of_a_table_are_checked_one_by_one(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "villages.csv"
    file.write_text(VILLAGES, encoding="utf-8")
    (problems,) = add(folder, file)
    assert [problem.partition(":")[0] for problem in problems] == ["line 4", "line 5"]
    gazetteer = Gazetteer.open(folder)
    found = gazetteer.exact("Zzyrkava")
    assert [(hit.place.countries, hit.place.admin1) for hit in found] == [
        (("BY",), "iso:BY-HR"),
        (("BY",), "iso:BY-BR"),
    ], "where a row names no country or region, its point does"
    assert gazetteer.exact("Ззыркава")[0].place == found[0].place
    assert gazetteer.alike("Zzyrkawa")[0].place.name == "Zzyrkava"
    assert gazetteer.contains("iso:BY-HR", found[0].place)
    assert found[0].place in gazetteer.nearest(lat=53.1, lon=24.0)
    assert gazetteer.place(found[1].place.id) == found[1].place
    assert gazetteer.exact("Zzyrk, the base")[0].place.kind == "air_base"


def test_a_dump_adds_places_and_names(folder: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text(
        "1\t775774\tbe\tБабрызунькі\t1\t\t\t\t\t\n2\t775774\tlink\thttps://x\t\t\t\t\t\t\n3\t99\tbe\tЧужое\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    problems, none = add(folder, write_dump(tmp_path), names)
    assert problems == ["line 2: has the id gn:90000001 of line 1.", "line 4: got 2 columns, expected 19."]
    assert none == []
    gazetteer = Gazetteer.open(folder)
    place = gazetteer.exact("Qwortsk")[0].place
    assert (place.id, place.admin1, place.population, place.geonameid) == ("gn:90000001", "iso:BY-HR", 50, 90000001)
    assert gazetteer.exact("Qwortavichy")
    assert not gazetteer.exact("Qwort"), "streams are not where news happens"
    assert gazetteer.exact("Бабрызунькі")[0].place.id == "gn:775774", "a known place got a name"
    assert gazetteer.place("gn:775774") == Gazetteer.open(BASE).place("gn:775774"), "and stays what it is"


def test_an_area_contains_what_lies_in_it(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "zones.geojson"
    ring = "[[23,53],[25,53],[25,54],[23,54],[23,53]]"
    file.write_text(
        '{"type": "FeatureCollection", "features": ['
        f'{{"geometry": {{"type": "Polygon", "coordinates": [{ring}]}}, '
        '"properties": {"name": "Zone Q", "country": "BY"}},'
        '{"geometry": null, "properties": {}}]}',
        encoding="utf-8",
    )
    assert add(folder, file) == [["line 2: is no feature with a geometry and properties."]]
    gazetteer = Gazetteer.open(folder)
    zone = gazetteer.exact("Zone Q")[0].place
    shape = gazetteer.geometry(zone.id)
    assert shape is not None
    assert (zone.precision.value, shape.area) == ("region", 2.0)


@pytest.mark.parametrize(
    "name, content",
    [
        pytest.param("empty.csv", b"name,lat,lon\n", id="no row"),
        pytest.param("other.csv", b"title,x,y\nA,1,2\n", id="other columns"),
        pytest.param("latin.csv", "name,lat,lon\nBiałystok,53,23\n".encode("iso-8859-2"), id="no UTF-8"),
        pytest.param("wrong.zip", b"PK no zip", id="no zip"),
        pytest.param("wrong.geojson", b'{"type": "Feature"}', id="no collection"),
        pytest.param("places.pdf", b"%PDF", id="a sort that cannot be added"),
        pytest.param("few.txt", b"a\tb\n", id="no dump"),
    ],
)
def test_what_cannot_be_read_changes_nothing(folder: Path, tmp_path: Path, name: str, content: bytes) -> None:
    good = tmp_path / "villages.csv"
    good.write_text(VILLAGES, encoding="utf-8")
    add(folder, good)
    bad = tmp_path / name
    bad.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        add(folder, bad)
    assert name in str(caught.value)
    assert caught.value.remedy
    assert Gazetteer.open(folder).exact("Zzyrkava")
    assert [path.name for path in (added_folder(folder) / "tables").iterdir()] == ["villages.csv.jsonl"]


def test_what_was_added_can_be_taken_back(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "villages.csv"
    file.write_text(VILLAGES, encoding="utf-8")
    add(folder, file)
    add(folder, file)
    assert len(Gazetteer.open(folder)) == len(Gazetteer.open(BASE)) + 3, "adding twice changes nothing"
    assert remove_table("villages.csv", folder)
    assert not remove_table("villages.csv", folder)
    assert len(Gazetteer.open(folder)) == len(Gazetteer.open(BASE))


def test_an_index_made_on_another_base_is_refused(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "villages.csv"
    file.write_text(VILLAGES, encoding="utf-8")
    add(folder, file)
    shutil.rmtree(index_folder(folder))
    with pytest.raises(GazetteerError, match="make gazetteer"):
        Gazetteer.open(folder)
    build_gazetteer(ROOT / "data", folder)
    assert Gazetteer.open(folder).exact("Zzyrkava")


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[str]:
    """Serve a mirror of GeoNames that has Belarus alone."""
    root = tmp_path / "mirror"
    (root / "alternatenames").mkdir(parents=True)
    write_dump(root)
    with zipfile.ZipFile(root / "alternatenames" / "BY.zip", "w") as archive:
        archive.writestr("BY.txt", "1\t775774\tbe\tБабрызунькі\t\t\t\t\t\t\n")
    handler = partial(SimpleHTTPRequestHandler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_dumps_are_fetched_from_a_server(mirror: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["gazetteer", "fetch", "BY", "--address", mirror, "--gazetteer", str(folder)]
    assert main(asked) == 2
    assert "--online" in capsys.readouterr().err, "the network is off unless allowed"
    assert main([*asked, "--online"]) == 1, "a dump with broken rows is added all the same"
    assert Gazetteer.open(folder).exact("Бабрызунькі")[0].place.id == "gn:775774"
    assert Gazetteer.open(folder).exact("Qwortsk")


@pytest.mark.parametrize("code", ["PL", "by", "../etc"])
def test_a_failed_fetch_leaves_nothing(mirror: str, tmp_path: Path, code: str) -> None:
    with pytest.raises(GazetteerError):
        fetch_dumps([code], tmp_path / "downloads", address=mirror, progress=lambda _: None)
    assert not list((tmp_path / "downloads").iterdir())
