"""What Gemini may answer: lines, never totals; anything else than this shape is refused."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from invoicing.drafting.gemini import GeminiFailed

LARGEST = 64 * 1024
_MARKUP = re.compile(r"[*_`#<>\[\]{}|\\]|https?://\S+|www\.\S+")
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")


class AnsweredLine(BaseModel):
    """`quantity` and `rate` as text, so that no float ever carries money; null when the request does not say it."""

    model_config = ConfigDict(extra="ignore")

    description: str = Field(min_length=1, max_length=300)
    quantity: str | None = Field(default=None, max_length=20)
    unit: str | None = Field(default=None, max_length=20)
    rate: str | None = Field(default=None, max_length=20)

    @field_validator("quantity", "rate", mode="before")
    @classmethod
    def _as_text(cls, value):
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    @field_validator("description", "unit", mode="before")
    @classmethod
    def _plain(cls, value):
        return " ".join(_MARKUP.sub(" ", value).split()) if isinstance(value, str) else value


class AnsweredInvoice(BaseModel):
    model_config = ConfigDict(extra="ignore")

    lines: list[AnsweredLine] = Field(max_length=50)


@dataclass(frozen=True)
class Answer:
    """`lines` are (description, quantity or None, unit, rate or None), Decimals; tokens and cost of the call."""

    lines: tuple
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: Decimal = Decimal(0)


def lines_of(text):
    """The lines of an answer's text; GeminiFailed for anything but the shape that was asked for."""
    if not text or len(text) > LARGEST:
        raise GeminiFailed(gettext_noop("its answer was empty or far too long"))
    try:
        told = AnsweredInvoice.model_validate(json.loads(_FENCE.sub("", text)))
    except (ValueError, ValidationError, RecursionError) as error:
        raise GeminiFailed(gettext_noop("its answer was malformed")) from error
    if not told.lines:
        raise GeminiFailed(gettext_noop("its answer named nothing"))
    return tuple(
        (line.description, _number(line.quantity), (line.unit or "").casefold(), _number(line.rate))
        for line in told.lines
    )


def _number(text):
    """A plain decimal or None: "15,000.50" is one, "1e9", "NaN" and "about 5" are none."""
    plain = (text or "").replace(",", "").strip()
    return Decimal(plain) if re.fullmatch(r"\d{1,12}(?:\.\d{1,4})?", plain) else None
