"""Questions about a token that many rules ask: answered once and kept with its document, which is parsed once.

In comes a function of one token; out comes the same function, remembering. Its answers must not be changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

Answer = TypeVar("Answer")


def once_a_token(find: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Keep the answers of a function of a token, which is never None, in the token's document."""
    question = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def ask(token: Token) -> Answer:
        answers: dict[int, Answer] = token.doc.user_data.setdefault(question, {})
        answer = answers.get(token.i)
        if answer is None:
            answer = answers[token.i] = find(token)
        return answer

    return ask
