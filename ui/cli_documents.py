"""`briefing ingest`, `documents`, `remove` and `document`: what the library holds."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from ui.cli_models import application_of
from ui.cli_options import home_option, named_source

FILES_SKIPPED = 4


@click.command()
@click.argument("sources", metavar="[PATHS|URLS]...", nargs=-1, type=named_source)
@click.option("--rebuild", is_flag=True, help="Make the whole index anew.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network, too.")
@click.option("--offline", is_flag=True, default=None, help="Fetch nothing.")
@click.option("--collection", metavar="NAME", help="Put them into this collection.")
@click.option("--store", metavar="URL|local", help="Keep the vectors on this Chroma server.")
@click.option(
    "--ray",
    metavar="[ADDRESS]",
    is_flag=False,
    flag_value="local",
    help="Read and embed on a Ray cluster; without an address on this machine's cores.",
)
@click.option("--watch", is_flag=True, help="Stay, and follow what changes in the folders.")
@home_option
@click.pass_obj
def ingest(
    home: Path | None,
    sources: tuple[Path | str, ...],
    rebuild: bool,
    allow_private: bool,
    offline: bool | None,
    collection: str | None,
    store: str | None,
    ray: str | None,
    watch: bool,
) -> None:
    """Take in files, folders and web pages (default: the shipped corpus)."""
    from rich.console import Console

    from ingest.cluster import LOCAL, ClusterPipeline, is_address
    from ingest.pipeline import embed_here
    from ui.application import shipped_corpus
    from ui.terminal import progress_bar, show_report

    application = application_of(home, offline=offline)
    if ray is not None and not is_address(ray):
        # `--ray FOLDER`: what follows is taken for the option's value, whatever it is.
        ray, sources = LOCAL, (named_source(ray), *sources)
    addresses = [one for one in sources if isinstance(one, str)]
    if store is not None:
        application.move_vectors(store)
    if watch:
        if rebuild or ray or addresses or not sources:
            raise click.UsageError("--watch takes folders alone, without --rebuild and --ray.")
        from ui.cli_watching import watch_folders

        folders = [one for one in sources if isinstance(one, Path)]
        watch_folders(application, folders, collection=collection)
        return
    fetched, skipped = application.fetch(addresses, allow_private=allow_private)
    paths = [*(one for one in sources if isinstance(one, Path)), *fetched]
    if not sources and not rebuild and store is None:
        paths = [shipped_corpus()]
    with progress_bar("embedding") as on_progress:
        report = application.ingest(
            paths,
            rebuild=rebuild,
            collection=collection,
            on_progress=on_progress,
            pipeline=ClusterPipeline(ray) if ray else embed_here,
        )
    report = replace(report, skipped=(*skipped, *report.skipped))
    show_report(Console(), report)
    if report.skipped:
        sys.exit(FILES_SKIPPED)


@click.command()
@home_option
@click.pass_obj
def documents(home: Path | None) -> None:
    """List the documents."""
    from rich.console import Console

    from ui.terminal import show_documents

    show_documents(Console(), application_of(home).library.snapshot())


@click.command()
@click.argument("doc_id", metavar="DOC")
@click.option("--collection", metavar="NAME", help="Take it out of this collection alone.")
@home_option
@click.pass_obj
def remove(home: Path | None, doc_id: str, collection: str | None) -> None:
    """Take a document out, its stored text included."""
    if collection is not None:
        application_of(home).take_out(doc_id, collection)
        click.echo(f"{doc_id} is no longer in the collection {collection}; it stays a document.")
        return
    entry = application_of(home).remove(doc_id)
    click.echo(f"Removed {entry.doc_id} ({entry.title}). The file {entry.source} is untouched.")


@click.command()
@click.argument("doc_id", metavar="DOC")
@click.option("--text", is_flag=True, help="Print the stored text that offsets refer to.")
@home_option
@click.pass_obj
def document(home: Path | None, doc_id: str, text: bool) -> None:
    """Show a document: its outline, or with --text its stored text, unchanged."""
    application = application_of(home)
    parsed = application.library.snapshot().document(doc_id)
    if text:
        # Bytes, since a terminal's encoding or newlines would move offsets.
        sys.stdout.buffer.write(parsed.document.text.encode("utf-8"))
        return
    click.echo(f"{parsed.document.title}\n{parsed.document.source}")
    if address := application.web.address_of(Path(parsed.document.source)):
        click.echo(f"{address.url} (fetched {address.fetched})")
    for section in parsed.sections:
        click.echo(f"{'  ' * section.level}{section.heading_path[-1]}")
