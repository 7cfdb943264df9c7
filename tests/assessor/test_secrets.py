"""What reaches a learner is built from the Prompt alone (design.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pixnb.answers import kind
from pixnb.assessor.assessor import Assessor
from pixnb.bank.bank import Bank
from pixnb.bank.proof import text_of
from pixnb.connect import open_bank
from pixnb.core.canonical import canonical
from pixnb.core.challenge import Key, Mistake, Prompt
from pixnb.core.protocol import View
from pixnb.store.store import Store
from pixnb.testing import Clock, entropy

BANK = open_bank()


class OtherKeys(Assessor):
    """An assessor whose keys all say something else."""

    def variant(self, digest: str) -> tuple[Mapping[str, Prompt], Mapping[str, Key]]:
        prompts, keys = super().variant(digest)
        other = Mistake({"other": True}, "<p>other</p>")
        changed = {
            lang: replace(key, expected={"other": 1}, mistakes=(other,), hint="other", solution="other")
            for lang, key in keys.items()
        }
        return prompts, changed


def asked(name: str, folder: Path, make: Callable[..., Assessor]) -> tuple[Store, Assessor, View]:
    alone = Bank(BANK.framework, {name: BANK.challenges[name]}, BANK.tutorials)
    store = Store.open(folder / f"{make.__name__}.db")
    assessor = make(store, alone, learner=store.learner(), clock=Clock(), entropy=entropy(name))
    return store, assessor, assessor.start(plan=BANK.challenges[name].item(BANK.framework).competence, lang="fr")


@pytest.mark.parametrize("name", sorted(BANK.challenges))
def test_changing_only_the_key_changes_no_byte_before_the_verdict(name: str, tmp_path: Path) -> None:
    """For every challenge, two assessors that differ in the Key alone send the same bytes."""
    _, honest, first = asked(name, tmp_path, Assessor)
    _, other, second = asked(name, tmp_path, OtherKeys)
    second = {**second, "attempt": first["attempt"]}  # type: ignore[typeddict-item]
    assert canonical(first) == canonical(second)
    for card in (first["question"] or {"files": []})["files"]:
        files = [
            one.file(attempt=view["attempt"], question="2", name=card["name"], lang="fr")["content"]
            for one, view in ((honest, first), (other, other.view(plan=first["plan"]["competence"], lang="fr")))
        ]
        assert files[0] == files[1]


@pytest.mark.parametrize("name", sorted(BANK.challenges))
def test_no_message_of_an_open_question_holds_seed_or_key(name: str, tmp_path: Path) -> None:
    """Neither the seed nor the words of the right answer stand in what is sent for a hands-on challenge."""
    store, assessor, view = asked(name, tmp_path, Assessor)
    question = assessor.sitting(view["attempt"]).attempt.open_question
    assert question is not None
    sent = canonical(view).decode()
    _, keys = assessor.variant(question.variant)
    secrets = [question.seed, question.variant, question.source, assessor.sitting(view["attempt"]).attempt.seed]
    secrets += [text_of(one.feedback) for one in keys["fr"].mistakes] + [keys["fr"].solution, keys["fr"].hint]
    assert not [one for one in secrets if one and one.strip() in sent]
    if BANK.challenges[name].hands_on:
        words = {word.strip('",.:;?!()[]<>').casefold() for word in text_of(sent).split()}
        said = kind(keys["fr"].kind).said(keys["fr"].expected)
        assert not [one for one in said if len(one) > 2 and one.casefold() in words]
    store.close()
