"""Setting a course up, reading cells without running them, and what a pupil sees before anything is graded."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from traitlets.config import Config

import pixnb
from pixnb.cli import cli
from pixnb.connect import class_report, connect, framework, regrade
from pixnb.core.errors import FrameworkError, PixnbError, PlaceError
from pixnb.core.grading import COUNTED, CompetenceGrade, Grading
from pixnb.core.plan import Plan
from pixnb.nbgrader import configure, words
from pixnb.nbgrader.cells import CellError, asked
from pixnb.nbgrader.course import BEGIN, CONFIG, enable

PLAN = 'import pixnb\npixnb.start(pixnb.plan("x", "X", skills=["1.3.reading.cell"]), transcript=True)'
GRADE = CompetenceGrade("1.3", 3, 26, False, 1.5, 4.25, 0.5, 4, 8, 6)


# Setting up.


def test_a_course_without_configuration_gets_a_small_one(tmp_path: Path) -> None:
    """It names the course, and is Python that nbgrader can run."""
    done = enable(tmp_path)
    config = Config()
    exec(compile(done.config.read_text(encoding="utf-8"), CONFIG, "exec"), {"get_config": lambda: config})
    assert done.change == "made"
    assert config.CourseDirectory.course_id == tmp_path.name
    assert "Regrade" in [step.__name__ for step in config.Autograde.autograde_preprocessors]


def test_other_lines_are_never_touched(tmp_path: Path) -> None:
    """The block is added at the end, brought up to date where it stands, and added once."""
    path = tmp_path / CONFIG
    mine = "# ours\nc = get_config()\nc.ClearSolutions.code_stub = {'python': 'pass'}  # keep\n"
    path.write_text(mine, encoding="utf-8")
    assert enable(tmp_path).change == "added"
    assert path.read_text(encoding="utf-8").startswith(mine)
    assert path.read_text(encoding="utf-8").count("get_config()") == 1
    assert enable(tmp_path).change == "none"
    path.write_text(path.read_text(encoding="utf-8").replace("configure(c)", "old(c)") + "# later\n", encoding="utf-8")
    assert enable(tmp_path).change == "replaced"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(mine)
    assert text.endswith("# later\n")
    assert text.count(BEGIN) == 1


def test_the_notebook_is_copied_once(tmp_path: Path) -> None:
    """What a teacher changed in it stays."""
    path = enable(tmp_path, "donnees").notebook
    assert path == tmp_path / "source" / "donnees" / "donnees-3e.ipynb"
    path.write_text("{}", encoding="utf-8")
    enable(tmp_path, "donnees")
    assert path.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    ("make", "assignment", "said"),
    [
        (lambda path: None, "", "there is no folder"),
        (lambda path: (path.mkdir(), (path / CONFIG).write_bytes(b"\xff\x00")), "", "readable and writable text"),
        (lambda path: path.mkdir(), "a b", "cannot be called"),
        (lambda path: path.mkdir(), "../up", "cannot be called"),
    ],
    ids=["no folder", "no text", "a space", "a path"],
)
def test_what_cannot_be_set_up_is_said_in_one_line(tmp_path: Path, make: Any, assignment: str, said: str) -> None:
    """A teacher reads what is wrong, where, and what to do."""
    make(tmp_path / "course")
    with pytest.raises(PlaceError, match=said):
        enable(tmp_path / "course", assignment)


def test_without_nbgrader_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gradebook is an extra."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    done = CliRunner().invoke(cli, ["nbgrader", "enable", str(tmp_path)])
    assert isinstance(done.exception, PlaceError)
    assert "pip install 'pixnb[nbgrader]'" in str(done.exception)


def test_steps_that_a_course_has_set_are_kept() -> None:
    """Ours come right after the one they need, whatever the course added or left out; and once."""
    from nbgrader.converters import Autograde
    from nbgrader.preprocessors import Execute, LimitOutput, SaveAutoGrades

    config = Config()
    config.Autograde.autograde_preprocessors.insert(0, LimitOutput)
    config.GenerateAssignment.preprocessors = []
    configure(config)
    configure(config)
    names = [step.__name__ for step in config.Autograde.autograde_preprocessors]
    assert names[0] == "LimitOutput"
    assert names.index("Regrade") == names.index(Execute.__name__) + 1
    assert names.index("Flag") == names.index(SaveAutoGrades.__name__) + 1
    assert len(names) == len(Autograde.autograde_preprocessors.default_args[0]) + 3
    assert [step.__name__ for step in config.GenerateAssignment.preprocessors] == ["ForPupils"]


def test_transcripts_are_taken_out_of_zips_too() -> None:
    """Besides what nbgrader takes, or what the course says; once."""
    plain, own = Config(), Config()
    own.FileNameCollectorPlugin.valid_ext = [".ipynb", ".odt"]
    for config in (plain, own, own):
        configure(config)
    assert plain.FileNameCollectorPlugin.valid_ext == [".ipynb", ".json"]
    assert own.FileNameCollectorPlugin.valid_ext == [".ipynb", ".odt", ".json"]


# Reading cells.


def test_a_plan_and_its_points_are_read_without_running_them() -> None:
    """Magics and other code are passed over."""
    found = asked([("a", "%matplotlib inline\nx = pixnb"), ("plan", PLAN), ("p", 'pixnb.points("1.3")')])
    (posed,) = found.posed
    assert (posed.plan.id, posed.plan.skills, posed.file) == (
        "thematic-x", ("1.3.reading.cell",), "thematic-x.pixnb.json",
    )  # fmt: skip
    assert found.grading("p") == found.graded[0]
    assert found.graded[0].competence == "1.3"
    assert found.grading("plan") is None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([PLAN.replace('"x"', "name")], "plain values"),
        ([PLAN.replace("1.3.reading.cell", "1.3.reading.bell")], "1.3.reading.bell"),
        ([PLAN.replace(", transcript=True", "")], "say where"),
        ([PLAN.replace("True", '"../x.pixnb.json"')], "say where"),
        ([PLAN, PLAN], "same file"),
        ([PLAN + "\n" + PLAN], "one plan in a cell"),
        (['pixnb.points("1.3")'], "no plan in this notebook"),
        ([PLAN[:-1], 'pixnb.points("1.3")'], "“cell0”: Python cannot read it: line 2, '\\(' was never closed"),
        ([PLAN, PLAN.replace('"x"', '"y"'), 'pixnb.points("1.3")'], "2 plans in this notebook"),
    ],
)
def test_what_cannot_be_graded_is_said_by_cell(cells: list[str], said: str) -> None:
    """Nothing is guessed from code that would have to be run."""
    with pytest.raises(CellError, match=said):
        asked((f"cell{place}", source) for place, source in enumerate(cells))


def test_other_code_that_cannot_be_read_is_passed_over() -> None:
    """A lesson may show a mistake, or speak of pixnb in a comment."""
    found = asked([("a", "import pixnb\nfor x in"), ("b", "# pixnb.plan(\n(")])
    assert (found.posed, found.graded) == ((), ())


# Words.


@pytest.mark.parametrize(
    ("shown", "fr", "en"),
    [(0, "0 acquis montré sur", "0 skills shown"), (1, "1 acquis montré sur", "1 skill shown")],
)
def test_none_and_one_are_counted_as_each_language_does(shown: int, fr: str, en: str) -> None:
    """French counts none as singular, English as plural."""
    text = words.cell(Grading("ok", competences={"1.3": replace(GRADE, shown=shown)}, answers=12), "1.3", framework())
    assert fr in text
    assert en in text


@pytest.mark.parametrize("code", sorted(words.REASONS))
def test_every_reason_has_a_sentence_in_both_languages(code: str) -> None:
    """With its values, and never an empty brace."""
    grading = Grading("tampered", code, {"file": "f", "question": 3, "event": 2, "count": 1, "plan": "p"}, pixnb="0.2")
    for lang in ("fr", "en"):
        said = words.reason(grading, lang)
        assert said.endswith(".")
        assert "{" not in said


def test_a_graded_cell_speaks_of_level_margin_and_trust() -> None:
    """Numbers are written as each language does."""
    text = words.cell(Grading("ok", competences={"1.3": GRADE}, answers=12), "1.3", framework())
    assert "1.3 Traiter des données\u00a0: niveau 3 (encore incertain\u00a0: entre 1,5 et 4,2), 26 pix" in text
    assert "still uncertain: between 1.5 and 4.2" in text
    assert "4 acquis montrés sur 8, soit 50\u00a0% des pix en jeu · 6 questions dans cette compétence, " in text
    assert "12 questions en tout" in text
    assert "les corrigés étaient à portée de main" in text
    assert "0 en attendant" not in text


@pytest.mark.parametrize("state", ["missing", "tampered", "copied", "unverifiable"])
def test_what_does_not_count_earns_nothing_and_is_shown_to_the_teacher(state: Any) -> None:
    """Even when levels were worked out before the doubt came."""
    grading = Grading(state, "copied", competences={"1.3": GRADE})
    assert state not in COUNTED
    assert grading.points("1.3", 4) == 0
    assert grading.doubtful


# A pupil's own look.


def test_a_pupil_sees_where_the_attempt_stands(
    play: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: Plan
) -> None:
    """Before it has begun, and after; without a file name when there is one alone."""
    monkeypatch.chdir(tmp_path)
    assert "n’est pas commencé" in repr(pixnb.points("1.3"))
    Path(f"{plan.id}.pixnb.json").write_text(json.dumps(play()), encoding="utf-8")
    assert "1.3 Traiter des données\u00a0: niveau" in repr(pixnb.points("1.3"))
    assert "<p>1.3 Traiter" in pixnb.points("1.3")._repr_html_()
    Path("other.pixnb.json").write_text("{", encoding="utf-8")
    with pytest.raises(PixnbError, match="several attempts"):
        pixnb.points("1.3")
    assert "ne peut pas être lu" in repr(pixnb.points("1.3", "other.pixnb.json"))
    with pytest.raises(FrameworkError):
        pixnb.points("1.9")


def test_the_transcript_that_the_screen_writes_is_the_one_that_is_graded(tmp_path: Path, plan: Plan) -> None:
    """From the desk behind the player to the re-scoring: each thing saved is in the file at once."""
    path = tmp_path / "x.pixnb.json"
    desk = connect(store=tmp_path / "pixnb.db", learner="Amel", plans=[plan], transcript=path)
    view = desk.start(plan=plan.id, lang="fr")
    states = set()
    while view["question"]:
        name = view["question"]["id"]
        view = desk.skip(attempt=view["attempt"], question=name, key=name, lang="fr")["view"]
        states.add(regrade(json.loads(path.read_text(encoding="utf-8")), plan).state)
        while view["screen"] in ("feedback", "checkpoint"):
            view = desk.next(attempt=view["attempt"], after=view["after"], lang="fr")
    grading = regrade(json.loads(path.read_text(encoding="utf-8")), plan)
    assert states == {"unfinished"}
    assert (grading.state, grading.answers) == ("ok", len(view["result"]["questions"]))


def test_a_lost_transcript_comes_back_when_the_notebook_is_opened(tmp_path: Path, plan: Plan) -> None:
    """A pupil who fetched the folder anew hands in what was done; the app's other plans never take its place."""
    path, store = tmp_path / "x.pixnb.json", tmp_path / "pixnb.db"
    desk = connect(store=store, learner="Amel", plans=[plan], transcript=path)
    assert desk.view(plan=plan.id, lang="fr")["attempt"] == ""
    assert not path.exists()
    attempt = desk.start(plan=plan.id, lang="fr")["attempt"]
    path.unlink()
    desk.view(plan=plan.id, lang="fr")
    assert json.loads(path.read_text(encoding="utf-8"))["events"][0]["attempt"] == attempt
    path.unlink()
    other = connect(
        store=store, learner="Amel", plans=[replace(plan, id="thematic-other")], transcript=path,
    )  # fmt: skip
    other.view(plan=plan.id, lang="fr")
    assert not path.exists()


def test_a_course_that_was_not_set_up_gives_no_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pixnb's steps nbgrader would give full points to any output: an error gives none."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(PixnbError, match="pixnb nbgrader enable"):
        pixnb.points("1.3")


def test_while_nbgrader_grades_the_teachers_store_stays_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pupil's notebook runs on the teacher's account."""
    from pixnb.store.place import home

    monkeypatch.setenv("PIXNB_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert home() != tmp_path


# The class.


def _class(lang: str = "fr") -> Any:
    sure = replace(GRADE, competence="2.1", level=6, certain=True)
    return class_report(
        [
            ("a", "Amel $B_1$", Grading("ok", competences={"1.3": GRADE, "2.1": sure}, at="2")),
            ("a", "Amel $B_1$", Grading("ok", competences={"1.3": replace(GRADE, level=1)}, at="1")),
            ("b", "<b>Bastien</b>", Grading("tampered", "chain")),
            ("c", "Chloé", Grading("ok", competences={"1.3": replace(GRADE, level=None, questions=0)})),
            ("d", "Chloé", Grading("ok", competences={"1.3": replace(GRADE, level=0, certain=True)})),
        ],
        title="3e B",
        lang=lang,
    )


def test_the_class_table_tells_level_0_from_not_assessed() -> None:
    """The latest attempt counts; two pupils of one name stay two."""
    table = _class().table
    assert list(table.columns) == ["1.3", "2.1"]
    assert list(table.index) == ["Amel $B_1$", "<b>Bastien</b>", "Chloé (c)", "Chloé (d)"]
    assert table.loc["Amel $B_1$"].tolist() == [3, 6]
    assert table["1.3"].isna().tolist() == [False, True, True, False]
    assert table.loc["Chloé (d)", "1.3"] == 0
    assert table.attrs["state"]["<b>Bastien</b>"] == "tampered"


def test_the_class_page_escapes_names_and_says_what_does_not_count() -> None:
    """Italics for what is uncertain, hatching for what was not assessed."""
    html = _class()._repr_html_()
    assert "&lt;b&gt;Bastien" in html
    assert "modifié\u00a0: à voir" in html
    assert html.count("font-style:italic") == 1
    assert "entre 1,5 et 4,2" in html
    assert "between 1.5 and 4.2" in _class("en")._repr_html_()
    assert html.count("repeating-linear-gradient") == 5
    assert 'lang="en"' in _class("en")._repr_html_()


def test_the_class_figure_has_a_cell_for_each_pupil_and_competence() -> None:
    """And words for who does not see it."""
    figure = _class().figure()
    assert len(figure.axes[0].patches) == 8
    assert {"3", "6", "0"} <= {text.get_text() for text in figure.axes[0].texts}
    assert "4 élèves" in figure.alt
    assert figure._repr_png_()[0].startswith(b"\x89PNG")


def test_a_folder_without_a_gradebook_is_no_class(tmp_path: Path) -> None:
    """Asking leaves no empty gradebook behind."""
    with pytest.raises(PlaceError, match="is no nbgrader course"):
        pixnb.report(tmp_path)
    enable(tmp_path)
    with pytest.raises(PlaceError, match="generate an assignment first"):
        pixnb.report(tmp_path)
    assert not (tmp_path / "gradebook.db").exists()


def test_the_export_is_no_formula(tmp_path: Path) -> None:
    """A pupil called =cmd() stays a name."""
    from pixnb.nbgrader.export import write
    from pixnb.nbgrader.levels import Row

    target = tmp_path / "levels.csv"
    row = Row("a", "+1", "=cmd()", "@x", Grading("ok", competences={"1.3": GRADE}), ("-b",), 2, 4)
    write([row, Row("a", "z", "", "", Grading("missing", "missing", {"file": "f"}))], target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert [first[name] for name in ("student_id", "last_name", "first_name", "same_attempt")] == [
        "'+1", "'=cmd()", "'@x", "'-b",
    ]  # fmt: skip
    assert (first["1.3 level"], first["1.3 certain"], first["1.3 at_most"]) == ("3", "no", "4.25")
    assert (first["1.3 pix"], first["1.3 share"], first["1.3 skills_shown"]) == ("26", "0.500", "4")
    assert (second["state"], second["1.3 level"], second["1.3 pix"]) == ("missing", "", "")
