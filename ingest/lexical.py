"""The lexical half of the index: BM25 over stemmed words, kept by bm25s.

Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"; scores are
computed ahead of time as in Lù 2024 (arXiv 2407.03618).
"""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import BriefingError
from ingest.hit import Hit
from ingest.record import Record
from ingest.terms import query_terms, terms_of


class LexicalIndex:
    """BM25 scores of passages, by passage id; immutable once built."""

    def __init__(self, scorer: Any, passage_ids: Sequence[str], languages: Sequence[str]) -> None:
        self._scorer = scorer
        self.passage_ids = tuple(passage_ids)
        self.languages = tuple(languages)

    @classmethod
    def build(
        cls, texts: Sequence[str], passage_ids: Sequence[str], languages: Sequence[str]
    ) -> "LexicalIndex":
        """Index texts of the same length as their ids and languages (ISO 639-1, one each)."""
        import bm25s

        # It sets its own logger to DEBUG when it is imported.
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        terms = [
            terms_of(text, language=language)
            for text, language in zip(texts, languages, strict=True)
        ]
        used = sorted(set(languages))
        if not any(terms):
            return cls(None, passage_ids, used)
        scorer = bm25s.BM25()
        scorer.index(terms, show_progress=False)
        return cls(scorer, passage_ids, used)

    @classmethod
    def of_records(cls, records: Iterable[Record]) -> "LexicalIndex":
        """Index the passages of documents, in their order."""
        texts: list[str] = []
        ids: list[str] = []
        languages: list[str] = []
        for record in records:
            texts.extend(record.embedded_text(passage) for passage in record.passages)
            ids.extend(passage.passage_id for passage in record.passages)
            languages.extend([record.parsed.document.language] * len(record.passages))
        return cls.build(texts, ids, languages)

    def save(self, folder: Path) -> None:
        """Write the index to a folder, made when it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._scorer is not None:
            self._scorer.save(folder / "bm25", show_progress=False)
        content = {"passage_ids": self.passage_ids, "languages": self.languages}
        (folder / "passages.json").write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index that `save` wrote; its scores stay on disk and are mapped into memory."""
        import bm25s

        try:
            content = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BriefingError(
                f"The word index {folder} cannot be read ({error}). "
                "Rebuild it with: briefing ingest --rebuild"
            ) from error
        saved = folder / "bm25"
        scorer = bm25s.BM25.load(saved, mmap=True) if saved.is_dir() else None
        return cls(scorer, content["passage_ids"], content["languages"])

    def __len__(self) -> int:
        return len(self.passage_ids)

    def search(self, weights: Mapping[str, float], *, limit: int) -> list[Hit]:
        """Return the passages that hold the rarest and weightiest terms, best first.

        Args:
            weights: terms as `terms` spells them, each with the factor that its score gets.
            limit: how many passages at most.

        """
        scores = np.zeros(len(self), dtype=np.float32)
        for weight in sorted(set(weights.values())):
            terms = [term for term in weights if weights[term] == weight and self.frequency(term)]
            if terms:
                scores += weight * self._scorer.get_scores(terms)
        # Sorting all of them would take longer than scoring them; equals stay in their order.
        least = np.partition(scores, -limit)[-limit] if 0 < limit < len(scores) else 0.0
        rows = np.flatnonzero((scores >= least) & (scores > 0))
        best = rows[np.argsort(-scores[rows], kind="stable")[:limit]]
        return [Hit(self.passage_ids[row], float(scores[row])) for row in best]

    def terms(self, question: str) -> list[str]:
        """Return a question's terms, stemmed as the indexed documents are."""
        return query_terms(question, languages=self.languages or ("en",))

    def frequency(self, term: str) -> int:
        """Return the number of passages that hold a term."""
        if self._scorer is None:
            return 0
        column = self._scorer.vocab_dict.get(term)
        if column is None:
            return 0
        # The scores are stored by column, one column a term, one entry a passage that holds it.
        bounds = self._scorer.scores["indptr"]
        return int(bounds[column + 1] - bounds[column])
