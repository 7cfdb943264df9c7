"""The profile as a file: CSV for a spreadsheet, JSON for a program. The formats are in docs/profile.md."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Literal

from pixnb.core.app_messages import ProfileMessage, Standing
from pixnb.core.framework import Framework
from pixnb.core.plan import Trust
from pixnb.core.protocol import FileContent
from pixnb.core.text import Lang
from pixnb.frameworks.digcomp import digcomp_names
from pixnb.version import __version__

Format = Literal["csv", "json"]
FORMAT, VERSION = "pixnb-profile", 1
"""What a reader of the JSON looks at first. The version rises when a field changes its meaning or goes."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
BOM = "\ufeff"
"""Tells a spreadsheet that a file is UTF-8."""

COLUMNS: dict[str, dict[Lang, str]] = {
    "learner": {"fr": "élève", "en": "learner"},
    "date": {"fr": "date du profil", "en": "profile date"},
    "competence": {"fr": "code", "en": "code"},
    "name": {"fr": "compétence", "en": "competence"},
    "area": {"fr": "domaine", "en": "area"},
    "state": {"fr": "état", "en": "state"},
    "level": {"fr": "niveau", "en": "level"},
    "level_name": {"fr": "nom du niveau", "en": "level name"},
    "low": {"fr": "niveau au moins", "en": "level at least"},
    "high": {"fr": "niveau au plus", "en": "level at most"},
    "pix": {"fr": "pix", "en": "pix"},
    "reachable": {"fr": "niveau atteignable aujourd’hui", "en": "level reachable today"},
    "answers": {"fr": "réponses", "en": "answers"},
    "assessed_at": {"fr": "dernière réponse", "en": "last answer"},
    "digcomp": {"fr": "DigComp", "en": "DigComp"},
    "digcomp_name": {"fr": "compétence DigComp", "en": "DigComp competence"},
    "digcomp_relation": {"fr": "rapprochement", "en": "relation"},
    "digcomp_level": {"fr": "niveau DigComp", "en": "DigComp level"},
    "trust": {"fr": "valeur", "en": "trust"},
    "pixnb": {"fr": "version de pixnb", "en": "pixnb version"},
}
"""Columns of the CSV, with their heading in each language."""

STATES: dict[str, dict[Lang, str]] = {
    "unassessed": {"fr": "pas encore évaluée", "en": "not assessed yet"},
    "range": {"fr": "fourchette", "en": "range"},
    "level": {"fr": "niveau", "en": "level"},
}
RELATIONS: dict[str, dict[Lang, str]] = {
    "exactMatchOf": {"fr": "équivalente", "en": "equivalent"},
    "isPartOf": {"fr": "en fait partie", "en": "part of it"},
    "isRelatedTo": {"fr": "proche", "en": "related"},
}
TRUSTS: dict[Trust, dict[Lang, str]] = {
    "practice": {"fr": "entraînement", "en": "practice"},
    "class": {"fr": "classe", "en": "class"},
    "certified": {"fr": "certifié", "en": "certified"},
}


def profile_file(
    profile: ProfileMessage, format: Format, lang: Lang, *, framework: Framework, trust: Trust = "practice"
) -> FileContent:
    """The profile as a file to download.

    Parameters
    ----------
    profile
        Where the learner stands, in the same language.
    format
        ``csv``: one line per competence, made for the spreadsheets of the language (French ones read
        semicolons and decimal commas). ``json``: everything, for programs.
    lang
        Language of headings and names.
    framework
        The framework of the profile.
    trust
        What the results are worth.

    Returns
    -------
    FileContent
        Name, media type and bytes, in UTF-8.
    """
    stem = {"fr": "profil", "en": "profile"}[lang]
    name = f"pixnb-{stem}-{profile['at'][:10]}.{format}"
    if format == "json":
        text = json.dumps(profile_data(profile, lang, framework, trust), ensure_ascii=False, indent=2) + "\n"
        return {"name": name, "media_type": "application/json", "content": text.encode()}
    return {"name": name, "media_type": "text/csv", "content": _csv(profile, lang, framework, trust).encode()}


def profile_data(profile: ProfileMessage, lang: Lang, framework: Framework, trust: Trust) -> dict[str, Any]:
    """What the JSON file says."""
    names = digcomp_names(framework.id)
    return {
        "format": FORMAT,
        "version": VERSION,
        "pixnb": __version__,
        "trust": trust,
        "lang": lang,
        "learner": profile["name"],
        "at": profile["at"],
        "framework": {"id": framework.id, "version": framework.version, "name": framework.name[lang]},
        "digcomp": {"version": profile["digcomp_version"], "note": profile["digcomp_note"]},
        **{key: profile[key] for key in ("pix", "low", "high", "max_pix", "reachable_pix", "answers", "assessed")},
        "areas": [
            {
                "code": str(area["area"]),
                "name": area["name"],
                "competences": [_competence(one, names.level(_level(one) or 0, lang)) for one in area["standings"]],
            }
            for area in profile["areas"]
        ],
        "progress": profile["progress"],
    }


def _competence(one: Standing, digcomp_level: str) -> dict[str, Any]:
    """One competence of the JSON: null where nothing is known, and no level where a range is all there is."""
    known, level = one["state"] != "unassessed", _level(one)
    return {
        "code": one["competence"],
        "name": one["name"],
        "state": one["state"],
        "level": level,
        "level_name": one["level_name"] if level else None,
        "low": one["low"] if known else None,
        "high": one["high"] if known else None,
        "pix": one["pix"] if known else None,
        "reachable_level": one["reachable_level"],
        "answers": one["answers"],
        "assessed_at": one["assessed_at"],
        "digcomp": one["digcomp"],
        "digcomp_level": digcomp_level or None,
    }


def _level(one: Standing) -> int | None:
    """The level, where one may be shown."""
    return one["level"] if one["state"] == "level" else None


def _csv(profile: ProfileMessage, lang: Lang, framework: Framework, trust: Trust) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if lang == "fr" else ",", lineterminator="\r\n")
    writer.writerow([words[lang] for words in COLUMNS.values()])
    for row in _rows(profile, lang, framework, trust):
        writer.writerow([_cell(row[column], lang) for column in COLUMNS])
    return BOM + out.getvalue()


def _rows(profile: ProfileMessage, lang: Lang, framework: Framework, trust: Trust) -> Iterator[dict[str, Any]]:
    names = digcomp_names(framework.id)
    whole = {
        "learner": profile["name"],
        "date": profile["at"][:10],
        "trust": TRUSTS[trust][lang],
        "pixnb": __version__,
    }
    for area in profile["areas"]:
        for one in area["standings"]:
            level, near = _level(one), one["digcomp"]
            yield {
                **whole,
                **_competence(one, names.level(level or 0, lang)),
                # A bare 1.3 would become a number or a date.
                "competence": f"{framework.id.upper()} {one['competence']}",
                "area": area["name"],
                "state": STATES[one["state"]][lang],
                "reachable": one["reachable_level"],
                "assessed_at": (one["assessed_at"] or "")[:10],
                "digcomp": f"DigComp {', '.join(link['code'] for link in near)}" if near else "",
                "digcomp_name": " | ".join(link["name"] for link in near),
                "digcomp_relation": ", ".join(dict.fromkeys(_relation(link["relation"], lang) for link in near)),
            }


def _relation(name: str, lang: Lang) -> str:
    words = RELATIONS.get(name)
    return words[lang] if words else name


def _cell(value: Any, lang: Lang) -> str:
    """One cell, as the spreadsheets of the language read it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",") if lang == "fr" else str(value)
    return _tame(value) if isinstance(value, str) else str(value)


def _tame(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a name may begin with anything."""
    return f"'{text}" if text.startswith(FORMULA) else text
