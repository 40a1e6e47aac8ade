"""Opening the page: from an address, which may name a sentence, to what is shown."""

from typing import Any

import gradio as gr

from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.events import QUIETLY
from ui.page.layout import Parts
from ui.page.masthead_view import masthead_html
from ui.page.reading import reader_of
from ui.page.screen import Screen
from ui.page.talk import Talk


def connect_opening(page: gr.Blocks, parts: Parts, screen: Screen, desk: Desk) -> None:
    """Show what the address names as soon as the page is there."""

    def show_page(request: gr.Request) -> list[Any]:
        titles = list(desk.titles().values())
        return [
            masthead_html(titles, model_name=desk.model_name),
            reader_of(desk, str(request.query_params.get("doc", ""))),
            *screen.shown(Talk(), Choice()),
        ]

    page.load(show_page, outputs=[parts.masthead, parts.reader, *screen.outputs], **QUIETLY)
