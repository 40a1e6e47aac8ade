"""The parts that the page consists of, and where they stand."""

from dataclasses import dataclass

import gradio as gr

from assistant.assistant import MAX_QUESTION_CHARACTERS
from assistant.retrieval import READ_DEPTH
from ui.page.feedback_form import FeedbackForm, feedback_form
from ui.page.part import view

CONVERSATION_SCRIPT = "briefing.connectConversation(element, watch, trigger)"
READER_SCRIPT = "briefing.connectReader(element, watch, trigger)"

# Fewer passages miss what stands in the second-best section; more make each answer slower.
LEAST_DEPTH, MOST_DEPTH = 4, 64

# How often the page looks how far an evaluation is, while one is under way.
LOOK_SECONDS = 1.0

# No browser takes a longer one.
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class ChatsPane:
    """The chats of this browser."""

    search: gr.Textbox
    listed: gr.HTML
    kept: gr.BrowserState
    """Who this browser is: `owner`, a token that nobody else knows."""


@dataclass(frozen=True, slots=True)
class AskView:
    """Where questions are asked."""

    conversation: gr.HTML
    feedback: FeedbackForm
    editing: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    download: gr.DownloadButton


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """Where documents are added, removed and chosen."""

    tab: gr.Tab
    upload: gr.File
    address: gr.Textbox
    note: gr.HTML
    search: gr.Textbox
    listed: gr.HTML


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """Where answers are measured."""

    tab: gr.Tab
    cases: gr.Radio
    split: gr.Radio
    types: gr.Dropdown
    run: gr.Button
    stop: gr.Button
    state: gr.HTML
    drafts: gr.HTML
    runs: gr.HTML
    baseline: gr.Dropdown
    result: gr.HTML
    timer: gr.Timer


@dataclass(frozen=True, slots=True)
class SettingsView:
    """Where it is said what answers, and set how."""

    tab: gr.Tab
    facts: gr.HTML
    writer: gr.Radio
    depth: gr.Slider
    chats: gr.HTML


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the page that events read or change."""

    masthead: gr.HTML
    new_chat: gr.Button
    chats_pane: ChatsPane
    ask_view: AskView
    documents_view: DocumentsView
    evaluation_view: EvaluationView
    settings_view: SettingsView
    reader: gr.HTML
    glance: gr.HTML


def lay_out() -> Parts:
    """Return the parts, put in their places; to be called inside the page's Blocks."""
    with gr.Row(elem_id="masthead"):
        masthead = view("masthead-text")
        new_chat = gr.Button("New chat", elem_id="new-chat", size="sm", scale=0)
    with gr.Row(elem_id="frame"):
        with gr.Column(elem_id="chats-pane"):
            chats_pane = _chats_pane()
        with gr.Column(elem_id="work-pane"), gr.Tabs(elem_id="views"):
            with _tab("Ask") as _:
                ask_view = _ask_view()
            with _tab("Documents") as documents_tab:
                documents_view = _documents_view(documents_tab)
            with _tab("Evaluation") as evaluation_tab:
                evaluation_view = _evaluation_view(evaluation_tab)
            with _tab("Settings") as settings_tab:
                settings_view = _settings_view(settings_tab)
        with gr.Column(elem_id="reader-pane"):
            reader = view("reader", script=READER_SCRIPT)
            glance = view("glance")
    return Parts(
        masthead,
        new_chat,
        chats_pane,
        ask_view,
        documents_view,
        evaluation_view,
        settings_view,
        reader,
        glance,
    )


def _tab(label: str) -> gr.Tab:
    # A view that is not shown keeps its parts, so that its events are connected once.
    name = label.lower()
    return gr.Tab(label, id=name, elem_id=f"{name}-view", render_children=True)


def _search(elem_id: str, label: str) -> gr.Textbox:
    return gr.Textbox(
        elem_id=elem_id, label=label, placeholder=label, show_label=False, container=False
    )


def _chats_pane() -> ChatsPane:
    search = _search("chat-search", "Search chats")
    listed = view("chats")
    # What a browser keeps is no secret from it; a key drawn anew at each start would lose it.
    kept = gr.BrowserState({"owner": ""}, storage_key="briefing", secret="briefing")  # noqa: S106
    return ChatsPane(search, listed, kept)


def _ask_view() -> AskView:
    conversation = view("conversation", script=CONVERSATION_SCRIPT)
    feedback = feedback_form()
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
    download = gr.DownloadButton("Download", elem_id="download", visible="hidden")
    return AskView(conversation, feedback, editing, question, ask, stop, download)


def _documents_view(tab: gr.Tab) -> DocumentsView:
    upload = gr.File(
        elem_id="upload", label="Add documents", file_count="multiple", show_label=False, height=92
    )
    address = gr.Textbox(
        elem_id="web-address",
        label="Web address of a document",
        placeholder="Or the address of a page on the web, then Enter",
        show_label=False,
        container=False,
        max_length=LONGEST_ADDRESS,
    )
    note = view("documents-note")
    search = _search("document-search", "Search documents")
    return DocumentsView(tab, upload, address, note, search, view("documents"))


def _evaluation_view(tab: gr.Tab) -> EvaluationView:
    with gr.Group(elem_id="evaluation-choice"):
        cases = gr.Radio(
            [("Cases that come with Briefing", "shipped"), ("Your reviewed cases", "reviewed")],
            value="shipped",
            label="Cases",
        )
        split = gr.Radio(["both"], value="both", label="Split")
        types = gr.Dropdown(
            [], multiselect=True, label="Types", info="All where none is chosen.", filterable=True
        )
    run = gr.Button("Run the evaluation", elem_classes="primary", scale=0)
    stop = gr.Button("Stop the run", elem_classes="plain", visible=False, scale=0)
    state = view("evaluation-state")
    drafts = view("evaluation-drafts")
    runs = view("evaluation-runs")
    baseline = gr.Dropdown([], label="Compare with", visible=False, elem_id="baseline")
    result = view("evaluation-result")
    timer = gr.Timer(LOOK_SECONDS, active=False)
    return EvaluationView(
        tab, cases, split, types, run, stop, state, drafts, runs, baseline, result, timer
    )


def _settings_view(tab: gr.Tab) -> SettingsView:
    facts = view("settings-facts")
    writer = gr.Radio(
        [("The chat model, each sentence checked", "model"), ("Quotes only", "quotes")],
        value="model",
        elem_id="writer",
        label="Answers of this tab are written by",
        visible=False,
    )
    depth = gr.Slider(
        LEAST_DEPTH,
        MOST_DEPTH,
        value=READ_DEPTH,
        step=2,
        elem_id="depth",
        label="Passages read for a question",
        info="For this tab. More find what stands further down, and take longer.",
        buttons=[],
    )
    return SettingsView(tab, facts, writer, depth, view("settings-chats"))
