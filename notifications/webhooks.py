"""Where providers report (hooks/): checked by their signature or a secret address, stored, answered at once."""

import hmac
import json
from functools import wraps

import structlog
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from notifications.providers import africastalking, msg91, sendgrid, twilio
from notifications.providers.django_email import anymail_report
from notifications.services.accounts import keys_of
from notifications.services.preferences import heed_reply
from notifications.services.reports import keep
from smartkhata.core import ratelimit

log = structlog.get_logger(__name__)

LARGEST = 256 * 1024
# SendGrid gathers the events of half a minute in one array, up to 768 KB.
LARGEST_BATCH = 1024 * 1024
# So many forgeries within an hour are no accident.
FORGERIES = 20
# SendGrid repeats a delivery for a day; what is signed for longer ago is a replay.
OLDEST, AHEAD = 25 * 3600, 300


def hook(provider, *, largest=LARGEST, then=None):
    """A door for a provider: only POST, no body of more than `largest` bytes, and no word about what was wrong
    with a forgery.

    What it wraps only reads: what the call says, None if it is forged. ``then(provider, said, business_id)`` writes;
    without one, reports are kept. A slip of ours while writing is an error that is told, never a bad request.
    """

    def wrap(read):
        @csrf_exempt
        @wraps(read)
        def door(request, *args, **kwargs):
            if request.method != "POST":
                return HttpResponse(status=405, headers={"Allow": "POST"})
            if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
                return HttpResponse(status=413)
            try:
                said = read(request, *args, **kwargs)
            except (ValueError, KeyError, TypeError, AttributeError):
                log.warning("hook_unreadable", provider=provider, exc_info=True)
                return HttpResponse(status=400)
            if said is None:
                return _forged(provider)
            account = kwargs.get("account")
            (then or _keep)(provider, said, account and keys_of(provider, account).business_id)
            return HttpResponse(status=204)

        door.door = "public"
        return door

    return wrap


def _keep(provider, reports, business_id):
    keep(provider, reports, account_id=business_id)


def _heed(provider, reply, business_id):
    heed_reply(*reply, business_id=business_id)


@hook("sendgrid", largest=LARGEST_BATCH)
def sendgrid_events(request, account=None):
    """The signed event webhook."""
    keys = keys_of("sendgrid", account)
    if not sendgrid.is_signed(request.body, request.headers, keys.get("webhook_key")):
        return None
    age = timezone.now().timestamp() - float(request.headers[sendgrid.TIMESTAMP])
    return sendgrid.reports(request.body) if -AHEAD <= age <= OLDEST else None


@hook("twilio")
def twilio_status(request, notification, account=None):
    """The status callback of one message. The signature covers the public address, whatever host was asked."""
    keys = keys_of("twilio", account)
    url = f"{settings.PUBLIC_BASE_URL}{request.get_full_path()}"
    tokens = keys.get("auth_token"), keys.get("shared_key")
    if not twilio.is_signed(url, request.POST, request.headers, *tokens):
        return None
    return [twilio.report(request.POST, str(notification), timezone.now())]


@hook("msg91")
def msg91_reports(request, secret, account=None):
    """Versions 2 (a form with JSON in ``data``) and 3 (JSON). No signature: the address is the secret."""
    if not _is_secret(secret, "msg91", account):
        return None
    text = request.POST.get("data") or request.body
    return msg91.reports(json.loads(text))


@hook("africastalking")
def africastalking_report(request, secret, account=None):
    """A delivery report, as a form. No signature: the address is the secret."""
    if not _is_secret(secret, "africastalking", account):
        return None
    form = request.POST or json.loads(request.body)
    return [africastalking.report(form, timezone.now())]


@hook("twilio", then=_heed)
def twilio_reply(request, account=None):
    """What a reader answers to our number: STOP words end messages, START words begin them again."""
    keys = keys_of("twilio", account)
    url = f"{settings.PUBLIC_BASE_URL}{request.get_full_path()}"
    tokens = keys.get("auth_token"), keys.get("shared_key")
    if not twilio.is_signed(url, request.POST, request.headers, *tokens):
        return None
    return request.POST["From"].removeprefix("whatsapp:"), request.POST.get("Body", "")


@hook("africastalking", then=_heed)
def africastalking_reply(request, secret, account=None):
    """The same, as a form of Africa's Talking."""
    if not _is_secret(secret, "africastalking", account):
        return None
    return request.POST["from"], request.POST.get("text", "")


def anymail_event(sender, event, esp_name, **kwargs):
    """Receiver of django-anymail's tracking signal (Amazon SES, Mailgun, ...). What is too old is a replay."""
    signed_at = _signed_at(event)
    if signed_at and -AHEAD <= timezone.now().timestamp() - signed_at <= OLDEST:
        keep("django_email", [anymail_report(event)])


def _signed_at(event):
    """The moment that the service signed, where it signs one (Mailgun), else that of the event; in seconds."""
    raw = event.esp_event if isinstance(event.esp_event, dict) else {}
    moment = (raw.get("signature") or {}).get("timestamp") if isinstance(raw.get("signature"), dict) else None
    try:
        return float(moment) if moment else event.timestamp.timestamp()
    except (TypeError, ValueError, AttributeError):
        return None


def _is_secret(given, provider, account):
    wanted = keys_of(provider, account).get("hook_secret") or ""
    return len(wanted) >= 16 and hmac.compare_digest(given.encode(), wanted.encode())


def _forged(provider):
    verdict = ratelimit.hit(f"forged:{provider}", limit=FORGERIES, seconds=3600)
    (log.warning if verdict.allowed else log.error)("hook_forged", provider=provider)
    return HttpResponse(status=401)
