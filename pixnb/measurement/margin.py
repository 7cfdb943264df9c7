"""How sure a score is: what the answers in one competence leave open, as an interval.

A score by Pix's rules says nothing of its own margin. Here the same answers are read with the logistic
curve that Pix's strategy already uses (`pixnb.measurement.pix.success`): how likely is each ability, given
them? Every ability has its expected score; the interval holds 90 % of what is likely.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp, log, sqrt

from pixnb.measurement.pix import success

PRIOR_MEAN, PRIOR_SD = 2.5, 2.5
"""Abilities before any answer, in levels: normal, wide enough for a beginner and an expert."""
REACH, STEP = 4.0, 0.25
"""The grid: standard deviations on each side of the mean, and levels between two abilities."""
ABILITIES = tuple(
    PRIOR_MEAN - REACH * PRIOR_SD + STEP * place for place in range(round(2 * REACH * PRIOR_SD / STEP) + 1)
)
TAIL = 0.05
"""Chance left out on each side."""
NORMAL_90 = 1.6448536269514722
"""Half width of the 90 % interval of the standard normal law."""
COMMON = 0.15
"""Correlation of what the answers leave open in two competences: who is good at one thing is often good at another,
so errors go the same way. Chosen by simulation (docs/measurement.md)."""

_PRIOR = tuple(-0.5 * ((ability - PRIOR_MEAN) / PRIOR_SD) ** 2 for ability in ABILITIES)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as the margin reads it.

    Parameters
    ----------
    level
        Level of the skill that was asked.
    right
        Whether the answer was right; partial and skipped are not.
    chance
        Probability that somebody without the skill is right by guessing, 0–1.
    """

    level: int
    right: bool
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Margin:
    """What the answers leave open about a score; all in pix.

    Parameters
    ----------
    expected
        Mean of the expected score.
    variance
        Its variance, in pix squared.
    low, high
        90 % interval, widened where needed so that it holds the score shown.
    """

    expected: float
    variance: float
    low: float
    high: float


def margin(answers: Iterable[Given], worth: Iterable[tuple[int, float]], score: float) -> Margin:
    r"""The margin of the score in one competence.

    Ability :math:`\theta`, in levels, is :math:`N(2.5, 2.5^2)` before any answer. A skill of level
    :math:`d` is shown with probability :math:`c + (1 - c)\,\sigma(\theta - d)`, :math:`c` being the chance of a
    right guess: the Rasch model with a lower asymptote (Birnbaum, in Lord & Novick 1968, ch. 20). The score
    expected of an ability is :math:`\tau(\theta) = \sum_k w_k\,\sigma(\theta - d_k)` over all skills that can be
    asked, each worth :math:`w_k` pix: what it would be without luck, had everything been asked.

    Parameters
    ----------
    answers
        In one competence, in any order.
    worth
        Level and pix of each skill of the competence that can be asked.
    score
        The score shown, in pix.

    Returns
    -------
    Margin
        A 90 % interval, 5 % on each side. One more right answer never lowers it.
    """
    weights = _posterior(answers)
    expected = _expected(tuple(sorted(Counter(worth).items())))
    mean = sum(map(_product, weights, expected))
    variance = sum(weight * (value - mean) ** 2 for weight, value in zip(weights, expected, strict=True))
    below = list(accumulate(weights))
    low, high = _quantile(below, expected, TAIL), _quantile(below, expected, 1 - TAIL)
    return Margin(mean, variance, min(low, score), max(high, score))


def total(margins: Iterable[Margin], score: float, most: float) -> tuple[float, float]:
    r"""The 90 % interval of the sum of several scores.

    A sum of several terms is close to normal. Its variance is that of correlated terms,
    :math:`(1 - r) \sum_i \sigma_i^2 + r (\sum_i \sigma_i)^2`: with :math:`r = 0` variances would add.

    Parameters
    ----------
    margins
        One for each competence with answers.
    score
        The sum shown, in pix; the interval holds it.
    most
        The highest sum that can be reached.

    Returns
    -------
    tuple of float
        Low and high, in pix, within 0 and ``most``.
    """
    known = list(margins)
    centre = sum(one.expected for one in known)
    apart, together = sum(one.variance for one in known), sum(sqrt(one.variance) for one in known) ** 2
    half = NORMAL_90 * sqrt((1 - COMMON) * apart + COMMON * together)
    return max(0.0, min(centre - half, score)), min(max(centre + half, score), max(most, score))


def _product(one: float, other: float) -> float:
    return one * other


def _posterior(answers: Iterable[Given]) -> list[float]:
    """Probability of each ability of the grid, given the answers."""
    logs = list(_PRIOR)
    for given, times in Counter(answers).items():
        for place, value in enumerate(_log_likelihood(given)):
            logs[place] += times * value
    top = max(logs)
    weights = [exp(value - top) for value in logs]
    whole = sum(weights)
    return [weight / whole for weight in weights]


@cache  # a competence has some tens of distinct answers, and all competences share them
def _log_likelihood(given: Given) -> Sequence[float]:
    chance = min(max(given.chance, 0.0), 1.0)
    shown = [success(ability, given.level) for ability in ABILITIES]
    if given.right:
        return [log(chance + (1 - chance) * one) for one in shown]
    # The factor (1 - chance) of a wrong answer is the same for every ability: it says nothing.
    return [log(1 - one) for one in shown]


@cache  # one per competence and bank
def _expected(worth: tuple[tuple[tuple[int, float], int], ...]) -> Sequence[float]:
    """Expected score of each ability of the grid."""
    return [sum(times * float(pix) * success(ability, level) for (level, pix), times in worth) for ability in ABILITIES]


def _quantile(below: Sequence[float], values: Sequence[float], share: float) -> float:
    """The value below which a share of the chance lies; between two abilities, on the line between them."""
    place = min(bisect_left(below, share), len(below) - 1)
    if place == 0:
        return values[0]
    part = (share - below[place - 1]) / (below[place] - below[place - 1])
    return values[place - 1] + min(part, 1.0) * (values[place] - values[place - 1])
