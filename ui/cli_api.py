"""`briefing api` and `briefing mcp`: doors for other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.errors import BriefingError
from ui.cli_options import home_option, model_options

if TYPE_CHECKING:
    from ui.application import Application

DEFAULT_PORT = 7861

Ready = Callable[..., "Application"]


def api_commands(ready: Ready) -> tuple[click.Command, ...]:
    """Return the commands; `ready` returns an application that has documents."""

    @click.command()
    @click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
    @click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(0, 65535))
    @model_options
    @home_option
    @click.pass_obj
    def api(home: Path | None, /, host: str, port: int, **writer: Any) -> None:
        """Serve the REST and the OpenAI-compatible interface, without the page."""
        from ui.api.serving import serve_api

        serve_api(ready(home, **writer), host=host, port=port, tell=_tell)

    @click.command()
    @click.option("--http", "port", type=click.IntRange(1, 65535), help="Serve on this port.")
    @model_options
    @home_option
    @click.pass_obj
    def mcp(home: Path | None, /, port: int | None, **writer: Any) -> None:
        """Serve tools by the Model Context Protocol, on standard input and output."""
        try:
            from ui.api.mcp_server import build_mcp
        except ImportError as error:
            raise BriefingError(
                "The Model Context Protocol needs a package that is not installed. "
                'Install it with: pip install "briefing-assistant[mcp]"'
            ) from error
        server = build_mcp(ready(home, **writer).assistant)
        if port is None:
            server.run("stdio")
        else:
            _tell(f"Briefing's tools are at http://127.0.0.1:{port}/mcp (Ctrl-C ends it).")
            server.run("streamable-http", host="127.0.0.1", port=port)

    return api, mcp


def _tell(words: str) -> None:
    click.echo(words, err=True)
