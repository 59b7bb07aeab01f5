"""What customers want to hear, and what that forbids. Codes and letters about accounts always go."""

from collections import defaultdict
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.models import Party
from notifications.models import Notification, Preference
from notifications.services.channels import ADDRESS
from notifications.services.following import follow, with_address
from notifications.services.shutting import shut_handed_over, shut_links
from notifications.services.silence import fall_silent, speak_again
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope

REST = timedelta(days=14)
ALWAYS = ("otp", "stopped", "invitation", "password_reset", "email_confirmation")
# What can wait and be told together; a receipt is an answer, and an owner's own words are for now.
GATHERED = ("invoice_created", "payment_reminder", "overdue")
# A whole message that is one of these ends messages, or begins them again (domain law and custom, section 4.1).
STOP_WORDS = frozenset(
    [
        *("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL"),
        *("BAND", "BAND KARO", "ROKO", "बंद", "बंद करो", "रोकें"),
        *("ACHA", "SIMAMISHA", "KOMESHA", "SITISHA"),
    ]
)
START_WORDS = frozenset(["START", "UNSTOP", "CHALU", "चालू", "ANZA", "ENDELEA"])
ASKED = gettext_noop("This customer has asked not to get this.")
TAKES_NONE = gettext_noop("The provider says that this address takes no such messages. Use another way.")
WRONG = gettext_noop("This number belongs to somebody else. Correct it first.")
WRONG_EMAIL = gettext_noop("This e-mail address belongs to somebody else. Correct it first.")


def refusal(kind, party, channel):
    """Why the customer must not get this message by this channel; empty when nothing forbids it."""
    wish = party and kind.name not in ALWAYS and Preference.objects.filter(party=party).first()
    return forbidden(wish, kind.name, channel)


def forbidden(wish, kind, channel):
    """The same of a Preference that is at hand (None: never said anything) and a kind's name."""
    if not wish or kind in ALWAYS:
        return ""
    if is_stranger(wish, channel):
        return WRONG_EMAIL if channel == "email" else WRONG
    receipt = kind == "receipt_sent"
    silent = wish.often == Preference.Often.OFF or (wish.often == Preference.Often.RECEIPTS and not receipt)
    if silent or channel in wish.channels_off:
        return ASKED
    return TAKES_NONE if channel in wish.refused else ""


def is_stranger(wish, channel=""):
    """Whether who gets the customer's messages by `channel` said that they are somebody else; by any, without one."""
    by_phone = wish.is_wrong_number and ADDRESS.get(channel) != "email"
    return by_phone or (wish.is_wrong_email and ADDRESS.get(channel) != "phone")


def holds(wish, kind):
    """Whether the customer wants a message of this kind's name together with others, once a day or a week
    (gathering.py)."""
    return bool(wish) and kind in GATHERED and wish.often in ("daily", "weekly")


def wishes_of(party):
    """The customer's preference, unsaved when they never said anything."""
    return Preference.objects.filter(party=party).first() or Preference(party=party)


def wishes_among(parties):
    """{party id: Preference} of those customers (or their ids) who said anything, in one query."""
    return {wish.party_id: wish for wish in Preference.objects.filter(party__in=parties)}


def change_wishes(party, *, often, channels_off=(), by, at=None):
    """From now on: each message, a daily or weekly one, receipts only, or none; not by `channels_off`."""
    if often not in Preference.Often.values:
        raise DomainError(_("Choose how often."), code="bad_often", fields={"often": _("Choose how often.")})
    if often != Preference.Often.OFF:
        speak_again(party.phone)
    return _save(party, by, at, often=often, channels_off=sorted(channels_off), refused=[])


def not_me(party, *, by, channel="", at=None):
    """The reader of a message says that they are not the customer: nothing more goes to that number or e-mail
    address, what was sent there opens nothing any more, and the shop is told. Without the message's `channel` it may
    be any of the customer's addresses."""
    by_phone, by_email = channel != "email", channel == "email" or bool(not channel and party.email)
    shut_handed_over(party, at=at)
    shut_links(party, [by_phone and party.phone, by_email and party.email], at=at)
    if by_phone:
        _save(party, by, at, is_wrong_number=True)
        record("party.wrong_number", party, by=by, at=at, party=party)
    if by_email:
        _save(party, by, at, is_wrong_email=True)
        record("party.wrong_email", party, by=by, at=at, party=party)
    return wishes_of(party)


def rest(party, *, until, by, at=None):
    """The shop gives the customer a rest: no reminders before `until` (a date), or again with None."""
    return _save(party, by, at, paused_until=until)


def number_corrected(event):
    """Listener of party.changed: another phone is another number, another address may take messages, and what waits
    goes there."""
    fields = set(event.data.get("fields", ()))
    for field, wrong in (("phone", "is_wrong_number"), ("email", "is_wrong_email")):
        if field in fields:
            Preference.objects.filter(party=event.party_id, **{wrong: True}).update(**{wrong: False})
    for wish in Preference.objects.filter(party=event.party_id).exclude(refused=[]):
        wish.refused = [channel for channel in wish.refused if ADDRESS[channel] not in fields]
        wish.save(update_fields=["refused"])
    if fields & {"phone", "email"}:
        waiting = Notification.objects.select_for_update(of=("self",)).filter(party=event.party_id)
        # What a worker has in hand follows when its turn comes again, as does what can't go to the new address.
        follow(with_address(waiting.filter(state__in=["queued", "held"], lease_token=None)))


def unwanted(event):
    """Listener of message.unwanted (a complaint, an unsubscription, a blocked number): no more by this channel."""
    party = Party.objects.filter(pk=event.party_id).first()
    if party is not None:
        field = "refused" if event.data.get("is_blocked") else "channels_off"
        channels = {*getattr(wishes_of(party), field), event.data["channel"]}
        _save(party, "provider", event.at, **{field: sorted(channels)})


def heed_both(ours, theirs):
    """Two customers turned out to be one, and both spoke: the stricter word holds. What was said of a number or an
    e-mail address (`theirs` of the customer who goes) counts for who has it now."""
    gone = theirs.party
    is_same_number = gone.merged_into.phone == gone.phone
    is_same_email = gone.merged_into.email == gone.email
    if ours is None:
        theirs.is_wrong_number &= is_same_number
        theirs.is_wrong_email &= is_same_email
        theirs.refused = theirs.refused if is_same_number else []
        return
    order = Preference.Often.values
    ours.often = max(ours.often, theirs.often, key=order.index)
    ours.channels_off = sorted({*ours.channels_off, *theirs.channels_off})
    ours.paused_until = max(filter(None, (ours.paused_until, theirs.paused_until)), default=None)
    if is_same_number:
        ours.is_wrong_number = theirs.is_wrong_number
        ours.refused = sorted({*ours.refused, *theirs.refused})
    if is_same_email:
        ours.is_wrong_email |= theirs.is_wrong_email


def heed_reply(phone, text, *, business_id=None, at=None):
    """A reply from `phone` (E.164) to a shop's own number, or to the platform's: then it holds for all shops that
    wrote to it. STOP silences the number itself, and the customers whose number it is. Needs no scope; True if it was
    one of our words."""
    word = " ".join(text.upper().split())
    if word not in STOP_WORDS | START_WORDS:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_readers(%s, %s)", [phone, business_id])
        readers = cursor.fetchall()
    shops, is_answered = defaultdict(list), False
    for shop, pk in readers:
        shops[shop].append(pk)
    for shop, keys in shops.items():
        with business_scope(shop):
            news = _heed_in_shop(phone, word, keys, at or timezone.now())
            # One answer for all of them, from the first shop; who says it again gets no second one.
            if news and not is_answered:
                party = news if isinstance(news, Party) else None
                record("party.stopped", news, by="reply", at=at, party=party)
                is_answered = True
    return True


def heed(party, text, *, at=None):
    """A reply to a message: STOP words end messages, START words begin them. True if it was one of them."""
    word = " ".join(text.upper().split())
    if word in STOP_WORDS:
        _save(party, "reply", at, often=Preference.Often.OFF)
    elif word in START_WORDS:
        # A provider that kept the STOP hears the START too, so their phone takes messages again.
        refused = [channel for channel in wishes_of(party).refused if ADDRESS[channel] != "phone"]
        _save(party, "reply", at, often=Preference.Often.EACH, refused=refused)
    return word in STOP_WORDS | START_WORDS


def _heed_in_shop(phone, word, keys, at):
    """The customer, else the number, to whom STOP is news; None for START and for a repeat."""
    parties = list(Party.objects.filter(pk__in=keys))
    active = [party for party in parties if wishes_of(party).often != Preference.Often.OFF]
    for party in parties:
        heed(party, word, at=at)
    if word not in STOP_WORDS:
        return speak_again(phone)
    silent, is_new = fall_silent(phone, at=at)
    return active[0] if active else (silent if is_new else None)


def _save(party, by, at, **values):
    at = at or timezone.now()
    with transaction.atomic():
        wish, _ = Preference.objects.update_or_create(party=party, defaults=values | {"changed_at": at})
        record("party.wishes_changed", party, by=by, at=at, party=party, often=wish.often)
        # What waits in the queue is not sent either.
        waiting = Notification.objects.filter(party=party, state__in=["queued", "held"])
        for row in waiting.exclude(kind__in=ALWAYS).only("kind", "channel"):
            why_not = forbidden(wish, row.kind, row.channel)
            # By a channel that is off it fails in its turn, so that another one can tell it.
            if why_not and row.channel not in {*wish.channels_off, *wish.refused}:
                waiting.filter(pk=row.pk).update(state="failed", error_message=why_not)
    return wish
