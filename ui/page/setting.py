"""The view of the settings: what answers, how deep it searches, and what is kept."""

from dataclasses import replace
from typing import Any

import gradio as gr

from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.events import QUIETLY
from ui.page.layout import Parts
from ui.page.settings_view import settings_html


def connect_setting(parts: Parts, choice: gr.State, desk: Desk) -> None:
    """Join the view of the settings to what they say and change."""
    view = parts.settings_view

    def look() -> list[Any]:
        html = settings_html(desk.findings(), model_name=desk.model_name, sent=desk.sent)
        return [html, gr.update(visible=desk.quoting is not None)]

    def write(choice: Choice, writer: str) -> Choice:
        return replace(choice, in_quotes=writer == "quotes")

    def deepen(choice: Choice, depth: float) -> Choice:
        return replace(choice, depth=int(depth))

    view.tab.select(look, outputs=[view.facts, view.writer], **QUIETLY)
    view.writer.input(write, inputs=[choice, view.writer], outputs=choice, **QUIETLY)
    view.depth.release(deepen, inputs=[choice, view.depth], outputs=choice, **QUIETLY)
