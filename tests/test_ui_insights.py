"""What is prepared for a document is kept with it, used again, and goes with it."""

from pathlib import Path

import pytest
from command_line import FERRY

from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import UnknownDocumentError
from ui.application import Application
from ui.settings import load_settings


@pytest.fixture
def application(home: Path, embedder: SentenceTransformerEmbedder) -> Application:
    made = Application(load_settings(home=home))
    made.embedder = embedder
    return made


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text(FERRY, encoding="utf-8")
    return path


def kept(home: Path) -> list[Path]:
    return sorted((home / "insights").glob("*"))


def test_insights_are_made_at_ingest_and_read_again(
    application: Application, home: Path, ferry: Path
) -> None:
    application.ingest([ferry])
    (file,) = kept(home)
    written = file.stat().st_mtime_ns
    insights = application.insights("ferry")
    assert insights.glance.figures[0].number == "64"
    assert application.insights("ferry") == insights
    assert file.stat().st_mtime_ns == written


def test_insights_that_are_missing_are_made_when_they_are_asked_for(
    application: Application, home: Path, ferry: Path
) -> None:
    application.ingest([ferry], prepare=False)
    assert kept(home) == []
    assert application.insights("ferry").glance.figures
    assert len(kept(home)) == 1


def test_a_damaged_file_is_made_anew(application: Application, home: Path, ferry: Path) -> None:
    application.ingest([ferry])
    (file,) = kept(home)
    file.write_text("{", encoding="utf-8")
    assert application.insights("ferry").glance.figures[0].number == "64"


def test_insights_of_a_changed_document_take_the_place_of_the_old(
    application: Application, home: Path, ferry: Path
) -> None:
    application.ingest([ferry])
    before = kept(home)
    ferry.write_text(FERRY.replace("64", "65"), encoding="utf-8")
    application.ingest([ferry])
    assert application.insights("ferry").glance.figures[0].number == "65"
    assert len(kept(home)) == 1
    assert kept(home) != before


def test_insights_go_with_their_document(application: Application, home: Path, ferry: Path) -> None:
    application.ingest([ferry])
    application.remove("ferry")
    assert kept(home) == []
    with pytest.raises(UnknownDocumentError):
        application.insights("ferry")


def test_a_failure_to_prepare_is_logged_and_never_fails_the_ingest(
    application: Application,
    ferry: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no glance today")

    monkeypatch.setattr("ui.application.glance_of", fail)
    assert application.ingest([ferry]).added == ("ferry",)
    assert "ferry" in caplog.text
    assert "no glance today" in caplog.text
