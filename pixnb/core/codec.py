"""A variant's two halves as JSON and back, for the log's blobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pixnb.core.challenge import FileCard, Json, Key, Mistake, Prompt, Variant


def variant_json(variant: Variant) -> dict[str, Json]:
    """Both halves of a variant, by language; the seed stays out."""
    return {
        "prompts": {lang: asdict(prompt) for lang, prompt in variant.prompts.items()},
        "keys": {lang: asdict(key) for lang, key in variant.keys.items()},
    }


def prompts_from(data: Mapping[str, Any]) -> dict[str, Prompt]:
    """The public halves, from what `variant_json` wrote."""
    return {lang: _prompt(value) for lang, value in data["prompts"].items()}


def keys_from(data: Mapping[str, Any]) -> dict[str, Key]:
    """The secret halves, from what `variant_json` wrote."""
    return {lang: _key(value) for lang, value in data["keys"].items()}


def _prompt(data: Mapping[str, Any]) -> Prompt:
    return Prompt(**{**data, "files": tuple(FileCard(**card) for card in data["files"])})


def _key(data: Mapping[str, Any]) -> Key:
    return Key(**{**data, "mistakes": tuple(Mistake(**mistake) for mistake in data["mistakes"])})
