"""Opening the page: from an address, which may name a chat and a sentence, to what is shown."""

from typing import Any

import gradio as gr

from ingest.errors import BriefingError
from ui.page.chatting import Chatting, Kept, owner_of
from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.events import QUIETLY
from ui.page.layout import Parts
from ui.page.masthead_view import masthead_html
from ui.page.reading import reader_of
from ui.page.screen import Screen
from ui.page.suggesting import examples_for
from ui.page.talk import Talk


def connect_opening(
    page: gr.Blocks, parts: Parts, screen: Screen, choice: gr.State, desk: Desk
) -> None:
    """Show what the address names as soon as the page is there."""
    pane = parts.chats_pane
    chatting = Chatting(desk, screen)

    def show_page(kept: Kept, request: gr.Request) -> list[Any]:
        asked = {name: str(value) for name, value in request.query_params.items()}
        kept = {"owner": owner_of(kept)}
        talk, chosen = Talk(), Choice()
        if asked.get("chat"):
            try:
                talk, chosen = chatting.read(asked["chat"], kept, chosen)
            except BriefingError as error:
                gr.Warning(str(error))
        titles = list(desk.titles(chosen.doc_ids).values())
        shelved = len(desk.shelf.entries)
        return [
            kept,
            masthead_html(titles, model_name=desk.model_name, shelved=shelved, sent=desk.sent),
            reader_of(desk, asked.get("doc", "")),
            chosen,
            chatting.listed(kept, talk, ""),
            # Those of the documents may take a while, which the page shall not wait for.
            *screen.shown(talk, chosen, around=screen.surroundings(talk, chosen, examples=())),
        ]

    def prepare(choice: Choice) -> None:
        examples_for(desk, choice)

    def offer(talk: Talk, choice: Choice) -> Any:
        return gr.skip() if talk.conversation.exchanges else screen.html(talk, choice)

    opened = page.load(
        show_page,
        inputs=pane.kept,
        outputs=[pane.kept, parts.masthead, parts.reader, choice, pane.listed, *screen.outputs],
        **QUIETLY,
    )
    # Two steps: a question may be asked while examples are made, and must not give way to them.
    opened.then(prepare, inputs=choice, **QUIETLY).then(
        offer, inputs=[screen.talk, choice], outputs=parts.ask_view.conversation, **QUIETLY
    )
