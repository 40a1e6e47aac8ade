"""How long the browser is held up when a citation in a document of 500 pages is opened.

Run from the repository's root with tests on the path: `PYTHONPATH=tests:. python
tests/measure_long_document.py`. Prints the long tasks (over 50 ms) of opening the document and of
a step from its beginning to its end.
"""

import sys

from page_doubles import ScriptedAssistant, cited, parsed, quoting, scripted_desk
from page_driver import ask
from playwright.sync_api import Page, expect, sync_playwright

from ui.page.app import build_page
from ui.page.server import launch

CHROMIUM = "/usr/bin/chromium"

# A printed page has some 500 words: 25 sentences of 20 words.
PAGES, SENTENCES, WORDS = 500, 25, 20

OBSERVE = """() => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(Math.round(entry.duration));
  }).observe({ type: "longtask" });
}"""


def long_markdown() -> str:
    """Return a document of PAGES pages, each a section of five paragraphs."""
    pages = []
    for page in range(PAGES):
        paragraphs = []
        for paragraph in range(5):
            first = paragraph * (SENTENCES // 5)
            paragraphs.append(
                "\n".join(
                    f"Sentence {first + one} of page {page} has{' words' * (WORDS - 6)}."
                    for one in range(SENTENCES // 5)
                )
            )
        pages.append(f"# Page {page}\n\n" + "\n\n".join(paragraphs))
    return "\n\n".join(pages) + "\n"


def measure(page: Page, number: int, quote: str) -> list[int]:
    """Return the milliseconds of each long task from a click to the lit sentence, and after."""
    page.wait_for_timeout(500)
    page.evaluate("window.longTasks.length = 0")
    page.locator(".answer-text .marker", has_text=str(number)).first.click()
    expect(page.locator("#reader .chosen")).to_have_text(quote, timeout=30_000)
    expect(page.locator("#reader .chosen")).to_be_in_viewport()
    page.wait_for_timeout(500)
    return list(page.evaluate("window.longTasks"))


def main() -> None:
    """Measure and print."""
    short = parsed("short", "Short", "# One\n\nA short text.\n")
    long = parsed("long", "Five hundred pages", long_markdown())
    quotes = [
        next(
            long.sentence_text(index)
            for index in range(len(long.sentences))
            if long.sentence_text(index).startswith(f"Sentence 7 of page {number} ")
        )
        for number in (480, 3)
    ]
    answer = quoting("", *(cited(long, quote, number) for number, quote in enumerate(quotes, 1)))
    built = build_page(scripted_desk(ScriptedAssistant({"Long": answer}), short, long))
    address = launch(built, port=0, block=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.locator("#reader article").wait_for()
        page.evaluate(OBSERVE)
        ask(page, "Long")
        opened = measure(page, 1, quotes[0])
        stepped = measure(page, 2, quotes[1])
        browser.close()
    built.close()
    sys.stdout.write(f"opening: {opened} ms; stepping within: {stepped} ms\n")


if __name__ == "__main__":
    main()
