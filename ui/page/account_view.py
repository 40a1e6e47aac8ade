"""How a chat model came to an answer, as HTML: notices, what it took, what it wrote."""

from html import escape

from assistant.answer import Answer
from ui.wording import usage_words


def account_html(answer: Answer) -> str:
    """Return what the reader must know of how a model wrote; nothing for quotes."""
    account = answer.account
    if account is None:
        return ""
    notices = "".join(
        f'<p class="notice" role="status">{escape(one)}</p>' for one in account.notices
    )
    usage = f": {escape(usage_words(account.usage))}" if account.usage else ""
    written = account.written.strip()
    # What it wrote is text, not an answer: nothing in it is linked or set.
    unfolded = (
        f'<details class="folded written"><summary>What the model wrote</summary>'
        f"<pre>{escape(written)}</pre></details>"
        if written
        else ""
    )
    return (
        f'<div class="account">{notices}'
        f'<p class="by">Written by {escape(answer.model_name)}{usage}</p>{unfolded}</div>'
    )
