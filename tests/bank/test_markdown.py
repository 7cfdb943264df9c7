"""What authors write becomes HTML that is safe and says what it is."""

from __future__ import annotations

from pixnb.bank.markdown import render


def test_the_empty_corner_of_a_table_is_no_title() -> None:
    """A screen reader would read out a title without words; titles that have some stay titles."""
    made = render("| | A |\n|:--|---|\n| 1 | |")
    assert '<td style="text-align:left"></td>\n<th>A</th>' in made
    assert "<th></th>" not in render("| | A |\n|---|---|\n| 1 | 2 |")
