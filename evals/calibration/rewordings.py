"""Questions of public sets in other words than their texts', written for this project.

Who writes a question with the paragraph before them takes its words; who asks has not read it. Each
line of `rewordings.tsv` is a question's id in its set, a tab, and the same question as somebody
might ask it who knows the subject but not the text.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from evals.squad import PublicSet

FILE = Path(__file__).with_name("rewordings.tsv")

# All of them, whatever language the set asks in.
LANGUAGE = "en"

SUFFIX = " reworded"


def load_rewordings(file: Path = FILE) -> dict[str, str]:
    """Return the questions in other words by the ids of the questions that they reword."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def reworded(public: PublicSet, rewordings: Mapping[str, str]) -> PublicSet:
    """Return a set of the questions that are there in other words; it may have none."""
    cases = tuple(
        replace(case, question=rewordings[case.id], language=LANGUAGE)
        for case in public.cases
        if case.id in rewordings
    )
    return replace(public, name=public.name + SUFFIX, cases=cases)


def is_reworded(set_name: str) -> bool:
    """Tell whether a set of this name holds questions in other words."""
    return set_name.endswith(SUFFIX)
