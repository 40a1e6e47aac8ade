"""The header as HTML: the product's name, what is asked, who sees the questions, and the keys."""

from collections.abc import Sequence
from html import escape

from ui.page.icons import icon
from ui.settings import QUOTING

KEYS = (
    ("/", "go to the question"),
    ("Enter", "ask; Shift and Enter begins a new line"),
    ("[ and ]", "the previous and the next citation"),
    ("Esc", "close what lies over the page"),
    ("?", "show these keys"),
)


def masthead_html(
    titles: Sequence[str], *, model_name: str, shelved: int | None = None, sent: str = ""
) -> str:
    """Return the header for a conversation about documents with these titles.

    `shelved` is the number of all documents. For the model QUOTING it says that nothing leaves the
    machine, unless something is `sent`; another model is named, and without a name nothing is said
    of it. `sent` says what goes to which host.
    """
    if model_name == QUOTING:
        privacy = "Passages lie on another machine" if sent else "Nothing leaves this machine"
    else:
        privacy = f"Answers by {model_name}" if model_name else ""
    every_title = escape("\n".join(titles))
    loaded = escape(_loaded(titles, len(titles) if shelved is None else shelved))
    return (
        '<div class="masthead">'
        '<button type="button" class="icon-button chats-toggle" title="Chats" aria-label="Chats">'
        f"{icon('chats')}</button><h1>Briefing</h1>"
        f'<button type="button" class="loaded" data-view="documents" title="{every_title}"'
        f' aria-label="Documents in use: {loaded}">{loaded}</button>'
        f'<p class="privacy" title="{escape(sent)}">{escape(privacy)}</p></div>'
        '<p class="offline-note" role="alert">The server has stopped. Start it again with '
        "<code>briefing serve</code>; this page goes on by itself.</p>"
        f"{_keys_html()}"
    )


def _loaded(titles: Sequence[str], shelved: int) -> str:
    if not shelved:
        return "No documents yet"
    if len(titles) < shelved:
        return f"{len(titles)} of {shelved} documents"
    return titles[0] if shelved == 1 else f"{shelved} documents"


def _keys_html() -> str:
    rows = "".join(
        f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(what)}</dd>" for key, what in KEYS
    )
    return (
        '<dialog id="keys" aria-label="Keys"><h2>Keys</h2>'
        f'<dl>{rows}</dl><form method="dialog"><button>Close</button></form></dialog>'
    )
