"""The command line, ``python -m geo …``: arguments go in, text and an exit code come out.

0 is done; 1 is that some articles failed and the rest is stored; 2 is that nothing could be done. What went wrong is
told on the error stream, with file, place and remedy.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geo.errors import GeoError, SettingsError
from geo.settings import Settings

_SOURCES = "files (.txt, .md, .html, .pdf, .docx), folders of them, or, with DATELINE_FETCH=1, addresses and feeds"
_PLAIN = argparse.RawDescriptionHelpFormatter
_Commands = argparse._SubParsersAction  # noqa: SLF001 # argparse names it nowhere else


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    arguments = build_parser().parse_args(argv)
    module, _, name = arguments.run.partition(":")
    try:
        command = getattr(importlib.import_module(module), name)
        code: int = command(arguments, _settings(arguments), sys.stdout)
        sys.stdout.flush()
    except GeoError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dateline: stopped; what was stored stays.", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = Settings.from_environment()
    if arguments.store:
        settings = replace(settings, store=arguments.store)
    if arguments.gazetteer:
        settings = replace(settings, gazetteer=Path(arguments.gazetteer))
    workers = getattr(arguments, "workers", None)
    if workers is not None and workers < 1:
        raise SettingsError(f"got {workers}, expected 1 or more.", source="--workers", remedy="Give a whole number.")
    return replace(settings, workers=workers) if workers else settings


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(prog="python -m geo", description="Articles become a map of what happened.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_reading(commands)
    _add_answering(commands)
    _add_showing(commands)
    _add_gazetteer(_group(commands, "gazetteer", "build the names of the world's places, or look them up"))
    _add_codebook(_group(commands, "codebook", "check the words that make events, or try them on a sentence"))
    _add_review(_group(commands, "review", "move what people say of events in and out"))
    _add_snapshot(_group(commands, "snapshot", "freeze what a filter shows, and open it again"))
    _add_service(commands)
    return parser


def _add(
    commands: _Commands[argparse.ArgumentParser], name: str, run: str, words: str, example: str
) -> argparse.ArgumentParser:
    """Add a command; ``run`` is module:function, loaded only when the command runs."""
    parser = commands.add_parser(
        name, help=words, description=f"{words}.", epilog=f"example:\n  python -m geo {example}", formatter_class=_PLAIN
    )
    parser.set_defaults(run=f"geo.{run}")
    parser.add_argument("--store", default="", metavar="FOLDER", help="where the store is (else DATELINE_STORE)")
    parser.add_argument("--gazetteer", default="", metavar="FOLDER", help="where the gazetteer is built")
    return parser


def _group(commands: _Commands[argparse.ArgumentParser], name: str, words: str) -> _Commands[argparse.ArgumentParser]:
    group = commands.add_parser(name, help=words, description=f"{words}.")
    return group.add_subparsers(dest="subcommand", required=True, metavar="COMMAND")


def _add_reading(commands: _Commands[argparse.ArgumentParser]) -> None:
    example = "ingest data/articles --store my-store"
    parser = _add(commands, "ingest", "commands:run_ingest", "read articles into the store", example)
    parser.add_argument("sources", nargs="+", metavar="PATH", help=_SOURCES)
    parser.add_argument("--again", action="store_true", help="extract anew what is stored already")
    _add_known(parser)


def _add_known(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", default="", metavar="CODE", help="the articles' language, like fr")
    parser.add_argument("--published", default="", metavar="DAY", help="like 2023-02-14 or 2023-02-13..2023-02-16")
    parser.add_argument("--workers", type=int, metavar="N", help="processes that work, about 1 GB each")


def _add_answering(commands: _Commands[argparse.ArgumentParser]) -> None:
    for name, words in (("geoparse", "find the places of a text"), ("extract", "find the events of a text")):
        parser = _add(commands, name, "commands:run_answer", words, f"{name} article.txt --json")
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="a text, or - for standard input")
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument("--jsonl", default="", metavar="FILE", help='many: lines of {"id", "text", …}, or -')
        parser.add_argument("-o", "--output", default="", metavar="FILE", help="write there")
        _add_known(parser)


def _add_showing(commands: _Commands[argparse.ArgumentParser]) -> None:
    example = "events --from 2023-02-01 --to 2023-02-28 --actor POL"
    parser = _add(commands, "events", "view_commands:run_events", "list the events that match", example)
    parser.add_argument("--json", action="store_true", help="whole events, one a line as JSON")
    parser.add_argument("--limit", type=int, default=1000, metavar="N", help="at most so many (1000)")
    _add_filter(parser)
    _add_standing(commands)
    example = "export -o february.html --from 2023-02-01 --to 2023-02-28"
    parser = _add(commands, "export", "view_commands:run_export", "write the events that match to a file", example)
    _add_target(parser)
    _add_filter(parser)


def _add_standing(commands: _Commands[argparse.ArgumentParser]) -> None:
    words = "list what stands on a day: closures, deployments, call-ups, captures"
    example = "states --on 2023-03-01 --kind border_closure"
    parser = _add(commands, "states", "state_commands:run_states", words, example)
    parser.add_argument("--on", default="", metavar="DAY", help="as of this day, else today; ever for all there were")
    parser.add_argument("--history", default="", metavar="PLACE", help="what became of this place, by id or name")
    parser.add_argument("--json", action="store_true", help="one a line as JSON")
    _add_filter(parser)
    parser = _add(commands, "actor", "state_commands:run_actor", "tell what an actor did, and where", "actor BLR_MIL")
    parser.add_argument("id", metavar="ACTOR", help="actor id, like POL, BLR_MIL or PUTIN")
    parser.add_argument("--json", action="store_true", help="as JSON")
    _add_filter(parser)
    words = "list where tellings or events contradict each other, and what each says"
    parser = _add(commands, "contradictions", "state_commands:run_contradictions", words, "contradictions --actor POL")
    parser.add_argument("--json", action="store_true", help="one a line as JSON")
    _add_filter(parser)


def _add_target(parser: argparse.ArgumentParser) -> None:
    endings = ".html, .png, .pdf, .slide.pdf, .geojson, .csv, .kml, .gpkg or .parquet"
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=endings)
    parser.add_argument("--format", default="", metavar="ENDING", help="if the name does not end in it")


def _add_filter(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("filter")
    for key, option, words in (
        ("from", "--from", "first day, like 2023-02-01"),
        ("to", "--to", "last day"),
        ("dates", "--dates", "happened or published: which days these are"),
        ("role", "--role", "acts, acted_on, host or with: what the actors are to it"),
        ("place", "--place", "place id, name, or lat,lon"),
        ("radius", "--radius", "km around the place"),
        ("confidence", "--confidence", "at least, 0 to 1"),
        ("words", "--words", "all of these words"),
    ):
        group.add_argument(option, dest=f"filter_{key}", default="", metavar=key.upper(), help=words)
    for key, option, words in (
        ("actors", "--actor", "actor id, like POL"),
        ("kinds", "--kind", "kind, like border_closure"),
        ("status", "--status", "reported, claimed, planned, hypothetical, denied"),
        ("countries", "--country", "where, two letters"),
        ("languages", "--source-language", "language of an article"),
        ("publishers", "--publisher", "publisher of an article"),
        ("articles", "--article", "id of an article"),
        ("weapons", "--weapon", "weapon"),
    ):
        group.add_argument(option, dest=f"filter_{key}", action="append", metavar="X", help=f"{words}; may be repeated")
    group.add_argument("--reviewed", dest="filter_reviewed", action="store_true", help="only what a person has seen")
    group.add_argument("--machine", dest="filter_machine", action="store_true", help="the machine alone, no reviews")
    group.add_argument("--query", default="", metavar="LINK", help="the filter of a link to the page, instead")
    group.add_argument("--at", type=int, metavar="VERSION", help="as the store was at this version")
    parser.add_argument("--title", default="", help="title of the map")


def _add_gazetteer(commands: _Commands[argparse.ArgumentParser]) -> None:
    _add(commands, "build", "gazetteer_commands:run_gazetteer_build", "build the gazetteer", "gazetteer build")
    example = "gazetteer lookup Bobrowniki --near 53.1,23.9"
    parser = _add(commands, "lookup", "gazetteer_commands:run_gazetteer_lookup", "list the places of a name", example)
    parser.add_argument("name")
    parser.add_argument("--country", default="", metavar="CC", help="prefer this country")
    parser.add_argument("--near", default="", metavar="LAT,LON", help="prefer what is near")
    parser.add_argument("--limit", type=int, default=10, metavar="N")
    parser.add_argument("--online", default="", metavar="SERVICE", help="ask nominatim or photon too, over the network")
    parser.add_argument("--address", default="", metavar="URL", help="of a server of that service of your own")
    _add(commands, "info", "gazetteer_commands:run_gazetteer_info", "say what the gazetteer holds", "gazetteer info")
    _add_places(commands)


def _add_codebook(commands: _Commands[argparse.ArgumentParser]) -> None:
    example = "codebook check --folder my-codebook"
    parser = _add(commands, "check", "codebook_commands:run_check", "find every fault of a codebook", example)
    parser.add_argument("--folder", default="", metavar="FOLDER", help="of the codebook (else DATELINE_CODEBOOK)")
    example = 'codebook try "Poland closed its border with Belarus on Friday."'
    parser = _add(commands, "try", "codebook_commands:run_try", "say which rules fire in a sentence, and why", example)
    parser.add_argument("sentence", metavar="SENTENCE")
    parser.add_argument("--language", default="en", metavar="CODE", help="the sentence's language, like fr (en)")
    parser.add_argument("--published", default="", metavar="DAY", help="like 2023-02-14, to date it")


def _add_places(commands: _Commands[argparse.ArgumentParser]) -> None:
    words = "add places: GeoNames dumps (.zip, .txt), Who's On First (.tsv), .csv, .geojson"
    parser = _add(commands, "add", "gazetteer_commands:run_gazetteer_add", words, "gazetteer add BY.zip villages.csv")
    parser.add_argument("files", nargs="+", metavar="FILE")
    words = "take back what a file added"
    parser = _add(commands, "remove", "gazetteer_commands:run_gazetteer_remove", words, "gazetteer remove BY.zip")
    parser.add_argument("name", metavar="NAME", help="name of the file, as gazetteer info lists it")
    words = "fetch GeoNames dumps of countries and add them"
    parser = _add(commands, "fetch", "gazetteer_commands:run_gazetteer_fetch", words, "gazetteer fetch BY PL --online")
    parser.add_argument("countries", nargs="+", metavar="CC", help="ISO codes, like BY")
    parser.add_argument("--online", action="store_true", help="allow the network; without it nothing is fetched")
    parser.add_argument("--address", default="", metavar="URL", help="of a mirror of download.geonames.org/export/dump")


def _add_review(commands: _Commands[argparse.ArgumentParser]) -> None:
    example = "review import data/reviews/*.jsonl"
    parser = _add(commands, "import", "commands:run_review_import", "add reviews from files", example)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser = _add(
        commands,
        "export",
        "commands:run_review_export",
        "write all reviews to a file",
        "review export -o reviews.jsonl",
    )
    parser.add_argument("-o", "--output", required=True, metavar="FILE")
    parser = _add(commands, "list", "commands:run_review_list", "list all reviews", "review list --unfit")
    parser.add_argument("--unfit", action="store_true", help="only those that fit nothing that the machine finds now")
    parser = _add(commands, "undo", "commands:run_review_undo", "take back what was said", "review undo 1a2b3c")
    parser.add_argument("id", metavar="REVIEW")
    parser.add_argument("--reviewer", default="", metavar="NAME", help="who takes it back")
    parser.add_argument("--note", default="", help="why")


def _add_snapshot(commands: _Commands[argparse.ArgumentParser]) -> None:
    example = 'snapshot create --from 2023-02-01 --actor POL --title "Poland, February"'
    parser = _add(commands, "create", "snapshot_commands:run_snapshot_create", "freeze what a filter shows", example)
    parser.add_argument("--note", default="", help="what the map is to say")
    parser.add_argument("--credits", default="", help="who made it")
    _add_filter(parser)
    _add(commands, "list", "snapshot_commands:run_snapshot_list", "list all snapshots", "snapshot list")
    for name, words in (
        ("show", "list the events of a snapshot"),
        ("changes", "tell what changed since a snapshot was made"),
        ("withdraw", "take a snapshot back"),
        ("label", "change title, note or credits of a snapshot"),
        ("export", "write a snapshot to a file"),
    ):
        parser = _add(commands, name, f"snapshot_commands:run_snapshot_{name}", words, f"snapshot {name} 1a2b3c")
        parser.add_argument("id")
        _SNAPSHOT_OPTIONS.get(name, _add_nothing)(parser)
    words = "keep the map of an exported file as a snapshot"
    parser = _add(commands, "import", "snapshot_commands:run_snapshot_import", words, "snapshot import map.geojson")
    parser.add_argument("file", metavar="FILE", help=".geojson, .csv, .kml, .gpkg or .parquet")


def _add_nothing(_parser: argparse.ArgumentParser) -> None:
    """Add no option."""


def _add_labels(parser: argparse.ArgumentParser) -> None:
    for name in ("title", "note", "credits"):
        parser.add_argument(f"--{name}", metavar="TEXT")


def _add_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--restore", action="store_true", help="let a withdrawn one be seen again")


_SNAPSHOT_OPTIONS = {"label": _add_labels, "withdraw": _add_restore, "export": _add_target}


def _add_service(commands: _Commands[argparse.ArgumentParser]) -> None:
    words = "build the gazetteer and read the articles that come with Dateline"
    _add(commands, "prepare", "commands:run_prepare", words, "prepare")
    words = "score the machine on the annotated articles"
    parser = _add(commands, "evaluate", "scoring:run_evaluate", words, "evaluate my-annotation.json --errors")
    parser.add_argument("files", nargs="*", metavar="FILE", help="annotated articles of your own, else data/gold")
    parser.add_argument("--errors", action="store_true", help="say what was missed, invented or told wrong")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="lift the floors to what is reached")
    parser = _add(commands, "serve", "commands:run_serve", "open the page on this machine", "serve --port 8501")
    parser.add_argument("--port", type=int, default=8501, metavar="N")
