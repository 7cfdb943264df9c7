"""Practice: the same challenge again and again."""

from __future__ import annotations

from collections.abc import Callable

from pixnb.core.challenge import Item
from pixnb.core.draw import Draw
from pixnb.core.framework import Skill
from pixnb.measurement.strategy import Answered, Pool, strategy

DRAW = Draw(bytes(16), "practice")


def test_practice_asks_the_same_whatever_was_answered(
    make_skill: Callable[..., Skill], make_item: Callable[..., Item]
) -> None:
    """Right or wrong, once or twenty times: the challenge comes again, and nothing announces an end."""
    rule, skill = strategy("practice"), make_skill("t", 3)
    pool = Pool.of([skill], [make_item(skill)])
    for outcome in ("correct", "wrong", "partial", "skipped"):
        for count in (0, 1, 20):
            answers = [Answered(make_item(skill), outcome)] * count
            assert rule.choose(pool, answers, DRAW).item == make_item(skill)
    assert rule.endless


def test_practice_without_its_challenge_has_nothing_to_ask(make_skill: Callable[..., Skill]) -> None:
    """A challenge that left the bank cannot be practised."""
    assert strategy("practice").choose(Pool.of([make_skill("t", 3)], []), [], DRAW).item is None
