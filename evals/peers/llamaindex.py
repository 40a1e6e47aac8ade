"""LlamaIndex's default pipeline, to be measured beside ours; needs the extra `[peers]`.

What `VectorStoreIndex.from_documents` and `as_retriever` do where nothing is set: chunks of 1,024
tokens with an overlap of 200, kept in memory, the two nearest; the embedding model is the same as
ours. No chat model: the chunks stand for the answer, as in `tutorial`.
"""

from collections.abc import Mapping, Sequence

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import NodeWithScore, TextNode
from pydantic import PrivateAttr

from assistant.answer import Answer, Turn
from evals.peers.chunks import chunks_as_answer
from evals.span import Span
from ingest.embedding import Embedder

NAME = "llamaindex"


class LlamaIndexPipeline:
    """Answers with the chunks that are nearest to a question.

    Args:
        texts: of the documents, by id.
        embedder: the model that our own index was made with.

    """

    def __init__(self, texts: Mapping[str, str], embedder: Embedder) -> None:
        self._texts = texts
        documents = [Document(text=text, id_=doc_id) for doc_id, text in texts.items()]
        # The splitter is the one that would be taken; naming it keeps a setting that another part
        # of the process made for LlamaIndex as a whole out of the figures.
        index = VectorStoreIndex.from_documents(
            documents, embed_model=_Same(embedder), transformations=[SentenceSplitter()]
        )
        self._retriever = index.as_retriever()

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the two nearest chunks as an answer; earlier turns are not looked at."""
        chunks = [_span(found) for found in self._retriever.retrieve(question)]
        return chunks_as_answer(question, chunks, self._texts, name=NAME)


def _span(found: NodeWithScore) -> Span:
    node = found.node
    if not isinstance(node, TextNode) or node.start_char_idx is None or node.end_char_idx is None:
        raise ValueError("LlamaIndex found a chunk without saying where it stands")
    return Span(str(node.ref_doc_id), node.start_char_idx, node.end_char_idx)


class _Same(BaseEmbedding):
    """Our embedder as LlamaIndex takes one."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__()
        self._embedder = embedder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.encode(texts).tolist()
        return rows

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)
