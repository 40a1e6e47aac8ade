"""The chat page: what it consists of and what happens on it."""

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.assistant import MAX_QUESTION_CHARACTERS
from ingest.document import ParsedDocument
from ingest.errors import BriefingError
from ui.page.answer_view import conversation_html
from ui.page.conversation import Answering, Conversation, converse
from ui.page.masthead_view import masthead_html
from ui.page.reader_view import message_html, reader_html
from ui.page.run import Run

if TYPE_CHECKING:
    import gradio as gr

# Answers are computed by this machine's processors: more at once would make each of them slower.
ANSWERS_AT_ONCE = 4

# `page.js` tells Gradio of a chosen example by `submit` and of a source to open by `select`.
CONVERSATION_SCRIPT = "briefing.connectConversation(element, watch, trigger)"
READER_SCRIPT = "briefing.connectReader(element, watch, trigger)"

UNEXPECTED = (
    "Something went wrong that Briefing did not expect. The terminal it was started from says "
    "more; asking again is safe."
)


class Shelf(Protocol):
    """The documents that can be asked and read."""

    @property
    def documents(self) -> Sequence[ParsedDocument]:
        """All documents, in the order they are listed."""
        ...

    def document(self, doc_id: str) -> ParsedDocument:
        """Return one document; raise UnknownDocumentError if there is none with this id."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the page that events read or change."""

    masthead: "gr.HTML"
    new_chat: "gr.Button"
    conversation: "gr.State"
    run: "gr.State"
    conversation_view: "gr.HTML"
    question: "gr.Textbox"
    ask: "gr.Button"
    stop: "gr.Button"
    reader: "gr.HTML"


def build_page(
    assistant: Answering, shelf: Shelf, *, examples: Sequence[str], model_name: str = ""
) -> "gr.Blocks":
    """Return the page, ready for `ui.page.server.launch`.

    `examples` are offered while a conversation is empty. With `model_name` QUOTING the header says
    that nothing leaves the machine; otherwise it names the model.
    """
    keep_to_this_machine()
    import gradio as gr

    page = gr.Blocks(title="Briefing", analytics_enabled=False, fill_width=True)
    with page:
        parts = _laid_out()
        _connect_reading(page, parts, shelf, examples=examples, model_name=model_name)
        _connect_asking(parts, assistant, shelf, examples=examples)
    page.queue(default_concurrency_limit=ANSWERS_AT_ONCE, api_open=False)
    return page


def keep_to_this_machine() -> None:
    """Switch off everything in Gradio that reports to another host.

    Takes effect only before Gradio is imported, which reads the environment then.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"


def _laid_out() -> Parts:
    import gradio as gr

    with gr.Row(elem_id="masthead"):
        masthead = gr.HTML(elem_id="masthead-text", apply_default_css=False, js_on_load=None)
        new_chat = gr.Button("New chat", elem_id="new-chat", size="sm", scale=0)
    with gr.Row(elem_id="panes"):
        with gr.Column(elem_id="conversation-pane"):
            conversation_view = gr.HTML(
                elem_id="conversation", apply_default_css=False, js_on_load=CONVERSATION_SCRIPT
            )
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
        with gr.Column(elem_id="reader-pane"):
            reader = gr.HTML(elem_id="reader", apply_default_css=False, js_on_load=READER_SCRIPT)
    return Parts(
        masthead=masthead,
        new_chat=new_chat,
        conversation=gr.State(Conversation()),
        run=gr.State(None),
        conversation_view=conversation_view,
        question=question,
        ask=ask,
        stop=stop,
        reader=reader,
    )


def _connect_reading(
    page: "gr.Blocks", parts: Parts, shelf: Shelf, *, examples: Sequence[str], model_name: str
) -> None:
    import gradio as gr

    def show_page() -> list[str]:
        opened = shelf.documents[0].document.doc_id if shelf.documents else ""
        return [
            masthead_html(list(_titles(shelf).values()), model_name=model_name),
            conversation_html(Conversation(), _titles(shelf), examples=examples),
            _reader_html(shelf, opened) if opened else message_html("No documents yet."),
        ]

    def open_document(event: gr.EventData) -> str:
        return _reader_html(shelf, _sent(event, "doc"))

    page.load(
        show_page,
        outputs=[parts.masthead, parts.conversation_view, parts.reader],
        show_progress="hidden",
        api_visibility="private",
    )
    gr.on(
        [parts.conversation_view.select, parts.reader.select],
        open_document,
        outputs=parts.reader,
        show_progress="hidden",
        api_visibility="private",
    )


def _connect_asking(
    parts: Parts, assistant: Answering, shelf: Shelf, *, examples: Sequence[str]
) -> None:
    import gradio as gr

    def screen(conversation: Conversation, *, busy: bool) -> list[Any]:
        """Say what `outputs` become."""
        html = conversation_html(conversation, _titles(shelf), examples=examples)
        return [conversation, html, gr.update(visible=not busy), gr.update(visible=busy)]

    async def ask(
        typed: str, conversation: Conversation, event: gr.EventData
    ) -> AsyncIterator[list[Any]]:
        question = _sent(event, "question") or typed.strip()
        if not question:
            yield [gr.skip()] * (len(outputs) + 2)
            return
        run = Run(converse(assistant, conversation, question))
        box: Any = ""
        while (step := await run.next_step()) is not None:
            conversation = step
            yield [box, run, *screen(conversation, busy=True)]
            # Cleared once: what is typed while the answer is written must stay.
            box = gr.skip()
        ended = Conversation() if run.forgotten else conversation.stopped()
        yield [box, run, *screen(ended, busy=False)]

    async def stop(run: Run | None) -> None:
        if run is not None:
            run.end()

    async def start_over(run: Run | None) -> list[Any]:
        if run is not None:
            run.end(forget=True)
        return screen(Conversation(), busy=False)

    def fail(conversation: Conversation) -> list[Any]:
        return screen(conversation.failed(UNEXPECTED), busy=False)

    outputs = [parts.conversation, parts.conversation_view, parts.ask, parts.stop]
    quietly: Mapping[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asked = gr.on(
        [parts.question.submit, parts.ask.click, parts.conversation_view.submit],
        ask,
        inputs=[parts.question, parts.conversation],
        outputs=[parts.question, parts.run, *outputs],
        trigger_mode="once",
        **quietly,
    )
    asked.failure(fail, inputs=parts.conversation, outputs=outputs, **quietly)
    parts.stop.click(stop, inputs=parts.run, **quietly)
    parts.new_chat.click(start_over, inputs=parts.run, outputs=outputs, **quietly)


def _titles(shelf: Shelf) -> dict[str, str]:
    return {parsed.document.doc_id: parsed.document.title for parsed in shelf.documents}


def _reader_html(shelf: Shelf, doc_id: str) -> str:
    documents = shelf.documents
    try:
        opened = shelf.document(doc_id)
    except BriefingError as error:
        return message_html(str(error))
    ids = [parsed.document.doc_id for parsed in documents]
    index = ids.index(doc_id) if doc_id in ids else len(ids)
    return reader_html(opened, index=index, shelf=documents)


def _sent(event: "gr.EventData", name: str) -> str:
    """Return what the browser sent with an event, or nothing if that is not a text."""
    value = event._data.get(name) if isinstance(event._data, dict) else None
    return value.strip() if isinstance(value, str) else ""
