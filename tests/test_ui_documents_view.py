"""The documents as HTML."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ui.page.documents_view import (
    documents_html,
    in_use_html,
    problem_html,
    progress_html,
    removed_html,
    results_html,
)
from ui.shelf.outcome import FileProgress, FileResult, Outcome, ShelfEntry, Stage

HOSTILE = '<script>alert(1)</script>"onload="x'
ENTRY = ShelfEntry(
    "bread", "Bread", "bread.md", "2024-03", "en", 1200, datetime(2026, 11, 25, tzinfo=UTC)
)


def test_a_row_shows_what_there_is_to_know_and_carries_its_id() -> None:
    html = documents_html([ENTRY, replace(ENTRY, doc_id="rye", title="Rye", added=None)])
    for shown in ("Bread", "bread.md", "2024-03", "1,200", "25 Nov 2026"):
        assert shown in html
    for control in ('data-do="input" data-id', "data-open", 'data-do="delete" data-id'):
        assert f'{control}="bread"' in html
    assert html.count(" checked>") == 2


def test_only_the_chosen_documents_are_ticked() -> None:
    html = documents_html([ENTRY, replace(ENTRY, doc_id="rye")], in_use=["rye"])
    assert html.count(" checked>") == 1
    assert 'data-id="rye" aria-label="Use Bread" checked>' in html


@pytest.mark.parametrize(
    ("search", "shown"), [("", "No documents yet"), ("zebra", "No title or file has “zebra”")]
)
def test_an_empty_list_says_why_it_is_empty(search: str, shown: str) -> None:
    assert shown in documents_html([], search=search)


@pytest.mark.parametrize(
    ("chosen", "total", "shown"),
    [
        (1, 1, "the one document"),
        (3, 3, "all 3"),
        (1, 3, "1 of 3"),
        (0, 3, "No document is chosen"),
    ],
)
def test_it_says_how_many_documents_a_chat_uses(chosen: int, total: int, shown: str) -> None:
    assert shown in in_use_html(chosen=chosen, total=total)


@pytest.mark.parametrize(
    ("progress", "bar", "words"),
    [
        (FileProgress("a.md"), ' max="1" value="0"', "Waiting"),
        (FileProgress("a.md", Stage.READING), '"a.md"></progress>', "Reading"),
        (FileProgress("a.md", Stage.EMBEDDING, 3, 9), ' max="9" value="3"', "3 of 9 passages"),
        (FileProgress("a.md", Stage.DONE), ' max="1" value="1"', "Done"),
    ],
)
def test_a_bar_shows_how_far_a_file_is(progress: FileProgress, bar: str, words: str) -> None:
    html = progress_html([progress])
    assert bar in html
    assert words in html


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (FileResult("a.md", Outcome.ADDED, "a", "Ann", 1), "“Ann”, 1 passage<"),
        (FileResult("a.md", Outcome.UPDATED, "a", "Ann", 7), "is now this version, 7 passages"),
        (FileResult("a.md", Outcome.ALREADY_THERE, "a", "Ann"), "in the library as “Ann”"),
        (FileResult("a.md", Outcome.SKIPPED, reason="a.md: it is empty; put text"), "it is empty"),
        (FileResult("a.md", Outcome.ADDED, "a", "A", 1, warnings=("not UTF-8",)), "not UTF-8"),
    ],
)
def test_each_outcome_is_told_in_words(result: FileResult, shown: str) -> None:
    assert shown in results_html([result])


def test_names_titles_and_reasons_are_escaped_everywhere() -> None:
    hostile = replace(ENTRY, doc_id=HOSTILE, title=HOSTILE, file=HOSTILE, published=HOSTILE)
    for html in (
        documents_html([hostile]),
        documents_html([], search=HOSTILE),
        progress_html([FileProgress(HOSTILE)]),
        results_html(
            [
                FileResult(HOSTILE, outcome, HOSTILE, HOSTILE, 1, HOSTILE, (HOSTILE,))
                for outcome in Outcome
            ]
        ),
        removed_html(HOSTILE, hours=24),
        problem_html(HOSTILE),
    ):
        assert "<script>" not in html
        assert '"onload' not in html
