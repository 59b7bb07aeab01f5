"""The editor's lines between the page and a draft: read, moved, and shown with what is wrong."""

from decimal import Decimal, InvalidOperation

LINE_FIELDS = ("description", "hsn", "quantity", "unit", "rate", "discount", "tax_rate", "source")
SPARE_LINES, ADDED_LINES = 1, 4


def read_lines(data):
    """The lines that were filled in, in order; empty ones are left out."""
    return [line for line in _all_lines(data) if _is_filled(line)]


def filled(data):
    """Where on the page the filled lines stand."""
    return [number for number, line in enumerate(_all_lines(data)) if _is_filled(line)]


def rows_after(data, act):
    """The rows after a button without JavaScript: ``up:2``, ``down:2``, ``remove:2``; ``add`` brings empty ones."""
    return rows_for(_moved(data, act), spare=ADDED_LINES if act == "add" else SPARE_LINES)


def rows_for(lines, problems=None, spare=SPARE_LINES):
    """Lines as the editor shows them: numbered, with what is wrong, and a few empty ones below."""
    problems = problems or {}
    empty = {field: "" for field in LINE_FIELDS} | {"quantity": "1"}
    rows = [{**empty, **_shown(line)} for line in lines] + [dict(empty) for _ in range(spare)]
    return [
        {
            **row,
            "number": number,
            "problems": {
                field: text
                for key, text in problems.items()
                if (field := key.removeprefix(f"items.{number}.")) != key
            },
        }
        for number, row in enumerate(rows)
    ]


def tax_choice(percent, code=""):
    """A rate as the page's choice names it: ``18``, and ``0:A`` where two rates of 0 have codes."""
    try:
        rate = Decimal("" if percent is None else percent)
        known = 0 <= rate <= 100
    except InvalidOperation:
        known = False
    if not known:
        return str(percent or "").strip()
    return f"{rate.normalize():f}" + (f":{code}" if code and not rate else "")


def _moved(data, act):
    lines, (what, _, at) = _all_lines(data), act.partition(":")
    at = int(at) if at.isdecimal() else -1
    to = {"up": at - 1, "down": at + 1}.get(what)
    if what == "remove" and 0 <= at < len(lines):
        del lines[at]
    elif to is not None and 0 <= at < len(lines) and 0 <= to < len(lines):
        lines[at], lines[to] = lines[to], lines[at]
    return [line for line in lines if _is_filled(line)]


def _all_lines(data):
    count = data.get("line-count") or "0"
    numbers = range(min(int(count), 1000) if count.isdecimal() else 0)
    return [
        _coded({field: data.get(f"line-{number}-{field}", "").strip() for field in LINE_FIELDS})
        for number in numbers
    ]


def _coded(line):
    """``0:A`` of the choice of rates is 0 per cent with the code A."""
    rate, _, code = line["tax_rate"].partition(":")
    return line | {"tax_rate": rate, "tax_code": code}


def _is_filled(line):
    return bool(line["description"] or line["rate"])


def _shown(line):
    """What is still to come is an empty box, and so is a discount of nothing."""
    shown = {field: "" if value is None else value for field, value in line.items()}
    shown |= {"tax_rate": tax_choice(shown.get("tax_rate"), shown.get("tax_code"))}
    return shown | ({"discount": ""} if shown.get("discount") in ("0.00", "0") else {})
