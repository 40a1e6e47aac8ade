"""Serving the chat page on this machine."""

import os
import socket
from collections.abc import Callable

import gradio as gr
from starlette.routing import BaseRoute

from ingest.errors import BriefingError
from ui.page.theme import page_head, page_styles, page_theme

# Where other programs of this kind are expected, and so first looked for.
DEFAULT_PORT = 7860
LOOPBACK = "127.0.0.1"


def launch(
    page: gr.Blocks,
    *,
    host: str = LOOPBACK,
    port: int = DEFAULT_PORT,
    open_browser: bool = False,
    block: bool = True,
    announce: Callable[[str], None] | None = None,
    beside: BaseRoute | None = None,
) -> str:
    """Serve the page and return its address, by default only once the server has ended.

    `announce` is told the address as soon as the page can be opened. With `block` False it returns
    then, and `page.close()` ends the server. `beside` is a route that goes before the page's. Port
    0 takes any free port. Raises BriefingError if the port is in use or the host is not an address
    of this machine.
    """
    _spare_proxy()
    free_port = _free_port(host, port)
    app, address, _ = page.launch(
        server_name=host,
        server_port=free_port,
        inbrowser=open_browser,
        share=False,
        quiet=True,
        prevent_thread_lock=True,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        theme=page_theme(),
        css=page_styles(),
        head=page_head(),
    )
    if beside is not None:
        # Before the page's own, one of which takes every path.
        app.router.routes.insert(0, beside)
    if announce is not None:
        announce(address)
    if block:
        page.block_thread()
    return address


def _spare_proxy() -> None:
    """Keep Gradio's own look at the started page from going through a proxy that is set."""
    for name in ("NO_PROXY", "no_proxy"):
        spared = [host for host in os.environ.get(name, "").split(",") if host]
        os.environ[name] = ",".join(dict.fromkeys([*spared, LOOPBACK, "localhost"]))


def _free_port(host: str, port: int) -> int:
    """Return the port to listen on, having tried it: Gradio's own error would not name the flag."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except socket.gaierror as error:
        raise BriefingError(
            f"{host} is not an address of this machine. Choose another with --host."
        ) from error
    except OSError as error:
        raise BriefingError(
            f"Port {port} on {host} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
