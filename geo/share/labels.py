"""What people say of a snapshot after it was frozen: title, note, credits, and whether it is withdrawn.

Labels stand beside the frozen content, the newest counts; the content and its hash stay what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from geo.errors import SnapshotMissing
from geo.records import from_plain, to_plain
from geo.store import Store

LONGEST = {"title": 120, "note": 2000, "credits": 300}
"""Characters of each text."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words on a snapshot; ``withdrawn`` is the UTC time at which it was, or ""."""

    title: str = ""
    note: str = ""
    credits: str = ""
    withdrawn: str = ""


def read_label(store: Store, snapshot_id: str) -> Label:
    """Return the newest label; an empty one if there is none."""
    records = store.snapshot_labels(snapshot_id)
    return from_plain(Label, records[-1], source=f"snapshot {snapshot_id}") if records else Label()


def relabel(store: Store, snapshot_id: str, **texts: str) -> Label:
    """Change title, note or credits of a snapshot; texts not given stay. Raises SnapshotMissing."""
    store.snapshot(snapshot_id)
    cut = {name: " ".join(text.split())[: LONGEST[name]] for name, text in texts.items() if name != "note"}
    note = {"note": texts["note"].strip()[: LONGEST["note"]]} if "note" in texts else {}
    return _keep(store, snapshot_id, replace(read_label(store, snapshot_id), **cut, **note))


def withdraw(store: Store, snapshot_id: str) -> Label:
    """Take a snapshot back: its link says so from now on; nothing is deleted. Raises SnapshotMissing."""
    store.snapshot(snapshot_id)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return _keep(store, snapshot_id, replace(read_label(store, snapshot_id), withdrawn=now))


def restore(store: Store, snapshot_id: str) -> Label:
    """Let a withdrawn snapshot be seen again. Raises SnapshotMissing."""
    store.snapshot(snapshot_id)
    return _keep(store, snapshot_id, replace(read_label(store, snapshot_id), withdrawn=""))


def refuse_withdrawn(label: Label, snapshot_id: str) -> None:
    """Raise SnapshotMissing if a snapshot was withdrawn."""
    if label.withdrawn:
        raise SnapshotMissing(
            f"it was withdrawn on {label.withdrawn[:10]}.", source=f"snapshot {snapshot_id}",
            remedy="Ask who shared it, or open the map of today.",
        )  # fmt: skip


def _keep(store: Store, snapshot_id: str, label: Label) -> Label:
    store.label_snapshot(snapshot_id, to_plain(label))
    return label
