"""What the left pane shows of a conversation, as the values of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ui.export.export import copy_text
from ui.page.answer_view import Surroundings, conversation_html
from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.judged import judged_of
from ui.page.layout import AskView
from ui.page.suggesting import examples_for
from ui.page.talk import Talk


@dataclass(frozen=True, slots=True)
class Screen:
    """Puts a conversation on the page."""

    desk: Desk
    view: AskView
    talk: gr.State

    @property
    def outputs(self) -> list[Any]:
        """Return the parts that `shown` gives values for."""
        return [self.talk, self.view.conversation, self.view.ask, self.view.stop]

    def shown(
        self,
        talk: Talk,
        choice: Choice,
        *,
        busy: bool = False,
        around: Surroundings | None = None,
    ) -> list[Any]:
        """Return the values of `outputs`, with the conversation's own surroundings or those given.

        While an answer is being written they are the same for all its steps.
        """
        html = self.html(talk, choice, around=around)
        return [talk, html, gr.update(visible=not busy), gr.update(visible=busy)]

    def html(self, talk: Talk, choice: Choice, *, around: Surroundings | None = None) -> str:
        """Return the conversation's HTML."""
        around = around or self.surroundings(talk, choice)
        # An earlier answer may be judged at any time, also while another is written.
        around = replace(around, judged=judged_of(self.desk, talk))
        return conversation_html(talk.conversation, around, conversation_id=talk.conversation_id)

    def surroundings(
        self, talk: Talk, choice: Choice, *, examples: Sequence[str] | None = None
    ) -> Surroundings:
        """Return what is shown with a conversation; with an empty one, these `examples`.

        They are the documents' own unless they are given, which may take seconds to make.
        """
        if examples is None:
            examples = () if talk.conversation.exchanges else examples_for(self.desk, choice)
        titles = self.desk.titles()
        return Surroundings(
            titles=titles,
            in_use=tuple(self.desk.titles(choice.doc_ids).values()),
            examples=examples,
            further=talk.further,
            copies={
                index: copy_text(exchange, titles=titles)
                for index, exchange in enumerate(talk.conversation.exchanges)
            },
            moved=talk.moved,
        )
