"""What the assessor keeps in blobs and reads back: plans, framework excerpts, items, challenges, variants."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pixnb.assessor.deciding import items_from
from pixnb.bank.bank import challenge_from_source
from pixnb.bank.challenge import Challenge
from pixnb.core.challenge import Item, Json, Key, Prompt
from pixnb.core.codec import keys_from, prompts_from
from pixnb.core.excerpt import framework_from
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan, plan_from

KEPT = 64


class Blobs:
    """Reads frozen data by digest; what never changes is remembered, except keys.

    Parameters
    ----------
    blob
        Gives the bytes of a digest.
    """

    def __init__(self, blob: Callable[[str], bytes]) -> None:
        self._blob = blob
        self._known: OrderedDict[tuple[str, str], Any] = OrderedDict()

    def _json(self, digest: str) -> Any:
        return json.loads(self._blob(digest))

    def _once(self, sort: str, digest: str, make: Callable[[], Any]) -> Any:
        name = (sort, digest)
        if name not in self._known:
            self._known[name] = make()
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(name)
        return self._known[name]

    def plan(self, digest: str) -> Plan:
        """A plan as it was."""
        plan: Plan = self._once("plan", digest, lambda: plan_from(self._json(digest)))
        return plan

    def framework(self, digest: str) -> Framework:
        """A framework's excerpt as it was."""
        framework: Framework = self._once("framework", digest, lambda: framework_from(self._json(digest)))
        return framework

    def items(self, digest: str) -> Sequence[Item]:
        """The items there were to choose from."""
        items: Sequence[Item] = self._once("items", digest, lambda: items_from(self._json(digest)))
        return items

    def challenge(self, digest: str) -> Challenge:
        """A challenge as its file was."""
        return challenge_from_source(self._blob(digest).decode())

    def variant(self, digest: str) -> tuple[Mapping[str, Prompt], Mapping[str, Key]]:
        """Both halves of a variant as asked. Never remembered: a key lives no longer than its use."""
        data: Mapping[str, Json] = self._json(digest)
        return prompts_from(data), keys_from(data)
