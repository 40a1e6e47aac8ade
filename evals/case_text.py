"""A case as the text of a case file: what `case_files` reads, written."""

from dataclasses import asdict
from typing import Any

import yaml

from evals.case import Case

# As in the shipped files: a reader of a diff sees whole lines.
WIDTH = 100


def case_text(case: Case) -> str:
    """Return a case as a list of one in YAML, so that it can be put behind others.

    `case_files.parse_cases` makes the same case of it, but for its source.
    """
    text: str = yaml.safe_dump([_record(case)], allow_unicode=True, sort_keys=False, width=WIDTH)
    return text


def _record(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "type": case.type,
        "split": case.split,
        "language": case.language,
        "question": case.question,
        **({"history": [asdict(turn) for turn in case.history]} if case.history else {}),
        "answerable": case.answerable,
        "answers": [list(group) for group in case.answers],
        "gold": [asdict(span) for span in case.gold],
        **({"understood": [list(group) for group in case.understood]} if case.understood else {}),
        **({"misunderstood": list(case.misunderstood)} if case.misunderstood else {}),
        **({"note": case.note} if case.note else {}),
    }
