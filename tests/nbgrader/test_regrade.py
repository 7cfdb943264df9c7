"""Re-scoring a handed-in attempt: what is honest counts as it was shown, and every contradiction is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pixnb.answers import kind as answer_kind
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.assessor.regrade import Regrader
from pixnb.assessor.standing import standings
from pixnb.bank.bank import Bank
from pixnb.bank.variant import variant
from pixnb.core.canonical import canonical, digest
from pixnb.core.events import seal
from pixnb.core.grading import grading_from
from pixnb.core.plan import Plan
from pixnb.store.store import Store

Data = dict[str, Any]
SALT = "00" * 16


@pytest.fixture(scope="module")
def regrader(bank: Bank) -> Regrader:
    """The teacher's."""
    return Regrader(bank)


def resealed(data: Data) -> Data:
    """What somebody does who knows the format: events are numbered anew and every digest is made anew."""
    numbers = {event["seq"]: place for place, event in reversed([*enumerate(data["events"], 1)])}
    data["contents"] = {str(numbers[int(seq)]): one for seq, one in data["contents"].items() if int(seq) in numbers}
    before = ""
    for number, event in enumerate(data["events"], 1):
        body = event["body"]
        if isinstance(body.get("question"), int):
            body["question"] = numbers.get(body["question"], body["question"])
        made = seal(event["attempt"], number, datetime.fromisoformat(event["at"]), event["kind"], body, before)
        event.update(seq=number, previous=before, digest=made.digest)
        before = made.digest
    return data


def nth(data: Data, kind: str, number: int = 0) -> Data:
    """One event of a kind."""
    found: Data = [event for event in data["events"] if event["kind"] == kind][number]
    return found


def with_content(data: Data, event: Data, content: Any) -> None:
    """Put another answer in, with its digest."""
    data["contents"][str(event["seq"])] = {"salt": SALT, "content": content}
    event["body"]["answer"] = digest(bytes.fromhex(SALT) + canonical(content))


def right_answer(bank: Bank, presented: Data) -> Any:
    """What the key says, as the player would send it: the bank is within a pupil's reach."""
    body = presented["body"]
    made = variant(bank.challenge(body["item"]["challenge"]), bytes.fromhex(body["seed"]), sizes=False)
    prompt, key = made.prompts["fr"], made.keys["fr"]
    kind = answer_kind(prompt.kind)
    raw, upload = kind.reference(prompt.ask, key.expected)
    return {"raw": raw, "answer": kind.read(prompt.ask, raw, upload)}


def test_an_honest_attempt_counts_as_its_frozen_result(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Levels and pix are those the learner saw at the end."""
    data = play()
    frozen = nth(data, "finished")["body"]["result"]
    grading = regrader.regrade(data, plan)
    assert (grading.state, grading.reason, grading.answers) == ("ok", "", frozen["answers"])
    shown = {code: (one.level, one.pix) for code, one in grading.competences.items()}
    assert shown == {code: (one["level"], one["pix"]) for code, one in frozen["competences"].items()}
    assert not grading.doubtful


def test_it_says_what_the_profile_says(play: Any, plan: Plan, regrader: Regrader, store: Store, bank: Bank) -> None:
    """Level, pix and margin are the profile's, for who has done nothing else."""
    data = play()
    knowledge = KnowledgeReader(store, Blobs(store.blob)).of(store.learner(data["learner"]), bank.framework)
    profile = standings(knowledge, bank, "fr")
    grading = regrader.regrade(data, plan)
    assert len(grading.competences) == 3
    for code, one in grading.competences.items():
        stands = profile[code]
        assert (one.level, one.pix, one.certain) == (stands["level"], stands["pix"], stands["state"] == "level")
        assert (one.low, one.high) == (stands["low"], stands["high"])


def test_everything_shown_is_all_the_points(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Who can do all that the plan asks gets every point, within its limit of questions."""
    grading = regrader.regrade(play(8), plan)
    assert [grading.points(code, 4) for code in ("1.2", "1.3", "4.2")] == [4, 4, 4]


def test_points_are_the_share_of_the_pix_of_the_plan(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Half the pix shown is half the points, to two decimals."""
    grading = regrader.regrade(play(), plan)
    share = grading.competences["1.2"].share
    assert 0 < share < 1
    assert grading.points("1.2", 3) == round(3 * share, 2)
    assert grading.points("2.1", 3) == 0


def test_an_attempt_left_in_the_middle_counts_as_far_as_it_went(play: Any, plan: Plan, regrader: Regrader) -> None:
    """It is named unfinished, and what was answered is worth something."""
    grading = regrader.regrade(play(8, limit=3), plan)
    assert (grading.state, grading.answers) == ("unfinished", 3)
    assert grading.doubtful
    assert sum(grading.points(code, 4) for code in grading.competences) > 0


def test_a_grading_survives_json(play: Any, plan: Plan, regrader: Regrader) -> None:
    """It is kept in the graded notebook and read back for the export."""
    grading = regrader.regrade(play(), plan)
    assert grading_from(json.loads(json.dumps(grading.json()))) == replace(grading, marks=frozenset())


def test_no_key_and_no_question_travels(play: Any) -> None:
    """The slim form holds digests in place of what was asked."""
    data = play()
    assert set(data) - {"learner"} == {"kind", "format", "plan", "events", "contents"}
    assert "expected" not in json.dumps(data)


def test_times_and_titles_of_the_plan_may_change(play: Any, plan: Plan, regrader: Regrader) -> None:
    """A teacher who mends a word in the plan's title makes no transcript void."""
    assert regrader.regrade(play(), replace(plan, title={"fr": "Données", "en": "Data"})).state == "ok"


# What a pupil might do to the file.


def _flip(data: Data, bank: Bank) -> None:
    event = next(one for one in data["events"] if one["kind"] == "answered" and one["body"]["outcome"] != "correct")
    event["body"]["outcome"] = "correct"


def _answer(data: Data, bank: Bank) -> None:
    missed = next(one for one in data["events"] if one["kind"] == "answered" and one["body"]["outcome"] != "correct")
    asked = next(one for one in data["events"] if one["seq"] == missed["body"]["question"])
    with_content(data, missed, right_answer(bank, asked))


def _answer_and_verdict(data: Data, bank: Bank) -> None:
    _answer(data, bank)
    _flip(data, bank)


def _reorder(data: Data, bank: Bank) -> None:
    first, second = [index for index, one in enumerate(data["events"]) if one["kind"] == "answered"][:2]
    data["events"][first], data["events"][second] = data["events"][second], data["events"][first]


def _drop(data: Data, bank: Bank) -> None:
    del data["events"][3]


def _result(data: Data, bank: Bank) -> None:
    nth(data, "finished")["body"]["result"]["competences"]["1.3"]["level"] = 8


def _end_early(data: Data, bank: Bank) -> None:
    end = nth(data, "finished")
    data["events"] = [*data["events"][:5], end]


def _own_question(data: Data, bank: Bank) -> None:
    asked = [one["body"]["item"]["challenge"] for one in data["events"] if one["kind"] == "presented"]
    chosen = next(one for one in bank.items if one.skill in data["plan"]["skills"] and one.challenge != asked[0])
    presented = nth(data, "presented")
    presented["body"]["item"] = {name: getattr(chosen, name) for name in chosen.__slots__}
    source = bank.challenge(chosen.challenge).document.source
    presented["body"]["source"] = digest(source.encode())


def _unreadable_answer(data: Data, bank: Bank) -> None:
    with_content(data, nth(data, "answered"), {"raw": {}, "answer": {}})


def _twice(data: Data, bank: Bank) -> None:
    data["events"].insert(3, dict(data["events"][2]))


RESEALED: dict[str, tuple[Callable[[Data, Bank], None], str]] = {
    "verdict flipped": (_flip, "verdict"),
    "answer swapped with the key": (_answer, "verdict"),
    "answer and verdict swapped": (_answer_and_verdict, "choice or result"),
    "events in another order": (_reorder, "order"),
    "an event taken out": (_drop, "order"),
    "another result": (_result, "result"),
    "ended before the end": (_end_early, "end"),
    "another question asked": (_own_question, "choice"),
    "an answer that no player sends": (_unreadable_answer, "contents"),
    "answered twice": (_twice, "order"),
}


@pytest.mark.parametrize("name", RESEALED)
def test_a_contradiction_is_named_even_with_every_digest_made_anew(
    name: str, play: Any, plan: Plan, bank: Bank, regrader: Regrader
) -> None:
    """A chain can be forged by who has the program; what follows from what cannot."""
    change, reason = RESEALED[name]
    data = play()
    change(data, bank)
    grading = regrader.regrade(resealed(data), plan)
    assert grading.state == "tampered"
    assert grading.reason in reason.split(" or ")
    assert not any(grading.points(code, 4) for code in ("1.2", "1.3", "4.2"))


@pytest.mark.parametrize("name", [name for name in RESEALED if name != "an answer that no player sends"])
def test_a_change_without_new_digests_breaks_the_chain(
    name: str, play: Any, plan: Plan, bank: Bank, regrader: Regrader
) -> None:
    """An editor and a pupil in a hurry: the chain says so."""
    data = play()
    RESEALED[name][0](data, bank)
    assert (regrader.regrade(data, plan).state, regrader.regrade(data, plan).reason) == ("tampered", "chain")


def test_an_answer_changed_beside_the_chain_is_named(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Answers lie beside the events, sealed by their salted digests."""
    data = play()
    next(iter(data["contents"].values()))["content"]["raw"] = {"text": "42"}
    assert regrader.regrade(data, plan).reason == "contents"


def test_a_plan_narrowed_to_easy_skills_does_not_count(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Played for real, but not what the notebook asks."""
    easy = replace(plan, skills=plan.skills[:2])
    grading = regrader.regrade(play(8, plan=easy), plan)
    assert (grading.state, grading.reason) == ("unverifiable", "plan")
    assert grading.points("1.2", 4) == 0


def test_a_plan_rewritten_in_the_file_is_named(play: Any, plan: Plan, regrader: Regrader) -> None:
    """The plan that travels must be the one the attempt began with."""
    data = play(8, plan=replace(plan, skills=plan.skills[:2]))
    data["plan"] = json.loads(json.dumps(plan.json()))
    assert regrader.regrade(data, plan).reason == "plan_changed"


def test_another_bank_is_said_and_accuses_nobody(
    play: Any, plan: Plan, bank: Bank, regrader: Regrader, tmp_path: Path
) -> None:
    """With other challenges nothing can be computed again: a teacher must look."""
    fewer = {name: one for name, one in bank.challenges.items() if one.skill != "1.3.charts.read"}
    data = play(bank=Bank(bank.framework, fewer, bank.tutorials))
    grading = regrader.regrade(data, plan)
    assert (grading.state, grading.reason) == ("unverifiable", "bank")


def test_another_text_of_a_challenge_is_another_bank(play: Any, plan: Plan, bank: Bank, tmp_path: Path) -> None:
    """The same items with another wording or key: not what was asked."""
    data = play()
    name = nth(data, "presented")["body"]["item"]["challenge"]
    one = bank.challenge(name)
    changed = replace(one, document=replace(one.document, source=one.document.source + "\n"))
    other = Bank(bank.framework, {**bank.challenges, name: changed}, bank.tutorials)
    assert Regrader(other).regrade(data, plan).reason == "bank"


def test_an_improvement_counts_only_what_it_shows_itself(play: Any, plan: Plan, regrader: Regrader) -> None:
    """What was known before was not handed in: it is not worth points, and the teacher is told."""
    data = play(limit=1)
    claimed = [["1.2.names.convention", "direct", "validated"]]
    nth(data, "started")["body"].update(mode="improve", prior=claimed)
    data["events"], data["contents"] = data["events"][:1], {}
    grading = regrader.regrade(resealed(data), plan)
    assert (grading.state, grading.reason) == ("unfinished", "improved")
    assert all(one.share == 0 for one in grading.competences.values())


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "text",
        {},
        {"kind": "pixnb-submission", "format": 1},
        {"kind": "pixnb-submission", "format": 1, "plan": {}, "events": [], "contents": {}},
    ],
    ids=["null", "list", "text", "empty", "cut off", "no events"],
)
def test_what_is_no_transcript_is_unreadable(data: Any, plan: Plan, regrader: Regrader) -> None:
    """Nothing stops a class from being graded."""
    grading = regrader.regrade(data, plan)
    assert (grading.state, grading.reason) == ("unverifiable", "unreadable")


def test_any_value_replaced_by_rubbish_is_named(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Whatever stands in an event's body, re-scoring gives an answer and no points."""
    data = play()
    for place, event in enumerate(data["events"]):
        for name in event["body"]:
            copy = json.loads(json.dumps(data))
            copy["events"][place]["body"][name] = {"x": [None, -1]}
            grading = regrader.regrade(resealed(copy), plan)
            if name not in HARMLESS:
                assert grading.state in ("tampered", "unverifiable"), (event["kind"], name)


HARMLESS = {"pixnb", "trust", "why", "chance", "key", "feedback", "variant"}
"""Fields that decide nothing here: what was shown is made again from the seed."""


def test_two_who_hand_in_one_attempt_share_its_marks(play: Any, plan: Plan, regrader: Regrader) -> None:
    """Another id in a copied file leaves the seeds, from which all questions come."""
    data, other = play(), play(name="other")
    copy = json.loads(json.dumps(data))
    for event in copy["events"]:
        event["attempt"] = "somebody-else"
    mine, theirs = regrader.regrade(data, plan), regrader.regrade(resealed(copy), plan)
    assert mine.attempt != theirs.attempt
    assert mine.marks & theirs.marks
    assert not mine.marks & regrader.regrade(other, plan).marks
