"""Words of a parsed text hung elsewhere, so that it stays a tree.

In come a word and where it should hang; out comes whether it was hung there. A word is never hung on itself or on a
word below it, which would make a circle that every walk to the root runs in for ever.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.geoparse.tree import Token


def hang(token: Token, head: Token, label: str) -> bool:
    """Hang a word on another one; False, and nothing is done, if the other stands below it."""
    if head is token or token.is_ancestor(head):
        return False
    _take_off(token)
    token.head, token.dep_ = head, label
    insort(head.children, token, key=lambda child: child.i)
    return True


def make_root(token: Token) -> None:
    """Make a word the root; what stood straight above it hangs on it."""
    above = list(token.ancestors)
    _take_off(token)
    token.head, token.dep_ = token, "ROOT"
    if above:
        hang(above[-1], token, "dep")


def cut_off(token: Token, comma: Token) -> None:
    """Make a word the root of a sentence of its own, which ends with the comma behind it."""
    _take_off(token)
    token.head, token.dep_ = token, "ROOT"
    token.doc[comma.i + 1].is_sent_start = True
    token.doc.reopen()


def _take_off(token: Token) -> None:
    if token.head is not token:
        token.head.children.remove(token)
