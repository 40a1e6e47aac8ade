"""Proposed evaluation cases as HTML, each to be accepted or discarded by a person."""

from collections.abc import Sequence
from html import escape

from ui.feedback.draft import Draft


def drafts_html(drafts: Sequence[Draft]) -> str:
    """Return the drafts that wait for somebody to look at them; nothing if there are none."""
    if not drafts:
        return ""
    items = "".join(_draft_html(draft) for draft in drafts)
    return (
        '<section class="drafts"><h3>Proposed cases</h3><p>Made from answers that somebody found '
        "wrong, or from a document. Check question and answer; only accepted cases are "
        "evaluated.</p>"
        f"<ul>{items}</ul></section>"
    )


def _draft_html(draft: Draft) -> str:
    name = escape(draft.name)
    answers = "; ".join(draft.answers) if draft.answers else "the documents do not say"
    turns = "".join(f"<li>{escape(turn)}</li>" for turn in draft.history)
    history = f'<ol class="history" aria-label="Earlier turns">{turns}</ol>' if turns else ""
    return (
        f'<li>{history}<p class="draft-question">{escape(draft.question)}</p>'
        f'<p class="draft-answer"><span class="type">{escape(draft.type)}</span> right: '
        f"{escape(answers)}</p><p>"
        f'<button type="button" class="primary" data-do="apply" data-id="{name}">Accept</button> '
        f'<button type="button" class="plain" data-do="delete" data-id="{name}">Discard</button>'
        "</p></li>"
    )
