"""Question sets in SQuAD's own JSON, versions 1.1 and 2.0, and what others write in its form.

Rajpurkar et al., "Know What You Don't Know: Unanswerable Questions for SQuAD", ACL 2018. An article
becomes one document, its paragraphs parted by empty lines, so that each question is asked of the
whole article; a question that is unanswerable was judged against its own paragraph only.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.case import Case, GoldSpan, Split, check_gold
from evals.matching import normalised
from evals.squad import PublicSet
from ingest.errors import BriefingError
from ingest.language import detect_language

SUFFIX = ".json"
_BREAK = "\n\n"


class _Record(BaseModel):
    # Not our format: sets in it have further keys.
    model_config = ConfigDict(extra="ignore")


class _Answer(_Record):
    text: str
    answer_start: int = Field(ge=0)


class _Question(_Record):
    id: str
    question: str
    answers: list[_Answer] = []
    is_impossible: bool = False


class _Paragraph(_Record):
    context: str
    qas: list[_Question]


class _Article(_Record):
    title: str = ""
    paragraphs: list[_Paragraph]


class _Set(_Record):
    data: list[_Article] = Field(min_length=1)


def load_squad_json(file: Path, *, split: Split = "tune") -> PublicSet:
    """Return the set that a file in SQuAD's JSON holds; its type is the file's name.

    Raises BriefingError for what cannot be read, and for answers that are not where they say.
    """
    mend = "SQuAD's form is data, paragraphs, context and qas"
    try:
        content = _Set.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"cannot read the public set {file}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BriefingError(f"{file}: {place}: {first['msg']}; {mend}") from error
    name = file.stem.replace("_", "-").replace(".", "-")
    texts: dict[str, str] = {}
    titles: dict[str, str] = {}
    cases: list[Case] = []
    asked_of: dict[str, str] = {}
    for number, article in enumerate(content.data):
        doc_id = f"{name}:{number}"
        head = f"# {article.title.replace('_', ' ')}{_BREAK}" if article.title else ""
        texts[doc_id] = head + _BREAK.join(one.context for one in article.paragraphs)
        titles[doc_id] = article.title
        for case in _cases(article, doc_id, len(head), name=name, split=split, source=file.name):
            cases.append(case)
            asked_of[case.id] = doc_id
    check_gold(cases, texts)
    return PublicSet(name, tuple(cases), texts, titles, asked_of)


def _cases(
    article: _Article, doc_id: str, start: int, *, name: str, split: Split, source: str
) -> Iterator[Case]:
    for paragraph in article.paragraphs:
        language = detect_language(paragraph.context)
        for asked in paragraph.qas:
            # Some answers are a sign or an article alone, which no text can be held to.
            answers = [one for one in asked.answers if normalised(one.text)]
            if answers or asked.is_impossible:
                yield Case(
                    id=asked.id,
                    type=name,
                    split=split,
                    language=language,
                    question=asked.question.strip(),
                    history=(),
                    answerable=not asked.is_impossible,
                    answers=() if asked.is_impossible else (_accepted(answers),),
                    gold=() if asked.is_impossible else _gold(answers, doc_id, start),
                    source=source,
                )
        start += len(paragraph.context) + len(_BREAK)


def _accepted(answers: list[_Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in answers))


def _gold(answers: list[_Answer], doc_id: str, start: int) -> tuple[GoldSpan, ...]:
    spans = {(start + one.answer_start, one.text) for one in answers}
    return tuple(GoldSpan(doc_id, at, at + len(text), text) for at, text in sorted(spans))
