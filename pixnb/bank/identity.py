"""What makes two right answers the same, and the seeds on which proofs are run."""

from __future__ import annotations

import hashlib

from pixnb.bank.challenge import Challenge
from pixnb.core.canonical import canonical
from pixnb.core.challenge import Json, Prompt, Variant
from pixnb.core.draw import SEED_BYTES


def proof_seed(challenge: Challenge, number: int) -> bytes:
    """The seed number ``number`` on which a challenge is proved: the same on every machine."""
    return hashlib.sha256(f"proof/{challenge.id}/{number}".encode()).digest()[:SEED_BYTES]


def in_words(prompt: Prompt, expected: Json) -> Json:
    """An expected answer with the texts of options in place of their positions."""
    ask = prompt.ask
    if prompt.kind == "choice":
        texts = {option["id"]: option["html"] for option in ask["options"]}
        return sorted(texts[one] for one in expected["right"])
    if prompt.kind == "order":
        texts = {item["id"]: item["html"] for item in ask["items"]}
        return [texts[one] for one in expected["order"]]
    if prompt.kind == "match":
        left = {item["id"]: item["html"] for item in ask["left"]}
        right = {item["id"]: item["html"] for item in ask["right"]}
        return sorted([left[a], right[b]] for a, b in expected["pairs"].items())
    if prompt.kind == "number":
        return expected["value"]
    if prompt.kind == "text":
        return expected["accept"][0]
    return expected


def right_answer(made: Variant, lang: str) -> bytes:
    """The right answer of a variant, comparable between variants."""
    return canonical(in_words(made.prompts[lang], made.keys[lang].expected))
