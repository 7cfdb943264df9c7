"""Proves challenges: for every seed tried, what an author promises must hold (design.md §7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from html import unescape

from pixnb.answers import kind as answer_kind
from pixnb.bank.blind import blind_problems
from pixnb.bank.challenge import Challenge
from pixnb.bank.checking import judge
from pixnb.bank.identity import proof_seed, right_answer
from pixnb.bank.variant import variant
from pixnb.core.canonical import canonical
from pixnb.core.challenge import Prompt, Variant
from pixnb.core.errors import BankError, InvalidAnswer, PixnbError, Problem

DEFAULT_SEEDS = 25
LIGHT_SEEDS = 120
DISTINCT_ANSWERS = 20
_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Report:
    """What proving a bank gave.

    Parameters
    ----------
    challenges, hands_on
        Number of challenges that could be read, and of those that need a file.
    variants_tried
        Variants made, all challenges and languages together counted once a seed.
    failures
        Everything that does not hold.
    by_competence
        Number of challenges by competence.
    """

    challenges: int
    hands_on: int
    variants_tried: int
    failures: tuple[Problem, ...]
    by_competence: Mapping[str, int] = field(default_factory=dict)

    def json(self) -> dict[str, object]:
        """The report as ``pixnb bank check --json`` prints it."""
        failures = [
            {"file": one.file, "line": one.line, "challenge": one.challenge, "seed": one.seed, "what": one.what}
            for one in self.failures
        ]
        return {
            "challenges": self.challenges,
            "hands_on": self.hands_on,
            "variants_tried": self.variants_tried,
            "failures": failures,
            "by_competence": dict(self.by_competence),
        }


def text_of(html: str) -> str:
    """The words of a piece of HTML."""
    return unescape(_TAGS.sub(" ", html))


def prove(challenge: Challenge, seeds: int = DEFAULT_SEEDS) -> tuple[int, list[Problem]]:
    """Try a challenge on many seeds.

    Parameters
    ----------
    challenge
        The challenge.
    seeds
        Number of seeds on which everything is tried, files included; 120 more are tried without files.

    Returns
    -------
    tuple
        Number of variants made, and what does not hold: the first failure of each sort, so that one
        broken line does not fill the screen.
    """
    found: dict[str, Problem] = {}
    tried = 0
    for number in range(seeds):
        tried += 1
        try:
            failures = list(_variant_problems(challenge, proof_seed(challenge, number)))
        except BankError as error:
            failures = list(error.problems)
        for one in failures:
            found.setdefault(re.sub(r"[\d“”].*", "", one.what), one)
    if found:
        return tried, list(found.values())
    light = [variant(challenge, proof_seed(challenge, number), sizes=False) for number in range(LIGHT_SEEDS)]
    # A blind player beats a challenge that has few answers anyway: one problem is said at a time.
    return tried + len(light), list(_variety_problems(challenge, light)) or list(blind_problems(challenge, light))


def check(challenges: Iterable[Challenge], seeds: int = DEFAULT_SEEDS, workers: int = 1) -> tuple[int, list[Problem]]:
    """Prove many challenges, on several processes when asked.

    Returns
    -------
    tuple
        Number of variants made, and everything that does not hold.
    """
    ordered = sorted(challenges, key=lambda one: one.id)
    if workers > 1 and len(ordered) > 1:
        with ProcessPoolExecutor(workers) as pool:
            results = list(pool.map(prove, ordered, [seeds] * len(ordered)))
    else:
        results = [prove(one, seeds) for one in ordered]
    return sum(tried for tried, _ in results), [one for _, problems in results for one in problems]


def _variant_problems(challenge: Challenge, seed: bytes) -> Iterator[Problem]:
    made = variant(challenge, seed)
    if canonical_variant(made) != canonical_variant(variant(challenge, seed)):
        yield _problem(challenge, seed, "the same seed gives another variant: avoid anything that changes by itself")
    for lang, prompt in made.prompts.items():
        yield from _prompt_problems(challenge, seed, lang, prompt)
        yield from _leak_problems(challenge, seed, made, lang)
        yield from _answer_problems(challenge, seed, made, lang)


def canonical_variant(made: Variant) -> bytes:
    """Everything of a variant as bytes, to compare two."""
    from dataclasses import asdict

    prompts = {lang: asdict(prompt) for lang, prompt in made.prompts.items()}
    keys = {lang: asdict(key) for lang, key in made.keys.items()}
    return canonical({"prompts": prompts, "keys": keys})


def _problem(challenge: Challenge, seed: bytes, what: str, *where: str | int) -> Problem:
    return Problem(challenge.document.path, challenge.document.line(*where), what, challenge.id, seed.hex())


def _prompt_problems(challenge: Challenge, seed: bytes, lang: str, prompt: Prompt) -> Iterator[Problem]:
    shown = text_of(f"{prompt.title} {prompt.body} {prompt.ask}")
    for mark in ("{{", "}}", "None", "nan"):
        if re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", shown):
            yield _problem(challenge, seed, f"the text in {lang} shows {mark}: an expression was not filled in")
    names = [card.name for card in prompt.files]
    if len(set(names)) != len(names):
        yield _problem(challenge, seed, "two files have one name", "files")


def _leak_problems(challenge: Challenge, seed: bytes, made: Variant, lang: str) -> Iterator[Problem]:
    """The key may not be read off the prompt; a question without files shows its material in the body."""
    prompt, key = made.prompts[lang], made.keys[lang]
    parts = [prompt.title, str(prompt.ask), *(card.name for card in prompt.files), *(c.alt for c in prompt.files)]
    shown = text_of(" ".join([*parts, prompt.body] if challenge.hands_on else parts)).casefold()
    for said in answer_kind(key.kind).said(key.expected):
        if len(said) > 1 and re.search(rf"(?<![\w.,]){re.escape(said.casefold())}(?![\w]|[.,]\d)", shown):
            yield _problem(
                challenge, seed, f"the prompt in {lang} gives the answer away: “{said}” stands in it", "answer"
            )
            return


def _answer_problems(challenge: Challenge, seed: bytes, made: Variant, lang: str) -> Iterator[Problem]:
    prompt, key = made.prompts[lang], made.keys[lang]
    kind = answer_kind(prompt.kind)
    try:
        kind.read(prompt.ask, kind.empty(prompt.ask))
        yield _problem(challenge, seed, "an empty answer is taken for an answer", "answer")
    except InvalidAnswer:
        pass
    verdict = _judged(made, lang, key.expected)
    if verdict[0] != "correct":
        yield _problem(challenge, seed, f"the reference answer is judged {verdict[0]} in {lang}", "answer")
    for place, mistake in enumerate(key.mistakes):
        outcome, feedback = _judged(made, lang, mistake.expected)
        where = ("mistakes", place) if place < len(challenge.get("mistakes") or []) else ("answer", "options")
        if outcome == "correct":
            yield _problem(challenge, seed, f"mistake number {place + 1} is a right answer for this seed", *where)
        elif feedback != mistake.feedback:
            yield _problem(challenge, seed, f"mistake number {place + 1} gets the feedback of another one", *where)


def _judged(made: Variant, lang: str, expected: object) -> tuple[str, str]:
    prompt = made.prompts[lang]
    kind = answer_kind(prompt.kind)
    try:
        raw, upload = kind.reference(prompt.ask, expected)
        verdict = judge(made.keys, lang, kind.read(prompt.ask, raw, upload))
    except InvalidAnswer as error:
        return f"invalid ({error.problem})", ""
    except PixnbError as error:
        return f"an error ({error})", ""
    return verdict.outcome, verdict.feedback


def _variety_problems(challenge: Challenge, light: list[Variant]) -> Iterator[Problem]:
    answers = {right_answer(made, "fr") for made in light}
    if len(answers) < DISTINCT_ANSWERS:
        what = f"only {len(answers)} different right answers over {len(light)} seeds; {DISTINCT_ANSWERS} are needed"
        yield _problem(challenge, light[0].seed, what, "vary")
    if not any(made.keys["fr"].mistakes for made in light):
        yield _problem(challenge, light[0].seed, "no typical mistake has a feedback of its own: add “mistakes”")
