"""A recorded sentence -> its words. The sound goes to Gemini and nowhere else, and is not kept."""

import httpx2
from django.conf import settings
from django.utils.translation import gettext_noop
from google.genai import errors, types

from invoicing.drafting.gemini import GeminiFailed
from invoicing.drafting.gemini.client import checked, client

LONGEST = 2000
_ASKED = (
    "Write down exactly what is said in this recording, in the language and script it is said in (English, Hindi,"
    " Swahili). Answer with the words alone. Write numbers in digits. If nothing is said, answer with nothing."
)


def words_of(sound, kind):
    """(words, tokens in, tokens out, cost) of a recording of media type `kind`; GeminiFailed with the reason."""
    try:
        response = client().models.generate_content(
            model=settings.GEMINI_MODEL,
            contents=[types.Part.from_bytes(data=sound, mime_type=kind), _ASKED],
            config=types.GenerateContentConfig(
                max_output_tokens=1024,
                automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            ),
        )
    except (errors.APIError, httpx2.HTTPError, OSError) as error:
        raise GeminiFailed(gettext_noop("it could not be reached")) from error
    except Exception as error:  # the SDK's and its transport's errors are not one family
        raise GeminiFailed(gettext_noop("its answer was malformed")) from error
    return checked(response, lambda text: " ".join(text.split())[:LONGEST])
