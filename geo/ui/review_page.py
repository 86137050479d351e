"""The room for reviewing: the queue by doubt, the event in its article, and what is right of it; by keyboard if wished.

Two people may review at once: a form knows the version of the store that it was filled from, and what others said of
the event since is shown before anything is written over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from geo.language import number, tr
from geo.maps.markup import clean
from geo.maps.words import basis_in_words, event_title, when_in_words
from geo.models import Event, Review, ReviewAction, Telling
from geo.reviewing import acts_of, review_event
from geo.reviews import standing_reviews
from geo.ui import location
from geo.ui.change import Change
from geo.ui.reader import show_text
from geo.ui.resources import Library
from geo.ui.review import NAME_KEY, last_said, reviewer_here, say, show_undo
from geo.ui.review_add import MISSED_KEY, show_adding
from geo.ui.review_form import ask_change
from geo.ui.review_joined import ask_joined
from geo.ui.review_list import in_words, show_history
from geo.ui.review_queue import Row, list_queue, neighbour, show_queue
from geo.ui.rooms import show_room_head

EVENT_KEY = "event"
OPEN_KEY = "review_open"  # what is open though the address names no event
SEEN_KEY = "review_seen"
SHOWN_KEY = "review_shown"  # the reviews that were last in view, one a telling


@dataclass(frozen=True, slots=True)
class Seen:
    """The event that is being reviewed, as it was at the version of the store at which a person opened it.

    ``asked`` is the id it was opened by.
    """

    asked: str
    event: Event
    version: int


def show_review_page(library: Library) -> None:
    """Draw the room."""
    show_room_head(tr("Review"), event=last_said(library))
    show_undo(library)
    with st.container(key="review_body"):
        with st.container(key="review_queue"):
            rows, current = _show_queue(library)
        if MISSED_KEY in st.session_state:
            show_adding(library)
            return
        seen = _see(library, current)
        if seen is None:
            with st.container(key="nothing"):
                st.markdown(tr("**Nothing is left to review.** Every event carries a person’s word."))
            return
        _show_event(library, rows, seen)


def _show_queue(library: Library) -> tuple[tuple[Row, ...], str]:
    with st.container(key="review_queue_head"):
        st.text_input(
            tr("Your name"),
            st.session_state.get(NAME_KEY, ""),
            key="reviewer",
            placeholder=tr("shown to those who review with you"),
            on_change=_keep_name,
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            reviewed = st.toggle(tr("Reviewed ones too"), key="review_all")
            if st.button(tr("History"), key="review_history"):
                show_history(library)
    rows = list_queue(library, reviewed=reviewed)
    current = st.query_params.get(EVENT_KEY, "") or st.session_state.get(OPEN_KEY, "") or neighbour(rows, "", 0)
    if current and _see(library, current) is None:
        current = neighbour(rows, "", 0)
    st.session_state[OPEN_KEY] = current  # it stays open, whatever becomes of the queue
    pressed = show_queue(rows, current)
    if pressed and pressed != current:
        go_to(pressed)
    return rows, current


def go_to(event_id: str) -> None:
    """Show another event; "" the first of the queue."""
    st.session_state.pop(OPEN_KEY, None)
    st.session_state.pop(SEEN_KEY, None)
    st.session_state.pop(SHOWN_KEY, None)
    location.change(drop=(EVENT_KEY,), **({EVENT_KEY: event_id} if event_id else {}))
    st.rerun()


def _keep_name() -> None:
    st.session_state[NAME_KEY] = st.session_state["reviewer"].strip()


def _see(library: Library, asked: str) -> Seen | None:
    """Return the event as this person has it open, whatever others do meanwhile; None if there is none of this id."""
    seen: Seen | None = st.session_state.get(SEEN_KEY)
    if seen is None or seen.asked != asked:
        event = library.store.event(asked, version=library.version) if asked else None
        seen = st.session_state[SEEN_KEY] = Seen(asked, event, library.version) if event else None
    return seen


def _as_it_is_now(library: Library, event: Event) -> Event:
    """Return the event with its tellings as the store has them now; one that was rejected as it was."""
    now = {
        telling.id: telling
        for old in event.tellings
        if (found := library.store.event(old.id, version=library.version))
        for telling in found.tellings
    }
    said = library.store.reviews([old.id for old in event.tellings], version=library.version)
    standing = {key: review.id for key, review in standing_reviews(said).items()}
    tellings = (now.get(old.id) or replace(old, review=standing.get(old.id, "")) for old in event.tellings)
    return replace(event, tellings=tuple(tellings))


def _show_event(library: Library, rows: tuple[Row, ...], seen: Seen) -> None:
    event, telling = seen.event, seen.event.tellings[0]
    with st.container(key="review_text"):
        pressed = show_text(library, event)
    if "open" in pressed:
        go_to(pressed["open"])
    if "miss" in pressed:
        st.session_state[MISSED_KEY] = (telling.article_id, *pressed["miss"])
        st.rerun()
    with st.container(key="review_form"):
        st.markdown(f"**{tr('What is right of it?')}**")
        st.text(clean(event_title(event)))
        facts = [f"{when_in_words(event.when)} ({basis_in_words(event.when)})"]
        if len(event.tellings) > 1:
            count = number(len(event.tellings))
            facts.append(tr("told {count} times; what you say is said of each", count=count))
        st.text(" · ".join(facts))
        theirs = library.store.reviews_since({one.id for one in event.tellings}, seen.version, version=library.version)
        if theirs:
            _show_conflict(theirs)
        key = f"{event.id}_{seen.version}"
        change = ask_change(library, telling, key)
        note = st.text_input(tr("Note"), placeholder=tr("why, if it is not plain"), key=f"review_note_{key}")
        with st.container(key="review_actions"):
            _show_buttons(library, rows, seen, change, note, conflict=bool(theirs))


def _show_conflict(theirs: tuple[Review, ...]) -> None:
    with st.container(key="review_conflict"):
        st.markdown(tr("**Somebody reviewed this while you had it open.** Nothing of it is lost:"))
        for act in acts_of(theirs):
            st.text(in_words(act))
        st.markdown(
            tr("**Save** puts your changes on top of theirs, field by field; what you did not touch stays as they say.")
        )
        if st.button(tr("Show theirs, drop mine"), key="review_theirs"):
            go_to(theirs[-1].telling_id)


def _show_buttons(
    library: Library, rows: tuple[Row, ...], seen: Seen, change: Change, note: str, *, conflict: bool
) -> None:
    following = neighbour(rows, seen.asked, 1)
    said: tuple[ReviewAction, tuple[Telling | None, ...]] | None = None
    now = _as_it_is_now(library, seen.event)
    with st.container(horizontal=True, key="review_buttons"):
        if st.button(tr("Save"), type="primary", disabled=change.is_empty, shortcut="S", key="review_save"):
            said = (ReviewAction.CORRECT, tuple(change.apply(telling) for telling in now.tellings))
        if st.button(tr("It is right"), disabled=not change.is_empty or conflict, shortcut="Y", key="review_confirm"):
            said = (ReviewAction.CONFIRM, now.tellings)
        if st.button(tr("It is no event"), disabled=conflict, shortcut="N", key="review_reject"):
            said = (ReviewAction.REJECT, (None,) * len(now.tellings))
        if st.button(tr("A second event in this sentence"), shortcut="A", key="review_second"):
            telling = seen.event.tellings[0]
            st.session_state[MISSED_KEY] = (telling.article_id, telling.start, telling.end)
            st.rerun()
        joined = ask_joined(library, now, reviewer_here(note), f"{seen.asked}_{seen.version}")
        if joined and _has_seen(seen, now) and say(library, joined):
            go_to(seen.asked)
    with st.container(horizontal=True, key="review_steps"):
        before = neighbour(rows, seen.asked, -1)
        if st.button(tr("Previous"), disabled=not before, shortcut="K", key="review_previous"):
            go_to(before)
        if st.button(tr("Next"), disabled=not following, shortcut="J", key="review_next"):
            go_to(following)
    if said:
        if _has_seen(seen, now) and say(library, review_event(library.store, now, *said, reviewer_here(note))):
            go_to(following)
        st.toast(tr("Somebody was faster. Nothing was stored: see what they said, then save again."))
    st.session_state[SHOWN_KEY] = _words_on(now)


def _has_seen(seen: Seen, now: Event) -> bool:
    """True if all that was said of the event was in view when a button was pressed."""
    return bool(_words_on(now) == st.session_state.get(SHOWN_KEY, _words_on(seen.event)))


def _words_on(event: Event) -> tuple[str, ...]:
    return tuple(telling.review for telling in event.tellings)
