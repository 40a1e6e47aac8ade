"""A visitor without a browser: asks by the very event that the page's box sends."""

import json
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import httpx

PATIENCE_SECONDS = 120


@dataclass
class Visitor:
    """One session of the page at `address`."""

    address: str
    session: str = field(default_factory=token_hex)

    def ask(self, question: str) -> str:
        """Return the HTML of the conversation once the question is answered."""
        config = httpx.get(f"{self.address}config").json()
        box = _box_id(config)
        event = next(
            one
            for one in config["dependencies"]
            if [box, "submit"] in [list(target) for target in one["targets"]]
        )
        httpx.post(
            f"{self.address}gradio_api/queue/join",
            json={
                "data": [question, *[None] * (len(event["inputs"]) - 1)],
                "fn_index": event["id"],
                "trigger_id": box,
                "session_hash": self.session,
            },
        ).raise_for_status()
        return self._conversation()

    def _conversation(self) -> str:
        with httpx.stream(
            "GET",
            f"{self.address}gradio_api/queue/data",
            params={"session_hash": self.session},
            timeout=PATIENCE_SECONDS,
        ) as lines:
            for line in lines.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line else {}
                if message.get("msg") == "process_completed":
                    shown = [one for one in message["output"]["data"] if isinstance(one, str)]
                    return next(one for one in shown if 'class="exchanges"' in one)
        raise AssertionError("the server closed the stream before it had answered")


def _box_id(config: dict[str, Any]) -> int:
    return next(
        part["id"] for part in config["components"] if part["props"].get("elem_id") == "question"
    )
