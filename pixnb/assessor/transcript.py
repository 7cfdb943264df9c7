"""An attempt as one JSON document: events, answers and the frozen data they name. It replays anywhere.

The slim form, a submission, leaves the frozen data out: no key travels, and whoever re-scores it needs the bank.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pixnb.assessor.replay import Replay, replay
from pixnb.core.challenge import Json
from pixnb.core.errors import PixnbError
from pixnb.core.events import Event, moment
from pixnb.store.store import Store

FORMAT = 1
SUBMISSION = "pixnb-submission"
"""What a reader of the slim form looks at first."""
_BLOBS = ("plan", "framework", "variant", "source", "bank")


def transcript(store: Store, attempt: str) -> dict[str, Json]:
    """The transcript of an attempt.

    Raises
    ------
    AttemptError
        When the store has no such attempt.
    """
    with store.reading() as reader:
        reader.attempt(attempt)
        events, contents = reader.events(attempt), reader.contents(attempt)
        names = sorted({event.body[name] for event in events for name in _BLOBS if name in event.body})
        blobs = {name: b64encode(reader.blob(name)).decode() for name in names}
    return {
        "format": FORMAT,
        "events": [_event_json(event) for event in events],
        "contents": {str(seq): content for seq, content in contents.items()},
        "blobs": blobs,
    }


def submission(store: Store, attempt: str) -> dict[str, Json]:
    """The slim form of an attempt, to hand in: events, answers with their salts, and the plan.

    What was asked and its keys are not in it: the bank makes them again from the seeds (`regrade.Regrader`).

    Raises
    ------
    AttemptError
        When the store has no such attempt.
    """
    with store.reading() as reader:
        reader.attempt(attempt)
        events, contents, salts = reader.events(attempt), reader.contents(attempt), reader.salts(attempt)
        plan = json.loads(reader.blob(events[0].body["plan"]))
    return {
        "kind": SUBMISSION,
        "format": FORMAT,
        "plan": plan,
        "events": [_event_json(event) for event in events],
        "contents": {str(seq): {"salt": salts[seq], "content": content} for seq, content in contents.items()},
    }


def replay_transcript(data: Mapping[str, Any]) -> Replay:
    """Replay a transcript.

    Raises
    ------
    PixnbError
        When it is not a transcript of this format.
    """
    if data.get("format") != FORMAT:
        msg = f"this transcript has format {data.get('format')!r}; this pixnb reads format {FORMAT}"
        raise PixnbError(msg)
    blobs = {name: b64decode(content) for name, content in data["blobs"].items()}
    contents = {int(seq): content for seq, content in data["contents"].items()}
    return replay(events_from(data["events"]), contents, blobs.__getitem__)


def _event_json(event: Event) -> dict[str, Json]:
    return {
        "attempt": event.attempt,
        "seq": event.seq,
        "at": moment(event.at),
        "kind": event.kind,
        "body": dict(event.body),
        "previous": event.previous,
        "digest": event.digest,
    }


def events_from(data: Sequence[Mapping[str, Any]]) -> list[Event]:
    """Events from what a transcript holds of them."""
    return [Event(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in data]
