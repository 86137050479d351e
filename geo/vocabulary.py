"""The words of Dateline: what its records may say of kind, status, place, time and role, each a closed list.

They are imported from `geo.models`, with the records that use them.
"""

from __future__ import annotations

from enum import StrEnum


class Precision(StrEnum):
    """How exactly the text places something, from the most exact to the least."""

    SITE = "site"
    CROSSING = "crossing"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    BORDER_SEGMENT = "border_segment"
    COUNTRY = "country"
    SUPRANATIONAL = "supranational"

    @property
    def is_point(self) -> bool:
        """True where an honest map may draw one mark."""
        return self in (Precision.SITE, Precision.CROSSING, Precision.SETTLEMENT)


class MentionType(StrEnum):
    """What sort of words name the place; a demonym is not a place by itself."""

    TOPONYM = "toponym"
    NOMINAL = "nominal"
    DEMONYM = "demonym"


class Use(StrEnum):
    """What the writer uses the name for."""

    LITERAL = "literal"
    GOVERNMENT = "government"
    ATTRIBUTIVE = "attributive"
    NAME = "name"


class Status(StrEnum):
    """How certain the text says an event is; decided apart from its kind."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class PlaceRole(StrEnum):
    """What a place is to an event; an anchor is never drawn."""

    LOCATION = "location"
    ORIGIN = "origin"
    TARGET = "target"
    ANCHOR = "anchor"


class ActorRole(StrEnum):
    """What an actor is to an event."""

    ACTS = "acts"
    ACTED_ON = "acted_on"
    HOST = "host"
    WITH = "with"


class TimePrecision(StrEnum):
    """The unit to which a time is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Basis(StrEnum):
    """How a time is known: written, counted from a written one, or inferred."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    INFERRED = "inferred"


class Group(StrEnum):
    """The five groups of kinds; each has one shape and one colour on the map."""

    BORDER = "border"
    FORCES = "forces"
    FIGHTING = "fighting"
    DIPLOMACY = "diplomacy"
    PEOPLE = "people"


class Kind(StrEnum):
    """What happened, if it is true; mapped to ACLED, PLOVER and CAMEO in the codebook."""

    BORDER_CLOSURE = "border_closure"
    BORDER_OPENING = "border_opening"
    BORDER_INCIDENT = "border_incident"
    AIRSPACE_CLOSURE = "airspace_closure"
    AIRSPACE_VIOLATION = "airspace_violation"
    DEPLOYMENT = "deployment"
    MOBILISATION = "mobilisation"
    EXERCISE = "exercise"
    FORCE_FORMATION = "force_formation"
    WEAPONS_TRANSFER = "weapons_transfer"
    TERRITORY_USE = "territory_use"
    STRIKE = "strike"
    GROUND_COMBAT = "ground_combat"
    TERRITORY_CAPTURE = "territory_capture"
    AIR_DEFENCE = "air_defence"
    OFFICIAL_VISIT = "official_visit"
    STATEMENT = "statement"
    SANCTIONS = "sanctions"
    TERRITORIAL_CLAIM = "territorial_claim"
    TRAVEL_ADVISORY = "travel_advisory"
    INTERNAL_UNREST = "internal_unrest"
    OFFICIAL_CHANGE = "official_change"

    @property
    def group(self) -> Group:
        """The group this kind is drawn and counted with."""
        return _GROUP_OF[self]


_MEMBERS = {
    Group.BORDER: "border_closure border_opening border_incident airspace_closure airspace_violation",
    Group.FORCES: "deployment mobilisation exercise force_formation weapons_transfer territory_use",
    Group.FIGHTING: "strike ground_combat territory_capture air_defence",
    Group.DIPLOMACY: "official_visit statement sanctions territorial_claim",
    Group.PEOPLE: "travel_advisory internal_unrest official_change",
}
_GROUP_OF = {Kind(name): group for group, names in _MEMBERS.items() for name in names.split()}


class ReviewAction(StrEnum):
    """What a reviewer says of a telling.

    To split or merge says which tellings tell one event, in ``right.joined``; to withdraw takes back the review that
    it ``saw`` (all before it, if none), so that the word before stands again, or the machine's.
    """

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    SPLIT = "split"
    MERGE = "merge"
    WITHDRAW = "withdraw"
