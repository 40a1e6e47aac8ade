"""Conversations as files that keep their sources."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page_doubles import REFUSAL, cited, parsed, quoting, refusal
from test_ui_history import asked

from assistant.answer import Answer, Citation
from ui.export.export import ExportFormat, copy_text, export, file_name
from ui.export.sheet import NOT_SUPPORTED, UNCHECKED, sheet_of
from ui.page.conversation import Conversation, Exchange, Progress

RIVER = parsed(
    "river", "Walls", "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017.\nIt leaks.\n"
)
COST = cited(RIVER, "The wall cost 48 million.")
RAISED = cited(RIVER, "It was raised in 2017.", 2)
LEAKS = cited(RIVER, "It leaks.")
TITLES = {"river": "Walls and meadows"}
WHEN = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [a](https://x.test) | *b* # c `d` &amp;"
    " ![i](https://x.test/i.png) \x00\x0b\ufffe\u202e 1. $x$ ~~e~~ [^1]: no"
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(conversation: Conversation, form: ExportFormat) -> bytes:
    return export(conversation, titles=TITLES, form=form, exported_at=WHEN)


def markdown_text(content: bytes) -> str:
    """Return what a Markdown program shows: its HTML without tags."""
    rendered = MarkdownIt("commonmark", {"html": True}).render(content.decode())
    assert "<script" not in rendered
    assert "<img" not in rendered
    assert "<a " not in rendered
    return plain(rendered)


def html_text(content: bytes) -> str:
    text = content.decode()
    assert "<script" not in text
    assert "<img" not in text
    assert set(re.findall(r'(?:href|src)="([^"]*)"', text)) <= {f"#note-{n}" for n in range(99)}
    return plain(text)


def word_text(content: bytes) -> str:
    body = "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs)
    return body + "\n" + "\n".join(word_notes(content))


def word_notes(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        root = ElementTree.fromstring(file.read("word/footnotes.xml"))  # noqa: S314
    notes = ["".join(one.text or "" for one in note.iter(f"{WORD}t")) for note in root]
    return [note.strip() for note in notes[2:]]


def plain(text: str) -> str:
    class Text(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    parser = Text()
    parser.feed(text)
    return parser.said


READ: dict[ExportFormat, Callable[[bytes], str]] = {
    ExportFormat.MARKDOWN: markdown_text,
    ExportFormat.HTML: html_text,
    ExportFormat.DOCX: word_text,
}
every_format = pytest.mark.parametrize("form", list(ExportFormat))


def flat(text: str) -> str:
    return " ".join(text.split())


@every_format
def test_each_answer_is_there_with_its_quotes_their_section_and_document(
    form: ExportFormat,
) -> None:
    talk = asked(quoting("What did it cost?", COST, RAISED), quoting("Does it hold?", LEAKS))
    text = flat(READ[form](written(talk, form)))
    for part in ("What did it cost?", "Does it hold?", COST.quote, LEAKS.quote, "2026-03-01"):
        assert part in text
    assert "“It leaks.” Walls · Walls and meadows" in text


def test_numbers_run_through_the_conversation_and_a_place_keeps_its_own() -> None:
    talk = asked(
        quoting("One?", COST, RAISED),
        quoting("Two?", replace(LEAKS, number=1), replace(COST, number=2)),
    )
    sheet = sheet_of(talk, titles=TITLES, exported_at=WHEN)
    assert [one.quote for one in sheet.footnotes] == [COST.quote, RAISED.quote, LEAKS.quote]
    assert [one.numbers for block in sheet.blocks for one in block.said] == [(1,), (2,), (3,), (1,)]


def test_word_numbers_its_references_and_names_the_first_of_a_place() -> None:
    talk = asked(quoting("One?", COST, RAISED), quoting("Two?", COST))
    content = written(talk, ExportFormat.DOCX)
    assert word_notes(content) == [
        f"“{COST.quote}” Walls · Walls and meadows",
        f"“{RAISED.quote}” Walls · Walls and meadows",
        "As footnote 1.",
    ]
    with zipfile.ZipFile(BytesIO(content)) as file:
        body = file.read("word/document.xml").decode()
        types = file.read("[Content_Types].xml").decode()
    assert re.findall(r'footnoteReference[^>]*w:id="(\d+)"', body) == ["1", "2", "3"]
    assert "footnotes+xml" in types


@every_format
def test_a_refusal_is_written_as_one_with_the_nearest_passages(form: ExportFormat) -> None:
    refused = replace(refusal("Who paid?", COST), reason="the documents never mention payers")
    text = flat(READ[form](written(asked(refused), form)))
    for part in (REFUSAL, "Not in the documents", "never mention payers", COST.quote):
        assert part in text
    assert NOT_SUPPORTED not in text


@every_format
def test_a_stopped_answer_is_marked_and_cites_nothing(form: ExportFormat) -> None:
    talk = Conversation((Exchange("Slow?", Progress.STOPPED, text="The wall [1] cost"),))
    text = flat(READ[form](written(talk, form)))
    assert UNCHECKED in text
    assert sheet_of(talk, titles=TITLES, exported_at=WHEN).footnotes == ()


@every_format
def test_a_sentence_that_nothing_bears_out_is_marked(form: ExportFormat) -> None:
    answer = quoting("What?", COST)
    answer = replace(answer, text=f"{answer.text} The moon is made of cheese.")
    text = flat(READ[form](written(asked(answer), form)))
    assert f"The moon is made of cheese. ({NOT_SUPPORTED})" in text


@every_format
def test_how_a_follow_up_was_understood_is_written(form: ExportFormat) -> None:
    answer = replace(quoting("And here?", COST), standalone_question="What did walls cost here?")
    assert "Searched for: What did walls cost here?" in flat(
        READ[form](written(asked(answer), form))
    )


@every_format
def test_hostile_text_is_inert_and_still_there(form: ExportFormat) -> None:
    citation = replace(COST, quote=HOSTILE, heading_path=(HOSTILE,))
    content = export(
        asked(quoting(HOSTILE, citation)), titles={"river": HOSTILE}, form=form, exported_at=WHEN
    )
    text = flat(READ[form](content))
    for part in ("<script>alert(1)</script>", "[a](https://x.test)", "*b*", "`d`", "&amp;"):
        assert text.count(part) >= 3
    assert "\x00" not in text
    assert "\u202e" not in text


def test_a_footnote_names_the_page_of_a_file_that_has_pages() -> None:
    sheet = sheet_of(
        asked(quoting("What?", replace(COST, page=7))), titles=TITLES, exported_at=WHEN
    )
    assert sheet.footnotes[0].where == "Walls · Walls and meadows, p. 7"


@pytest.mark.parametrize("quote", ['"', 'a "b', "a (b", "it's"])
@pytest.mark.parametrize("title", ['"', ")", "'", '"x"'])
def test_a_footnote_is_never_taken_for_an_address(quote: str, title: str) -> None:
    answer = quoting("What?", replace(COST, quote=quote))
    markdown_text(
        export(asked(answer), titles={"river": title}, form=ExportFormat.MARKDOWN, exported_at=WHEN)
    )


# Without a deadline: the first example loads python-docx.
@settings(deadline=None)
@given(quote=st.text(max_size=60), title=st.text(max_size=30))
def test_whatever_a_source_says_can_be_written(quote: str, title: str) -> None:
    quote = f"Said: {quote}"
    citation: Citation = replace(COST, quote=quote)
    answer: Answer = quoting("What?", citation)
    for form in ExportFormat:
        content = export(asked(answer), titles={"river": title}, form=form, exported_at=WHEN)
        READ[form](content)
    (note,) = sheet_of(asked(answer), titles={}, exported_at=WHEN).footnotes
    assert letters(note.quote) == letters(quote)


def letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


def test_an_empty_conversation_is_a_file_all_the_same() -> None:
    for form in ExportFormat:
        assert written(Conversation(), form)


def test_an_answer_is_copied_with_its_footnotes() -> None:
    (exchange,) = asked(quoting("What?", COST, RAISED)).exchanges
    assert copy_text(exchange, titles=TITLES) == (
        "The wall cost 48 million. [1] It was raised in 2017. [2]\n\n"
        "[1] “The wall cost 48 million.” Walls · Walls and meadows\n"
        "[2] “It was raised in 2017.” Walls · Walls and meadows"
    )
    assert copy_text(Exchange("What?", Progress.FAILED, problem="no"), titles=TITLES) == ""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did it cost?", "what-did-it-cost.md"),
        ("¿Cuánto costó?", "cuanto-costo.md"),
        ("../../etc/passwd\x00", "etc-passwd.md"),
        ("价格", "conversation.md"),
        ("CON", "chat-con.md"),
        ("x" * 300, "x" * 60 + ".md"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(question: str, name: str) -> None:
    assert file_name(asked(quoting(question, COST)), ExportFormat.MARKDOWN) == name


def test_a_long_question_and_a_strange_model_can_be_exported() -> None:
    answer = replace(quoting("why " * 400, COST), model_name="a\x00b")
    talk = asked(answer)
    assert sheet_of(talk, titles=TITLES, exported_at=WHEN).models == ("ab",)
    word = docx.Document(BytesIO(written(talk, ExportFormat.DOCX)))
    assert word.core_properties.title == ("why " * 400)[:255]
