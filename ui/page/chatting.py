"""Chats: starting one over."""

from typing import Any

import gradio as gr

from ui.page.choice import Choice
from ui.page.events import QUIETLY
from ui.page.layout import Parts
from ui.page.run import Run
from ui.page.screen import Screen
from ui.page.talk import Talk


def connect_chatting(parts: Parts, screen: Screen, choice: gr.State, run: gr.State) -> None:
    """Let a new chat take the place of the one that is open."""

    async def start_over(run: Run | None, choice: Choice) -> list[Any]:
        talk = Talk()
        if run is not None:
            run.end(instead=talk)
        return screen.shown(talk, choice)

    parts.new_chat.click(start_over, inputs=[run, choice], outputs=screen.outputs, **QUIETLY)
