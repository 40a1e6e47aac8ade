"""What a document says at a glance as HTML: cards of rows, each of which opens its sentence."""

from collections.abc import Sequence
from html import escape

from assistant.glance.glance import (
    Figure,
    Glance,
    Modality,
    Organisation,
    Person,
    Place,
    Recommendation,
)

# How a recommendation's strength is said; a sentence that only stands among them needs no word.
STRENGTHS = {Modality.MUST: "must", Modality.SHOULD: "should", Modality.MAY: "may"}


def glance_html(glance: Glance, *, doc_id: str) -> str:
    """Return the cards that have rows, or a word about there being none."""

    def row(place: Sequence[Place], main: str, *beside: str) -> str:
        return _row_html(doc_id, place, main, [one for one in beside if one])

    cards = (
        ("Key figures", "figures", [row(one.places, *_figure(one)) for one in glance.figures]),
        ("Timeline", "events", [row(one.places, one.when, one.what) for one in glance.events]),
        ("People", "people", [row(one.places, *_person(one)) for one in glance.people]),
        (
            "Organisations",
            "organisations",
            [row(one.places, *_organisation(one)) for one in glance.organisations],
        ),
        (
            "Recommendations",
            "recommendations",
            [row(one.places, *_recommendation(one)) for one in glance.recommendations],
        ),
    )
    html = "".join(_card_html(heading, name, rows) for heading, name, rows in cards if rows)
    if not html:
        return (
            f'<div class="glance" data-doc-id="{escape(doc_id)}"><p class="reader-message">'
            "No figures, dates, names or recommendations were found in this document.</p></div>"
        )
    return (
        f'<div class="glance" data-doc-id="{escape(doc_id)}"><p class="glance-note">Found in the '
        "text by rules, without a language model. Choose a row to see its sentence.</p>"
        f"{html}</div>"
    )


def _figure(figure: Figure) -> tuple[str, ...]:
    return figure.number, figure.counts, ", ".join(filter(None, (figure.where, figure.when)))


def _person(person: Person) -> tuple[str, ...]:
    return person.name, person.role, _mentions(person.mentions)


def _organisation(one: Organisation) -> tuple[str, ...]:
    name = f"{one.name} ({one.acronym})" if one.acronym else one.name
    return name, one.description, _mentions(one.mentions)


def _recommendation(one: Recommendation) -> tuple[str, ...]:
    addressed = " ".join(filter(None, (one.who, STRENGTHS.get(one.modality, ""))))
    return one.title or one.text, one.text if one.title else "", addressed


def _mentions(count: int) -> str:
    return f"{count} mentions" if count > 1 else ""


def _card_html(heading: str, name: str, rows: Sequence[str]) -> str:
    items = "".join(f"<li>{row}</li>" for row in rows)
    return (
        f'<section class="card {name}" data-group="{name}"><h3>{heading}</h3>'
        f"<ol>{items}</ol></section>"
    )


def _row_html(doc_id: str, places: Sequence[Place], main: str, beside: Sequence[str]) -> str:
    """Return a row that opens its first place; the others stand beside it as numbers."""
    first, *others = places
    words = "".join(f'<span class="beside">{escape(one)}</span>' for one in beside)
    more = "".join(
        f'<button type="button" class="marker" {_pointer(doc_id, place)}'
        f' aria-label="Place {number} of {escape(main)}">{number}</button>'
        for number, place in enumerate(others, start=2)
    )
    return (
        f'<button type="button" class="glance-row" {_pointer(doc_id, first)}>'
        f'<span class="main">{escape(main)}</span>{words}</button>{more}'
    )


def _pointer(doc_id: str, place: Place) -> str:
    return f'data-doc="{escape(doc_id)}" data-start="{place.start}" data-end="{place.end}"'
