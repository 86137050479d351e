"""The room of place names: built once from packages and our tables, opened memory-mapped, asked by name or point."""

from geo.gazetteer.index import Gazetteer
from geo.gazetteer.names import normalise, sound_key
from geo.gazetteer.rank import NameHit

__all__ = ["Gazetteer", "NameHit", "normalise", "sound_key"]
