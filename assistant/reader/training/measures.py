"""Figures by which readers are compared."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def overlap(found: str, answers: Sequence[str]) -> float:
    """Return the F1 of the words of a text and of the answer that it is nearest to, 0 to 1.

    Words as SQuAD counts them (Rajpurkar et al. 2016, arXiv 1606.05250, section 6.1): in lower
    case, without punctuation and articles.
    """
    return max(_f1(_words(found), _words(answer)) for answer in answers)


def is_exact(found: str, answers: Sequence[str]) -> bool:
    """Tell whether a text is one of the answers, counted in the same words."""
    return any(_words(found) == _words(answer) for answer in answers)


def area_under_curve(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return how often a true case has the higher score than a false one, 0 to 1, ties half."""
    values, labels = np.array(scores), np.array(truth)
    difference = values[labels][:, None] - values[~labels][None, :]
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())


def refused_at(scores: Sequence[float], truth: Sequence[bool], *, false_refusals: float) -> float:
    """Return the share of false cases below the score that so many true cases are below."""
    values, labels = np.array(scores), np.array(truth)
    limit = np.quantile(values[labels], false_refusals)
    return float((values[~labels] < limit).mean())


def _words(text: str) -> list[str]:
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def _f1(found: Sequence[str], answer: Sequence[str]) -> float:
    same = sum((Counter(found) & Counter(answer)).values())
    return 2 * same / (len(found) + len(answer)) if same else 0.0
