"""A spreadsheet cell's value as its cell shows it."""

import datetime
import re

# What stands in a number's format between quotes or brackets is not about its digits.
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_CURRENCY = re.compile(r"[$€£¥]|\b(?:US\$|R\$|USD|EUR)\b")
# Of a number that no format shortens: as many digits as a spreadsheet shows.
SIGNIFICANT = 12


def shown(value: object, number_format: str) -> str:
    """Return a value in the form that its cell's format gives it: `12.5%`, `2023-03-01`, `$1,200`.

    Dates are written as ISO 8601 writes them, whatever the format: what a reader of another
    language takes for the month is then plain.
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return (
                value.date().isoformat()
                if midnight
                else value.isoformat(" ", timespec="minutes" if not value.second else "seconds")
            )
        case datetime.date() | datetime.time():
            return value.isoformat()
        case int() | float():
            return _number(value, number_format)
        case _:
            return str(value)


def _number(value: float, number_format: str) -> str:
    """Return a number with the decimals, thousands, percent sign and currency of its format."""
    positive = number_format.split(";")[0]
    literals = "".join(found for match in _LITERAL.findall(positive) for found in match if found)
    digits = _LITERAL.sub("", positive)
    currency = _CURRENCY.search(literals + digits)
    if not re.search(r"[0#]", digits) or "E" in digits or "/" in digits:
        return _plain(value)
    percent = "%" in digits
    decimals = _DECIMALS.search(digits)
    places = len(decimals[1]) if decimals else 0
    grouped = "," if "," in digits else ""
    written = f"{abs(value) * (100 if percent else 1):{grouped}.{places}f}"
    if decimals and "#" in decimals[1]:
        required = written.find(".") + 1 + decimals[1].count("0")
        while written.endswith("0") and len(written) > required:
            written = written[:-1]
        written = written.rstrip(".")
    sign = "-" if value < 0 and any(digit in "123456789" for digit in written) else ""
    return f"{sign}{currency.group() if currency else ''}{written}{'%' if percent else ''}"


def _plain(value: float) -> str:
    """Return a number without a format: no exponent, and no trace of binary fractions."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.{SIGNIFICANT}g}" if 1e-6 < abs(value) < 1e15 else repr(value)
