"""The documents as HTML: the list, files on their way in, and what became of them."""

from collections.abc import Collection, Mapping, Sequence
from html import escape

from ui.page.icons import icon_button
from ui.shelf.outcome import FileProgress, FileResult, Outcome, ShelfEntry, Stage

STAGES = {
    Stage.WAITING: "Waiting",
    Stage.READING: "Reading",
    Stage.EMBEDDING: "Taking in",
    Stage.DONE: "Done",
}
WORDS = {
    Outcome.ADDED: "Added",
    Outcome.UPDATED: "Updated",
    Outcome.ALREADY_THERE: "Already there",
    Outcome.SKIPPED: "Skipped",
}


def documents_html(
    entries: Sequence[ShelfEntry], *, in_use: Collection[str] | None = None, search: str = ""
) -> str:
    """Return the list of documents, or what to do where there are none.

    `in_use` are the ids that the conversation uses, all where None.
    """
    if not entries:
        return _nothing_found_html(search) if search.strip() else _empty_html()
    rows = "".join(
        _row_html(entry, used=in_use is None or entry.doc_id in in_use) for entry in entries
    )
    return f'<ul class="documents" aria-label="Documents">{rows}</ul>'


def in_use_html(*, chosen: int, total: int) -> str:
    """Return how many of the documents the conversation uses."""
    if chosen == total:
        text = "This chat uses the one document." if total == 1 else f"This chat uses all {total}."
    elif chosen:
        text = f"This chat uses {chosen} of {total} documents."
    else:
        text = "No document is chosen. Choose at least one to ask."
    return f'<p class="in-use" role="status">{text}</p>'


def collections_html(
    collections: Mapping[str, Collection[str]], *, in_use: Collection[str] | None
) -> str:
    """Return a button for each collection, which makes the conversation use it alone.

    `collections` are the ids of their documents by name; nothing is shown where there are none.
    """
    if not collections:
        return ""
    chips = "".join(
        f'<button type="button" class="chip" data-do="select" data-collection="{escape(name)}"'
        f' aria-pressed="{"true" if in_use and set(in_use) == set(doc_ids) else "false"}">'
        f'{escape(name)} <span class="count">{len(doc_ids)}</span></button>'
        for name, doc_ids in collections.items()
    )
    every = (
        '<button type="button" class="chip" data-do="select" data-collection=""'
        f' aria-pressed="{"true" if in_use is None else "false"}">All documents</button>'
    )
    return f'<div class="collections" role="group" aria-label="Collections">{every}{chips}</div>'


def progress_html(files: Sequence[FileProgress]) -> str:
    """Return one bar for each file that is on its way in."""
    items = "".join(_bar_html(file) for file in files)
    return f'<ul class="uploads" aria-label="Files on their way in">{items}</ul>'


def fetching_html(url: str) -> str:
    """Return the note that a web address is being fetched."""
    return f'<p class="removed" role="status">Fetching {escape(url.strip())} …</p>'


def results_html(results: Sequence[FileResult]) -> str:
    """Return what became of each file, in their order."""
    items = "".join(_result_html(result) for result in results)
    return f'<ul class="results" role="status" aria-label="What became of the files">{items}</ul>'


def removed_html(title: str, *, hours: int) -> str:
    """Return the note that a document was removed, with the button that brings it back."""
    return (
        f'<p class="removed" role="status">Removed “{escape(title)}”. It can be brought back for '
        f'{hours} hours. <button type="button" class="plain" data-do="undo">Undo</button></p>'
    )


def problem_html(problem: str) -> str:
    """Return a problem in the words of its message."""
    return f'<p class="problem" role="alert">{escape(problem)}</p>'


def _empty_html() -> str:
    return (
        '<div class="documents-empty"><h2>No documents yet</h2>'
        "<p>Add the briefs that you want to ask about. They stay on this machine.</p></div>"
    )


def _nothing_found_html(search: str) -> str:
    return (
        f'<div class="documents-empty"><p>No title or file has “{escape(search.strip())}”.</p>'
        '<button type="button" class="plain" data-do="clear">Show all</button></div>'
    )


def _row_html(entry: ShelfEntry, *, used: bool) -> str:
    doc_id, title = escape(entry.doc_id), escape(entry.title)
    checked = " checked" if used else ""
    facts = (
        escape(entry.file),
        f"dated {escape(entry.published)}" if entry.published else "",
        _counted(entry.passages),
        f"added {entry.added:%d %b %Y}" if entry.added else "",
        f"in {escape(', '.join(entry.collections))}" if entry.collections else "",
    )
    remove = icon_button("remove", f"Remove {entry.title}", do="delete", id=entry.doc_id)
    return (
        f'<li><label class="use" title="Use it in this chat"><input type="checkbox"'
        f' data-do="input" data-id="{doc_id}" aria-label="Use {title}"{checked}></label>'
        f'<button type="button" class="document-row" data-open="{doc_id}">'
        f'<span class="title">{title}</span>'
        f'<span class="facts">{" · ".join(fact for fact in facts if fact)}</span></button>'
        f"{remove}</li>"
    )


def _bar_html(file: FileProgress) -> str:
    name = escape(file.name)
    # A bar without a value is one that moves without an end: how much there is, is not known yet.
    value = f' max="{file.total}" value="{file.done}"' if file.total else ""
    if file.stage in (Stage.WAITING, Stage.DONE):
        value = f' max="1" value="{int(file.stage is Stage.DONE)}"'
    counted = f" {file.done:,} of {file.total:,} passages" if file.total else ""
    return (
        f'<li data-stage="{file.stage.value}"><span class="name">{name}</span>'
        f'<progress aria-label="{name}"{value}></progress>'
        f'<span class="stage">{STAGES[file.stage]}{counted}</span></li>'
    )


def _result_html(result: FileResult) -> str:
    warnings = "".join(f'<p class="warning">{escape(one)}</p>' for one in result.warnings)
    return (
        f'<li data-outcome="{escape(result.outcome.value)}">'
        f'<strong class="outcome">{WORDS[result.outcome]}</strong> '
        f'<span class="name">{escape(result.name)}</span> '
        f'<span class="detail">{escape(_detail(result))}</span>{warnings}</li>'
    )


def _detail(result: FileResult) -> str:
    passages = _counted(result.passages)
    match result.outcome:
        case Outcome.ADDED:
            return f"“{result.title}”, {passages}"
        case Outcome.UPDATED:
            return f"“{result.title}” is now this version, {passages}"
        case Outcome.ALREADY_THERE:
            return f"its content is in the library as “{result.title}”"
        case Outcome.SKIPPED:
            return result.reason


def _counted(passages: int) -> str:
    return f"{passages:,} passage{'' if passages == 1 else 's'}"
