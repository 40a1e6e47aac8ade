"""What can be done with an answer, as a row of buttons under it.

A button with `data-do` tells the server by the Gradio event of that name; one with `data-copy` or
`data-copy-link` works in the browser alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ui.page.conversation import Exchange
from ui.page.icons import icon, icon_button

FORMATS: Mapping[str, str] = MappingProxyType({"docx": "Word", "html": "HTML", "md": "Markdown"})


def actions_html(
    exchange: Exchange, *, index: int, is_last: bool, copy: str, judged: bool | None
) -> str:
    """Return the row for one exchange; only the last can be answered again."""
    retry = icon_button("retry", "Answer again", do="retry", index=index) if is_last else ""
    if exchange.answer is None:
        return f'<div class="actions">{retry}</div>'
    parts = (
        icon_button("copy", "Copy with footnotes", copy=copy) if copy else "",
        retry,
        _thumb("up", "Good answer", index=index, liked=True, judged=judged),
        _thumb("down", "Something is wrong", index=index, liked=False, judged=judged),
        export_html("Export this answer", index=index),
    )
    return f'<div class="actions">{"".join(parts)}</div>'


def edit_html(index: int) -> str:
    """Return the button that puts a question back into the box."""
    return icon_button("edit", "Edit this question", do="edit", index=index)


def export_html(label: str, *, index: int | None = None) -> str:
    """Return a menu of formats for one answer, or for the whole conversation."""
    of = "" if index is None else f' data-index="{index}"'
    items = "".join(
        f'<button type="button" data-do="download" data-format="{form}"{of}>{name}</button>'
        for form, name in FORMATS.items()
    )
    return (
        f'<details class="menu"><summary class="icon-button" title="{label}" aria-label="{label}">'
        f'{icon("export")}</summary><div class="menu-items">{items}</div></details>'
    )


def _thumb(name: str, label: str, *, index: int, liked: bool, judged: bool | None) -> str:
    classes = "pressed" if judged is liked else ""
    return icon_button(
        name, label, classes=classes, do="like", index=index, liked="yes" if liked else "no"
    )
