"""The page's icons: line drawings of one weight, inline, so that nothing has to be fetched."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

_PATHS: Mapping[str, str] = MappingProxyType(
    {
        "chats": "M3 5h14M3 10h14M3 15h9",
        "copy": "M7 7h9v10H7zM4 13V3h9",
        "document": "M5 2h7l4 4v12H5zM12 2v4h4",
        "down": "M6 3h-3v9h3zM6 12l4 6c1.5 0 2-1 2-2v-4h4.5L18 5c0-1-.5-2-2-2H6",
        "edit": "M3 17l1-4L14 3l3 3L7 16zM12 5l3 3",
        "export": "M10 3v9M6 8.5l4 4 4-4M4 16h12",
        "link": "M8.5 11.5l3-3M9 6l2-2a3.5 3.5 0 015 5l-2 2M11 14l-2 2a3.5 3.5 0 01-5-5l2-2",
        "new": "M10 4v12M4 10h12",
        "next": "M8 5l5 5-5 5",
        "previous": "M12 5l-5 5 5 5",
        "remove": "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
        "retry": "M16 10a6 6 0 11-2-4.5M16 2.5v4h-4",
        "up": "M6 17H3V8h3zM6 8l4-6c1.5 0 2 1 2 2v4h4.5L18 15c0 1-.5 2-2 2H6",
    }
)


def icon(name: str) -> str:
    """Return an icon, which takes the colour of the text around it and is silent to readers."""
    return (
        '<svg class="icon" viewBox="0 0 20 20" width="16" height="16" fill="none" '
        'stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true"><path d="{_PATHS[name]}"/></svg>'
    )


def icon_button(name: str, label: str, *, pressed: bool | None = None, **data: str | int) -> str:
    """Return a button that is an icon; `data` become its data attributes, escaped.

    One that stays down once it is chosen says whether it is `pressed`.
    """
    state = "" if pressed is None else f' aria-pressed="{"true" if pressed else "false"}"'
    attributes = "".join(
        f' data-{key.replace("_", "-")}="{escape(str(value))}"' for key, value in data.items()
    )
    return (
        f'<button type="button" class="icon-button" title="{escape(label)}"{state}'
        f' aria-label="{escape(label)}"{attributes}>{icon(name)}</button>'
    )
