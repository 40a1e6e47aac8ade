"""A conversation, or one answer of it, as a file that keeps its sources."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from ingest.words import slug
from ui.export.markdown import to_markdown
from ui.export.page import to_html
from ui.export.sheet import Sheet, sheet_of
from ui.export.word import to_docx
from ui.page.conversation import Conversation, Exchange

# Windows takes these for devices, whatever their ending.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)

# Of a file's name, ending left out: every file system takes it, and a folder shows it whole.
LONGEST_NAME = 60

__all__ = ["ExportFormat", "copy_text", "export", "file_name"]


class ExportFormat(StrEnum):
    """Formats; each value is the ending of a file's name."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"


_WRITE: Mapping[ExportFormat, Callable[[Sheet], bytes]] = MappingProxyType(
    {
        ExportFormat.MARKDOWN: lambda sheet: to_markdown(sheet).encode("utf-8"),
        ExportFormat.HTML: lambda sheet: to_html(sheet).encode("utf-8"),
        ExportFormat.DOCX: to_docx,
    }
)


def export(
    conversation: Conversation,
    *,
    titles: Mapping[str, str],
    form: ExportFormat,
    exported_at: datetime,
) -> bytes:
    """Return the content of a file with a conversation and numbered footnotes.

    Each footnote quotes the source and names its section and document. A refusal is written as one,
    with the nearest passages; an answer that was stopped is marked as unchecked.

    Args:
        conversation: all of it, or one exchange.
        titles: of documents by their ids.
        form: of the file.
        exported_at: with its time zone.

    """
    return _WRITE[form](sheet_of(conversation, titles=titles, exported_at=exported_at))


def copy_text(exchange: Exchange, *, titles: Mapping[str, str]) -> str:
    """Return one answer with its footnotes as plain text, for the clipboard; empty for none."""
    if exchange.answer is None:
        return ""
    sheet = sheet_of(Conversation((exchange,)), titles=titles, exported_at=datetime.now(UTC))
    (block,) = sheet.blocks
    said = " ".join(
        one.text + "".join(f" [{number}]" for number in one.numbers) for one in block.said
    )
    notes = [f"[{one.number}] “{one.quote}” {one.where}" for one in sheet.footnotes]
    return "\n".join([said, *block.notes, *([""] if notes else []), *notes])


def file_name(conversation: Conversation, form: ExportFormat) -> str:
    """Return a name for the file that every file system takes, made from the first question."""
    first = conversation.exchanges[0].question if conversation.exchanges else ""
    name = slug(first, longest=LONGEST_NAME)
    if name in _DEVICES:
        name = f"chat-{name}"
    return f"{name or 'conversation'}.{form.value}"
