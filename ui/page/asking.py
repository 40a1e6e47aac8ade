"""Asking: a question, again, anew, stopped, or in a new chat."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ingest.errors import BriefingError
from ui.page.chatting import Chatting, Kept, owner_of
from ui.page.choice import Choice
from ui.page.conversation import Conversation, converse
from ui.page.desk import Desk
from ui.page.editing_view import editing_html
from ui.page.events import QUIETLY, sent, sent_number
from ui.page.layout import Parts
from ui.page.run import Run
from ui.page.screen import Screen
from ui.page.suggesting import follow_ups_for
from ui.page.talk import Talk

UNEXPECTED = (
    "Something went wrong that Briefing did not expect. The terminal it was started from says "
    "more; asking again is safe."
)


def connect_asking(
    parts: Parts, screen: Screen, choice: gr.State, run: gr.State, desk: Desk
) -> None:
    """Join the question box and the buttons of the conversation to the assistant."""
    view = parts.ask_view
    edited = gr.State(None)
    asking, chatting = _Asking(desk, screen), Chatting(desk, screen)
    pane = parts.chats_pane
    asked = gr.on(
        [view.question.submit, view.ask.click, view.conversation.submit, view.conversation.retry],
        asking.ask,
        inputs=[view.question, screen.talk, choice, edited, pane.kept],
        outputs=[view.question, run, edited, view.editing, *screen.outputs],
        # One at a time, whichever way it is asked.
        trigger_mode="once",
        **QUIETLY,
    )
    asked.failure(asking.fail, inputs=[screen.talk, choice], outputs=screen.outputs, **QUIETLY)
    # Whatever came of it, the chat is in the list from now on, and on top.
    of_list = [pane.kept, screen.talk, pane.search]
    asked.then(chatting.listed, inputs=of_list, outputs=pane.listed, **QUIETLY)
    view.stop.click(_stop, inputs=run, **QUIETLY)
    edit = [view.question, edited, view.editing]
    view.conversation.edit(_edit, inputs=screen.talk, outputs=edit, **QUIETLY)
    view.editing.clear(lambda: ["", None, ""], outputs=edit, **QUIETLY)


async def _stop(run: Run | None) -> None:
    if run is not None:
        run.end()


def _edit(talk: Talk, event: gr.EventData) -> list[Any]:
    index = sent_number(event, "index")
    exchanges = talk.conversation.exchanges
    if index is None or index >= len(exchanges):
        return [gr.skip()] * 3
    replaced = len(exchanges) - index
    return [exchanges[index].question, index, editing_html(replaced=replaced)]


@dataclass(frozen=True, slots=True)
class _Asking:
    desk: Desk
    screen: Screen

    async def ask(
        self,
        typed: str,
        talk: Talk,
        choice: Choice,
        edited: int | None,
        kept: Kept,
        event: gr.EventData,
    ) -> AsyncIterator[list[Any]]:
        """Yield the page after each step of answering what was typed, chosen or asked again."""
        again = sent_number(event, "index")
        question = sent(event, "question") or typed.strip()
        exchanges = talk.conversation.exchanges
        if again is not None and again < len(exchanges):
            question, edited = exchanges[again].question, again
        if not question:
            yield [gr.skip()] * (4 + len(self.screen.outputs))
            return
        talk = talk.cut(edited)
        run = self._run(talk.conversation, choice, question)
        box: Any = gr.skip() if again is not None else ""
        # Nothing around an answer changes while it is written, however many steps it takes.
        around = self.screen.surroundings(talk, choice, examples=())
        while (step := await run.next_step()) is not None:
            talk = replace(talk, conversation=step)
            same = around if step.is_unfinished else None
            shown = self.screen.shown(talk, choice, busy=True, around=same)
            yield [box, run, None, "", *shown]
            # Cleared once: what is typed while the answer is written must stay.
            box = gr.skip()
        talk = replace(talk, conversation=talk.conversation.stopped())
        self._keep(talk, choice, kept)
        talk = replace(talk, further=follow_ups_for(self.desk, talk.conversation, choice))
        yield [box, run, None, "", *self.screen.shown(run.instead or talk, choice)]

    def _run(self, conversation: Conversation, choice: Choice, question: str) -> Run:
        assistant = self.desk.assistant
        if choice.in_quotes and self.desk.quoting is not None:
            assistant = self.desk.quoting
        if choice.depth is not None:
            assistant = assistant.with_depth(choice.depth)
        return Run(converse(assistant, conversation, question, documents=choice.doc_ids))

    def _keep(self, talk: Talk, choice: Choice, kept: Kept) -> None:
        """Keep the chat; that it cannot be kept is told, and does not cost the answer."""
        try:
            self.desk.chats.save(
                talk.conversation_id,
                talk.conversation,
                owner=owner_of(kept),
                doc_ids=choice.doc_ids,
            )
        except BriefingError as error:
            gr.Warning(str(error))

    def fail(self, talk: Talk, choice: Choice) -> list[Any]:
        """Say in the conversation that answering failed for a reason that nobody foresaw."""
        failed = replace(talk, conversation=talk.conversation.failed(UNEXPECTED))
        return self.screen.shown(failed, choice)
