"""The commands of snapshots: make, list, show, label, withdraw and export them, tell what changed, open a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from geo.errors import GeoError
from geo.gazetteer.index import Gazetteer
from geo.pipeline import open_store
from geo.settings import Settings
from geo.share.changes import changes_since
from geo.share.files import ending_of, write_file
from geo.share.labels import read_label, relabel, restore, withdraw
from geo.share.link import View
from geo.share.opening import open_map
from geo.share.snapshot import create, keep, load
from geo.view_commands import event_in_words, names_of, open_guide, read_filter, write_bytes


def run_snapshot_create(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Freeze what a filter shows under an id."""
    store = open_store(settings)
    version = store.version if arguments.at is None else arguments.at
    names, view = names_of(store, version), View(read_filter(arguments))
    snapshot = create(store, view, arguments.title, names=names, locate=open_guide(settings), version=version)
    texts = {name: text for name in ("note", "credits") if (text := getattr(arguments, name))}
    if texts:
        relabel(store, snapshot.id, **texts)
    out.write(f"{snapshot.id}\t{snapshot.title}\t{snapshot.matched} of {snapshot.total} events\n")
    return 0


def run_snapshot_list(_arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List all snapshots."""
    store = open_store(settings)
    for snapshot_id, _ in store.snapshots():
        snapshot = load(store, snapshot_id, withdrawn=True)
        day = read_label(store, snapshot_id).withdrawn[:10]
        state = f"\twithdrawn on {day}" if day else ""
        out.write(f"{snapshot.id}\t{snapshot.made}\t{snapshot.matched} events\t{snapshot.title}{state}\n")
    return 0


def run_snapshot_show(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List the events of a snapshot."""
    snapshot = load(open_store(settings), arguments.id)
    said = (snapshot.title, snapshot.words, snapshot.note, snapshot.credits)
    out.writelines(f"{line}\n" for line in said if line)
    out.writelines(f"{event_in_words(event)}\n" for event in snapshot.events)
    return 0


def run_snapshot_export(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Write a snapshot to a file."""
    ending = ending_of(arguments.format or arguments.output)
    snapshot = load(open_store(settings), arguments.id)
    write_bytes(Path(arguments.output), write_file(snapshot, Gazetteer.open(settings.gazetteer), ending))
    out.write(f"{arguments.output}: snapshot {snapshot.id}\n")
    return 0


def run_snapshot_label(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Change title, note or credits of a snapshot."""
    texts = {name: text for name in ("title", "note", "credits") if (text := getattr(arguments, name)) is not None}
    label = relabel(open_store(settings), arguments.id, **texts)
    out.write(f"{arguments.id}\t{label.title}\t{label.note}\t{label.credits}\n")
    return 0


def run_snapshot_withdraw(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Take a snapshot back, or let it be seen again."""
    store = open_store(settings)
    label = restore(store, arguments.id) if arguments.restore else withdraw(store, arguments.id)
    out.write(f"{arguments.id}\t{'withdrawn' if label.withdrawn else 'can be seen again'}\n")
    return 0


def run_snapshot_changes(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Tell what changed since a snapshot was made."""
    store = open_store(settings)
    changes = changes_since(load(store, arguments.id), store, locate=open_guide(settings))
    for change in changes:
        out.write(f"{change.sort}\t{event_in_words(change.event)}\n")
        out.writelines(f"\t{one.of}: {one.was} → {one.now}\n" for one in change.differences)
    out.write(f"{len(changes)} changes.\n")
    return 0


def run_snapshot_import(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Keep the map of an exported file as a snapshot."""
    path = Path(arguments.file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GeoError(f"cannot be read: {error.strerror}.", source=str(path), remedy="Check the path.") from error
    snapshot, problems = open_map(path.name, content, Gazetteer.open(settings.gazetteer).place)
    keep(open_store(settings), snapshot)
    out.writelines(f"{problem.source}: {problem.message} {problem.remedy}\n" for problem in problems)
    out.write(f"{snapshot.id}\t{snapshot.title}\t{snapshot.matched} events\n")
    return 1 if problems else 0
