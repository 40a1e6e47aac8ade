"""The pipeline that LangChain's tutorials build, to be measured beside ours.

RecursiveCharacterTextSplitter with 1,000 characters and an overlap of 200, Chroma, the four nearest
chunks, no ranking behind it; the embedding model is the same as ours. A chat model would write from
these chunks and can say no more than they hold: so they stand for its answer. It never refuses.
"""

import uuid
from collections.abc import Mapping, Sequence

from langchain_chroma import Chroma
from langchain_core.documents import Document as Chunk
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.answer import Answer, Turn
from evals.peers.chunks import chunks_as_answer
from evals.span import Span
from ingest.embedding import Embedder

NAME = "tutorial"

CHUNK_CHARACTERS, OVERLAP_CHARACTERS = 1_000, 200
CHUNKS_SHOWN = 4


class TutorialPipeline:
    """Answers with the chunks that are nearest to a question.

    Args:
        texts: of the documents, by id.
        embedder: the model that our own index was made with.

    """

    def __init__(self, texts: Mapping[str, str], embedder: Embedder) -> None:
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=True
        )
        self._texts = texts
        self._store = Chroma(
            collection_name=f"tutorial-{uuid.uuid4().hex}", embedding_function=_Same(embedder)
        )
        for doc_id, text in texts.items():
            self._store.add_documents(splitter.create_documents([text], [{"doc_id": doc_id}]))

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the four nearest chunks as an answer; earlier turns are not looked at."""
        chunks = self._store.similarity_search(question, k=CHUNKS_SHOWN)
        return chunks_as_answer(question, [_span(one) for one in chunks], self._texts, name=NAME)


def _span(chunk: Chunk) -> Span:
    start = int(chunk.metadata["start_index"])
    return Span(str(chunk.metadata["doc_id"]), start, start + len(chunk.page_content))


class _Same(Embeddings):
    """Our embedder as LangChain takes one."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]
