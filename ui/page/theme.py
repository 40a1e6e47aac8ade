"""How the page looks and what the browser may load: Gradio's theme, our styles and our script."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

# The browser itself refuses what is not from this server, whatever a library might try. Gradio
# compiles its templates in the browser, hence 'unsafe-eval'.
CONTENT_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "object-src 'none'; form-action 'self'"
)

# Gradio's colours that show in its parts, by the name of ours, which know light and dark.
OURS: Mapping[str, str] = MappingProxyType(
    {
        "body_background_fill": "paper",
        "body_text_color": "ink",
        "body_text_color_subdued": "soft",
        "block_info_text_color": "soft",
        "block_label_text_color": "soft",
        "block_title_text_color": "soft",
        "border_color_accent": "accent",
        "border_color_primary": "rule",
        "checkbox_background_color_selected": "accent",
        "checkbox_border_color_selected": "accent",
        "checkbox_border_color_focus": "accent",
        "checkbox_label_background_fill": "page",
        "checkbox_label_background_fill_hover": "hover",
        "checkbox_label_background_fill_selected": "accent-wash",
        "checkbox_label_border_color": "rule",
        "checkbox_label_text_color": "ink",
        "checkbox_label_text_color_selected": "ink",
        "color_accent": "accent",
        "color_accent_soft": "accent-wash",
        "input_background_fill": "page",
        "input_border_color": "rule",
        "input_border_color_focus": "accent",
        "input_placeholder_color": "soft",
        "slider_color": "accent",
    }
)

# What Gradio has one of for light and dark.
SINGLE = frozenset({"color_accent"})

# In this order: what is for narrow windows overrules the rest.
STYLES = ("frame", "chats", "conversation", "reader", "documents", "evaluation", "narrow")

# A quotation mark in the accent colour; inline, since Gradio serves no vector favicon.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%23175c55'/%3E"
    "%3Cpath d='M7 21v-6q0-5 6-6v3q-3 .6-3 3h3v6zm11 0v-6q0-5 6-6v3q-3 .6-3 3h3v6z'"
    " fill='%23fff'/%3E%3C/svg%3E"
)


def page_theme() -> "gr.themes.Base":
    """Return the theme: fonts that the machine has, and no others."""
    from gradio.themes import Base
    from gradio.themes.utils import fonts

    # A plain string would be taken for a font file that the server has.
    theme = Base(
        font=[fonts.Font(name) for name in ("system-ui", "Segoe UI", "Roboto", "sans-serif")],
        font_mono=[fonts.Font(name) for name in ("ui-monospace", "Menlo", "monospace")],
    )
    colours = {name: f"var(--{ours})" for name, ours in OURS.items()}
    # Ours change by themselves with light and dark.
    dark = {f"{name}_dark": colour for name, colour in colours.items() if name not in SINGLE}
    return theme.set(**colours, **dark)


def page_styles() -> str:
    """Return the styles of the page."""
    texts = (files("ui.page").joinpath(f"{name}.css") for name in STYLES)
    return "\n".join(text.read_text(encoding="utf-8") for text in texts)


def page_head() -> str:
    """Return what stands in the page's head: the content policy, the icon and the script."""
    script = files("ui.page").joinpath("page.js").read_text(encoding="utf-8")
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_POLICY}">'
        f'<link rel="icon" href="{ICON}"><script>{script}</script>'
    )
