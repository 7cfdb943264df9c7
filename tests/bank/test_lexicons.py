"""The lists of words that challenges draw from."""

from __future__ import annotations

import re

import pytest

from pixnb.bank.lexicons import NAMES, lexicon
from pixnb.core.errors import ExpressionError
from pixnb.core.text import LANGS

SIZES = {
    "firstnames": 60,
    "lastnames": 60,
    "towns": 40,
    "fruits": 24,
    "vegetables": 24,
    "sports": 24,
    "subjects": 14,
    "months": 12,
    "weekdays": 7,
    "colours": 12,
    "animals": 30,
    "objects": 40,
    "jobs": 24,
    "clubs": 20,
    "words": 60,
    "domains": 20,
}


def test_every_lexicon_is_listed() -> None:
    """The names and the sizes that authors count on are these."""
    assert {name: len(lexicon(name)) for name in NAMES} == SIZES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_no_two_elements_look_the_same(name: str, lang: str) -> None:
    """Within a language every element differs from all others, even when case is ignored."""
    shown = [element[lang].casefold() for element in lexicon(name)]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("name", NAMES)
def test_elements_have_both_languages_and_no_stray_spaces(name: str) -> None:
    """Each element is a tidy, non-empty text in French and in English."""
    for element in lexicon(name):
        assert set(element) == set(LANGS)
        assert all(text and text == " ".join(text.split()) and "'" not in text for text in element.values())


@pytest.mark.parametrize("name", ["firstnames", "lastnames", "towns", "domains"])
def test_names_are_the_same_in_both_languages(name: str) -> None:
    """People, towns and domains keep their name when the language changes."""
    assert all(element["fr"] == element["en"] for element in lexicon(name))


@pytest.mark.parametrize("name", ["words", "domains"])
def test_file_words_and_domains_are_ascii(name: str) -> None:
    """Words for file names and domains hold lower-case ASCII letters, digits, dots and hyphens only."""
    assert all(re.fullmatch(r"[a-z0-9.-]+", text) for element in lexicon(name) for text in element.values())


def test_domains_are_reserved_ones() -> None:
    """Every domain lies under .example, which nobody can own (RFC 2606)."""
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.example", element["fr"]) for element in lexicon("domains"))


def test_months_and_weekdays_follow_the_calendar() -> None:
    """Months and days stand in order, small in French and with a capital in English."""
    assert [month["fr"] for month in lexicon("months")][::4] == ["janvier", "mai", "septembre"]
    assert [month["en"] for month in lexicon("months")][::4] == ["January", "May", "September"]
    assert (lexicon("weekdays")[0]["fr"], lexicon("weekdays")[-1]["en"]) == ("lundi", "Sunday")
    for element in (*lexicon("months"), *lexicon("weekdays")):
        assert element["fr"].islower()
        assert element["en"].istitle()


def test_an_element_cannot_be_changed() -> None:
    """A lexicon is shared by every challenge, so nobody can write in it."""
    with pytest.raises(TypeError):
        lexicon("fruits")[0]["fr"] = "pomme de terre"  # type: ignore[index]


def test_an_unknown_lexicon_is_refused_with_the_known_ones() -> None:
    """The message of an unknown name lists the lexicons there are."""
    with pytest.raises(ExpressionError, match="firstnames"):
        lexicon("first_names")


def test_every_colour_of_the_lexicon_can_be_drawn() -> None:
    """A challenge can draw a shape in a colour it picked, in either language."""
    from pixnb.bank.makers._colours import read_colour

    for element in lexicon("colours"):
        assert read_colour(element["fr"]) == read_colour(element["en"]) is not None
