"""The HTML report: whole, harmless, and filtered in a real browser."""

from dataclasses import replace

import pytest
from evals_factories import CRANE, OPENED, TEXTS, answer, broken_index, case, evidence, refusal
from lxml import html
from playwright.sync_api import Browser

from evals.report_html import reliability, to_html
from evals.run import run_cases

HOSTILE = "</article><script>document.title = 'taken'</script><img src=x onerror=alert(1)>"


class Scripted:
    """Gives one prepared answer after the other."""

    def __init__(self, *answers):
        self._answers = iter(answers)

    def answer(self, question, history):
        given = next(self._answers)
        if isinstance(given, Exception):
            raise given
        return given


def report_of(*pairs):
    asked = [one for one, _ in pairs]
    return run_cases(asked, Scripted(*(given for _, given in pairs)), TEXTS)


@pytest.fixture
def page_text():
    return to_html(
        report_of(
            (case(id="right"), answer(OPENED)),
            (case(id="refused", split="check"), refusal()),
            (case(id="hostile", type="who", question=HOSTILE), answer(CRANE, text=HOSTILE)),
            (case(id="down", type="why"), broken_index()),
        )
    )


def test_the_page_shows_figures_and_each_failure_alone(page_text):
    page = html.fromstring(page_text)
    ids = [one.text_content().split()[0] for one in page.iterfind(".//article/h3")]
    assert ids == ["refused", "hostile", "down"]
    row = next(one for one in page.iterfind(".//tr") if one.text_content().startswith("accuracy"))
    assert "0.250" in row.text_content()
    assert "there is no index" in page.text_content()


def test_text_of_cases_and_answers_is_shown_and_never_run(page_text):
    page = html.fromstring(page_text)
    hostile = page.xpath("//article[@data-type='who']")[0]
    assert HOSTILE in hostile.text_content()
    assert not page.xpath("//img")
    assert len(page.xpath("//script")) == 1


def test_the_page_loads_nothing(page_text):
    page = html.fromstring(page_text)
    assert not page.xpath("//@src | //link | //@href")


def test_failures_are_filtered_by_type_split_and_words(page_text, browser: Browser):
    page = browser.new_page()
    page.set_content(page_text)
    shown = page.locator("article:visible h3")
    assert shown.count() == 3
    page.locator("#split").select_option("check")
    assert shown.all_text_contents() == ["refused when, check"]
    page.locator("#split").select_option("")
    page.locator("#type").select_option("why")
    assert (shown.count(), page.locator("#count").text_content()) == (1, "1")
    page.locator("#words").fill("no such words")
    assert shown.count() == 0
    assert page.title().startswith("Evaluation")
    page.close()


def rated(probability):
    return answer(OPENED, evidence=(replace(evidence(OPENED), probability=probability),))


def test_reliability_sets_what_was_thought_beside_what_can_be_answered():
    results = report_of(
        (case(id="a"), rated(0.9)),
        (case(id="b"), rated(1.0)),
        (case(id="c", answerable=False, answers=(), gold=()), rated(0.1)),
        (case(id="d"), refusal()),
    ).results
    low, high = reliability(results)
    assert (low.low, low.cases, low.answerable) == (0.0, 1, 0.0)
    assert (high.low, high.cases, high.answerable) == (0.8, 2, 1.0)
    assert high.mean_probability == pytest.approx(0.95)


def test_without_a_reader_there_is_no_reliability():
    assert reliability(report_of((case(), answer(OPENED))).results) == ()
