"""What a graded cell says, in French and English: the pupil reads one, a colleague abroad the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pixnb.core.grading import CompetenceGrade, Grading, State
from pixnb.core.plan import Trust
from pixnb.core.text import LANGS, Lang
from pixnb.words import number

if TYPE_CHECKING:
    from pixnb.core.framework import Framework

Words = dict[Lang, str]

STATES: dict[State, Words] = {
    "ok": {"fr": "vérifié", "en": "verified"},
    "unfinished": {"fr": "pas terminé", "en": "not finished"},
    "missing": {"fr": "rien de rendu", "en": "nothing handed in"},
    "tampered": {"fr": "modifié après coup", "en": "changed afterwards"},
    "copied": {"fr": "rendu par plusieurs élèves", "en": "handed in by several pupils"},
    "unverifiable": {"fr": "impossible à vérifier", "en": "cannot be verified"},
}
"""Each state in a few words."""

REASONS: dict[str, Words] = {
    "missing": {
        "fr": "Le fichier {file} n’a pas été rendu avec le carnet : il n’y a rien à noter.",
        "en": "The file {file} was not handed in with the notebook: there is nothing to grade.",
    },
    "unfinished": {
        "fr": "Le parcours n’est pas terminé : ce qui a été fait compte, le reste ne rapporte rien.",
        "en": "The course is not finished: what was done counts, the rest earns nothing.",
    },
    "improved": {
        "fr": "Ce passage améliore un passage plus ancien, qui n’est pas rendu : seul compte ce qui a été montré ici.",
        "en": "This attempt improves an older one, which is not handed in: only what was shown here counts.",
    },
    "chain": {
        "fr": "Le fichier a été modifié : ses empreintes ne correspondent plus à ce qu’il contient.",
        "en": "The file was changed: its digests no longer match what it holds.",
    },
    "contents": {
        "fr": "Une réponse du fichier n’est pas celle qui a été enregistrée.",
        "en": "An answer in the file is not the one that was saved.",
    },
    "plan_changed": {
        "fr": "Le parcours écrit dans le fichier n’est pas celui qui a été commencé.",
        "en": "The plan written in the file is not the one that was begun.",
    },
    "order": {
        "fr": "Les événements du fichier ne peuvent pas s’être suivis ainsi.",
        "en": "The events in the file cannot have followed one another like this.",
    },
    "choice": {
        "fr": "La question {question} du fichier n’est pas celle qui devait être posée.",
        "en": "Question {question} in the file is not the one that had to be asked.",
    },
    "verdict": {
        "fr": "À la question {question}, le résultat écrit ne correspond pas à la réponse donnée.",
        "en": "At question {question}, the result written down does not match the answer given.",
    },
    "end": {
        "fr": "Le fichier dit le parcours terminé alors qu’il restait des questions.",
        "en": "The file says that the plan was finished while there were questions left.",
    },
    "result": {
        "fr": "Le résultat écrit dans le fichier n’est pas celui que donnent les réponses.",
        "en": "The result written in the file is not the one that the answers give.",
    },
    "copied": {
        "fr": "Le même passage a été rendu par un autre élève. Rien ne dit qui l’a fait : à voir ensemble.",
        "en": "Somebody else handed in the same attempt. Nothing says whose it is: to be talked over.",
    },
    "bank": {
        "fr": "Le passage a été fait avec une autre version des épreuves (pixnb {pixnb}) : il ne peut pas être "
        "recalculé ici.",
        "en": "The attempt was made with another version of the challenges (pixnb {pixnb}): it cannot be computed "
        "again here.",
    },
    "version": {
        "fr": "Le passage a été fait avec une autre version de pixnb ({pixnb}) : il ne peut pas être recalculé ici.",
        "en": "The attempt was made with another version of pixnb ({pixnb}): it cannot be computed again here.",
    },
    "plan": {
        "fr": "Le parcours passé n’est pas celui de ce carnet.",
        "en": "The plan that was taken is not the one of this notebook.",
    },
    "erased": {
        "fr": "La réponse à la question {question} a été effacée : elle ne peut plus être vérifiée.",
        "en": "The answer to question {question} was erased: it can no longer be verified.",
    },
    "unreadable": {
        "fr": "Le fichier rendu ne peut pas être lu.",
        "en": "The file handed in cannot be read.",
    },
}
"""Why a submission does not count, or what a teacher should know of it."""

TRUSTS: dict[Trust, Words] = {
    "practice": {
        "fr": "Entraînement : les corrigés étaient à portée de main.",
        "en": "Practice: the answers were within reach.",
    },
    "class": {"fr": "Passage en classe, sans surveillance.", "en": "Taken in class, without supervision."},
    "certified": {"fr": "Passage surveillé.", "en": "Taken under supervision."},
}

_CELL: dict[str, Words] = {
    "level": {"fr": "{name} : niveau {level}{unsure}, {pix} pix", "en": "{name}: level {level}{unsure}, {pix} pix"},
    "unsure": {
        "fr": " (encore incertain : entre {low} et {high})",
        "en": " (still uncertain: between {low} and {high})",
    },
    "unassessed": {"fr": "{name} : pas évaluée, rien n’a été demandé", "en": "{name}: not assessed, nothing was asked"},
    "shown": {
        "fr": "{shown} sur {skills}, soit {share}\u00a0% des pix en jeu · {questions} dans cette compétence, "
        "{answers} en tout",
        "en": "{shown} out of {skills}, {share}% of the pix at stake · {questions} in this competence, "
        "{answers} in all",
    },
    "none": {"fr": "{name} : {state}", "en": "{name}: {state}"},
    "look": {
        "fr": "Points mis à 0 en attendant que l’enseignant regarde.",
        "en": "Points set to 0 until the teacher has looked.",
    },
}
_QUESTIONS: dict[bool, Words] = {
    True: {"fr": "{count} question", "en": "{count} question"},
    False: {"fr": "{count} questions", "en": "{count} questions"},
}
_SKILLS: dict[bool, Words] = {
    True: {"fr": "{count} acquis montré", "en": "{count} skill shown"},
    False: {"fr": "{count} acquis montrés", "en": "{count} skills shown"},
}


def state(grading: Grading, lang: Lang) -> str:
    """The state of a submission in a few words."""
    return STATES[grading.state][lang]


def reason(grading: Grading, lang: Lang) -> str:
    """The reason in a sentence; empty when there is nothing to say."""
    code = grading.reason or ("unfinished" if grading.state == "unfinished" else "")
    known = {"pixnb": grading.pixnb or "?", "question": "?", "file": "?", **grading.params}
    return _spaced(REASONS[code][lang].format(**known), lang) if code else ""


def cell(grading: Grading, competence: str, framework: Framework) -> str:
    """What the graded cell of a competence says: the French lines, then the English ones."""
    return "\n\n".join("\n".join(_lines(grading, competence, framework, lang)) for lang in LANGS) + "\n"


def summary(grading: Grading, framework: Framework, lang: Lang) -> list[str]:
    """A whole submission in a few lines."""
    lines = [line for code in grading.competences for line in _lines(grading, code, framework, lang)[:2]]
    return [*lines, *filter(None, [reason(grading, lang)]), TRUSTS[grading.trust][lang]]


def _lines(grading: Grading, competence: str, framework: Framework, lang: Lang) -> list[str]:
    name = f"{competence} {framework.competence(competence).name[lang]}"
    one = grading.competences.get(competence)
    if not grading.counts or one is None:
        said = _say("none", lang, name=name, state=state(grading, lang))
        return [said, reason(grading, lang), _say("look", lang)]
    counted = _say(
        "shown", lang, shown=_counted(_SKILLS, one.shown, lang), skills=one.skills, share=number(100 * one.share, lang),
        questions=questions(one.questions, lang), answers=questions(grading.answers, lang),
    )  # fmt: skip
    lines = [_level(one, name, lang), counted, reason(grading, lang), _spaced(TRUSTS[grading.trust][lang], lang)]
    return [line for line in lines if line]


def _level(one: CompetenceGrade, name: str, lang: Lang) -> str:
    if one.level is None:
        return _say("unassessed", lang, name=name)
    margin = {"low": number(one.low, lang), "high": number(one.high, lang)}
    unsure = "" if one.certain else _say("unsure", lang, **margin)
    return _say("level", lang, name=name, level=one.level, unsure=unsure, pix=one.pix)


def questions(count: int, lang: Lang) -> str:
    """So many questions."""
    return _counted(_QUESTIONS, count, lang)


def _counted(words: dict[bool, Words], count: int, lang: Lang) -> str:
    """A number of things; in French none is singular."""
    return words[count < 2 if lang == "fr" else count == 1][lang].format(count=count)


def _say(key: str, lang: Lang, **values: object) -> str:
    return _spaced(_CELL[key][lang].format(**values), lang)


def _spaced(text: str, lang: Lang) -> str:
    """French puts a no-break space before a colon."""
    return text.replace(" :", "\u00a0:") if lang == "fr" else text
