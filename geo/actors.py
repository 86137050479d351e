"""One actor as the store knows it: in how many events, in what role, where, with what weapons, with and against whom.

In: a store, the filter the rest of the page has, and the actor's id. Out: an `ActorSummary`. With a
:class:`geo.guide.Guide` the actor stands for all that belong to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from geo.commits import Commit
from geo.filter import Filter
from geo.guide import Guide
from geo.models import ActorRole
from geo.query import Facet, Locate, fill, to_store_condition
from geo.store import Store

MOST = 20
"""Rows of each list: more are found with the filter."""
_WHAT = {
    "kinds": "kind",
    "statuses": "status",
    "places": "place_id",
    "weapons": "unnest(weapons)",
    "others": "unnest(actors)",
    "roles": "unnest(list_distinct(list_transform(list_filter(actor_roles, "
    "lambda role: list_contains($own, split_part(role, ' ', 2))), lambda role: split_part(role, ' ', 1))))",
}
_ONE = """SELECT 'NAME' AS what, value, count(*) AS count FROM (SELECT VALUES AS value FROM found)
    WHERE value <> '' GROUP BY value"""
_FOUND = """WITH found AS MATERIALIZED (SELECT kind, status, place_id, weapons, actors, actor_roles FROM {VIEW}
    WHERE CONDITION) """
_DAYS = """SELECT count(*) AS count, min(start) FILTER (start > DATE '0001-01-01') AS first,
    max("end") FILTER (start > DATE '0001-01-01') AS past FROM {VIEW} WHERE CONDITION"""
_ROLES = """SELECT count(*) AS any_role, COUNTS FROM {VIEW} WHERE CONDITION"""
_NAMES = """SELECT id, first(name ORDER BY name = id, name) AS name FROM (
    SELECT unnest(actors) AS id, unnest(actor_names) AS name FROM {events}
    UNION ALL SELECT place_id, place_name FROM {events}) WHERE list_contains($ids, id) GROUP BY id"""


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """What the store tells of one actor.

    ``parents`` is what it belongs to, the nearest first, ``members`` those that belong to it and occur, ``events`` how
    many events it is in, from ``first`` to ``last`` day. The lists are the most frequent values, at most `MOST` each.
    """

    id: str
    name: str
    events: int
    first: date | None
    last: date | None
    parents: tuple[Facet, ...] = ()
    members: tuple[Facet, ...] = ()
    roles: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    statuses: tuple[Facet, ...] = ()
    places: tuple[Facet, ...] = ()
    weapons: tuple[Facet, ...] = ()
    others: tuple[Facet, ...] = ()


def summarise_actor(
    store: Store, actor: str, chosen: Filter | None = None, *, version: int | None = None, locate: Locate | None = None
) -> ActorSummary:
    """Return the summary of an actor among the events that match the rest of the filter."""
    commit = store.ledger.commit(version)
    plain = replace(chosen or Filter(), actors=(actor,))
    condition = to_store_condition(store, plain, commit, locate)
    days = store.reader.rows(fill(_DAYS, plain, condition), commit, condition.parameters)[0]
    own = [*locate.hierarchy.within([actor])] if isinstance(locate, Guide) else [actor]
    parts = (_ONE.replace("NAME", name).replace("VALUES", values) for name, values in _WHAT.items())
    query = fill(_FOUND + " UNION ALL ".join(parts) + " ORDER BY count DESC, value", plain, condition)
    rows = store.reader.rows(query, commit, {**condition.parameters, "own": own})
    named = [row["value"] for row in rows if row["what"] in ("places", "others")]
    names = _names(store, commit, [actor, *named], locate)
    listed = {name: [r for r in rows if r["what"] == name] for name in _WHAT}
    found = {
        name: tuple(Facet(row["value"], names.get(row["value"], row["value"]), row["count"]) for row in listed[name])
        for name in _WHAT
    }
    members = {*own, *(f.value for f in found["others"] if f.value.startswith(f"{actor}_"))} - {actor}
    parents = locate.hierarchy.parents(actor) if isinstance(locate, Guide) else ()
    return ActorSummary(
        id=actor,
        name=names.get(actor, actor),
        events=days["count"],
        first=days["first"],
        last=days["past"] - timedelta(days=1) if days["past"] else None,
        parents=tuple(Facet(key, names.get(key, key), 0) for key in parents),
        members=tuple(facet for facet in found["others"] if facet.value in members)[:MOST],
        others=tuple(f for f in found["others"] if f.value not in members and f.value != actor)[:MOST],
        **{name: found[name][:MOST] for name in _WHAT if name != "others"},
    )


def count_roles(
    store: Store, chosen: Filter, *, version: int | None = None, locate: Locate | None = None
) -> dict[ActorRole | Literal[""], int]:
    """Return how many events the filter lets through for each role of its actors, "" for any."""
    commit = store.ledger.commit(version)
    plain = replace(chosen, role="")
    condition = to_store_condition(store, plain, commit, locate)
    own = locate.hierarchy.within(chosen.actors) if isinstance(locate, Guide) else chosen.actors
    given = {f"role_{role}": [f"{role} {actor}" for actor in own] for role in ActorRole}
    counts = ", ".join(f"count(*) FILTER (list_has_any(actor_roles, $role_{role})) AS {role}" for role in ActorRole)
    query = fill(_ROLES.replace("COUNTS", counts), plain, condition)
    row = store.reader.rows(query, commit, {**condition.parameters, **given})[0]
    return {"": row["any_role"], **{role: row[role.value] for role in ActorRole}}


def _names(store: Store, commit: Commit, ids: Iterable[str], locate: Locate | None) -> dict[str, str]:
    wanted = list(dict.fromkeys(ids))
    known = dict(locate.hierarchy.names) if isinstance(locate, Guide) else {}
    return known | {row["id"]: row["name"] for row in store.reader.rows(_NAMES, commit, {"ids": wanted})}
