"""What each event of an attempt says (design.md §5): bodies without a learner's words, and frozen data as blobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from pixnb.answers import kind as answer_kind
from pixnb.assessor import deciding
from pixnb.assessor.views import Sitting
from pixnb.bank.challenge import Challenge
from pixnb.bank.variant import variant
from pixnb.core.attempt import Kept, Mode, Question
from pixnb.core.canonical import canonical, digest
from pixnb.core.challenge import Item, Json, Prompt, Variant, Verdict
from pixnb.core.codec import variant_json
from pixnb.core.draw import SEED_BYTES
from pixnb.core.excerpt import excerpt
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan
from pixnb.measurement.strategy import strategy
from pixnb.version import __version__

Put = Callable[[bytes], str]
RULES_VERSION = 1
"""Rises when a rule set may judge the same answer otherwise."""


def started(
    plan: Plan,
    framework: Framework,
    entropy: Callable[[int], bytes],
    put: Put,
    *,
    mode: Mode = "first",
    prior: Sequence[Kept] = (),
) -> tuple[dict[str, Json], str]:
    """The body of ``started``, and the digest of the plan."""
    competences = dict.fromkeys(framework.skill(name).competence for name in plan.skills)
    skills = [skill.id for name in competences for skill in framework.skills_of(name)]
    frozen = put(canonical(plan.json()))
    body = {
        "plan": frozen,
        "framework": put(canonical(excerpt(framework, skills))),
        "seed": entropy(SEED_BYTES).hex(),
        "trust": plan.trust,
        "mode": mode,
        "prior": [list(one) for one in prior],
        "pixnb": __version__,
    }
    return body, frozen


def made(challenge: Challenge, entropy: Callable[[int], bytes]) -> Variant:
    """A fresh variant of a challenge."""
    return variant(challenge, entropy(SEED_BYTES))


def chance(prompts: Mapping[str, Prompt]) -> float:
    """Probability that a blind guess at a variant is right; there is as much to choose from in every language."""
    prompt = next(iter(prompts.values()))
    return answer_kind(prompt.kind).chance(prompt.ask)


def presented(
    sitting: Sitting, item: Item, variant: Variant, challenge: Challenge, why: Mapping[str, Json], put: Put
) -> dict[str, Json]:
    """The body of ``presented``: everything that is needed to replay the choice and the verdict."""
    items = deciding.snapshot(sitting.items, sitting.plan, sitting.framework)
    rule = strategy(sitting.plan.strategy)
    return {
        "item": asdict(item),
        "seed": variant.seed.hex(),
        "variant": put(canonical(variant_json(variant))),
        "source": put(challenge.document.source.encode()),
        "bank": put(canonical(items)),
        "strategy": {"name": rule.name, "version": rule.version},
        "why": dict(why),
        "chance": chance(variant.prompts),
        "pixnb": __version__,
    }


def answered(question: Question, verdict: Verdict, content: str, *, rules: str, lang: str, key: str) -> dict[str, Json]:
    """The body of ``answered``: digests in place of the answer and of the feedback."""
    return {
        "question": question.seq,
        "outcome": verdict.outcome,
        "feedback": digest(verdict.feedback.encode()),
        "answer": content,
        "rules": {"name": rules, "version": RULES_VERSION},
        "lang": lang,
        "key": digest(key.encode()),
    }


def skipped(question: Question, content: str, *, key: str) -> dict[str, Json]:
    """The body of ``skipped``; nothing was handed in."""
    assert not content
    return {"question": question.seq, "key": digest(key.encode())}


def reported(question: Question, category: str, content: str, *, key: str) -> dict[str, Json]:
    """The body of ``reported``: the digest of the learner's words."""
    return {"question": question.seq, "category": category, "text": content, "key": digest(key.encode())}


def finished(sitting: Sitting, put: Put) -> dict[str, Json]:
    """The body of ``finished``: the frozen result and the items it was computed with."""
    items = deciding.snapshot(sitting.items, sitting.plan, sitting.framework)
    result = deciding.result(sitting.attempt, sitting.plan, sitting.framework, sitting.items)
    return {"result": result, "bank": put(canonical(items)), "pixnb": __version__}
