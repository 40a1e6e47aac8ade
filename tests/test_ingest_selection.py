"""Which documents are asked: by id, collection, publisher and date."""

import pytest

from ingest.errors import BriefingError
from ingest.selection import Period, Selected, Selection, period_of, select
from ingest.version import Entry


def entry(doc_id: str, published: str | None = None, **changes: object) -> Entry:
    fields = {
        "doc_id": doc_id,
        "title": doc_id.title(),
        "source": f"/{doc_id}.md",
        "sha256": doc_id,
        "record": doc_id,
        "language": "en",
        "characters": 10,
        "passages": 1,
        "published": published,
    }
    return Entry(**{**fields, **changes})


ENTRIES = (
    entry("ports", "2021-03-01", publisher="Harbour Institute", collections=("Sea",)),
    entry("ferries", "2023", publisher="Ministry of Transport", collections=("Roads", "Sea")),
    entry("tolls", "2023-11", collections=("Roads",)),
    entry("notes"),
    entry("draft", "undated; latest event 2024"),
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-05", "2023-05-01", "2023-05-31"),
        ("2021..2023", "2021-01-01", "2023-12-31"),
        ("2023-05-02..", "2023-05-02", "9999-12-31"),
        ("..2022", "0000-01-01", "2022-12-31"),
        (" 2021 ", "2021-01-01", "2021-12-31"),
    ],
)
def test_a_period_is_read_as_it_is_written(text: str, first: str, last: str) -> None:
    assert period_of(text) == Period(first, last)


@pytest.mark.parametrize("text", ["", "..", "last year", "23", "2023-5", "2021...2023", "202"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BriefingError, match="is no period"):
        period_of(text)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BriefingError, match="Turn it round"):
        period_of("2023..2021")


@pytest.mark.parametrize(
    ("asked", "doc_ids"),
    [
        ({"documents": ("notes", "ports")}, ["notes", "ports"]),
        ({"collections": ("sea",)}, ["ports", "ferries"]),
        ({"collections": ("Sea", "Roads")}, ["ports", "ferries", "tolls"]),
        ({"publisher": "ministry"}, ["ferries"]),
        ({"published": period_of("2023")}, ["ferries", "tolls"]),
        ({"published": period_of("2023-06..2023-10")}, ["ferries"]),
        ({"published": period_of("2023-11-30..")}, ["ferries", "tolls"]),
        ({"published": period_of("..2022")}, ["ports"]),
        ({"collections": ("Roads",), "publisher": "Transport"}, ["ferries"]),
        ({"documents": ("ports", "tolls"), "collections": ("Roads",)}, ["tolls"]),
    ],
)
def test_documents_are_taken_that_fit_all_that_is_asked(
    asked: dict[str, object], doc_ids: list[str]
) -> None:
    selected = select(Selection(**asked), ENTRIES)
    assert selected is not None
    assert list(selected.doc_ids) == doc_ids


def test_nothing_asked_for_is_all() -> None:
    assert select(Selection(), ENTRIES) is None


def test_documents_without_a_date_are_counted() -> None:
    selected = select(Selection(published=period_of("2021..")), ENTRIES)
    assert selected == Selected(("ports", "ferries", "tolls"), 2)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"documents": ("port",)}, r"no document 'port'. Known documents: draft, ferries, notes"),
        ({"collections": ("Air",)}, r"no collection 'Air'. There are: Roads, Sea"),
        ({"publisher": "UNODC"}, r"no publisher 'UNODC'. There are: Harbour Institute, Ministry"),
        ({"published": period_of("1999")}, r"2 do not say when they were published. Ask for less"),
        ({"documents": ("notes",), "collections": ("Sea",)}, r"No document is of that selection"),
    ],
)
def test_where_none_is_left_it_is_told_what_there_is(
    asked: dict[str, object], message: str
) -> None:
    with pytest.raises(BriefingError, match=message):
        select(Selection(**asked), ENTRIES)
