"""Documents as HTML."""

import re
from dataclasses import replace
from html import unescape

import pytest
from page_doubles import ScriptedShelf, parsed

from ingest.document import Section, SentenceKind
from ui.page.reader_view import document_html, message_html, reader_html

RIVER = parsed(
    "river",
    "Floods",
    "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017.\n\n"
    "## Costs\n\n- First.\n- Second.\n",
)
SPAN = re.compile(
    r'<span class="sentence" id="s-0-(\d+)" data-start="(\d+)" data-end="(\d+)">(.*?)</span>'
)


def test_every_sentence_and_heading_is_a_span_of_exactly_its_offsets():
    text = RIVER.document.text
    spans = SPAN.findall(document_html(RIVER))
    assert len(spans) == len(RIVER.sentences) + len(RIVER.sections)
    for name, start, end, shown in spans:
        assert name == start
        assert unescape(shown) == text[int(start) : int(end)]


def test_headings_and_paragraphs_stand_in_the_order_of_the_text():
    html = document_html(RIVER)
    shown = [unescape(span[3]) for span in SPAN.findall(html)]
    assert shown == [
        "Walls",
        "The wall cost 48 million.",
        "It was raised in 2017.",
        "Costs",
        "First.",
        "Second.",
    ]
    assert re.search(r"<h3>.*Walls.*</h3>.*<h4>.*Costs.*</h4>", html)


def test_sentences_of_a_paragraph_are_one_paragraph_with_a_space_between():
    assert re.search(
        r"<p class=\"body\">.*million\.</span> <span.*2017\.</span></p>", document_html(RIVER)
    )


def test_list_items_keep_their_marks():
    assert document_html(RIVER).count('class="item"') == 2


def test_the_deepest_headings_stay_headings():
    text = RIVER.document.text
    deep = replace(RIVER, sections=(Section(("Walls",), 9, 2, 7, len(text)),))
    assert "<h6>" in document_html(deep)


def test_a_heading_that_repeats_the_title_is_not_shown_twice():
    titled = parsed("titled", "Floods", "# Floods\n\nText.\n")
    assert document_html(titled).count("Floods") == 1


def test_a_sentence_inside_a_heading_is_shown_once():
    doubled = replace(
        RIVER, sentences=(replace(RIVER.sentences[0], start=2, end=7), *RIVER.sentences)
    )
    assert document_html(doubled).count(">Walls<") == 1


@pytest.mark.parametrize("kind", list(SentenceKind))
def test_a_paragraph_says_what_kind_of_text_it_is(kind):
    marked = replace(RIVER, sentences=(replace(RIVER.sentences[0], kind=kind),))
    assert f'<p class="{kind.value}">' in document_html(marked)


def test_a_list_of_documents_stands_above_the_text_when_there_are_several():
    other = parsed("harbour", "Harbour", "# A\n\nB.\n")
    assert "<select" not in reader_html(RIVER, shelf=ScriptedShelf((RIVER,)).entries)
    several = reader_html(RIVER, index=0, shelf=ScriptedShelf((RIVER, other)).entries)
    assert '<option value="river" selected>Floods</option>' in several
    assert '<option value="harbour">Harbour</option>' in several


def test_no_text_of_a_document_becomes_markup():
    hostile = '<script>alert(1)</script> <img src=x onerror=alert(2)> "x"'
    bad = parsed("<i>", hostile, f"# {hostile}\n\n{hostile}\n")
    bad = replace(bad, document=replace(bad.document, published="<i>", language='"x"'))
    html = reader_html(bad, shelf=ScriptedShelf((bad, bad)).entries) + message_html(hostile)
    for forbidden in ("<script", "<img", "<i>", '"x"'):
        assert forbidden not in html
