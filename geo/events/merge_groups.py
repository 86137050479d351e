"""Groups of tellings that tell one event, kept right while tellings come and go.

In: tellings that are new or gone, and what gives the stored groups near them. Out: the groups that were looked at, as
merging all tellings at once would give them. A telling follows the leader it is most alike to among those of higher
rank, or leads; so a change concerns the telling itself, the followers of one that leads no more, and those that a new
leader suits better, and goes on only as far as it changes anything.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

from geo.events.merge_alike import Related, likeness
from geo.events.merge_blocks import Blocks, Key, keys_to_try
from geo.events.merge_rank import Rank, rank
from geo.models import Telling

Near = Callable[[Sequence[Telling]], Iterable[Sequence[Telling]]]
"""Gives the stored groups of which a telling may be alike to one of these; more than those do no harm."""


def _nothing_stored(_: Sequence[Telling]) -> Iterable[Sequence[Telling]]:
    return ()


class Grouping:
    """Which telling follows which; ``near`` gives the groups stored before, when they are needed."""

    def __init__(self, related: Related, near: Near = _nothing_stored) -> None:
        self._related = related
        self._near = near
        self._tellings: dict[str, Telling] = {}
        self._leads: dict[str, dict[str, None]] = {}
        self._follows: dict[str, str] = {}
        self._leaders = Blocks()
        self._all = Blocks()
        self._unlisted: list[Telling] = []
        self._waiting: list[Rank] = []
        self._pending: set[str] = set()
        self._unseen: dict[str, Telling] = {}
        self._seen: set[str] = set()
        self._ranks: dict[str, Rank] = {}

    @staticmethod
    def leader_of(told: Iterable[Telling]) -> Telling:
        """Return the telling that leads a group: the one of the highest rank."""
        return min(told, key=rank)

    def groups(self) -> dict[str, list[Telling]]:
        """Return the tellings of every group that was looked at, by the id of its leader."""
        return {key: [self._tellings[one] for one in (key, *rest)] for key, rest in self._leads.items()}

    def change(
        self, *, new: Iterable[Telling] = (), gone: Iterable[str] = (), stored: Iterable[Sequence[Telling]] = ()
    ) -> None:
        """Take in new tellings and leave out those gone; ``stored`` are the groups that those gone were in."""
        for told in stored:
            self._admit(told)
        for key in gone:
            self._remove(key)
        for telling in new:
            self._ranks.pop(telling.id, None)
            self._pending.discard(telling.id)
            self._tellings[telling.id] = telling
            self._unlisted.append(telling)
            self._wait(telling)
        while self._waiting:
            if self._waiting[0][-1] in self._unseen:
                self._look_around()
            key = heapq.heappop(self._waiting)[-1]
            self._pending.discard(key)
            if key in self._tellings:
                self._decide(self._tellings[key])

    def _look_around(self) -> None:
        """Load the stored groups near all that wait to be decided: at once, as loading takes long."""
        unseen, self._unseen = [*self._unseen.values()], {}
        self._seen |= {telling.id for telling in unseen}
        for told in self._near(unseen) if unseen else ():
            self._admit(told)

    def _wait(self, telling: Telling) -> None:
        """Let a telling be decided when those of higher rank are, if it does not wait for that already."""
        if telling.id in self._pending:
            return
        self._pending.add(telling.id)
        heapq.heappush(self._waiting, self._rank(telling))
        if telling.id not in self._seen:
            self._unseen[telling.id] = telling

    def _admit(self, told: Sequence[Telling]) -> None:
        leader = self.leader_of(told)
        if any(telling.id in self._tellings for telling in told):
            return
        self._leads[leader.id] = {}
        self._leaders.add(leader)
        for telling in told:
            self._tellings[telling.id] = telling
            self._unlisted.append(telling)
            if telling is not leader:
                self._leads[leader.id][telling.id] = None
                self._follows[telling.id] = leader.id

    def _remove(self, key: str) -> None:
        telling = self._tellings.get(key)
        if telling is None:
            return
        self._let_go(telling)
        self._list_all().remove(telling)
        del self._tellings[key]

    def _let_go(self, telling: Telling) -> None:
        """Make a telling neither lead nor follow; those that followed it wait to be decided."""
        leader = self._follows.pop(telling.id, None)
        if leader is not None:
            self._leads[leader].pop(telling.id)
        if telling.id in self._leads:
            self._leaders.remove(telling)
            for key in self._leads.pop(telling.id):
                del self._follows[key]
                self._wait(self._tellings[key])

    def _decide(self, telling: Telling) -> None:
        own = self._rank(telling)
        best, chosen = 0.0, ""
        keys = keys_to_try(telling)
        for other in self._leaders.near(telling, keys):
            if self._rank(other) < own:
                score = likeness(telling, other, self._related)
                if score > best or (score == best and score and self._rank(other) < self._ranks[chosen]):
                    best, chosen = score, other.id
        if chosen:
            self._let_go(telling)
            self._leads[chosen][telling.id] = None
            self._follows[telling.id] = chosen
        elif telling.id not in self._leads:
            self._let_go(telling)
            self._leads[telling.id] = {}
            self._leaders.add(telling)
            self._call(telling, own, keys)

    def _call(self, leader: Telling, own: Rank, keys: Sequence[Key]) -> None:
        """Let those of lower rank decide again that a new leader suits at least as well as the one they have."""
        for other in self._list_all().near(leader, keys):
            if other.id in self._pending:
                continue
            if self._rank(other) > own and (score := likeness(other, leader, self._related)):
                now = self._follows.get(other.id)
                if now is None or score >= likeness(other, self._tellings[now], self._related):
                    self._wait(other)

    def _rank(self, telling: Telling) -> Rank:
        known = self._ranks.get(telling.id)
        if known is None:
            known = self._ranks[telling.id] = rank(telling)
        return known

    def _list_all(self) -> Blocks:
        """Return the blocks of all tellings; few changes need them, so they are made when one does."""
        for telling in self._unlisted:
            self._all.add(telling)
        self._unlisted.clear()
        return self._all
