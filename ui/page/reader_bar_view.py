"""The bar above the source as HTML: which document, its outline, and steps between citations."""

from collections.abc import Sequence
from html import escape

from ingest.document import ParsedDocument
from ingest.version import Entry
from ui.page.icons import icon, icon_button

# A heading that fills a paragraph would push the others out of the list.
LONGEST_HEADING = 90

# Deeper headings are found in the text more easily than in a list.
DEEPEST_OUTLINED = 3

PAGES = (
    '<span class="reader-pages" role="group" aria-label="What is shown of the document">'
    '<button type="button" data-page="text" aria-pressed="true">Text</button>'
    '<button type="button" data-page="glance" aria-pressed="false">At a glance</button></span>'
)


def bar_html(parsed: ParsedDocument, shelf: Sequence[Entry], *, name: str = "") -> str:
    """Return the bar for an open document; a list to choose from stands where there are more.

    `name` is what the page calls it, by default its id.
    """
    return (
        f'<div class="reader-bar">{PAGES}'
        f"{_chooser_html(parsed, shelf, name=name or parsed.document.doc_id)}"
        '<span class="steps" hidden>'
        f"{icon_button('previous', 'Previous citation ([)', step=-1)}"
        '<span class="step-count" aria-live="polite"></span>'
        f"{icon_button('next', 'Next citation (])', step=1)}"
        f"{icon_button('link', 'Copy a link to this sentence', copy_link='selection')}</span>"
        f"{_outline_html(parsed)}{close_html()}</div>"
    )


def close_html() -> str:
    """Return the button that closes the source where it is a sheet over the conversation."""
    return (
        '<button type="button" class="close-reader" aria-label="Close the source">'
        '<span aria-hidden="true">×</span></button>'
    )


def _chooser_html(parsed: ParsedDocument, shelf: Sequence[Entry], *, name: str) -> str:
    choices = [(other.doc_id, other.title) for other in shelf]
    if name != parsed.document.doc_id:
        choices.append((name, f"{parsed.document.title} (earlier version)"))
    if len(choices) < 2:
        return '<span class="reader-space"></span>'
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == name else ""}>'
        f"{escape(title)}</option>"
        for value, title in choices
    )
    return (
        '<span class="reader-space">'
        f'<select class="chooser" aria-label="Document shown">{options}</select></span>'
    )


def _outline_html(parsed: ParsedDocument) -> str:
    sections = [one for one in parsed.sections if one.level <= DEEPEST_OUTLINED]
    if len(sections) < 2:
        return ""
    items = "".join(
        f'<button type="button" data-jump="{section.start}" data-level="{section.level}">'
        f"{escape(_shortened(section.heading_path[-1]))}</button>"
        for section in sections
    )
    return (
        '<details class="menu outline"><summary class="icon-button" title="Outline"'
        f' aria-label="Outline">{icon("chats")}</summary>'
        f'<div class="menu-items" role="navigation" aria-label="Outline">{items}</div></details>'
    )


def _shortened(heading: str) -> str:
    return heading if len(heading) <= LONGEST_HEADING else f"{heading[:LONGEST_HEADING]}…"
