"""What the browser sends with an event, read with care: anybody can send anything."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

# Of events that only look or change a view: no veil over it, and no entry in Gradio's API page.
QUIETLY: Mapping[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def sent(event: gr.EventData, name: str) -> str:
    """Return a text that came with an event, or nothing if there is none of this name."""
    value = event._data.get(name) if isinstance(event._data, dict) else None
    return value.strip() if isinstance(value, str) else ""


def sent_number(event: gr.EventData, name: str) -> int | None:
    """Return a whole number of at least 0 that came with an event, or None."""
    text = sent(event, name)
    return int(text) if text.isascii() and text.isdigit() else None
