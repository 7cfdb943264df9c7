"""How often the margin holds the truth, with simulated learners on the open bank: the figures of docs/measurement.md.

Run it: ``python tests/measurement/simulated.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

from pixnb.answers import kind as answer_kind
from pixnb.bank.bank import Bank
from pixnb.bank.variant import variant
from pixnb.core.challenge import Item
from pixnb.core.draw import SEED_BYTES, Draw
from pixnb.core.framework import Framework
from pixnb.core.scoring import competence_score, skill_values
from pixnb.measurement.margin import Given, Margin, margin, total
from pixnb.measurement.pix import PixStrategy, knowledge
from pixnb.measurement.strategy import Answered, Pool


@dataclass(frozen=True)
class People:
    """How simulated learners answer.

    Parameters
    ----------
    slope
        Steepness of their curve; the margin believes 1.
    slip
        Chance of a wrong answer from somebody who can; the margin believes 0.
    topics
        Standard deviation, in levels, of what a learner is better or worse at in each topic; the margin
        believes 0.
    """

    slope: float = 1.0
    slip: float = 0.0
    topics: float = 0.0


@dataclass(frozen=True)
class Played:
    """One simulated attempt: the truth in pix, the score shown and its margin."""

    truth: float
    score: float
    margin: Margin
    questions: int

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.margin.low <= self.truth <= self.margin.high


def chances(bank: Bank, items: Iterable[Item]) -> dict[str, float]:
    """Probability of a right guess, by challenge, of one variant of each."""
    found = {}
    for item in items:
        prompt = variant(bank.challenge(item.challenge), bytes(SEED_BYTES)).prompts["fr"]
        found[item.challenge] = answer_kind(prompt.kind).chance(prompt.ask)
    return found


def normal(draw: Draw) -> float:
    """A value of the standard normal law (Box & Muller 1958)."""
    radius = math.sqrt(-2 * math.log((draw.below(1 << 30) + 1) / (1 << 30)))
    return radius * math.cos(2 * math.pi * draw.below(1 << 30) / (1 << 30))


class Simulation:
    """Attempts in one competence, by Pix's strategy, on the items of a bank."""

    def __init__(self, framework: Framework, items: Sequence[Item], competence: str, chance: Mapping[str, float]):
        self.framework = framework
        self.values = skill_values(items, framework)
        self.skills = framework.skills_of(competence)
        self.pool = Pool.of(self.skills, items)
        self.chance = chance
        self.worth = [(skill.level, float(value)) for skill in self.skills if (value := self.values[skill.id])]

    def play(self, ability: float, draw: Draw, people: People) -> Played:
        """One learner of this ability, from the first question to the last."""
        topic = {name: ability + people.topics * normal(draw) for name in self.pool.topics}
        able = {
            skill.id: 1 / (1 + math.exp(-people.slope * (topic[skill.topic] - skill.level))) for skill in self.skills
        }
        truth = sum(float(self.values[skill.id]) * able[skill.id] for skill in self.skills)
        answers: list[Answered] = []
        while (item := PixStrategy().choose(self.pool, answers, draw).item) is not None:
            guess = self.chance[item.challenge]
            right = able[item.skill] * (1 - people.slip) + (1 - able[item.skill]) * guess
            answers.append(Answered(item, "correct" if draw.below(1 << 30) < right * (1 << 30) else "wrong"))
        known = knowledge(self.pool, answers, self.values)
        real = sum((one.earned for one in known.values()), start=Fraction(0))
        given = [Given(one.item.level, one.outcome == "correct", self.chance[one.item.challenge]) for one in answers]
        score = competence_score(real, self.framework).pix
        return Played(truth, float(score), margin(given, self.worth, float(score)), len(answers))


def simulate(simulation: Simulation, abilities: Iterable[float], name: str, people: People) -> list[Played]:
    """One attempt for each ability."""
    draw = Draw(b"pixnb coverage", name)
    return [simulation.play(ability, draw, people) for ability in abilities]


def population(count: int) -> list[float]:
    """Abilities of learners as the margin's prior imagines them."""
    draw = Draw(b"pixnb coverage", "people")
    return [2.5 + 2.5 * normal(draw) for _ in range(count)]


def profiles(bank: Bank, learners: int, common: float) -> tuple[float, float]:
    """How often the interval of the total holds the true total, and its width in pix.

    A learner's abilities share the part ``common`` of their variance: people who are good at one thing are often good
    at another, which the interval does not know.
    """
    chance = chances(bank, bank.items)
    each = [
        Simulation(bank.framework, [item for item in bank.items if item.competence == one.id], one.id, chance)
        for one in bank.framework.competences
    ]
    draw = Draw(b"pixnb coverage", f"profiles {common}")
    held, widths = [], []
    for _ in range(learners):
        person = math.sqrt(common) * normal(draw)
        abilities = [2.5 + 2.5 * (person + math.sqrt(1 - common) * normal(draw)) for _ in each]
        played = [one.play(ability, draw, People()) for one, ability in zip(each, abilities, strict=True) if one.worth]
        low, high = total((one.margin for one in played), sum(one.score for one in played), 1024)
        held.append(low <= sum(one.truth for one in played) <= high)
        widths.append(high - low)
    return mean(held), mean(widths)


def main(learners: int = 1500) -> None:
    """Print the tables."""
    from pixnb.connect import open_bank

    bank = open_bank()
    for common in (0.0, 0.5, 0.8):
        held, width = profiles(bank, learners // 5, common)
        print(f"total of all competences, shared variance {common}: held {held:.3f}, {width:.0f} pix wide", flush=True)
    print("competence | learners | held | width (levels) | at most 2 wide | bias (levels) | questions")
    for competence in ("1.3", "4.2"):
        items = [item for item in bank.items if item.competence == competence]
        one = Simulation(bank.framework, items, competence, chances(bank, items))
        report(one, f"{competence} as the prior", population(learners), People())
        for ability in (-1, 0, 1, 2, 3, 4, 5, 6):
            report(one, f"{competence} ability {ability}", [ability] * (learners // 4), People())
        for people in (People(slip=0.05), People(topics=0.5), People(topics=1.0), People(slope=1.5), People(slope=0.7)):
            report(one, f"{competence} {people}", population(learners), people)


def report(one: Simulation, name: str, abilities: Sequence[float], people: People) -> None:
    """Print one line of the table."""
    played = simulate(one, abilities, name, people)
    step = one.framework.pix_per_level
    print(
        f"{name} | {len(played)} | {mean(p.held for p in played):.3f}"
        f" | {mean(p.margin.high - p.margin.low for p in played) / step:.2f}"
        f" | {mean(p.margin.high - p.margin.low <= 2 * step and p.questions > 1 for p in played):.2f}"
        f" | {mean(p.score - p.truth for p in played) / step:+.2f} | {mean(p.questions for p in played):.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
