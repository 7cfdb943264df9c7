"""``pixnb attempts``, ``pixnb replay`` and ``pixnb backup``: what the log holds, and whether it holds true."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pixnb.cli.counting import counted
from pixnb.core.errors import PixnbError

if TYPE_CHECKING:
    from pixnb.assessor.replay import Replay

STORE = click.option(
    "--store", type=click.Path(path_type=Path), help="File of the store; the user's data folder by default."
)


@click.command()
@STORE
def attempts(store: Path | None) -> None:
    """List the attempts in the store."""
    from pixnb.store.store import Store

    with Store.open(store) as opened, opened.reading() as reader:
        names = {one.id: one.name for one in reader.people()}
        found = opened.attempts()
        for one in found:
            click.echo(
                f"{one.id}  {one.plan_id:20} {one.state:9} {one.last_seq:4} events  {one.started_at:%Y-%m-%d %H:%M} UTC"
                f"  {names.get(one.learner, '')}".rstrip()
            )
    if not found:
        click.echo("no attempts yet", err=True)


@click.command()
@click.argument("attempt", required=False)
@click.option("--all", "every", is_flag=True, help="Replay every attempt.")
@click.option("--transcript", type=click.Path(path_type=Path), help="Write the attempt's transcript to this file too.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@STORE
def replay(attempt: str | None, every: bool, transcript: Path | None, as_json: bool, store: Path | None) -> None:
    """Compute an attempt again from the log and say whether it equals what was shown.

    What an improvement started from is compared with what the learner's earlier attempts say.

    ATTEMPT is an id or the beginning of one (see “pixnb attempts”).
    """
    from pixnb.assessor.knowledge import KnowledgeReader
    from pixnb.assessor.memory import Blobs
    from pixnb.assessor.replay import replay_stored
    from pixnb.assessor.transcript import transcript as make
    from pixnb.store.store import Store

    outcomes: list[Replay] = []
    with Store.open(store) as opened:
        known = [one.id for one in opened.attempts()]
        names = known if every else [_chosen(attempt, known)]
        reader = KnowledgeReader(opened, Blobs(opened.blob))
        for name in names:
            outcomes.append(replay_stored(opened, name, reader))
            if transcript:
                transcript.write_text(json.dumps(make(opened, name), ensure_ascii=False, indent=1), encoding="utf-8")
    if not outcomes:
        click.echo("no attempts yet", err=True)
    if as_json:
        click.echo(json.dumps([_json(one) for one in outcomes], ensure_ascii=False, indent=2))
    else:
        for one in outcomes:
            _say(one)
    sys.exit(0 if all(one.equal for one in outcomes) else 1)


def _chosen(attempt: str | None, known: list[str]) -> str:
    found = [name for name in known if attempt and name.startswith(attempt)]
    if len(found) == 1:
        return found[0]
    if not attempt:
        msg = "say which attempt to replay, or --all; “pixnb attempts” lists them"
    else:
        how_many = f"{len(found)} attempts begin" if found else "no attempt begins"
        msg = f"{how_many} with “{attempt}”; “pixnb attempts” lists them"
    raise PixnbError(msg)


def _json(outcome: Replay) -> dict[str, object]:
    return {
        "attempt": outcome.attempt,
        "events": outcome.events,
        "equal": outcome.equal,
        "differences": list(outcome.differences),
        "erased": outcome.erased,
        "result": outcome.result,
    }


def _say(outcome: Replay) -> None:
    erased = f", {counted(outcome.erased, 'answer')} erased" if outcome.erased else ""
    if outcome.equal:
        click.echo(f"{outcome.attempt}: {outcome.events} events{erased}: equal to what was shown")
        return
    click.secho(f"{outcome.attempt}: {outcome.events} events{erased}: NOT equal to what was shown", fg="red", err=True)
    for one in outcome.differences:
        click.echo(f"  {one}", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@STORE
def backup(file: Path, store: Path | None) -> None:
    """Copy the store to FILE, consistently, while it is in use."""
    from pixnb.store.store import Store

    with Store.open(store) as opened:
        made = opened.backup(file)
    click.echo(f"{file}: {counted(made.attempts, 'attempt')}, {counted(made.events, 'event')}, verified")
