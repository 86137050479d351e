"""Names of places as they are stored: entries go in, the tries of names, sounds and ids come out."""

from __future__ import annotations

from array import array
from operator import itemgetter
from typing import TYPE_CHECKING

import marisa_trie

from geo.gazetteer import storage
from geo.gazetteer.alike import DIVIDER, SHORTEST_KEY
from geo.gazetteer.entry import SHARED
from geo.gazetteer.names import normalise, romanise, to_key
from geo.gazetteer.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.entry import Entry

# The sign before a name that counts in capitals only; normalised names hold no such sign.
CODE_SIGN = "="
# Names of this many letters or fewer are left out unless they are listed as codes: "Å", "Ub", "Is" are words elsewhere.
_TOO_SHORT = 2
# Scripts from here on (CJK, Hangul) write whole names in two letters.
_DENSE_SCRIPTS = "\u0e00"


class Records:
    """Names with the row and strength of each, in columns, a quarter of what they take as objects."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._rows = array("I")
        self._strengths = array("B")

    def add(self, name: str, row: int, strength: int) -> None:
        """Add one record."""
        self.names.append(name)
        self._rows.append(row)
        self._strengths.append(strength)

    def save(self, path: Path) -> None:
        """Write the trie of all records."""
        pairs = zip(self.names, zip(self._rows, self._strengths, strict=True), strict=True)
        marisa_trie.RecordTrie(storage.NAME_RECORD, pairs).save(str(path))


class NameLists:
    """Collects names under their normalised, capital and sound-alike forms and writes the tries."""

    def __init__(self) -> None:
        self._names = Records()
        self._sounds = Records()

    def add(self, row: int, entry: Entry) -> None:
        """Add all names of an entry; of two that become the same, the stronger counts."""
        names: dict[str, int] = {}
        sounds: dict[str, int] = {}
        for name, share in sorted(entry.names.items(), key=itemgetter(1)):
            strength = round(share * storage.STRENGTH_STEPS)
            names[normalise(name)] = strength
            if share > SHARED:
                sounds[romanise(name)] = strength
        names |= {CODE_SIGN + code.replace(".", ""): storage.STRENGTH_STEPS for code in entry.codes}
        for name, strength in names.items():
            if is_name(name):
                self._names.add(name, row, strength)
        for sound, strength in sounds.items():
            key = to_key(sound)
            if len(key) >= SHORTEST_KEY:
                self._sounds.add(key + DIVIDER + sound, row, strength)

    def save(self, folder: Path, rows: dict[str, int]) -> None:
        """Write the tries of names, sounds, sound keys and ids."""
        self._names.save(folder / storage.NAMES)
        self._sounds.save(folder / storage.SOUNDS)
        keys = {sound.partition(DIVIDER)[0] for sound in self._sounds.names}
        marisa_trie.Trie(keys).save(str(folder / storage.KEYS))
        ids = ((place_id, (row,)) for place_id, row in rows.items())
        marisa_trie.RecordTrie("<I", ids).save(str(folder / storage.IDS))


def is_name(normalised: str) -> bool:
    """Return False for what says nothing in running text: too short, or a function word of our languages."""
    if normalised.startswith(CODE_SIGN):
        return True
    if len(normalised) <= _TOO_SHORT and normalised[:1] < _DENSE_SCRIPTS:
        return False
    return normalised not in STOP_WORDS and not normalised.isdigit()
