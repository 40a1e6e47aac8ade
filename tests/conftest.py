"""What many tests need: a home of their own, no network, one loaded model, one read brief."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assistant.assistant import Assistant
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.weights import DEFAULT_MODEL

CORPUS = Path(__file__).parent.parent / "corpus"

MakeLibrary = Callable[[Mapping[str, str]], Library]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point all state of the product to a temporary folder, and keep it from the model hub."""
    folder = tmp_path / "home"
    monkeypatch.setenv("BRIEFING_HOME", str(folder))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    # Nobody's own keys are looked at.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return folder


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """Return the real default model; loading it takes seconds, so it is loaded once."""
    return SentenceTransformerEmbedder()


# For the tests of assistant/ and ui/: the shipped corpus, read once, as a home and as a library.


@pytest.fixture(scope="session")
def library_home(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder
) -> Path:
    """Return a home with the shipped corpus; no test may write to it."""
    folder = tmp_path_factory.mktemp("corpus")
    ingest([CORPUS], folder=folder / "index", embedder=embedder)
    return folder


@pytest.fixture(scope="session")
def library(library_home: Path, embedder: SentenceTransformerEmbedder) -> Library:
    """Return the shipped corpus, read once; no test may write to it."""
    return Library(library_home / "index", embedder)


@pytest.fixture(scope="session")
def assistant(library: Library, embedder: SentenceTransformerEmbedder) -> Assistant:
    """Return an assistant on the shipped corpus."""
    return Assistant(library, embedder)


@pytest.fixture
def make_library(tmp_path: Path, embedder: SentenceTransformerEmbedder) -> MakeLibrary:
    """Return a function that writes files below `files` and reads them into `index`."""
    files, index = tmp_path / "files", tmp_path / "index"

    def make(contents: Mapping[str, str]) -> Library:
        files.mkdir(exist_ok=True)
        for name, content in contents.items():
            (files / name).write_text(content, encoding="utf-8")
        ingest([files], folder=index, embedder=embedder)
        return Library(index, embedder)

    return make


# For the tests of the command line.


@pytest.fixture
def one_model(monkeypatch: pytest.MonkeyPatch, embedder: SentenceTransformerEmbedder) -> None:
    """Let every command use the model that the session has loaded; it is the real one."""

    def loaded(model: str, *, verified: Path | None) -> SentenceTransformerEmbedder:
        return embedder if model == DEFAULT_MODEL else SentenceTransformerEmbedder(model)

    monkeypatch.setattr("ui.application.SentenceTransformerEmbedder", loaded)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def filled_home(library_home: Path, home: Path) -> Path:
    """Return the test's own home with the shipped corpus in it, to be changed at will."""
    shutil.copytree(library_home, home)
    return home


# For the tests of the page.

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


# Not for the session: while Playwright runs, no test of the module can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium; where there is none, tests are skipped, but in CI they fail."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        places = [os.environ.get("CHROMIUM_PATH"), own, CHROMIUM, shutil.which("chromium")]
        found = next((place for place in places if place and Path(place).exists()), None)
        if found is None and not os.environ.get("CI"):
            pytest.skip("no Chromium: install Debian's chromium, or set CHROMIUM_PATH")
        browser = playwright.chromium.launch(
            executable_path=found or CHROMIUM, args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()
