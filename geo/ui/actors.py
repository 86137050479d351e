"""Actors: a filter in which institutions and persons stand under their state, and all that is known of one actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import streamlit as st

from geo.actors import ActorSummary
from geo.events.hierarchy import Hierarchy
from geo.filter import Filter
from geo.language import msg, number, tr, tr_count
from geo.maps.markup import clean
from geo.maps.proper_names import name_actor, name_place
from geo.maps.words import capital, days_in_words, kind_in_words, role_in_words, status_in_words
from geo.models import ActorRole, Kind, Status
from geo.query import Facet
from geo.ui.resources import Library
from geo.ui.runs import open_dialog

_ROLES: Mapping[ActorRole | Literal[""], str] = {
    "": msg("any role"),
    ActorRole.ACTS: msg("who acts"),
    ActorRole.ACTED_ON: msg("acted on"),
    ActorRole.HOST: msg("host"),
    ActorRole.WITH: msg("takes part"),
}
_INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
MOST_ABOUT = 3  # buttons under the filter; more actors at once are looked up one by one


def show_actor_filter(library: Library, chosen: Filter, found: Sequence[Facet], as_of: date | None = None) -> None:
    """Draw the filter of actors and, once there are any, that of their role and the way to all about them.

    Who chooses an actor asks first of all what it did, so its role begins as who acts; the counts beside the roles say
    what else there is.
    """
    known = {facet.value: facet for facet in found}
    missing = [Facet(value, value, 0) for value in st.session_state["actors"] if value not in known]
    depths = order_actors([*found, *missing], library.guide.hierarchy)
    names = {facet.value: facet.name for facet in (*found, *missing)}

    def say(value: str) -> str:
        return _INDENT * depths[value] + capital(clean(name_actor(value, names.get(value, value), alike=True)))

    st.multiselect(
        tr("Actor"),
        [*depths],
        format_func=say,
        key="actors",
        placeholder=tr("Any actor, any role"),
        on_change=_begin_with_who_acts,
        args=(bool(chosen.actors),),
        filter_mode="contains",
        select_all=False,
    )
    if not chosen.actors:
        return
    counts = _count_roles(library, chosen, as_of)
    st.pills(
        tr("Role"),
        [role for role in _ROLES if counts[role] or role == chosen.role or not role],
        format_func=lambda role: f"{capital(tr(_ROLES[role]))} {number(counts[role])}",
        key="role",
        required=True,
        label_visibility="collapsed",
    )
    for value in chosen.actors[:MOST_ABOUT]:
        name = name_actor(value, names.get(value, value), alike=True)
        if st.button(tr("About {actor}", actor=clean(name)), key=f"about_{value}", type="tertiary"):
            open_actor(library, value, chosen)


def _begin_with_who_acts(chosen_before: bool) -> None:
    if st.session_state["actors"] and not chosen_before:
        st.session_state["role"] = ActorRole.ACTS


def _count_roles(library: Library, chosen: Filter, as_of: date | None) -> Mapping[ActorRole | Literal[""], int]:
    """Count what each role of the chosen actors would show."""
    if as_of:
        return {role: len(library.standing(as_of, replace(chosen, role=role))) for role in _ROLES}
    return library.roles(chosen)


def order_actors(found: Iterable[Facet], hierarchy: Hierarchy) -> dict[str, int]:
    """Return the ids in the order of their counts, each state followed by what belongs to it, with their depth."""
    facets = list(found)
    ids = {facet.value for facet in facets}
    top = {
        facet.value: next((one for one in reversed(hierarchy.parents(facet.value)) if one in ids), "")
        for facet in facets
    }
    ordered: dict[str, int] = {}
    for facet in facets:
        if not top[facet.value]:
            ordered[facet.value] = 0
            ordered |= {other.value: 1 for other in facets if top[other.value] == facet.value}
    return ordered


def open_actor(library: Library, actor_id: str, chosen: Filter) -> None:
    """Open all that the store knows of an actor under the rest of the filter."""
    plain = replace(chosen, actors=(), role="")
    summary = library.actor(actor_id, plain)
    title = clean(capital(name_actor(actor_id, summary.name, alike=True)))
    open_dialog(title, _show_actor, "large", summary)


def _show_actor(summary: ActorSummary) -> None:
    words = tr_count("{count} event", "{count} events", summary.events)
    if summary.first and summary.last:
        words = f"{words} · {days_in_words(summary.first, summary.last)}"
    parents = ", ".join(clean(name_actor(one.value, one.name, alike=True)) for one in summary.parents)
    st.text(" · ".join(part for part in (words, tr("belongs to {actors}", actors=parents) if parents else "") if part))
    if st.button(tr("Show these events"), type="primary", on_click=_choose, args=(summary.id, "", "")):
        st.rerun()  # of the whole page: the dialog closes
    left, middle, right = st.columns(3)
    with left:
        _show_counts(tr("Role"), [(role_in_words(ActorRole(one.value)), one.count) for one in summary.roles])
        _show_counts(tr("Kind"), [(kind_in_words(Kind(one.value)), one.count) for one in summary.kinds])
        _show_counts(tr("Status"), [(status_in_words(Status(one.value)), one.count) for one in summary.statuses])
    with middle:
        _show_choices(tr("Places"), summary, summary.places, "place")
        _show_choices(tr("Belongs here"), summary, summary.members, "actor")
    with right:
        _show_choices(tr("Weapons"), summary, summary.weapons, "weapon")
        _show_choices(tr("With and against"), summary, summary.others, "actor")


def _show_counts(heading: str, rows: Sequence[tuple[str, int]]) -> None:
    if rows:
        st.markdown(f"###### {heading}")
        st.text("\n".join(f"{capital(words)}  {number(count)}" for words, count in rows))


def _show_choices(heading: str, summary: ActorSummary, facets: Sequence[Facet], sort: str) -> None:
    """List values, each of them a button that shows the actor's events there, with it, or of it."""
    if not facets:
        return
    st.markdown(f"###### {heading}")
    box = st.container(gap=None)
    for one in facets:
        place, weapon = (one.value if sort == name else "" for name in ("place", "weapon"))
        actor = one.value if sort == "actor" else summary.id
        label = f"{_plain(_say(sort, one))} · {number(one.count)}"
        key = f"{heading}_{one.value}"
        if box.button(label, key=key, type="tertiary", on_click=_choose, args=(actor, place, weapon)):
            st.rerun()


def _say(sort: str, one: Facet) -> str:
    if sort == "place":
        return name_place(one.value, one.name)
    return name_actor(one.value, one.name, alike=True) if sort == "actor" else one.name


def _plain(text: str) -> str:
    """Return a name that a label, which reads Markdown, shows as it is."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|~:$<>" else letter for letter in clean(text))


def _choose(actor: str, place: str, weapon: str) -> None:
    state = st.session_state
    state["actors"], state["role"] = [actor], ""
    state["place"], state["radius_km"] = place, 0.0
    state["weapons"] = [weapon] if weapon else []
