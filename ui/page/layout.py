"""The parts that the page consists of, and where they stand."""

from dataclasses import dataclass

import gradio as gr

from assistant.assistant import MAX_QUESTION_CHARACTERS

# A view's buttons tell the server by the Gradio event that their `data-do` names.
VIEW_SCRIPT = "briefing.connectView(element, trigger)"
CONVERSATION_SCRIPT = "briefing.connectConversation(element, watch, trigger)"
READER_SCRIPT = "briefing.connectReader(element, watch, trigger)"


@dataclass(frozen=True, slots=True)
class AskView:
    """Where questions are asked."""

    conversation: gr.HTML
    question: gr.Textbox
    editing: gr.HTML
    ask: gr.Button
    stop: gr.Button


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the page that events read or change."""

    masthead: gr.HTML
    new_chat: gr.Button
    ask_view: AskView
    reader: gr.HTML


def lay_out() -> Parts:
    """Return the parts, put in their places; to be called inside the page's Blocks."""
    with gr.Row(elem_id="masthead"):
        masthead = view("masthead-text")
        new_chat = gr.Button("New chat", elem_id="new-chat", size="sm", scale=0)
    with gr.Row(elem_id="frame"):
        with gr.Column(elem_id="work-pane"), gr.Tabs(elem_id="views"):
            # A view that is not shown keeps its parts, so that its events are connected once.
            with gr.Tab("Ask", id="ask", elem_id="ask-view", render_children=True):
                ask_view = _ask_view()
        with gr.Column(elem_id="reader-pane"):
            reader = gr.HTML(elem_id="reader", apply_default_css=False, js_on_load=READER_SCRIPT)
    return Parts(masthead, new_chat, ask_view, reader)


def view(elem_id: str, *, script: str = VIEW_SCRIPT) -> gr.HTML:
    """Return a part whose HTML is ours alone."""
    return gr.HTML(elem_id=elem_id, apply_default_css=False, js_on_load=script)


def _ask_view() -> AskView:
    conversation = view("conversation", script=CONVERSATION_SCRIPT)
    editing = view("editing")
    with gr.Row(elem_id="composer"):
        question = gr.Textbox(
            elem_id="question",
            label="Question",
            show_label=False,
            container=False,
            placeholder="Ask a question",
            max_lines=6,
            max_length=MAX_QUESTION_CHARACTERS,
            autofocus=True,
        )
        ask = gr.Button("Ask", elem_id="ask", variant="primary", scale=0)
        stop = gr.Button("Stop", elem_id="stop", visible=False, scale=0)
    return AskView(conversation, question, editing, ask, stop)
