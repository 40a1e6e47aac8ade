"""Reading: which document the reader holds."""

from collections.abc import Iterator
from html import escape

import gradio as gr

from ingest.errors import BriefingError
from ui.page.desk import Desk
from ui.page.events import QUIETLY, sent
from ui.page.glance_view import glance_html
from ui.page.layout import Parts
from ui.page.reader_view import message_html, reader_html

EARLIER_VERSION = "This is an earlier version of the document, as it was when it was cited."


def connect_reading(parts: Parts, desk: Desk) -> None:
    """Open a document when a citation of it, or its title, is chosen."""

    def open_document(event: gr.EventData) -> str:
        return reader_of(desk, sent(event, "doc"))

    def show_glance(event: gr.EventData) -> Iterator[str]:
        doc_id = sent(event, "doc")
        if "@" in doc_id:
            told = "What a document holds at a glance is shown of its present version alone."
            yield f'<p class="reader-message" role="status">{told}</p>'
            return
        # Made now if nobody has looked at it before.
        yield '<p class="reader-message" role="status">Reading the document…</p>'
        try:
            yield glance_html(desk.insights(doc_id).glance, doc_id=doc_id)
        except BriefingError as error:
            yield f'<p class="reader-message" role="alert">{escape(str(error))}</p>'

    parts.reader.select(open_document, outputs=parts.reader, **QUIETLY)
    parts.reader.expand(show_glance, outputs=parts.glance, trigger_mode="always_last", **QUIETLY)


def reader_of(desk: Desk, doc_id: str) -> str:
    """Return the reader with a document open, or with what keeps it from being opened.

    An empty `doc_id` stands for the first document; one with a hash behind it for what the document
    was when its file had that hash.
    """
    entries = desk.shelf.entries
    ids = [entry.doc_id for entry in entries]
    if not entries:
        return message_html("The source of an answer is shown here.")
    base, _, version = doc_id.partition("@")
    try:
        opened = (
            desk.shelf.document_version(base, version)
            if version
            else desk.shelf.document(base or ids[0])
        )
    except BriefingError as error:
        return message_html(str(error))
    index = ids.index(base) if base in ids else 0
    notice = EARLIER_VERSION if version else ""
    return reader_html(opened, index=index, shelf=entries, name=doc_id, notice=notice)
