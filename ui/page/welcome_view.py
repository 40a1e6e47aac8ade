"""The empty conversation as HTML: what this is, and questions to begin with."""

from collections.abc import Sequence
from html import escape


def welcome_html(examples: Sequence[str], *, document_count: int) -> str:
    """Return an invitation to ask, or to add documents while there are none."""
    if not document_count:
        return (
            '<div class="welcome"><h2>Add a document to begin</h2>'
            "<p>Briefing answers from your own documents and shows the very sentence that each "
            "answer rests on. Nothing leaves this machine.</p>"
            '<p><button type="button" class="primary" data-view="documents">Add documents</button>'
            "</p></div>"
        )
    scope = "the brief" if document_count == 1 else f"{document_count} documents"
    return (
        f'<div class="welcome"><h2>Ask {scope} a question</h2>'
        "<p>Every sentence of an answer carries a number. Choose one to see the very sentence it "
        f"comes from, in its place in the source.</p>{suggestions_html('To begin with', examples)}"
        "</div>"
    )


def suggestions_html(heading: str, questions: Sequence[str]) -> str:
    """Return questions to choose from, or nothing if there are none."""
    if not questions:
        return ""
    items = "".join(
        '<li><button type="button" class="example" data-do="submit"'
        f' data-question="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<div class="suggestions"><h3>{heading}</h3><ul>{items}</ul></div>'
