"""Answers given through the controls of each answer kind, found by their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from driver.screen import Screen
from driver.words import plain

Ask = Mapping[str, Any]


def put(screen: Screen, kind: str, ask: Ask, raw: Mapping[str, Any]) -> None:
    """Give an answer of a kind; ``raw`` is the answer as it travels."""
    _PUT[kind](screen, ask, raw)


def field(screen: Screen) -> Locator:
    """The one field of a question that asks for a number or a text."""
    return screen.player.locator("form").get_by_role("textbox")


def _choice(screen: Screen, ask: Ask, raw: Mapping[str, Any]) -> None:
    role = "checkbox" if ask["several"] else "radio"
    for option in ask["options"]:
        if option["id"] in raw["choices"]:
            screen.player.get_by_role(role, name=plain(option["html"]), exact=True).check()


def _field(screen: Screen, ask: Ask, raw: Mapping[str, Any]) -> None:
    field(screen).fill(raw["text"])


def _blanks(screen: Screen, ask: Ask, raw: Mapping[str, Any]) -> None:
    for blank in ask["blanks"]:
        entry = screen.player.get_by_label(plain(blank["label"]), exact=True)
        value = raw["blanks"][blank["id"]]
        if blank["kind"] == "options":
            entry.select_option(label=value)
        else:
            entry.fill(value)


def _order(screen: Screen, ask: Ask, raw: Mapping[str, Any]) -> None:
    names = {item["id"]: plain(item["html"]) for item in ask["items"]}
    lying = [item["id"] for item in ask["items"]]
    # Moved and moved back, an order that is right from the beginning is an answer too.
    screen.press("kind.order.down_item", item=names[lying[0]])
    screen.press("kind.order.up_item", item=names[lying[0]])
    for place, wanted in enumerate(raw["order"]):
        for _ in range(lying.index(wanted) - place):
            screen.press("kind.order.up_item", item=names[wanted])
        lying.remove(wanted)
        lying.insert(place, wanted)


def _match(screen: Screen, ask: Ask, raw: Mapping[str, Any]) -> None:
    names = {side["id"]: plain(side["html"]) for side in ask["right"]}
    for row in ask["left"]:
        entry = screen.player.get_by_label(plain(row["html"]), exact=True)
        entry.select_option(label=names[raw["pairs"][row["id"]]])


_PUT = {"choice": _choice, "text": _field, "number": _field, "blanks": _blanks, "order": _order, "match": _match}
