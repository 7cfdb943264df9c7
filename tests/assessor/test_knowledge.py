"""What a learner's attempts say together, read from the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pixnb.answers import kind
from pixnb.assessor.assessor import Assessor
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.bank.bank import Bank
from pixnb.core.framework import Framework
from pixnb.core.plan import thematic
from pixnb.core.profile import Knowledge
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner

Make = Callable[..., Assessor]
Read = Callable[[], Knowledge]


@pytest.fixture
def read(store: Store, bank: Bank) -> Read:
    """Reads what the learner's attempts say, each time from the store alone."""
    return lambda: KnowledgeReader(store, Blobs(store.blob)).of(store.learner(), bank.framework)


def play(assessor: Assessor, level: int, mode: str = "first", **more: object) -> str:
    """Id of an attempt of somebody who can do everything up to a level."""
    learner = SimulatedLearner(assessor, lambda asked: asked.item.level <= level, **more)  # type: ignore[arg-type]
    return learner.play(mode=mode)["attempt"]  # type: ignore[arg-type]


def test_nobody_knows_anything_at_first(read: Read) -> None:
    """Without attempts there is nothing to say."""
    assert read() == Knowledge({}, ())


def test_the_elements_are_those_of_the_frozen_result(assessor: Assessor, read: Read) -> None:
    """What one finished attempt says is what its result says, with the times of the answers."""
    sitting = assessor.sitting(play(assessor, 3)).attempt
    known = read()
    assert sitting.result is not None
    assert sorted([one.skill, one.source, one.status] for one in known.elements.values()) == sitting.result["elements"]
    assert {one.at for one in known.elements.values()} <= {one.closed_at for one in sitting.closed}
    assert [(one.question, one.outcome) for one in known.answers] == [(one.id, one.outcome) for one in sitting.closed]
    assert known.steps == ((sitting.finished_at, known.elements),)


def test_an_open_attempt_counts_and_leaves_no_step(assessor: Assessor, read: Read) -> None:
    """Answers count at once; the picture of progress waits for the end."""
    SimulatedLearner(assessor, lambda asked: True).play(limit=2)
    known = read()
    assert (len(known.answers), known.steps) == (2, ())
    assert known.elements


def test_the_chance_is_that_of_the_question_as_asked(assessor: Assessor, read: Read) -> None:
    """One of n options has a chance of 1/n; where something is typed or handed in nothing is guessed."""
    attempt = assessor.sitting(play(assessor, 5)).attempt
    for shown, question in zip(read().answers, attempt.closed, strict=True):
        prompt = assessor.variant(question.variant)[0]["fr"]
        assert shown.chance == question.chance == kind(prompt.kind).chance(prompt.ask)
        assert (shown.chance == 0) == (prompt.kind in ("text", "number", "file")) or prompt.kind == "blanks"


def test_the_chance_of_an_old_log_is_read_from_its_question(
    assessor: Assessor, store: Store, bank: Bank, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    """Version 0.1 did not write chances down: they are worked out from the prompt as it was asked."""
    play(assessor, 5)
    now = read().answers
    events = store.events(store.attempts()[0].id)
    old = [
        replace(one, body={name: value for name, value in one.body.items() if name not in ("chance", "mode", "prior")})
        for one in events
    ]
    monkeypatch.setattr("pixnb.store.transaction.Reader.events", lambda self, attempt: old)
    assert any(one.chance for one in now)
    assert read().answers == now


def test_an_improvement_adds_and_a_reset_forgets(assessor: Assessor, clock: Clock, read: Read) -> None:
    """After the improvement both attempts count, after the reset its own answers alone."""
    first = play(assessor, 2)
    before = read()
    clock.forward(days=5)
    second = play(assessor, 4, "improve")
    both = read()
    assert {one.attempt for one in both.answers} == {first, second}
    kept = [one for one in before.elements.values() if one.status == "validated"]
    assert all(both.elements[one.skill] == one for one in kept)
    clock.forward(days=8)
    third = play(assessor, 1, "reset")
    after = read()
    assert {one.attempt for one in after.answers} == {one.attempt for one in after.elements.values()} == {third}
    assert [len(elements) for _, elements in after.steps] == [
        len(before.elements),
        len(both.elements),
        len(after.elements),
    ]


def test_a_reset_of_one_competence_leaves_the_others(
    assessor: Assessor, clock: Clock, read: Read, make: Make, bank: Bank
) -> None:
    """What a thematic plan said of the competence is forgotten, what it said of another stays."""
    asked = {item.skill for item in bank.items}
    skills = [one.id for code in ("1.1", "1.3") for one in bank.framework.skills_of(code) if one.id in asked]
    words = {"fr": "Données", "en": "Data"}
    theme = thematic(bank.framework, "data", words, words, skills)
    play(make(plans=[theme]), 3, plan=theme.id)
    assert {one.competence for one in read().elements.values()} == {"1.1", "1.3"}
    clock.forward(days=8)
    assessor.start(plan="1.3", lang="fr", mode="reset")
    after = read()
    assert {one.competence for one in after.elements.values()} == {one.competence for one in after.answers} == {"1.1"}


def test_skills_that_the_framework_does_not_know_are_left_out(assessor: Assessor, store: Store, bank: Bank) -> None:
    """A skill that is retired one day takes its evidence with it, and nothing else."""
    play(assessor, 3)
    reader, full = KnowledgeReader(store, Blobs(store.blob)), bank.framework
    gone = reader.of(store.learner(), full).answers[0].skill
    smaller = without(full, gone)
    known = reader.of(store.learner(), smaller)
    assert gone not in {*known.elements, *(one.skill for one in known.answers)}
    assert known.elements.keys() == reader.of(store.learner(), full).elements.keys() - {gone}


def test_learners_do_not_know_of_each_other(make: Make, store: Store, bank: Bank) -> None:
    """Each learner's attempts speak of them alone, and so does what is remembered of them."""
    reader, names = KnowledgeReader(store, Blobs(store.blob)), ("Inès", "Tom")
    attempts = {name: play(make(learner=name), level) for name, level in zip(names, (2, 5), strict=True)}
    for _ in range(2):
        for name in names:
            known = reader.of(store.learner(name), bank.framework)
            assert {one.attempt for one in known.answers} == {attempts[name]}


def test_finished_attempts_are_read_once(
    assessor: Assessor, store: Store, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look reads no event of a finished attempt again, and says the same."""
    play(assessor, 3)
    reader = KnowledgeReader(store, Blobs(store.blob))
    first = reader.of(store.learner(), bank.framework)
    monkeypatch.setattr("pixnb.store.transaction.Reader.events", None)
    assert reader.of(store.learner(), bank.framework) == first


def test_a_new_answer_is_seen_at_once(assessor: Assessor, store: Store, bank: Bank) -> None:
    """What is remembered of an open attempt is only as old as its last event."""
    reader = KnowledgeReader(store, Blobs(store.blob))
    learner = SimulatedLearner(assessor, lambda asked: False)
    for count in (1, 2, 3):
        learner.play(limit=1)
        assert len(reader.of(store.learner(), bank.framework).answers) == count


def without(framework: Framework, skill: str) -> Framework:
    """A framework that has lost one skill."""
    areas = tuple(
        replace(
            area,
            competences=tuple(
                replace(
                    one,
                    topics=tuple(
                        replace(topic, skills=tuple(each for each in topic.skills if each.id != skill))
                        for topic in one.topics
                    ),
                )
                for one in area.competences
            ),
        )
        for area in framework.areas
    )
    return replace(framework, areas=areas)
