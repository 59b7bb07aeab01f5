"""Search keys made anew from the names, phones and tax ids: after a change of the rules, or where a key is doubted.

A key rests on the rules of customers/search and (a tax id's mark) on FIELD_KEYS; both may change while rows stay.
"""

from customers.models import Party, Word
from customers.search import fold
from customers.search.sounds import bones, sound
from customers.services.vocabulary import count_words
from smartkhata.core.tenancy import business_scope

PIECE = 1_000
KEYS = ("name_key", *Party.FOUND_BY)


def rebuild_keys(business_id):
    """(parties whose keys were wrong, words whose sound was wrong) of one shop. Call it outside any scope.

    Each thousand is a transaction of its own, so that the counter goes on; a second run finds nothing to do.
    """
    with business_scope(business_id):
        keys = list(Party.across.filter(business_id=business_id).values_list("pk", flat=True))
    parties = 0
    for start in range(0, len(keys), PIECE):
        with business_scope(business_id):
            parties += _mend_parties(keys[start : start + PIECE])
    with business_scope(business_id):
        words = _mend_words()
        count_words()
    return parties, words


def _mend_parties(keys):
    wrong = []
    for party in Party.across.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"):
        before = [getattr(party, key) for key in KEYS]
        party.name_key = fold(party.name)[: Party._meta.get_field("name_key").max_length]
        for key in Party.FOUND_BY:
            Party._meta.get_field(key).pre_save(party, add=False)
        if before != [getattr(party, key) for key in KEYS]:
            wrong.append(party)
    # The trigger of the table adds words that the vocabulary has not met.
    return Party.across.bulk_update(wrong, KEYS) if wrong else 0


def _mend_words():
    wrong = []
    for row in Word.objects.select_for_update().order_by("word"):
        heard = sound(row.word)
        if (row.sound, row.bones) != (heard, bones(heard)):
            row.sound, row.bones = heard, bones(heard)
            wrong.append(row)
    return Word.objects.bulk_update(wrong, ["sound", "bones"], batch_size=PIECE) if wrong else 0
