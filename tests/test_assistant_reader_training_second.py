"""The second training's questions ask of a passage what it does not say of what it mentions."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
import torch

from assistant.reader.training.attributed import Attributed, subject_of
from assistant.reader.training.attributes import Subject, attributes_of
from assistant.reader.training.model import untrained_reader
from assistant.reader.training.negatives import NegativeKind
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion
from assistant.reader.training.restore import weights_of
from assistant.reader.training.second_pairs import second_examples
from assistant.reader.training.transplants import Transplants
from ingest.embedding import SentenceTransformerEmbedder
from ingest.sentences import Span

LINDOW = (
    "The harbour of Lindow was dredged by a firm from Norrland. Ships had called elsewhere.",
    "A mill in Lindow ground ninety sacks a day. Its wheel is made of oak.",
    "In winter the ferries of Lindow do not sail. Ice closes the sound.",
)
KESWICK = (
    "The bridge of Keswick crosses two arms of the river. It is painted green.",
    "A theatre in Keswick plays in summer. Its roof can be opened.",
    "The market of Keswick was moved to the square. Fish is sold there.",
)
HOLM = (
    "Ada Fenwick led the choir. She sang in many towns.",
    "Her teacher praised Ada Fenwick for her voice. He never left home.",
)


def question(number: int, text: str, paragraph: str, answer: str, group: str) -> TrainingQuestion:
    start = paragraph.index(answer)
    span = Span(start, start + len(answer))
    return TrainingQuestion(f"q{number}", text, paragraph, group, False, (answer,), span)


QUESTIONS = [
    question(0, "Who dredged the harbour of Lindow?", LINDOW[0], "a firm from Norrland", "Lindow"),
    question(1, "What did the mill in Lindow grind?", LINDOW[1], "ninety sacks", "Lindow"),
    question(2, "When do ships of Lindow stay in port?", LINDOW[2], "In winter", "Lindow"),
    question(3, "What does the bridge of Keswick cross?", KESWICK[0], "two arms", "Keswick"),
    question(4, "When does a theatre in Keswick play?", KESWICK[1], "in summer", "Keswick"),
    question(5, "Where was the market of Keswick moved?", KESWICK[2], "to the square", "Keswick"),
    question(6, "What did Ada Fenwick lead?", HOLM[0], "the choir", "Fenwick"),
    question(7, "Who praised Ada Fenwick?", HOLM[1], "Her teacher", "Fenwick"),
]


@pytest.fixture(scope="module")
def paragraphs(embedder: SentenceTransformerEmbedder) -> Paragraphs:
    return Paragraphs(QUESTIONS, embedder)


def test_a_question_is_put_to_another_article_with_a_name_of_its_own(
    paragraphs: Paragraphs,
) -> None:
    transplants = Transplants(["Lindow", "Keswick", "Fenwick"], paragraphs)
    found = [transplants.negative(QUESTIONS[3], random.Random(seed)) for seed in range(20)]
    for one in found:
        assert one is not None
        assert one.kind is NegativeKind.TRANSPLANTED
        # Neither to a person's article, nor of a name that stands behind no "of" in its own.
        assert one.question == "What does the bridge of Lindow cross?"
        assert any(one.passage in paragraph for paragraph in LINDOW)


def test_no_question_is_put_to_an_article_of_another_sort(paragraphs: Paragraphs) -> None:
    transplants = Transplants(["Lindow", "Keswick", "Fenwick"], paragraphs)
    assert transplants.negative(QUESTIONS[6], random.Random(0)) is None


def test_a_passage_mentions_what_is_asked_about_and_does_not_tell_what_is_asked() -> None:
    attributed = Attributed(random.Random(3))
    for paragraph in [*LINDOW, *KESWICK, *HOLM] * 5:
        negative = attributed.negative(paragraph)
        assert negative is not None
        assert negative.kind is NegativeKind.ATTRIBUTE
        assert negative.passage in paragraph
        name = next(
            one
            for one in ("Lindow", "Keswick", "Ada Fenwick", "Norrland", "Ice", "Fish")
            if one in negative.question
        )
        assert name in negative.passage
        telling = [
            one.words
            for sort in Subject
            for one in attributes_of(sort)
            if any(
                re.fullmatch(
                    re.escape(asked).replace(r"\{name\}", f"(?:the )?{name}"), negative.question
                )
                for asked in one.questions
            )
        ]
        assert any(not re.search(words, negative.passage, re.IGNORECASE) for words in telling)


@pytest.mark.parametrize(
    ("name", "paragraph", "subject"),
    [
        ("Spain", "Spain is dry.", Subject.PLACE),
        ("Lindow", "A mill in Lindow.", Subject.PLACE),
        ("Ada Fenwick", "Ada Fenwick sang. She was loud.", Subject.PERSON),
        ("Ferry Office", "the Ferry Office sent him a letter.", Subject.OTHER),
        ("1987", "It was dredged in 1987.", None),
    ],
)
def test_what_a_name_names_is_told_by_where_it_stands(
    name: str, paragraph: str, subject: Subject | None
) -> None:
    assert subject_of(name, paragraph) is subject


def test_every_attribute_has_a_pattern_and_questions_for_a_name() -> None:
    for subject in Subject:
        assert len(attributes_of(subject)) > 10
        for attribute in attributes_of(subject):
            re.compile(attribute.words)
            assert attribute.questions
            assert all(one.count("{name}") == 1 for one in attribute.questions)


def test_all_kinds_are_mixed_and_each_example_keeps_its_answer(paragraphs: Paragraphs) -> None:
    made = second_examples(QUESTIONS, paragraphs=paragraphs, chance=random.Random(1))
    kinds = Counter(one.negative.kind for one in made)
    assert kinds[NegativeKind.TRANSPLANTED] == 18
    assert kinds[NegativeKind.ATTRIBUTE] > 5
    assert len(set(kinds) - {NegativeKind.TRANSPLANTED, NegativeKind.ATTRIBUTE}) > 0
    answers = {one.question_id: one.answers[0] for one in QUESTIONS}
    for one in made:
        assert one.passage[one.answer.start : one.answer.end] == answers[one.question_id]


@pytest.mark.filterwarnings("ignore:# The axis name:UserWarning")
def test_an_8_bit_model_gives_its_weights_back(tmp_path: Path) -> None:
    pytest.importorskip("onnxscript", reason="only the export needs onnx and onnxscript")
    from assistant.reader.training.export import export, quantise

    torch.manual_seed(2)
    kept = untrained_reader().state_dict()
    torch.save(kept, tmp_path / "last.pt")
    export(tmp_path / "last.pt", tmp_path / "float.onnx")
    quantise(tmp_path / "float.onnx", tmp_path / "reader.onnx")
    restored = weights_of(tmp_path / "reader.onnx")
    assert restored.keys() == weights_of(tmp_path / "last.pt").keys() == kept.keys()
    for name, weight in restored.items():
        # An integer of eight bits is off by half a step of 127 at most.
        assert (weight - kept[name]).abs().max() <= kept[name].abs().max() / 200, name
