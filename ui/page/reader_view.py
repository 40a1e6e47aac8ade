"""Documents as readable HTML: pure functions in which every foreign text is escaped.

Each sentence is one `<span>` that carries its offsets, so that highlighting a citation compares
numbers and never searches for text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import PurePath

from ingest.document import ParsedDocument, Section, Sentence
from ingest.version import Entry
from ui.page.reader_bar_view import bar_html, close_html

# The page's name is the first rank and the document's title the second; HTML knows six.
FIRST_HEADING, LAST_HEADING = 3, 6

# A line that is longer before its sentence begins with no mark: nothing beyond is looked at.
LONGEST_LEAD = 16

ITEM_MARK = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph, with the place in the text that puts it in order."""

    start: int
    html: str


def reader_html(
    parsed: ParsedDocument,
    *,
    index: int = 0,
    shelf: Sequence[Entry] = (),
    name: str = "",
    notice: str = "",
) -> str:
    """Return the reader with one document open.

    `index` is the document's number on the shelf and part of each sentence's id. With more than one
    document on the `shelf`, a list to choose from stands above the text. `name` is what the page
    calls it, by default its id. A `notice` about the document stands above its text.
    """
    name = name or parsed.document.doc_id
    shown_notice = f'<p class="reader-notice" role="status">{escape(notice)}</p>' if notice else ""
    return (
        f"{bar_html(parsed, shelf, name=name)}{shown_notice}"
        f'<div class="reader-page" tabindex="0" role="region" aria-label="Text of the source">'
        f"{document_html(parsed, index=index, name=name)}</div>"
    )


def message_html(message: str) -> str:
    """Return the reader with a message instead of a document."""
    return (
        f'<div class="reader-bar"><span class="reader-label">Source</span>{close_html()}</div>'
        '<div class="reader-page">'
        f'<p class="reader-message" role="status">{escape(message)}</p></div>'
    )


def document_html(parsed: ParsedDocument, *, index: int = 0, name: str = "") -> str:
    """Return the whole document: its title, headings and paragraphs in the order of the text.

    `name` is what the page calls it, by default its id.
    """
    document = parsed.document
    body = [sentence for sentence in parsed.sentences if not _in_heading(sentence, parsed.sections)]
    blocks = [
        *(
            _heading(parsed, section, index=index)
            for section in parsed.sections
            if not _is_title(parsed, section)
        ),
        *_paragraphs(parsed, body, index=index),
    ]
    ordered = "".join(block.html for block in sorted(blocks, key=lambda block: block.start))
    return (
        f'<article class="document" data-doc-id="{escape(name or document.doc_id)}"'
        f' lang="{escape(document.language)}">'
        f'<h2>{escape(document.title)}</h2><p class="byline">{escape(_byline(parsed))}</p>'
        f"{ordered}</article>"
    )


def _is_title(parsed: ParsedDocument, section: Section) -> bool:
    """Say whether a heading repeats the title, which already stands above the text."""
    document = parsed.document
    return document.text[section.start : section.heading_end].strip() == document.title.strip()


def _in_heading(sentence: Sentence, sections: Sequence[Section]) -> bool:
    """Say whether a heading, which is shown as such, contains the sentence; sections are sorted."""
    before = bisect_right(sections, sentence.start, key=lambda section: section.start)
    return before > 0 and sentence.start < sections[before - 1].heading_end


def _heading(parsed: ParsedDocument, section: Section, *, index: int) -> Block:
    rank = min(section.level - 1 + FIRST_HEADING, LAST_HEADING)
    text = parsed.document.text[section.start : section.heading_end]
    span = _span_html(text, start=section.start, end=section.heading_end, index=index)
    return Block(section.start, f"<h{rank}>{span}</h{rank}>")


def _paragraphs(
    parsed: ParsedDocument, sentences: Sequence[Sentence], *, index: int
) -> Iterator[Block]:
    for _, grouped in groupby(sentences, key=lambda sentence: (sentence.paragraph, sentence.kind)):
        members = tuple(grouped)
        items = "".join(
            _item_html(parsed, item, index=index) for item in _items(parsed.document.text, members)
        )
        classes = members[0].kind.value
        if _item_mark(parsed.document.text, members[0]):
            classes += " items"
        yield Block(members[0].start, f'<p class="{classes}">{items}</p>')


def _items(text: str, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Part a paragraph before each sentence that begins a list item."""
    items: list[list[Sentence]] = []
    for sentence in sentences:
        if not items or _item_mark(text, sentence):
            items.append([])
        items[-1].append(sentence)
    return items


def _item_html(parsed: ParsedDocument, sentences: Sequence[Sentence], *, index: int) -> str:
    text = parsed.document.text
    spans = " ".join(
        _span_html(text[one.start : one.end], start=one.start, end=one.end, index=index)
        for one in sentences
    )
    mark = _item_mark(text, sentences[0])
    if not mark:
        return spans
    return f'<span class="item"><span class="item-mark">{mark}</span>{spans}</span>'


def _item_mark(text: str, sentence: Sentence) -> str:
    """Return the number or bullet that stands before a sentence on its line, if there is one."""
    before = text[max(0, sentence.start - LONGEST_LEAD) : sentence.start]
    lead = before[before.rfind("\n") + 1 :]
    if not ITEM_MARK.fullmatch(lead):
        return ""
    return lead.strip() if lead.strip()[0].isdigit() else "•"


def _span_html(text: str, *, start: int, end: int, index: int) -> str:
    return (
        f'<span class="sentence" id="s-{index}-{start}" data-start="{start}" data-end="{end}">'
        f"{escape(text)}</span>"
    )


def _byline(parsed: ParsedDocument) -> str:
    document = parsed.document
    name = PurePath(document.source).name
    return f"Published {document.published} · {name}" if document.published else name
