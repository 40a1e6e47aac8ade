"""Judging: a thumb for an answer, what is wrong with it, and a draft of an evaluation case."""

from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any

import gradio as gr

from ingest.errors import BriefingError
from ui.feedback.judgement import Judgement, Reason
from ui.page.conversation import Conversation
from ui.page.desk import Desk
from ui.page.events import QUIETLY, sent, sent_number
from ui.page.layout import Parts
from ui.page.screen import Screen
from ui.page.talk import Talk


def connect_judging(parts: Parts, screen: Screen, desk: Desk) -> None:
    """Join the thumbs and the form after a thumb down to the store of judgements."""
    form = parts.ask_view.feedback
    judging = _Judging(desk)
    judged = gr.State(None)
    fields = [form.reason, form.comment, form.case, form.answers]
    shown = [judged, form.form, form.asked, *fields]
    parts.ask_view.conversation.like(
        judging.judge, inputs=screen.talk, outputs=shown, trigger_mode="multiple", **QUIETLY
    )
    form.case.change(
        lambda wanted: gr.update(visible=wanted), inputs=form.case, outputs=form.answers, **QUIETLY
    )
    form.send.click(judging.send, inputs=[judged, *fields], outputs=shown, **QUIETLY)
    gr.on(
        [form.cancel.click, parts.new_chat.click, parts.chats_pane.listed.select],
        _closed,
        outputs=shown,
        **QUIETLY,
    )


@dataclass(frozen=True, slots=True)
class _Judging:
    desk: Desk

    def judge(self, talk: Talk, event: gr.EventData) -> list[Any]:
        """Note a thumb at once; ask what is wrong after one that is down."""
        index = sent_number(event, "index")
        exchanges = talk.conversation.exchanges
        if index is None or index >= len(exchanges) or exchanges[index].answer is None:
            return [gr.skip()] * 7
        judgement = Judgement(
            conversation_id=talk.conversation_id,
            index=index,
            liked=sent(event, "liked") == "yes",
            exchange=exchanges[index],
            history=Conversation(exchanges[:index]).history(),
            time=datetime.now().astimezone(),
        )
        self._record(judgement)
        if judgement.liked:
            return _closed()
        asked = f"<p>About the answer to “{escape(exchanges[index].question)}”</p>"
        return [judgement, gr.update(visible=True), asked, None, "", False, _answers(shown=False)]

    def send(
        self,
        judgement: Judgement | None,
        reason: str | None,
        comment: str,
        case: bool,
        answers: str,
    ) -> list[Any]:
        """Note what is wrong, and draft a case if that is wanted."""
        if judgement is None:
            return _closed()
        found = next((one for one in Reason if one.value == reason), None)
        whole = replace(judgement, reason=found, comment=comment)
        lines = [line for line in answers.split("\n") if line.strip()]
        try:
            self.desk.feedback.record(whole)
            if case:
                self.desk.drafts.propose(whole, answers=lines, answerable=bool(lines))
        except BriefingError as error:
            gr.Warning(str(error))
            return [gr.skip()] * 7
        gr.Info("Kept as a draft: see Evaluation." if case else "Thank you, it is noted.")
        return _closed()

    def _record(self, judgement: Judgement) -> None:
        try:
            self.desk.feedback.record(judgement)
        except BriefingError as error:
            gr.Warning(str(error))


def _closed() -> list[Any]:
    return [None, gr.update(visible=False), "", None, "", False, _answers(shown=False)]


def _answers(*, shown: bool) -> Any:
    return gr.update(value="", visible=shown)
