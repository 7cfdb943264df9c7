"""A challenge file that was read and is in order, and the tutorials that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pixnb.bank.frontmatter import Document
from pixnb.core.challenge import Item
from pixnb.core.framework import Framework


@dataclass(frozen=True, slots=True)
class Challenge:
    """A template that tests one skill.

    Parameters
    ----------
    document
        The file it was read from.
    """

    document: Document

    @property
    def id(self) -> str:
        """Identity in the bank."""
        return str(self.document.data["id"])

    @property
    def version(self) -> int:
        """Version; a new one is a new item."""
        return int(self.document.data["version"])

    @property
    def skill(self) -> str:
        """Id of the skill it tests."""
        return str(self.document.data["skill"])

    @property
    def hands_on(self) -> bool:
        """Whether a file has to be used to answer, or handed in."""
        return bool(self.document.data.get("files")) or self.document.data["answer"]["kind"] == "file"

    @property
    def tutorial(self) -> str:
        """Id of the tutorial for somebody who missed it; the topic's own by default."""
        return str(self.document.data.get("tutorial") or self.skill.rsplit(".", 1)[0])

    def get(self, name: str, default: Any = None) -> Any:
        """A value of the front matter."""
        return self.document.data.get(name, default)

    def item(self, framework: Framework) -> Item:
        """The challenge as a strategy sees it."""
        skill = framework.skill(self.skill)
        return Item(
            challenge=self.id,
            version=self.version,
            skill=skill.id,
            topic=skill.topic,
            competence=skill.competence,
            level=skill.level,
            needs=self.get("needs", "none"),
            timed=False,
            hands_on=self.hands_on,
        )


@dataclass(frozen=True, slots=True)
class Tutorial:
    """A lesson of a few minutes on one topic."""

    document: Document

    @property
    def id(self) -> str:
        """Identity in the bank."""
        return str(self.document.data["id"])

    @property
    def topic(self) -> str:
        """Id of its topic."""
        return str(self.document.data["topic"])

    @property
    def minutes(self) -> int:
        """Reading time."""
        return int(self.document.data["minutes"])

    def title(self, lang: str) -> str:
        """Its title."""
        return self.document.texts[lang].first

    def body(self, lang: str) -> str:
        """Its text, Markdown."""
        return self.document.texts[lang].rest
