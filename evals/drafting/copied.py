"""How much of a question was copied from the sentence that answers it."""

from difflib import SequenceMatcher

from ingest.words import folded_words

# A question that is the sentence with a question mark is found by any search for its words, and
# measures nothing.
MOST_COPIED = 0.67

# Above this, a reader should put it into words of his own.
MUCH_COPIED = 0.5


def copied_share(question: str, sentence: str) -> float:
    """Return the share, from 0 to 1, of a question's words that the sentence has in one run."""
    asked, said = folded_words(question), folded_words(sentence)
    if not asked:
        return 0.0
    matcher = SequenceMatcher(None, asked, said, autojunk=False)
    return matcher.find_longest_match().size / len(asked)
