"""The settings as HTML: how answers are written, by what, and what leaves the machine."""

from collections.abc import Iterable
from html import escape

from ui.doctor import PACKAGES, Finding
from ui.settings import QUOTING

# Of these only somebody wants to know who reports a defect.
VERSIONS = frozenset((*PACKAGES, "python"))


def settings_html(findings: Iterable[Finding], *, model_name: str, sent: str = "") -> str:
    """Return how answers are written, and the state of what they are made with."""
    found = list(findings)
    versions = _findings_html([one for one in found if one.what in VERSIONS])
    states = _findings_html([one for one in found if one.what not in VERSIONS])
    return (
        f'<div class="settings"><h2>How answers are written</h2>{_style_html(model_name, sent)}'
        f"<h2>What is in force</h2>{states}"
        f'<details class="folded"><summary>Versions</summary>{versions}</details></div>'
    )


def chats_setting_html(*, count: int, asking: bool = False) -> str:
    """Return the button that deletes all chats of this browser; `asking` once more first."""
    if not count:
        body = "<p>There are no chats to delete.</p>"
    elif asking:
        body = (
            f"<p>Delete all {count} chats for good? This cannot be undone.</p>"
            '<p><button type="button" class="primary danger" data-do="delete">Delete all</button> '
            '<button type="button" class="plain" data-do="clear">Keep them</button></p>'
        )
    else:
        stored = "chat is" if count == 1 else "chats are"
        body = (
            f"<p>{count} {stored} stored on the machine that runs Briefing.</p>"
            '<p><button type="button" class="plain" data-do="select">Delete all chats</button></p>'
        )
    return f'<div class="settings"><h2>Chats of this browser</h2>{body}</div>'


def _findings_html(findings: Iterable[Finding]) -> str:
    rows = "".join(
        f"<div><dt>{escape(one.what.capitalize())}</dt>"
        f'<dd data-sound="{"yes" if one.sound else "no"}">'
        f"{'' if one.sound else 'Problem: '}{escape(one.found)}</dd></div>"
        for one in findings
    )
    return f'<dl class="findings">{rows}</dl>'


def _style_html(model_name: str, sent: str) -> str:
    if model_name == QUOTING:
        leaves = (
            f". What is sent: {escape(sent)}." if sent else ", and nothing leaves this machine."
        )
        return (
            "<p><strong>In quotes.</strong> Every sentence stands word for word in your documents."
            "</p><p>No language model is set up, so none is used: nothing is paraphrased"
            f"{leaves}</p>"
        )
    return (
        f"<p><strong>Written by {escape(model_name)}</strong>, each sentence checked against the "
        "sentences that it cites. What they do not bear out is marked and not linked.</p>"
        f"<p>{escape(sent) or 'The model runs on this machine: nothing leaves it.'}</p>"
    )
