"""The form after a thumb down."""

from dataclasses import dataclass

import gradio as gr

from ui.feedback.judgement import Reason
from ui.page.part import view


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """Where it is said what is wrong with an answer."""

    form: gr.Column
    asked: gr.HTML
    reason: gr.Radio
    comment: gr.Textbox
    case: gr.Checkbox
    answers: gr.Textbox
    send: gr.Button
    cancel: gr.Button


def feedback_form() -> FeedbackForm:
    """Return the form, hidden; to be called where it shall stand."""
    with gr.Column(elem_id="feedback", visible=False) as form:
        asked = view("feedback-asked")
        reason = gr.Radio([one.value for one in Reason], label="What is wrong?")
        comment = gr.Textbox(label="In your own words (optional)", max_lines=3, lines=1)
        case = gr.Checkbox(label="Make it an evaluation case, to be checked by a person first")
        answers = gr.Textbox(
            label="Words that a right answer holds",
            info="One in each line; leave it empty if the documents do not say it.",
            lines=2,
            visible=False,
        )
        with gr.Row(elem_id="feedback-buttons"):
            send = gr.Button("Send", elem_classes="primary", scale=0)
            cancel = gr.Button("Cancel", elem_classes="plain", scale=0)
    return FeedbackForm(form, asked, reason, comment, case, answers, send, cancel)
