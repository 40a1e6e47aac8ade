"""How verdicts and usage are put into words, alike in the terminal, on the page and in exports."""

from collections.abc import Mapping
from types import MappingProxyType

from assistant.answer import Usage, Verdict

VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SUPPORTED: "Checked",
        Verdict.PARTLY: "Partly supported",
        Verdict.UNSUPPORTED: "Not supported",
        Verdict.CONTRADICTED: "Contradicted",
    }
)


def usage_words(usage: Usage) -> str:
    """Return what a call took: "1,200 tokens in, 80 out, 2.0 s, $0.0014"."""
    tokens = f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out"
    cost = "" if usage.cost is None else f", ${usage.cost:.4f}"
    return f"{tokens}, {usage.seconds:.1f} s{cost}"
