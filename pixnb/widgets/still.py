"""What a screen last showed, without a browser: plain words and plain HTML, for nbconvert and nbgrader.

Nothing here can be clicked, and nothing is said that the assessor does not say now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from pixnb import words
from pixnb.core.app_messages import ProfileMessage
from pixnb.core.protocol import AssessorProtocol, ResultMessage, TutorialMessage, View
from pixnb.core.text import Lang
from pixnb.words import say


@dataclass(frozen=True, slots=True)
class Still:
    """A screen at rest.

    Parameters
    ----------
    html
        For a page.
    text
        For a terminal.
    """

    html: str
    text: str


def still(assessor: AssessorProtocol | None, route: str, lang: Lang) -> Still:
    """The last known state of a screen.

    Parameters
    ----------
    assessor
        Who knows it; None when it cannot be reached.
    route
        The screen (see `pixnb.widgets.player.Player`).
    lang
        Language of the words.

    Raises
    ------
    PixnbError
        When the assessor does not know what the route names.
    """
    who = assessor.desk()["learner"] if assessor else None
    if assessor is None or who is None:
        return _page("pixnb", [say("still_nobody", lang)], lang)
    name, _, id = route.partition("/")
    if name == "plan":
        return _plan(assessor.view(plan=unquote(id), lang=lang), who["name"], lang)
    if name == "lesson":
        return _lesson(assessor.tutorial(tutorial=unquote(id), lang=lang), lang)
    return _profile(assessor.profile(lang=lang), lang)


def _plan(view: View, name: str, lang: Lang) -> Still:
    plan, result = view["plan"], view["result"]
    code = f"{plan['competence']} " if plan["competence"] else ""
    title = plan["title"] if plan["title"].startswith(code) else code + plan["title"]
    return _page(
        title, [name, _state(view, lang)] if name else [_state(view, lang)], lang, trust=view["trust"] if result else ""
    )


def _state(view: View, lang: Lang) -> str:
    """Where an attempt stands, in a sentence."""
    result = view["result"]
    if result is None:
        started = view["progress"]["number"] > 0
        return say("still_open" if started else "still_start", lang, number=view["progress"]["number"])
    date = words.date(result["finished_at"], lang)
    right = words.right(sum(one["outcome"] == "correct" for one in result["questions"]), lang)
    done = say("still_done", lang, date=date, right=right, answers=words.answers(len(result["questions"]), lang))
    if not view["plan"]["competence"]:
        return done
    return f"{done} {say('still_level', lang, level=_level(result, lang), pix=result['pix'])}"


def _level(result: ResultMessage, lang: Lang) -> str:
    """The level with its name, or the range where the margin is wide."""
    if result["standing"] and result["standing"]["state"] == "range":
        return words.standing(result["standing"], lang)[0]
    level = say("level", lang, level=result["level"])
    return f"{level} ({result['level_name']})" if result["level_name"] else level


def _lesson(lesson: TutorialMessage, lang: Lang) -> Still:
    about = say("still_lesson", lang, topic=lesson["topic"], minutes=lesson["minutes"])
    page = _page(lesson["title"], [about], lang)
    # The body is HTML that the bank made from Markdown; raw HTML is refused there.
    return Still(page.html.replace("</section>", f"{lesson['body']}</section>"), page.text)


def _profile(profile: ProfileMessage, lang: Lang) -> Still:
    answers = words.answers(profile["answers"], lang)
    lines = [
        say("at", lang, date=words.date(profile["at"], lang), answers=answers),
        f"{profile['pix']} {say('pix_of', lang, max=profile['max_pix'])}",
    ]
    if profile["assessed"]:
        lines[1] += f" ({say('between', lang, low=profile['low'], high=profile['high'])})"
    page = _page(words.title(profile["name"], lang), lines, lang, trust="practice")
    rows = [
        (f"{one['competence']} {one['name']}", ", ".join(filter(None, words.standing(one, lang))))
        for area in profile["areas"]
        for one in area["standings"]
    ]
    text = "\n".join(f"  {name}\u00a0: {stands}" if lang == "fr" else f"  {name}: {stands}" for name, stands in rows)
    return Still(page.html.replace("</section>", f"{_table(rows, lang)}</section>"), f"{page.text}\n{text}")


def _table(rows: Iterable[tuple[str, str]], lang: Lang) -> str:
    head = "".join(f'<th scope="col">{say(key, lang)}</th>' for key in ("still_competence", "still_stands"))
    body = "".join(f'<tr><th scope="row">{escape(one)}</th><td>{escape(other)}</td></tr>' for one, other in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _page(title: str, lines: list[str], lang: Lang, *, trust: str = "") -> Still:
    """A title and its lines, and how to make the screen live."""
    said = [*lines, *([say(f"trust_{trust}", lang)] if trust else [])]
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in said)
    live = f"<p><small>{escape(say('still_live', lang))}</small></p>"
    html = f'<section lang="{lang}" class="pixnb-still"><h3>{escape(title)}</h3>{paragraphs}{live}</section>'
    return Still(html, "\n".join([title, *said]))
