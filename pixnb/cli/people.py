"""``pixnb unlock``: what whoever looks after a computer can do for its learners."""

from __future__ import annotations

from pathlib import Path

import click

from pixnb.cli.log import STORE
from pixnb.core.errors import PixnbError


@click.command()
@click.argument("learner")
@STORE
def unlock(learner: str, store: Path | None) -> None:
    """Take the PIN off the profile called LEARNER, for somebody who forgot it.

    Nothing else changes. The learner can choose another PIN in the menu under their name.
    """
    from pixnb.store.people import folded
    from pixnb.store.store import Store

    with Store.open(store) as opened, opened.transaction() as writer:
        people = writer.people()
        meant = [one for one in people if folded(one.name) == folded(learner)]
        if not meant:
            known = ", ".join(one.name for one in people) or "nobody yet"
            msg = f"no profile is called “{learner}” here; there are: {known}"
            raise PixnbError(msg)
        for one in meant:
            writer.put_pin(one.id, None)
    had = any(one.pin for one in meant)
    click.echo(f"{meant[0].name}: the PIN is gone" if had else f"{meant[0].name}: there was no PIN")
