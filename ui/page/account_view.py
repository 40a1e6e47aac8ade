"""How a chat model came to an answer, as HTML: notices, what it took, what it wrote."""

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, Usage
from ui.page.conversation import Exchange
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


def total_html(exchanges: Sequence[Exchange]) -> str:
    """Return what the models of a chat took together; nothing for one answer, which says so itself.

    The sum has a cost only where that of each answer is known.
    """
    answers = (exchange.answer for exchange in exchanges)
    accounts = (answer.account for answer in answers if answer is not None)
    used = [account.usage for account in accounts if account is not None and account.usage]
    if len(used) < 2:
        return ""
    costs = [one.cost for one in used if one.cost is not None]
    total = Usage(
        sum(one.input_tokens for one in used),
        sum(one.output_tokens for one in used),
        sum(one.seconds for one in used),
        sum(costs) if len(costs) == len(used) else None,
    )
    return f'<p class="account by">This chat: {escape(usage_words(total))}</p>'
