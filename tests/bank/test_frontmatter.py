"""Reading a file of the bank: values as written, lines as an editor counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pixnb.bank.frontmatter import parse, read
from pixnb.core.errors import BankError

TEXTS = "\n# fr\n\nUn ?\n\nSuite.\n\n# en\n\nOne?\n"


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    """yes, dates and times are text; numbers and true are not."""
    document = parse(f"---\na: yes\nb: 2026-01-31\nc: 12:30\ng: 007\nd: true\ne: 3\nf: 0.5\n---\n{TEXTS}", "x.md")
    assert dict(document.data) == {"a": "yes", "b": "2026-01-31", "c": "12:30", "g": "007", "d": True, "e": 3, "f": 0.5}


def test_every_value_knows_its_line() -> None:
    """Nested values are found where an editor shows them; an unknown place gives what is around it."""
    document = parse(f"---\nid: x\nanswer:\n  kind: number\nmistakes:\n  - answer: 1\n---\n{TEXTS}", "x.md")
    assert [document.line("answer", "kind"), document.line("mistakes", 0, "answer")] == [4, 6]
    assert document.line("answer", "nothing", "there") == 3


def test_the_first_paragraph_is_the_question() -> None:
    """The rest comes with it."""
    text = parse(f"---\nid: x\n---\n{TEXTS}", "x.md").texts["fr"]
    assert (text.first, text.rest) == ("Un ?", "Suite.")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe\x00", "not UTF-8"), (b"x" * 300_000, "limit"), (b"", "must begin")],
    ids=["encoding", "size", "empty"],
)
def test_a_file_that_cannot_be_read_is_said_in_words(content: bytes, words: str, tmp_path: Path) -> None:
    """Encoding, size and emptiness are named with the file."""
    path = tmp_path / "x.md"
    path.write_bytes(content)
    with pytest.raises(BankError, match=words):
        read(path, "x.md")


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    """The system's reason is passed on."""
    with pytest.raises(BankError, match="cannot be read"):
        read(tmp_path / "none.md", "none.md")
