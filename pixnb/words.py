"""What pixnb says outside its screens, in French and English: printed profiles and notebooks without a browser.

With the numbers and dates of each language.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from math import floor

from pixnb.core.app_messages import ProfileMessage, Standing
from pixnb.core.text import Lang

VOWELS = tuple("aeiouœæ")
MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    "en": tuple(
        "January February March April May June July August September October November December".split()
    ),
}  # fmt: skip

WORDS: dict[str, dict[Lang, str]] = {
    "title": {"fr": "Profil numérique", "en": "Digital profile"},
    "title_of": {"fr": "Profil numérique de {name}", "en": "Digital profile of {name}"},
    "title_of_vowel": {"fr": "Profil numérique d’{name}", "en": "Digital profile of {name}"},
    "answers_0": {"fr": "aucune réponse", "en": "no answer yet"},
    "answers_1": {"fr": "1 réponse", "en": "1 answer"},
    "answers": {"fr": "{count} réponses", "en": "{count} answers"},
    "right_0": {"fr": "aucune juste", "en": "none of them right"},
    "right_1": {"fr": "1 juste", "en": "1 of them right"},
    "right": {"fr": "{count} justes", "en": "{count} of them right"},
    "at": {"fr": "Au {date} · {answers}", "en": "On {date} · {answers}"},
    "pix_of": {"fr": "pix sur {max}", "en": "pix out of {max}"},
    "between": {
        "fr": "entre {low} et {high}, 9 chances sur 10",
        "en": "between {low} and {high}, 9 chances out of 10",
    },
    "reachable": {
        "fr": "Aujourd’hui, les questions vont jusqu’à {pix} pix.",
        "en": "Today’s questions go up to {pix} pix.",
    },
    "level": {"fr": "Niveau {level}", "en": "Level {level}"},
    "range": {"fr": "Entre les niveaux {low} et {high}", "en": "Between levels {low} and {high}"},
    "range_up_to": {"fr": "Niveau {high} au plus", "en": "Level {high} at most"},
    "range_one": {"fr": "Autour du niveau {high}", "en": "Around level {high}"},
    "range_below": {"fr": "Avant le niveau 1", "en": "Below level 1"},
    "range_note": {"fr": "encore trop peu sûr", "en": "not sure enough yet"},
    "unassessed": {"fr": "Pas encore évaluée", "en": "Not assessed yet"},
    "key_level": {"fr": "niveau atteint, sur 8", "en": "level reached, out of 8"},
    "key_margin": {
        "fr": "marge\u00a0: le niveau y est 9 fois sur 10",
        "en": "margin: the level is in it 9 times out of 10",
    },
    "key_range": {"fr": "fourchette, encore trop large", "en": "range, still too wide"},
    "key_unassessed": {"fr": "pas encore évaluée", "en": "not assessed yet"},
    "key_beyond": {"fr": "pas encore de question", "en": "no question yet"},
    "trust_practice": {
        "fr": "Entraînement sans surveillance\u00a0: il aide à savoir où on en est, il ne prouve rien à d’autres.",
        "en": "Practice without supervision: it helps to know where one stands; it proves nothing to others.",
    },
    "trust_class": {
        "fr": "Passage en classe, sans surveillance\u00a0: ce n’est pas une certification.",
        "en": "Taken in class, without supervision: this is not a certification.",
    },
    "trust_certified": {"fr": "Passage surveillé.", "en": "Taken under supervision."},
    "made": {"fr": "pixnb {version} · CRCN · {date}", "en": "pixnb {version} · CRCN · {date}"},
    "still_nobody": {
        "fr": "Personne n’a encore commencé ici.",
        "en": "Nobody has begun here yet.",
    },
    "still_start": {"fr": "Pas encore commencé.", "en": "Not begun yet."},
    "still_open": {"fr": "En cours, à la question {number}.", "en": "Under way, at question {number}."},
    "still_done": {
        "fr": "Terminé le {date}\u00a0: {answers}, {right}.",
        "en": "Finished on {date}: {answers}, {right}.",
    },
    "still_level": {"fr": "{level}, {pix} pix.", "en": "{level}, {pix} pix."},
    "still_lesson": {"fr": "{topic} · {minutes} min", "en": "{topic} · {minutes} min"},
    "still_competence": {"fr": "Compétence", "en": "Competence"},
    "still_stands": {"fr": "Niveau", "en": "Level"},
    "still_live": {
        "fr": "État enregistré. Pour répondre, exécute cette cellule dans JupyterLab.",
        "en": "Saved state. To answer, run this cell in JupyterLab.",
    },
    "summary": {
        "fr": "{pix} pix sur {max}, compétences évaluées\u00a0: {assessed} sur {all}. {levels}",
        "en": "{pix} pix out of {max}, competences assessed: {assessed} out of {all}. {levels}",
    },
}  # fmt: skip


def say(key: str, lang: Lang, **values: object) -> str:
    """A sentence, with its values."""
    return WORDS[key][lang].format(**values)


def title(name: str, lang: Lang) -> str:
    """Whose profile it is; French says d’Inès and de Paul."""
    first = unicodedata.normalize("NFKD", name)[:1].casefold()
    return say("title_of_vowel" if first in VOWELS else "title_of", lang, name=name) if name else say("title", lang)


def number(value: float, lang: Lang) -> str:
    """A number with at most one decimal, as the language writes it."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if lang == "fr" else text


def date(moment: str, lang: Lang) -> str:
    """The day of a moment, in this machine's time zone: 21 novembre 2026."""
    day = dt.datetime.fromisoformat(moment).astimezone()
    first = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{first} {MONTHS[lang][day.month - 1]} {day.year}"


def answers(count: int, lang: Lang) -> str:
    """So many answers."""
    return say(f"answers_{count}" if count < 2 else "answers", lang, count=count)


def right(count: int, lang: Lang) -> str:
    """So many of them right."""
    return say(f"right_{count}" if count < 2 else "right", lang, count=count)


def standing(one: Standing, lang: Lang) -> tuple[str, str]:
    """Where somebody stands in one competence: the main words and what comes with them."""
    if one["state"] == "unassessed":
        return say("unassessed", lang), ""
    if one["state"] == "range":
        return _range(floor(one["low"]), min(floor(one["high"]), one["max_level"]), lang), say("range_note", lang)
    return say("level", lang, level=one["level"]), one["level_name"]


def _range(low: int, high: int, lang: Lang) -> str:
    """The levels that would be reached at both ends of an interval, as the screens say it."""
    if high == 0:
        return say("range_below", lang)
    if low == high:
        return say("range_one", lang, high=high)
    return say("range" if low else "range_up_to", lang, low=low, high=high)


def summary(profile: ProfileMessage, lang: Lang) -> str:
    """The whole profile in a few words, for who does not see the picture."""
    known = [one for area in profile["areas"] for one in area["standings"] if one["state"] != "unassessed"]
    levels = ", ".join(f"{one['competence']} ({', '.join(filter(None, standing(one, lang)))})" for one in known)
    every = sum(len(area["standings"]) for area in profile["areas"])
    return say(
        "summary", lang, pix=profile["pix"], max=profile["max_pix"], assessed=profile["assessed"], all=every,
        levels=f"{levels}." if levels else "",
    ).strip()  # fmt: skip
