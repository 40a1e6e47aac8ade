"""What a summary or a conflict is to be about."""


def topic_of(question: str) -> str:
    """Return the topic of a summary or a conflict; empty for the whole document."""
    return ""
