"""Questions across documents: who says what, and where they differ."""

from dataclasses import replace
from pathlib import Path

import pytest
from composing_doubles import check, found

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.quoting.conflict import compose_conflict
from assistant.quoting.disagreement import disagreements
from assistant.quoting.speaking import LONGEST_TITLE, led_by_titles
from assistant.quoting.summary import compose_summary
from assistant.topic import is_across
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest
from ingest.library import Library

NORTH = (
    "# Ferries of the North\n\nThe ferries of Kelm carried 40,000 passengers in 2020. Demand falls "
    "in winter.\n\n## Costs\n\nRunning the ferries costs 12 million crowns a year. The council of "
    "Kelm built a bridge at Vik.\n"
)
FAIL = (
    "# Why Ferries Fail\n\nThe ferries of Kelm carried 55,000 passengers in 2020, more than ever. "
    "Most of them were tourists.\n\n## Money\n\nRunning the ferries costs 12 million crowns a "
    "year. The council of Kelm never built a bridge at Vik.\n"
)
TEXTS = {"north": NORTH, "fail": FAIL}


@pytest.mark.parametrize(
    ("question", "across"),
    [
        ("What do the briefs say about ferries?", True),
        ("Do the sources contradict each other?", True),
        ("¿En qué se contradicen los informes?", True),
        ("Em que os relatórios discordam?", True),
        ("What does the brief say about ferries?", False),
        ("Does the report contradict itself?", False),
        ("Do the reports contradict themselves on tolls?", False),
        ("Do the authors contradict each other?", True),
        ("What do the authors say about tolls?", False),
        ("Who reports on ferries?", False),
    ],
)
def test_a_question_about_several_documents_is_told_by_its_words(
    question: str, across: bool
) -> None:
    assert is_across(question) is across


def test_what_documents_say_against_each_other_is_set_side_by_side(tmp_path: Path) -> None:
    material = found("What do the briefs disagree on?", TEXTS, tmp_path)
    material = replace(material, against=tuple(disagreements(material)))
    said = check(list(compose_conflict(material)))
    assert (
        "Ferries of the North: The ferries of Kelm carried 40,000 passengers in 2020. "
        "Why Ferries Fail: The ferries of Kelm carried 55,000 passengers in 2020, more than ever."
    ) in said or (
        "Why Ferries Fail: The ferries of Kelm carried 55,000 passengers in 2020, more than ever. "
        "Ferries of the North: The ferries of Kelm carried 40,000 passengers in 2020."
    ) in said
    assert "never built a bridge" in said
    assert "12 million" not in said, "both say the same"


def test_only_what_they_say_of_the_topic_counts(tmp_path: Path) -> None:
    pairs = disagreements(found("What do the briefs disagree on about bridges?", TEXTS, tmp_path))
    assert [{one.text for one in pair} for pair in pairs] == [
        {
            "The council of Kelm built a bridge at Vik.",
            "The council of Kelm never built a bridge at Vik.",
        }
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The ferries carried 40,000 passengers in 2020.",
            "In 2020 ferries took 40,000 people.",
        ),
        ("Kelm has 12 ferries in use.", "Vik has 15 ferries in use."),
        ("The quay cost 12 million crowns.", "The quay was built in 12 months of work."),
        ("Tolls rose in 2020 by 5 percent.", "Tolls rose in 2021 by 7 percent."),
    ],
)
def test_what_can_both_be_right_is_no_disagreement(tmp_path: Path, left: str, right: str) -> None:
    texts = {"a": f"# Ferries\n\n{left}\n", "b": f"# Boats\n\n{right}\n"}
    assert disagreements(found("What do the briefs disagree on?", texts, tmp_path)) == []


def test_one_document_does_not_disagree_with_another(tmp_path: Path) -> None:
    material = found("What do the briefs disagree on?", {"north": NORTH}, tmp_path)
    assert disagreements(material) == []


def test_a_summary_of_several_documents_says_which_of_them_speaks(tmp_path: Path) -> None:
    material = found("What do the briefs say about ferries?", TEXTS, tmp_path)
    said = check(list(compose_summary(material)))
    assert said.count("Ferries of the North: ") == 1
    assert said.count("Why Ferries Fail: ") == 1
    one = found("What does the brief say about winter?", TEXTS, tmp_path)
    assert "Ferries of the North:" not in check(list(compose_summary(one)))


def test_a_long_title_is_cut_at_a_word(tmp_path: Path) -> None:
    title = "The Long and Winding History of the Ferries that Once Went from Kelm to Vik and Back"
    texts = {"a": f"# {title}\n\nThe ferry of Kelm is old.\n", "b": FAIL}
    material = found("What do the briefs say about the ferry of Kelm?", texts, tmp_path)
    led = [one.text for one in led_by_titles(compose_summary(material), material.snapshot)]
    shown = next(text for text in led if text.startswith("The Long")).partition(" …: ")[0]
    assert title.startswith(f"{shown} ")
    assert len(shown) <= LONGEST_TITLE


def test_figures_that_differ_are_both_quoted_and_agreement_is_told(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    files = [tmp_path / f"{name}.md" for name in TEXTS]
    ingest(files, folder=tmp_path / "index", embedder=embedder)
    assistant = Assistant(Library(tmp_path / "index", embedder), embedder)
    both = assistant.answer("How many passengers did the ferries of Kelm carry in 2020?")
    assert {one.doc_id for one in both.citations} == {"north", "fail"}
    assert "40,000" in both.text
    assert "55,000" in both.text
    told = assistant.answer("What do the briefs say about ferries?").text.split("\n\n")
    assert {one.partition(": ")[0] for one in told} == {"Ferries of the North", "Why Ferries Fail"}
    agreed = assistant.answer("What do the briefs disagree on about costs?")
    assert agreed.status is Status.ABSTAINED
    assert agreed.reason == "no two sentences of different documents contradict each other on this"
