"""What holds for every answer kind, whatever the author wrote and whatever a learner sends."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pixnb.answers import KINDS, forewarned, kind
from pixnb.answers.authoring import fault
from pixnb.answers.base import Workbench
from pixnb.answers.problems import PROBLEMS, refused
from pixnb.core.canonical import canonical
from pixnb.core.errors import InvalidAnswer, Problem

Bench = Callable[..., Workbench]

WORDS = st.text("abcdefgh éœÀ-’.0123456789", min_size=1, max_size=12).filter(
    lambda text: bool(text.strip()) and not text.startswith("=")
)
DIFFERENT = st.lists(WORDS.map(str.strip), min_size=3, max_size=6, unique=True)
FLOATS = st.floats(-1e9, 1e9).map(lambda value: round(value, 4))
AMOUNTS = st.one_of(st.integers(-(10**12), 10**12), FLOATS)


@st.composite
def choices(draw: st.DrawFn) -> dict[str, Any]:
    """Blocks of the kind ``choice`` in both of its forms."""
    texts = draw(DIFFERENT)
    several = draw(st.booleans())
    right = draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3 if several else 1, unique=True))
    shuffle = draw(st.booleans())
    if draw(st.booleans()):
        return {"from": texts, "right": right if several else right[0], "several": several, "shuffle": shuffle}
    options = [{"text": text, "right": text in right} for text in texts]
    return {"options": options, "several": several, "shuffle": shuffle}


@st.composite
def blanks(draw: st.DrawFn) -> dict[str, Any]:
    """Blocks of the kind ``blanks`` with every sort of blank."""
    sorts = [draw(st.sampled_from(["accept", "number", "options"]))] * 3
    free = draw(st.booleans())
    if not free:
        sorts = draw(st.lists(st.sampled_from(["accept", "number", "options"]), min_size=1, max_size=4))
    made = []
    for place, sort in enumerate(sorts):
        texts = draw(DIFFERENT)
        made.append({"id": f"b{place}", "label": f"Blank {place}", sort: draw(AMOUNTS) if sort == "number" else texts})
        if sort == "options":
            made[-1]["right"] = texts[0]
    text = draw(st.sampled_from(["", " ".join(f"See [[b{place}]]," for place in range(len(sorts)))]))
    return {"blanks": made, "text": text, "interchangeable": free}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Blocks of the kind ``file`` that expect a table."""
    cell = st.one_of(WORDS.map(str.strip), AMOUNTS, st.booleans())
    columns = draw(st.lists(WORDS.map(str.strip), min_size=1, max_size=4, unique=True))
    row = st.lists(cell, min_size=len(columns), max_size=len(columns))
    table = {
        "columns": columns,
        "rows": draw(st.lists(row, max_size=5)),
        "order": draw(st.sampled_from(["strict", "any"])),
    }
    return {"formats": [draw(st.sampled_from(["csv", "xlsx", "ods"]))], "table": table}


SPECS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "choice": choices(),
    "text": st.builds(
        lambda accept, tolerances, size: {"accept": accept, "tolerances": sorted(tolerances), "size": size},
        DIFFERENT,
        st.sets(st.sampled_from(["case", "punctuation", "typos"])),
        st.sampled_from(["short", "long"]),
    ),
    "number": st.builds(
        lambda value, tolerance, unit: {"value": value, "tolerance": tolerance, "unit": unit},
        AMOUNTS,
        st.floats(0, 10),
        st.sampled_from(["", "€", "%", "km", "°C", "Mo", "m²", "e"]),
    ),
    "blanks": blanks(),
    "order": st.builds(lambda items: {"items": items}, DIFFERENT),
    "match": st.builds(
        lambda left, right, extra: {
            "pairs": [[one, other] for one, other in zip(left, right, strict=False)],
            "extra": extra,
        },
        DIFFERENT,
        DIFFERENT,
        st.just(["extra 1", "extra 2"]),
    ),
    "file": tables(),
}

BUILDS = st.sampled_from(KINDS).flatmap(lambda name: st.tuples(st.just(name), SPECS[name], st.integers(0, 99)))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["1", "l1", "r1", "b0"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4) | st.sampled_from(["1", "l1", "l2", "b0", "b1"]), inner, max_size=4)
    ),
    max_leaves=8,
)
RAWS = JSON | st.dictionaries(
    st.sampled_from(["choices", "text", "blanks", "order", "pairs", "name"]), JSON, min_size=1, max_size=6
)
NAMES = st.sampled_from(["a.csv", "a.xlsx", "a.ods", "a.txt", "A.CSV", "csv", ".csv", "../a.csv"])
UPLOADS = st.none() | st.binary(max_size=80) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))


def _is_read(name: str, ask: Any, raw: Any, upload: bytes | None = None) -> bool:
    """Whether an answer is read; anything but an answer or a known refusal fails the test."""
    try:
        answer = kind(name).read(ask, raw, upload)
    except InvalidAnswer as error:
        refusal = error
    else:
        assert canonical(answer)
        return True
    assert refusal.problem in PROBLEMS
    assert canonical(refusal.params)
    return False


@given(BUILDS)
@settings(deadline=None)
def test_reference_of_every_build_is_right(bench: Bench, built: tuple[str, dict[str, Any], int]) -> None:
    """The reference answer is read and correct, whatever the block and the seed."""
    name, spec, seed = built
    ask, expected = kind(name).build(spec, bench(seed))
    raw, upload = kind(name).reference(ask, expected)
    answer = kind(name).read(ask, raw, upload)
    assert kind(name).check(expected, answer).outcome == "correct"


@given(BUILDS)
@settings(deadline=None)
def test_empty_of_every_build_is_handed_back(bench: Bench, built: tuple[str, dict[str, Any], int]) -> None:
    """Nothing filled in is never an answer."""
    name, spec, seed = built
    ask, _ = kind(name).build(spec, bench(seed))
    assert not _is_read(name, ask, kind(name).empty(ask))


@given(BUILDS, RAWS, UPLOADS)
@settings(deadline=None, max_examples=300)
def test_read_is_total(bench: Bench, built: tuple[str, dict[str, Any], int], raw: Any, upload: bytes | None) -> None:
    """Any JSON, with any bytes beside it, is an answer that can be written down and checked, or is handed back."""
    name, spec, seed = built
    ask, expected = kind(name).build(spec, bench(seed))
    if _is_read(name, ask, raw, upload):
        answer = kind(name).read(ask, raw, upload)
        for rules in ("default", "pix"):
            assert kind(name).check(expected, answer, rules).outcome in ("correct", "partial", "wrong")


@given(tables(), NAMES, st.binary(max_size=200))
@settings(deadline=None)
def test_read_of_any_bytes_is_total(bench: Bench, spec: dict[str, Any], name: str, upload: bytes) -> None:
    """Any bytes under any name are read or handed back."""
    ask, _ = kind("file").build(spec, bench())
    everything = {**ask, "formats": ["csv", "xlsx", "ods", "txt", "html", "json", "zip", "png", "jpg"]}
    for start in (b"", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xfe", b"{", b"sep=;\n"):
        for form in everything["formats"]:
            _is_read("file", everything, {"name": f"a.{form}"}, start + upload)
    _is_read("file", everything, {"name": name}, upload)


@given(BUILDS)
@settings(deadline=None)
def test_every_block_keeps_to_its_schema(bench: Bench, built: tuple[str, dict[str, Any], int]) -> None:
    """What builds is what the schema allows."""
    name, spec, _ = built
    assert list(Draft202012Validator(kind(name).schema).iter_errors(spec)) == []


@given(BUILDS)
@settings(deadline=None)
def test_same_seed_gives_the_same_and_languages_shuffle_alike(
    bench: Bench, built: tuple[str, dict[str, Any], int]
) -> None:
    """Two builds agree, and the ids of the right answer do not depend on the language."""
    name, spec, seed = built
    assert kind(name).build(spec, bench(seed)) == kind(name).build(spec, bench(seed))
    if name in ("choice", "order", "match"):
        assert kind(name).build(spec, bench(seed, "fr"))[1] == kind(name).build(spec, bench(seed, "en"))[1]


@given(BUILDS)
@settings(deadline=None)
def test_chance_is_a_probability_and_zero_when_something_is_typed(
    bench: Bench, built: tuple[str, dict[str, Any], int]
) -> None:
    """Only closed questions can be guessed."""
    name, spec, seed = built
    ask, _ = kind(name).build(spec, bench(seed))
    chance = kind(name).chance(ask)
    assert 0 <= chance <= 1
    if name in ("text", "number", "file"):
        assert chance == 0


@pytest.mark.parametrize("name", KINDS)
def test_schema_is_strict_and_valid(name: str) -> None:
    """Each schema is one of draft 2020-12 and refuses an unknown field."""
    schema = kind(name).schema
    Draft202012Validator.check_schema(schema)
    errors = [error.validator for error in Draft202012Validator(schema).iter_errors({"colour": "red"})]
    assert "additionalProperties" in errors


def _fields(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ()
        for each in schema.values():
            yield from _fields(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _fields(each)


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_described(name: str) -> None:
    """An editor has words for every field but the two languages."""
    bare = [field for field, schema in _fields(kind(name).schema) if "description" not in schema]
    assert set(bare) <= {"fr", "en"}


@pytest.mark.parametrize("name", KINDS)
def test_found_by_name(name: str) -> None:
    """A kind knows its own name."""
    assert kind(name).name == name


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    """An author who misspells a kind sees the list."""
    with pytest.raises(KeyError, match=r"essay.*choice, text, number"):
        kind("essay")


def test_kinds_are_imported_when_asked_for() -> None:
    """Importing the room pulls in no kind and no library of one."""
    code = (
        "import sys, pixnb.answers; "
        "heavy = ('openpyxl', 'PIL', 'defusedxml', 'yaml', 'pixnb.answers.file', 'pixnb.answers.choice'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_refusal_names_a_known_problem() -> None:
    """A code without a sentence on screen cannot be raised."""
    assert refused("empty").code == "invalid.empty"
    with pytest.raises(KeyError):
        refused("nonsense")


def test_errors_travel_between_processes() -> None:
    """A refusal and a list of problems are the same after pickling."""
    again = pickle.loads(pickle.dumps(refused("too_long", max=3)))
    assert (again.problem, again.code, again.params) == ("too_long", "invalid.too_long", {"max": 3})
    faults = pickle.loads(pickle.dumps(fault("text", "what")))
    assert (str(faults), faults.problems) == ("answer (text): what", (Problem("answer (text)", 0, "what"),))


def test_forewarned_leaves_closed_kinds_alone() -> None:
    """Only typed text has typing errors."""
    expected = {"right": ["1"]}
    assert forewarned("choice", expected, [{"right": ["2"]}]) is expected
