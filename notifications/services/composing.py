"""From a row to the message as it is sent: the one place where links, codes and attachments are clear."""

import re
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from invoicing.documents.render import pdf_available
from invoicing.models import CreditNote, Invoice, Payment, Quote
from invoicing.selectors import stored_pdf
from invoicing.services import documents
from notifications.kinds import KINDS, language_of
from notifications.providers.base import Attachment, Message
from notifications.registered import link_in
from notifications.selectors.texts import registrations
from notifications.services.channels import one_click_address, wishes_address
from smartkhata.core import codes, links
from smartkhata.core.events import subject_of

# A document is made in a second; a mail that waited this long goes without it and says so.
PDF_PATIENCE = timedelta(seconds=60)
PDF_PAUSE = timedelta(milliseconds=200)
PDF_OVERDUE = timedelta(seconds=5)
_ADDRESSED = re.compile(r"\{(link|stop)\}")
PAPERS = {"invoice": Invoice, "payment": Payment, "quote": Quote, "creditnote": CreditNote}
NOT_ATTACHED = gettext_noop("The PDF could not be attached to this message; the link above leads to it.")
ASK_FOR_IT = gettext_noop("The PDF could not be attached to this message. Ask the shop for it.")


class PdfIsBeingMade(Exception):
    """The message is not ready yet."""


def composed(rows, business):
    """{id: the message in clear text, or the exception that making it ended with}, inside the shop's scope."""
    carriers = [subject_of(row) for row in rows if _has_link(row) or _has_picture(row)]
    tokens, known = links.tokens_of(carriers), registrations()
    return {row.pk: _made(row, business, tokens.get(subject_of(row), ""), known) for row in rows}


def message_of(row, business, token, registration=None):
    """The message in clear text, with the link that its own token opens. PdfIsBeingMade while it has to wait."""
    link = links.page_of(row.link_subject, token) if row.link_subject and token else _portal()
    link = link_in(row.channel, row.recipient, link)
    code = codes.code_for(row.code_ref) if row.code_ref else ""
    stop = wishes_address(link)
    body = _filled(row.body, link, code, stop)
    files = ()
    if row.attach_pdf:
        files = _files(row)
        body += "\n\n" + _of_pdf(KINDS[row.kind], row.language, files[0].name if files else "")
    return Message(
        reference=str(row.pk),
        channel=row.channel,
        to=row.recipient,
        kind=row.kind,
        subject=row.subject,
        body=body,
        html=_html(row, body, link if "{link}" in row.body else "", token) if row.channel == "email" else "",
        code=code,
        links=tuple(re.findall(r"https?://\S+", body)),
        attachments=files,
        language=row.language,
        variables={name: _filled(text, link, code, stop) for name, text in dict(row.variables).items()},
        unsubscribe=one_click_address(link) if row.party_id else "",
        tone=row.template,
        registration=registration or {},
        from_name=business.name,
        reply_to=business.email,
        since=row.submitted_at,
        hooks=f"{settings.PUBLIC_BASE_URL}/hooks",
    )


def foreseen_pdf(kind, business):
    """What the e-mail of `kind` will say of its PDF, which is made by the time it goes."""
    document = _document(kind.link_subject)
    may = pdf_available() or stored_pdf(document)
    return _of_pdf(kind, language_of(kind.party, business), _file_name(document) if may else "")


def _of_pdf(kind, language, name):
    """In the reader's language, as the text above it; `name` is the attached file's, if there is one."""
    with override(language or None):
        if name:
            return _("Attached: %(name)s") % {"name": name}
        return _(NOT_ATTACHED if kind.link_shows_paper else ASK_FOR_IT)


def _has_link(row):
    return bool(row.link_subject and _ADDRESSED.search(row.body))


def _has_picture(row):
    """Mail to customers tells when it is read; letters about somebody's own account and codes do not."""
    return bool(row.channel == "email" and row.party_id and not row.code_ref)


def _portal():
    return f"{settings.PUBLIC_BASE_URL}/portal/"


def _made(row, business, token, known):
    registration = known.get((row.kind, row.template, row.channel, row.language)) or known.get(
        row.link_subject
    )
    try:
        return message_of(row, business, token, registration)
    except DatabaseError:
        raise  # the transaction is gone, and with it every other row of this shop
    except Exception as error:
        return error


def _filled(text, link, code, stop):
    return text.replace("{link}", link).replace("{stop}", stop or link).replace("{code}", code)


def _files(row):
    document = _document(row.link_subject)
    content = stored_pdf(document)
    waited = timezone.now() - row.created_at
    if content is None and pdf_available() and waited < PDF_PATIENCE:
        # It is made when the document is issued; what nobody is making (an import of the past) is asked for.
        if waited > PDF_OVERDUE:
            documents.ask_for(document)
        raise PdfIsBeingMade
    return (Attachment(_file_name(document), content),) if content else ()


def _document(subject):
    kind, _colon, pk = subject.partition(":")
    return PAPERS[kind].objects.get(pk=pk)


def _file_name(document):
    return f"{document.number}.pdf"


def _html(row, body, link, token):
    """The same words as a simple page: paragraphs, lists, the link as a button, and the picture that tells us."""
    blocks = [_block(lines.splitlines(), link) for lines in re.split(r"\n\s*\n", body)]
    context = {"subject": row.subject, "language": row.language, "blocks": blocks, "link": link}
    if _has_picture(row):
        context["picture"] = f"{settings.PUBLIC_BASE_URL}/p/seen.gif?t={token}"
    return render_to_string("messages/email.html", context)


def _block(lines, link):
    """{"lines", "items", "button"}: what stands as text, as a list, and on the button."""
    button = next((line.partition(link)[0].rstrip(": ") for line in lines if link and link in line), "")
    return {
        "lines": [line for line in lines if not line.startswith("- ") and not (link and link in line)],
        "items": [line[2:] for line in lines if line.startswith("- ")],
        "button": button,
    }
