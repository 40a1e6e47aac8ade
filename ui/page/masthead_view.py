"""The header as HTML: the product's name, what is loaded, and who sees the questions."""

from collections.abc import Sequence
from html import escape

# The composer that only selects sentences; it never sends anything anywhere.
QUOTING = "quoting"


def masthead_html(titles: Sequence[str], *, model_name: str) -> str:
    """Return the header for documents with these titles.

    For the model QUOTING it says that nothing leaves the machine; another model is named, and
    without a name nothing is said of it.
    """
    match titles:
        case []:
            loaded = "No documents yet"
        case [title]:
            loaded = title
        case _:
            loaded = f"{len(titles)} documents"
    if model_name == QUOTING:
        privacy = "Nothing leaves this machine"
    else:
        privacy = f"Answers by {model_name}" if model_name else ""
    every_title = escape("\n".join(titles))
    return (
        '<div class="masthead"><h1>Briefing</h1>'
        f'<p class="loaded" title="{every_title}">{escape(loaded)}</p>'
        f'<p class="privacy">{escape(privacy)}</p></div>'
    )
