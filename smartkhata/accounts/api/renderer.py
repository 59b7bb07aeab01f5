"""JSON whose amounts are numbers with their own places: Decimal("52200.00") is 52200.00, not a float or a text."""

import simplejson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder


class ExactJSONRenderer(JSONRenderer):
    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else dumps(data).encode()


def dumps(data):
    return simplejson.dumps(
        data, use_decimal=True, default=JSONEncoder().default, ensure_ascii=False, separators=(",", ":")
    )
