"""Joining the two sides: what is in order is served, what is not is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pixnb.connect import connect, open_bank
from pixnb.core.errors import BankError

BANK = Path(__file__).parent / "bank"


def test_one_broken_file_does_not_take_the_others_away(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The sample challenge is served, and the broken one is named in the log with its line."""
    shutil.copytree(BANK / "sample", tmp_path / "bank")
    shutil.copy(BANK / "broken" / "unknown-kind.md", tmp_path / "bank" / "broken.md")
    assert list(open_bank([tmp_path / "bank"]).challenges) == ["1.3-march-average"]
    assert "broken.md:19" in caplog.text


def test_a_bank_without_a_challenge_in_order_is_an_error(tmp_path: Path) -> None:
    """Nothing to ask: every problem is said."""
    shutil.copy(BANK / "broken" / "unknown-kind.md", tmp_path / "one.md")
    with pytest.raises(BankError, match="not one of"):
        open_bank([tmp_path])


def test_a_folder_that_does_not_exist_is_named() -> None:
    """A wrong PIXNB_BANK is easy to mend."""
    with pytest.raises(BankError, match="/nowhere: this folder of challenges does not exist"):
        open_bank([Path("/nowhere")])


def test_connecting_gives_an_assessor_on_a_store_of_ones_own(tmp_path: Path) -> None:
    """The public entry point answers the first call of a player."""
    assessor = connect(store=tmp_path / "pixnb.db", banks=[BANK / "sample"], learner="Inès")
    assert assessor.view(plan="1.3", lang="fr")["screen"] == "start"
