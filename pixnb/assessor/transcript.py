"""An attempt as one JSON document: events, answers and the frozen data they name. It replays anywhere."""

from __future__ import annotations

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
    return replay(_events(data["events"]), contents, blobs.__getitem__)


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


def _events(data: Sequence[Mapping[str, Any]]) -> list[Event]:
    return [Event(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in data]
