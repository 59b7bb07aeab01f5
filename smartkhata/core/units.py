"""Units as people say them behind a quantity: 1 month, 3 months. What is no English word we know stays as typed."""

from decimal import Decimal

_WITH_S = (
    "bag bale block book bottle brick bucket bundle can card carton coil crate cup day drum egg hour item"
    " jar kit licence license litre liter load lot meal metre meter minute month night packet page pair"
    " panel piece plate pot quarter ream roll room sack seat session set sheet shift strip tablet tile tin"
    " ton tonne tray trip tube unit user visit week yard year"
)
_MANY = {word: f"{word}s" for word in _WITH_S.split()} | {
    "box": "boxes",
    "batch": "batches",
    "bunch": "bunches",
    "loaf": "loaves",
    "person": "people",
    "pouch": "pouches",
}


def of_many(unit, quantity):
    """``month`` for one, ``months`` for any other quantity."""
    many = _MANY.get(str(unit).lower())
    if not many or abs(Decimal(quantity)) == 1:
        return unit
    return many if unit.islower() else many.capitalize()
