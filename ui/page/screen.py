"""What the left pane shows of a conversation, as the values of its parts."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.page.answer_view import Surroundings, conversation_html
from ui.page.choice import Choice
from ui.page.desk import Desk
from ui.page.layout import AskView
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

    def shown(self, talk: Talk, choice: Choice, *, busy: bool = False) -> list[Any]:
        """Return the values of `outputs` for a conversation."""
        return [talk, self.html(talk, choice), gr.update(visible=not busy), gr.update(visible=busy)]

    def html(self, talk: Talk, choice: Choice) -> str:
        """Return the conversation's HTML."""
        around = Surroundings(
            titles=self.desk.titles(),
            in_use=tuple(self.desk.titles(choice.doc_ids).values()),
            examples=() if talk.conversation.exchanges else self.desk.examples(choice.doc_ids),
            further=talk.further,
            lost=talk.lost,
        )
        return conversation_html(talk.conversation, around, conversation_id=talk.conversation_id)
