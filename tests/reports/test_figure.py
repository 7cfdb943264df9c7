"""The printed profile: on one page, complete, and as clear in grey as in colour."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from pixnb import words
from pixnb.core.profile import Knowledge
from pixnb.frameworks import load
from pixnb.reports import figure as drawing
from pixnb.reports.figure import profile_figure

CRCN = load()
MM = 25.4
LONGEST = "Maximilien-Alexandre de la Tour d’Auverg"


def texts(figure: Any) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def pixels(figure: Any, dpi: int = 100) -> np.ndarray[Any, Any]:
    """The page as grey values, 0 for black."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=dpi)
    return np.asarray(Image.open(out).convert("L"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_everything_is_on_the_page(printed: Any, lang: Any) -> None:
    """Name, total, margin, sixteen competences, five areas, levels in words, and what it is worth."""
    profile = printed(lang)
    said = " ".join(texts(profile_figure(profile, lang)))
    for one in CRCN.competences:
        assert one.id in said
        assert one.name[lang] in said
    assert all(area.name[lang] in said for area in CRCN.areas)
    assert "Inès B." in said
    assert str(profile["pix"]) in said
    assert str(profile["low"]) in said
    assert {"fr": "Pas encore évaluée", "en": "Not assessed yet"}[lang] in said
    assert {"fr": "Entraînement", "en": "Practice"}[lang] in said


def test_it_is_an_a4_page(printed: Any) -> None:
    """210 by 297 millimetres."""
    assert profile_figure(printed(), "fr").get_size_inches() * MM == pytest.approx([210, 297])


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["", "Zoé", LONGEST])
def test_nothing_leaves_the_page_or_covers_something_else(printed: Any, lang: Any, name: str) -> None:
    """Each text lies within margins of 15 mm, and no two texts overlap."""
    figure = profile_figure(printed(lang, name=name), lang)
    renderer = FigureCanvasAgg(figure).get_renderer()
    size = figure.dpi / MM
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.axes[0].texts]
    for text, box in boxes:
        assert box.x0 >= 15 * size, text
        assert box.x1 <= (210 - 15) * size, text
        assert box.y0 >= 12 * size, text
        assert box.y1 <= (297 - 12) * size, text
    for place, (text, box) in enumerate(boxes):
        for other, second in boxes[place + 1 :]:
            wide = min(box.x1, second.x1) - max(box.x0, second.x0)
            high = min(box.y1, second.y1) - max(box.y0, second.y0)
            # Boxes hold room for accents and tails, which two lines of one name may share.
            assert wide <= 0.5 or high <= 2, (text, other)


def test_full_and_empty_cells_differ_in_grey(printed: Any) -> None:
    """A page printed in grey: a full cell is far darker than an empty one, and a range lies between."""
    grey = pixels(profile_figure(printed(), "fr"))
    scale = grey.shape[1] / drawing.WIDTH
    y = {}
    line = drawing.TOP + 23
    for area in printed()["areas"]:
        line += drawing.HEAD
        for one in area["standings"]:
            y[one["competence"]] = line
            line += drawing.ROW
        line += drawing.BETWEEN
    step = (drawing.BAND + drawing.GAP) / 8

    def cell(competence: str, place: int) -> float:
        return float(grey[int(y[competence] * scale), int((drawing.BARS + (place + 0.5) * step) * scale)])

    full, empty = cell("1.3", 0), cell("1.3", 5)
    assert full < 100
    assert empty > 220
    assert full + 40 < cell("1.2", 1) < empty - 40


def test_a_name_is_never_mathematics(printed: Any) -> None:
    """Dollars and backslashes in a name are drawn as they are."""
    name = r"$\frac{1}{0$ \unknown"
    figure = profile_figure(printed(name=name), "fr")
    FigureCanvasAgg(figure).draw()
    assert any(name in text or name.split()[0] in text for text in texts(figure))


def test_an_empty_profile_is_drawn(printed: Any) -> None:
    """Before the first answer: zero pix, no margin, everything hatched."""
    said = texts(profile_figure(printed(known=Knowledge({}, ())), "fr"))
    assert "0" in said
    assert said.count("Pas encore évaluée") == 16
    assert not any("9 chances" in text for text in said)


def test_a_notebook_shows_it_by_itself(printed: Any) -> None:
    """As the last line of a cell: a picture, with words for who does not see it."""
    png, metadata = profile_figure(printed(), "fr")._repr_png_()
    assert png.startswith(b"\x89PNG")
    assert "1.3 (Niveau" in metadata["alt"]


@pytest.mark.parametrize("kind", ["pdf", "svg"])
def test_it_prints(printed: Any, kind: str) -> None:
    """The page can be saved for paper."""
    out = io.BytesIO()
    profile_figure(printed(), "fr").savefig(out, format=kind)
    assert len(out.getvalue()) > 10_000


def test_nothing_global_is_touched() -> None:
    """Drawing neither loads pyplot nor changes the settings of matplotlib."""
    code = """
import sys, matplotlib
before = matplotlib.rcParams.copy()  # reading "backend" from it would load pyplot
from pixnb.reports import figure
import datetime as dt
from pixnb.assessor.profile import profile_message
from pixnb.connect import open_bank
from pixnb.core.profile import Knowledge
profile = profile_message(Knowledge({}, ()), open_bank(), "fr", name="", at=dt.datetime.now(dt.UTC))
figure.profile_figure(profile, "fr")._repr_png_()
print("matplotlib.pyplot" in sys.modules, dict.items(matplotlib.rcParams.copy()) == dict.items(before))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.37, 2.5, "Niveau 2 au plus"),
        (1.0, 3.4, "Entre les niveaux 1 et 3"),
        (2.1, 2.9, "Autour du niveau 2"),
        (0.0, 0.8, "Avant le niveau 1"),
        (6.5, 8.0, "Entre les niveaux 6 et 8"),
    ],
)
def test_a_range_is_said_as_on_the_screens(low: float, high: float, said: str) -> None:
    """Paper and screen name the same levels: those that would be reached at both ends."""
    one: Any = {"state": "range", "low": low, "high": high, "max_level": 8}
    assert words.standing(one, "fr")[0] == said
