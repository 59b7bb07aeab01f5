"""Takes the pictures of documents: ``python docs/pictures/papers.py`` (needs pdftoppm, no server)."""

import base64
import io
import os
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "smartkhata.settings"
for _name, _value in {
    "SECRET_KEY": "only-for-the-pictures-" * 3,
    "TOKEN_KEY": "only-for-the-pictures-too-" * 3,
    "FIELD_KEYS": f"p1:{base64.b64encode(bytes(32)).decode()}",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "DATABASE_OWNER_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DATA_DIR": f"{tempfile.gettempdir()}/smartkhata-pictures",
}.items():
    os.environ.setdefault(_name, _value)

import django  # noqa: E402

django.setup()

from PIL import Image  # noqa: E402

from invoicing.documents.complete import complete  # noqa: E402
from invoicing.documents.render import render_pdf  # noqa: E402
from invoicing.documents.samples import DAY, sample  # noqa: E402
from invoicing.documents.template import completed  # noqa: E402

AGAINST = [{"number": "INV-26-27-00042", "date": DAY, "amount": Decimal(0)}]
HINDI_BUYER = {"name": "शर्मा एंड संस", "address": "7 स्टेशन रोड\nनासिक 422001"}
PAPERS = {
    "hindi-tax-invoice": (sample("IN", language="hi", buyer=HINDI_BUYER), {"second_language": "en"}, "a4"),
    "kenyan-invoice": (sample("KE"), {"look": "simple"}, "a4"),
    "bill-of-supply": (
        sample("IN", title="Bill of Supply", seller={"registration": "composition"}),
        {"look": "detailed"},
        "a4",
    ),
    "credit-note": (
        sample(
            "IN",
            kind="credit_note",
            title="Credit Note",
            number="CN-26-27-00001",
            against=AGAINST,
            reason="Two bags came back wet.",
            due_on=None,
        ),
        {},
        "a4",
    ),
    "thermal-receipt": (sample("IN"), {}, "roll"),
}


def main():
    for name, (document, content, paper) in PAPERS.items():
        pdf = render_pdf(complete(document, completed(content)), paper=paper)
        command = ["pdftoppm", "-r", "70", "-png", "-singlefile", "-"]
        page = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
        # Sixteen shades are enough for paper, and a quarter of the size.
        small = Image.open(io.BytesIO(page)).convert("P", palette=Image.ADAPTIVE, colors=16)
        small.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
