"""Fit the weights of `assistant.calibration` and report how well they do.

    python -m evals.calibration SETS... [--corpus corpus] [--diagram FILE.svg]

SETS are question files of public sets (see `evals.squad`); our rewordings of their questions join
them, the briefs that were invented for tuning, and the cases of the `tune` split. The weights are
printed, to be put into `assistant/calibration.py` by hand.
"""

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from assistant.reader.reading import Reader
from assistant.reader.trained import TrainedReader
from assistant.signals import Signals
from evals.calibration.balance import balanced
from evals.calibration.examples import Example, examples_of
from evals.calibration.logistic import Floats, area_under_curve, cross_validated, fit
from evals.calibration.reliability import calibration_error, diagram, reliability
from evals.calibration.rewordings import is_reworded, load_rewordings, reworded
from evals.case import select_cases
from evals.case_files import load_cases
from evals.squad import load_public_set
from evals.squad_json import load_squad_json
from evals.suite import corpus_suite, public_suites
from ingest.embedding import Embedder, SentenceTransformerEmbedder
from ingest.library import Library

# Briefs with tempting questions for what they do not say, too. The reader learned from others of
# the first one's making; of the second's, mostly asked about in other words, from none.
_BRIEFS = Path(__file__).parents[1] / "briefs"
LATER = "invented_later_tune"
INVENTED = (_BRIEFS / "invented_tune.json", _BRIEFS / f"{LATER}.json")

# The name of the set that our cases are.
OURS = "our cases"

# Parts of them for cross-validation.
FOLDS = 5

# How much a set counts against a set of questions in the words of its texts, such as SQuAD's.
REWORDED_WEIGHT = 0.5
LATER_WEIGHT = 2.0

# Questions that were written as unanswerable, against those whose paragraph was taken away. Nothing
# tells them from answered ones where nothing reads: there both count the same.
ASKED_WEIGHT = 3.0

# Of ours few are in other languages, against a whole set of Spanish ones.
OURS_WEIGHT = 0.2

# Without a reader that reads, the score of a sentence has another scale.
OF_A_READER = ("reader", "score")
# With one, the words of a question in English say nothing more: who has not read the text has other
# words, and who tempts has its own. Of one that was put into English they tell whether that went
# well; the cosine says nothing more then.
OF_NO_READER = ("coverage", "translated")
OF_NO_TRANSLATION = ("cosine", "translated")

# The share of answerable questions that may be refused, for the limits that are printed.
FALSE_REFUSALS = (0.02, 0.04, 0.07)


def main() -> None:
    """Print the weights, and the figures that they reach on questions they were not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+", help="NAME.questions.jsonl")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--diagram", type=Path)
    arguments = parser.parse_args()
    examples = list(
        _examples(arguments.sets, arguments.corpus, TrainedReader(), SentenceTransformerEmbedder())
    )
    names = [field.name for field in fields(Signals)]
    english = [one for one in examples if not one.signals.translated]
    weights = _weights(english, asked=ASKED_WEIGHT)
    probabilities = _report("with a reader", english, _without(OF_NO_READER, names), weights)
    if arguments.diagram:
        bins = reliability(probabilities, _labels(english), weights)
        arguments.diagram.write_text(diagram(bins), encoding="utf-8")
    translated = [one for one in examples if one.signals.translated]
    weights = _weights(translated, asked=1.0, ours=OURS_WEIGHT)
    _report("translated", translated, _without(OF_NO_TRANSLATION, names), weights)
    # Where nothing reads, neither other words than the text's nor a tempting passage can be told.
    invented = {file.stem for file in INVENTED}
    told = [
        one for one in examples if not is_reworded(one.set_name) and one.set_name not in invented
    ]
    _report("without", told, _without(OF_A_READER, names), _weights(told, asked=1.0))


def _examples(
    sets: Sequence[Path], corpus: Path, reader: Reader, embedder: Embedder
) -> Iterator[Example]:
    def make(library: Library) -> Assistant:
        return Assistant(library, embedder, reader=reader)

    rewordings = load_rewordings()
    for path in sets:
        asked = load_public_set(path)
        for public in (asked, reworded(asked, rewordings)):
            with public_suites(public, public.cases, embedder=embedder, make=make) as suites:
                for suite, other in zip(suites, (*suites[1:], *suites[:1]), strict=True):
                    # Two sets ask about some articles: by its title an article is in one fold.
                    title = public.titles[public.asked_of[suite.cases[0].id]]
                    yield from examples_of(
                        suite,
                        set_name=public.name,
                        fold=title,
                        reader=reader,
                        embedder=embedder,
                        # In the text's words most of these name what no document has.
                        foreign=other.cases if is_reworded(public.name) else (),
                    )
    for file in INVENTED:
        invented = load_squad_json(file)
        with public_suites(invented, invented.cases, embedder=embedder, make=make) as suites:
            for suite in suites:
                title = invented.titles[invented.asked_of[suite.cases[0].id]]
                yield from examples_of(
                    suite, set_name=file.stem, fold=title, reader=reader, embedder=embedder
                )
    cases = select_cases(load_cases(), split="tune")
    with corpus_suite(cases, [corpus], embedder=embedder, make=make) as (suite,):
        for example in examples_of(suite, set_name=OURS, fold="", reader=reader, embedder=embedder):
            # Our cases are about one document: parted by their ids, each fifth held out in turn.
            fold = zlib.crc32(example.case_id.encode()) % FOLDS
            yield replace(example, fold=f"{OURS} {fold}")


def _report(
    title: str, examples: Sequence[Example], names: Sequence[str], weights: Floats
) -> Floats:
    """Print the weights of these signals; return each example's cross-validated probability."""
    signals = np.array([[getattr(one.signals, name) for name in names] for one in examples])
    # A signal that is the same everywhere is left as it is: it tells nothing, and gets no weight.
    mean, deviation = signals.mean(axis=0), signals.std(axis=0)
    deviation[deviation == 0] = 1.0
    scaled = (signals - mean) / deviation
    labels = _labels(examples)
    fitted = fit(scaled, labels, weights)
    raw = fitted[:-1] / deviation
    bias = float(fitted[-1] - (raw * mean).sum())
    _say(f"# {title}\n    bias={bias:.4f},")
    for name, weight in zip(names, raw, strict=True):
        _say(f"    {name}={weight:.4f},")
    probabilities = cross_validated(scaled, labels, weights, [one.fold for one in examples])
    _say(f"calibration error {calibration_error(reliability(probabilities, labels, weights)):.3f}")
    _say_by_set(examples, probabilities, labels)
    return probabilities


def _say_by_set(examples: Sequence[Example], probabilities: Floats, labels: Floats) -> None:
    """Print, for each set and each way of having no answer, AUC and refusals at each limit."""
    sets = np.array([one.set_name for one in examples])
    told = np.array([one.label for one in examples])
    answered = probabilities[labels == 1]
    limits = [float(np.quantile(answered, share)) for share in FALSE_REFUSALS]
    _say(
        "limits for false refusals of "
        + ", ".join(map("{:.0%}: {:.3f}".format, FALSE_REFUSALS, limits))
    )
    for name in dict.fromkeys(sets):
        right = (sets == name) & (labels == 1)
        for label in ("unanswered", "removed", "foreign"):
            wrong = (sets == name) & (told == label)
            if not wrong.any():
                continue
            both = right | wrong
            area = area_under_curve(labels[both], probabilities[both])
            shares = "; ".join(
                f"{(probabilities[wrong] < limit).mean():.0%} refused, "
                f"{(probabilities[right] < limit).mean():.0%} falsely"
                for limit in limits
            )
            _say(f"{name}, {label} ({wrong.sum()} against {right.sum()}): AUC {area:.3f}; {shares}")


def _labels(examples: Sequence[Example]) -> Floats:
    return np.array([float(one.answerable) for one in examples])


def _weights(examples: Sequence[Example], *, asked: float, ours: float = 1.0) -> Floats:
    """Return weights by which each set counts the same, but for rewordings and the later briefs."""
    sets = {one.set_name for one in examples if is_reworded(one.set_name)}
    counting = {LATER: LATER_WEIGHT, OURS: ours, **dict.fromkeys(sets, REWORDED_WEIGHT)}
    places = [(one.set_name, one.label) for one in examples]
    return balanced(places, sets=counting, asked=asked)


def _without(some: Sequence[str], names: Sequence[str]) -> list[str]:
    return [name for name in names if name not in some]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
