"""The blind player finds challenges that can be answered without their file."""

from __future__ import annotations

from pathlib import Path

from pixnb.bank.bank import challenge_from_source
from pixnb.bank.blind import blind_problems
from pixnb.bank.challenge import Challenge
from pixnb.bank.identity import proof_seed
from pixnb.bank.variant import variant

SOURCE = (Path(__file__).parent / "sample" / "formulas" / "march-average.md").read_text(encoding="utf-8")


def found(source: str) -> list[str]:
    challenge: Challenge = challenge_from_source(source)
    light = [variant(challenge, proof_seed(challenge, number), sizes=False) for number in range(120)]
    return [one.what for one in blind_problems(challenge, light)]


def test_an_honest_challenge_keeps_the_blind_player_at_chance() -> None:
    """Without the file, no trick gives the average of the temperatures."""
    assert found(SOURCE) == []


def test_a_number_left_in_the_prompt_is_found() -> None:
    """When the prompt happens to say the answer, the trick that finds it is named."""
    leaking = SOURCE.replace("Arrondis au dixième.", "Indice\u00a0: {{ len(temps) }} jours, {{ mean }} degrés.")
    assert any("number" in one for one in found(leaking))


def test_a_frequent_answer_is_found() -> None:
    """When one answer comes half of the time, guessing it is better than chance."""
    lazy = SOURCE.replace("integer(12, 18))]", "integer(12, 18))] if chance(50) else [5.0] * 12").replace(
        "  - mean != temps[0] and mean != temps[-1]", "  - len(temps) > 1"
    )
    assert any("most frequent" in one for one in found(lazy))


def test_a_choice_betrayed_by_its_length_is_found() -> None:
    """When the right option is the longest one, a test-wise learner needs no file."""
    head, _, rest = SOURCE.partition("answer:")
    body = rest[rest.index("hint:") :]
    options = (
        "answer:\n  kind: choice\n  options:\n"
        '    - {text: "{{ mean }} degrés en moyenne sur le mois", right: true}\n'
        + "".join(f'    - {{text: "{{{{ mean + {n} }}}} degrés"}}\n' for n in (1, 2, 3))
    )
    assert any("longest" in one for one in found(head + options + body))
