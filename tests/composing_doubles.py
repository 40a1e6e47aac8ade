"""Material for composers, found by a real search in invented documents."""

from collections.abc import Mapping
from pathlib import Path

from embedder_doubles import WordEmbedder

from assistant.assistant import Assistant
from assistant.composer import Statement
from assistant.material import Material, Part
from assistant.question import analyse
from ingest.ingestion import ingest
from ingest.library import Library


def found(question: str, texts: Mapping[str, str], folder: Path) -> Material:
    """Return what is found for a question in documents, given by the names of their files."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    embedder = WordEmbedder()
    ingest([folder / f"{name}.md" for name in texts], folder=folder / "index", embedder=embedder)
    assistant = Assistant(Library(folder / "index", embedder), embedder)
    asked = analyse(question)
    parts = tuple(Part(side.label, assistant.evidence(side.question)) for side in asked.sides)
    evidence = assistant.evidence(question)
    return Material(asked, evidence, assistant.library.snapshot(), None, parts)


def check(statements: list[Statement]) -> str:
    """Return the text of statements; each must rest on evidence, and none may be said twice."""
    assert all(statement.supports for statement in statements)
    texts = [statement.text for statement in statements]
    assert len(set(texts)) == len(texts)
    return " ".join(texts)
