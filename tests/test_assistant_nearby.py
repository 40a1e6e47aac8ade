"""Which documents are looked at whole."""

from pathlib import Path

import pytest
from composing_doubles import found

from assistant import nearby
from assistant.nearby import documents_nearby, ids_nearby

TEXTS = {f"d{n}": f"# Port {n}\n\nCrane number {n} is tall.\n" for n in range(4)}


def test_few_documents_are_all_looked_at(tmp_path: Path) -> None:
    material = found("How tall is crane number 2?", TEXTS, tmp_path)
    assert ids_nearby(material.evidence[:1], material.snapshot) == ["d0", "d1", "d2", "d3"]


def test_of_many_those_with_evidence_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "MOST_DOCUMENTS", 3)
    material = found("How tall is crane number 2?", TEXTS, tmp_path)
    best = material.evidence[:1]
    assert ids_nearby(best, material.snapshot) == [best[0].passage.doc_id]
    [parsed] = documents_nearby(best, material.snapshot)
    assert parsed.document.doc_id == best[0].passage.doc_id
