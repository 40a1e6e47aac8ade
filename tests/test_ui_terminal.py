"""What a person at a terminal reads, and how a conversation is held there."""

import io
import sys

import pytest
from assistant_doubles import MARKER
from conftest import MakeLibrary
from rich.console import Console

from assistant.answer import Status
from assistant.assistant import Assistant
from ingest.document import IngestReport, SkippedFile
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library
from ui.terminal import chat, progress_bar, show_answer, show_documents, show_report


def paper(width: int = 200) -> Console:
    """Return a console whose output can be read back."""
    return Console(file=io.StringIO(), width=width)


def read(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def report(**changes: object) -> IngestReport:
    fields: dict[str, object] = {
        "added": (),
        "updated": (),
        "removed": (),
        "unchanged": (),
        "skipped": (),
        "warnings": (),
        "passages": 0,
        "embedded": 0,
        "seconds": 0.0,
    }
    return IngestReport(**{**fields, **changes})  # type: ignore[arg-type]


def test_each_marker_of_an_answer_has_its_source_under_it(
    assistant: Assistant, library: Library
) -> None:
    answer = assistant.answer("Who is the security minister of Argentina?")
    console = paper(400)
    show_answer(console, answer, library.snapshot())
    text, sources = read(console).split("\n\n", 1)
    listed = [line.split("]")[0].strip("[") for line in sources.splitlines() if line]
    assert listed == list(dict.fromkeys(MARKER.findall(text)))
    title = library.document("mano-dura").document.title
    assert f"{title} › Who follows the example, and where › Argentina" in sources


def test_a_refusal_shows_the_nearest_passages_and_where_they_stand(
    assistant: Assistant, library: Library
) -> None:
    answer = assistant.answer("How do I bake sourdough bread?")
    assert answer.status is Status.ABSTAINED
    console = paper(400)
    show_answer(console, answer, library.snapshot())
    shown = read(console)
    assert "Nearest passages:" in shown
    assert " ".join(answer.evidence[0].text.split()) in shown


def test_brackets_and_markup_in_texts_are_shown_as_they_are(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    sentence = "The ferry Aurelia carries [bold]64 cars[/bold] and [red]no[/green] lorries [/]."
    library = make_library(
        {"[bold]ferry[nothing].md": f"# Ferries [/] of [i]Norrholm\n\n{sentence}\n"}
    )
    answer = Assistant(library, embedder).answer("What does the ferry Aurelia carry?")
    console = paper(400)
    show_answer(console, answer, library.snapshot())
    show_documents(console, library.snapshot())
    shown = read(console)
    assert shown.count(sentence) == 2
    assert "Ferries [/] of [i]Norrholm" in shown
    assert "[bold]ferry[nothing].md" in shown


def test_a_report_names_what_became_of_each_file() -> None:
    console = paper()
    show_report(
        console,
        report(
            added=("ferry",),
            updated=("wall",),
            removed=("[bold]old",),
            unchanged=("a", "b"),
            skipped=(SkippedFile("/x/[photo].md", "/x/[photo].md is binary."),),
            warnings=("two [files] are alike",),
            passages=12,
            embedded=3,
            seconds=1.26,
        ),
    )
    assert [" ".join(line.split()) for line in read(console).splitlines()] == [
        "added ferry",
        "updated wall",
        "removed [bold]old",
        "unchanged 2",
        "warning two [files] are alike",
        "skipped /x/[photo].md is binary.",
        "12 passages in the index, 3 embedded now, 1.3 s",
    ]


def test_every_document_is_listed_in_full_however_narrow_the_terminal(library: Library) -> None:
    console = paper(40)
    show_documents(console, library.snapshot())
    assert "…" not in read(console)


def test_no_progress_is_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("embedding") as on_progress:
        on_progress(1, 2)
        on_progress(2, 2)
    assert tuple(capsys.readouterr()) == ("", "")


def held(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, *typed: str) -> str:
    """Return what a conversation shows when these lines are typed."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    console = paper(400)
    chat(console, assistant)
    return read(console)


def test_a_conversation_remembers_what_was_said(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = held(assistant, monkeypatch, "Who is the president of Honduras?", "And of Ecuador?")
    assert "Searched for: Who is the president of Ecuador?" in shown
    assert shown.index("Xiomara Castro") < shown.index("Searched for") < shown.index("Noboa")


def test_starting_over_forgets_what_was_said(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = held(
        assistant, monkeypatch, "Who is the president of Honduras?", "/new", "And of Ecuador?"
    )
    assert "Searched for" not in shown


def test_a_question_that_is_refused_is_not_remembered_and_ends_nothing(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = held(
        assistant,
        monkeypatch,
        "Who is the president of Honduras?",
        "x" * 3000,
        "   ",
        "And of Ecuador?",
    )
    assert "3,000 characters" in shown
    assert "Searched for: Who is the president of Ecuador?" in shown


def test_interrupting_ends_a_conversation_quietly(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    console = paper()
    chat(console, assistant)
    assert "Traceback" not in read(console)
