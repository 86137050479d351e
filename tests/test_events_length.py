"""Long articles: the work grows with the length of an article and not with its square.

Calls are counted, not seconds, so that a busy machine changes nothing. The lines are written for this purpose.
"""

from __future__ import annotations

import cProfile
from datetime import date
from types import CodeType

import pytest

from geo.models import Article, Basis, TimePrecision, When
from tests.sentences import make_extractor

WEDNESDAY = When(date(2024, 9, 18), date(2024, 9, 19), TimePrecision.DAY, Basis.EXPLICIT)
SHORT, TIMES = 60, 4
"""Lines of the shorter article (all kinds that look at each other several times), and how much longer the other is."""
SLACK = 1.25
"""What looking a thing up among more may cost; comparing all with all costs four times as much."""

LINES = {
    "ru": (
        "Российские войска обстреляли Харьков во вторник, сообщил губернатор.",
        "Армия Украины атаковала склад под Белгородом дронами, убив двух человек.",
        "Россия перебросила войска в Беларусь.",
        "Удар по Одессе убил троих человек.",
        "Военные открыли огонь по пограничникам на границе Армении и Азербайджана.",
        "Армия заняла город Бахмут после боев.",
    ),
    "uk": (
        "Російські війська обстріляли Харків у вівторок, повідомив губернатор.",
        "Удар по Одесі вбив трьох людей.",
        "Армія атакувала склад під Бєлгородом.",
        "Сили ППО збили п'ять дронів над Києвом.",
    ),
    "en": (
        "Russian forces shelled Kharkiv on Tuesday, the governor said.",
        "The attack killed two people.",
        "A strike on Odesa killed three people.",
        "The army accused Azerbaijan of shelling the town of Goris.",
        "Soldiers opened fire on border guards at the Armenian border.",
        "Israel attacked Beirut, Iran said.",
    ),
}


def count_calls(language: str, lines: int) -> int:
    """Return how many calls in the room of events an article of so many lines takes."""
    own = LINES[language]
    article = Article("long", "\n".join(own[i % len(own)] for i in range(lines)), language, published=WEDNESDAY)
    profile = cProfile.Profile()
    assert profile.runcall(make_extractor().extract, article).tellings
    codes = ((entry.code, entry.callcount) for entry in profile.getstats())
    return sum(calls for code, calls in codes if isinstance(code, CodeType) and "/events/" in code.co_filename)


@pytest.mark.parametrize("language", LINES)
def test_the_work_for_a_line_stays_the_same(language: str) -> None:
    count_calls(language, 1)  # what is made once for all articles
    assert count_calls(language, TIMES * SHORT) <= SLACK * TIMES * count_calls(language, SHORT)
