from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.document import ParsedDocument, Passage, SentenceKind
from ingest.embedding import SentenceTransformerEmbedder
from ingest.files import DecodedText
from ingest.parsing import parse_text
from ingest.passages import (
    DEFAULT_MAX_TOKENS,
    MAX_CONTEXT_BYTES,
    context_of,
    embedded_text,
    make_passages,
)

LATIN = ("port", "crane", "Lemos", "6.3", "Antidisestablishmentarianism", "São", "U.S.", "x/y/z")
OTHER = ("порт", "обслуживание", "港口建设", "港は深い", "λιμάνι", "مرفأ", "부두", "🚢")
WORDS = st.sampled_from(LATIN + OTHER)
PROSE = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
SENTENCES = st.lists(PROSE.map(lambda words: f"A {words}."), min_size=1, max_size=4)
PARAGRAPHS = SENTENCES.map(" ".join)
UNSTOPPED = st.lists(WORDS, min_size=150, max_size=400).map(" ".join)
UNSPACED = st.integers(300, 900).map(lambda length: "港口建设x" * (length // 5))
TABLES = st.lists(PROSE, min_size=1, max_size=4).map(
    lambda cells: "| a | b |\n|---|---|\n" + "\n".join(f"| {cell} | 1. 2 |" for cell in cells)
)
HEADINGS = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: "## " + " ".join(words))
DOCUMENTS = st.lists(
    st.one_of(PARAGRAPHS, PARAGRAPHS, HEADINGS, TABLES, UNSTOPPED, UNSPACED), max_size=8
).map(lambda blocks: "\n\n".join(["# Ports", *blocks, "An end."]))


def parsed(text: str, name: str = "brief.md") -> ParsedDocument:
    return parse_text(DecodedText(text, "0" * 64, "utf-8", ()), path=Path(name), doc_id="d").parsed


def passages_of(brief: ParsedDocument, model: SentenceTransformerEmbedder) -> tuple[Passage, ...]:
    return make_passages(brief, count_tokens=model.count_tokens)


def whole(brief: ParsedDocument, passage: Passage) -> str:
    return embedded_text(brief.document.title, passage.heading_path, passage.text)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=DOCUMENTS)
def test_passages_hold_every_sentence_once_and_no_more_than_the_model_reads(
    embedder: SentenceTransformerEmbedder, text: str
) -> None:
    brief = parsed(text)
    passages = passages_of(brief, embedder)
    covered: dict[int, list[tuple[int, int]]] = {}
    end_before = 0
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.start >= end_before
        end_before = passage.end
        inside = brief.sentences[passage.first_sentence : passage.last_sentence + 1]
        assert {sentence.heading_path for sentence in inside} == {passage.heading_path}
        assert {sentence.kind for sentence in inside} == {passage.kind}
        assert not any(passage.start <= section.start < passage.end for section in brief.sections)
        for index, sentence in enumerate(inside, start=passage.first_sentence):
            part = max(sentence.start, passage.start), min(sentence.end, passage.end)
            covered.setdefault(index, []).append(part)
    counts = embedder.count_tokens([whole(brief, passage) for passage in passages])
    assert all(count <= embedder.max_tokens for count in counts)
    lengths = embedder.count_tokens([brief.sentence_text(i) for i in range(len(brief.sentences))])
    for index, sentence in enumerate(brief.sentences):
        parts = covered.pop(index, [])
        if sentence.kind not in (SentenceKind.BODY, SentenceKind.ABOUT):
            assert parts == []
        elif lengths[index] <= DEFAULT_MAX_TOKENS:
            assert parts == [(sentence.start, sentence.end)]
        else:
            assert (parts[0][0], parts[-1][1]) == (sentence.start, sentence.end)
            for (_, left), (right, _) in pairwise(parts):
                assert left <= right
                assert not text[left:right].strip()
    assert covered == {}


def test_pull_quotes_and_labels_are_in_no_passage(embedder: SentenceTransformerEmbedder) -> None:
    quote = "The harbour plan has been copied by eleven cities that never read it."
    text = "\n\n".join(
        [
            "The Spreading Appeal of Harbour Plans",
            "Stored Files",
            "Live Map",
            "Its mayor took the credit for the cranes. Nobody else wanted it at the time.",
            quote,
            f"Indeed, {quote[0].lower()}{quote[1:]} Nobody knows what it cost.",
            "Dredge the channel. It is shallow. Money is short.",
        ]
    )
    brief = parsed(text, "brief.txt")
    passages = passages_of(brief, embedder)
    kinds = {sentence.kind for sentence in brief.sentences}
    assert {SentenceKind.REPEAT, SentenceKind.LABEL} <= kinds
    joined = "\n".join(passage.text for passage in passages)
    assert joined.count("copied by eleven cities") == 1
    assert "Live Map" not in joined


def test_about_and_body_are_apart(embedder: SentenceTransformerEmbedder) -> None:
    text = (
        "# Ports\n\nThe channel is shallow.\n\n## About this document\n\n"
        "This report was made possible by the Lemos Fund.\n"
    )
    body, about = passages_of(parsed(text), embedder)
    assert (body.kind, about.kind) == (SentenceKind.BODY, SentenceKind.ABOUT)
    assert "Lemos Fund" in about.text


def test_short_paragraphs_of_a_section_are_joined_and_sections_are_not(
    embedder: SentenceTransformerEmbedder,
) -> None:
    text = "# P\n\n## One\n\n- Dredge.\n- Build.\n\nMore.\n\n## Two\n\nSell.\n"
    found = [passage.text for passage in passages_of(parsed(text), embedder)]
    assert found == ["Dredge.\n- Build.\n\nMore.", "Sell."]


def test_a_long_paragraph_is_cut_evenly_between_sentences(
    embedder: SentenceTransformerEmbedder,
) -> None:
    text = "# P\n\n" + " ".join(f"Crane {n} costs 64 million crowns today." for n in range(40))
    passages = passages_of(parsed(text), embedder)
    counts = embedder.count_tokens([passage.text for passage in passages])
    assert len(passages) > 1
    assert min(counts) > 0.6 * max(counts)
    assert all(passage.text.endswith("today.") for passage in passages)


@pytest.mark.parametrize(
    ("title", "path", "context"),
    [
        ("Ports", ("Lemos", "Costs"), "Ports. Lemos. Costs"),
        ("", ("Lemos",), "Lemos"),
        ("", (), ""),
    ],
)
def test_the_context_names_title_and_headings(
    title: str, path: tuple[str, ...], context: str
) -> None:
    assert context_of(title, path) == context
    assert embedded_text(title, path, "Text.").endswith("Text.")


def test_a_long_context_is_cut_between_characters() -> None:
    context = context_of("港" * 100, ())
    assert len(context.encode()) <= MAX_CONTEXT_BYTES
    assert set(context) == {"港"}


def test_a_content_hash_changes_with_all_that_is_embedded(
    embedder: SentenceTransformerEmbedder,
) -> None:
    texts = ("# A\n\n## H\n\nX.", "# B\n\n## H\n\nX.", "# A\n\n## I\n\nX.", "# A\n\n## H\n\nY.")
    hashes = {passages_of(parsed(text), embedder)[0].content_hash for text in (*texts, texts[0])}
    assert len(hashes) == 4
