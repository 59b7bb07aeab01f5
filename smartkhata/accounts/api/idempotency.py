"""Idempotency-Key: the same request twice is answered once, with the same bytes."""

import hashlib

from django.http import HttpResponse

from smartkhata.accounts.api.renderer import dumps
from smartkhata.core import idempotency


class Replayed(Exception):
    """Carries the stored answer out of initial()."""

    def __init__(self, claim):
        super().__init__()
        self.claim = claim


class Idempotent:
    """Mixin of API views. The claim is committed before the work, the answer with the work."""

    idempotency_claim = None

    def claim_key(self, request, *, holder):
        """Claim the request's key for `holder`; a finished twin is replayed, a running one is a 409."""
        key = request.headers.get("Idempotency-Key", "").strip()
        if not key or request.method not in ("POST", "PUT", "PATCH", "DELETE"):
            return
        body = hashlib.sha256(request.body).hexdigest()
        route = f"{request.method} {request.path_info}"
        claim = idempotency.claim(holder=holder, key=key, route=route, body_hash=body)
        if claim.status is not None:
            raise Replayed(claim)
        self.idempotency_claim = claim

    def keep_answer(self, response):
        """Inside the scope of the work: work and answer are kept together or not at all."""
        claim = self.idempotency_claim
        if claim is not None and response.status_code < 400 and hasattr(response, "data"):
            idempotency.finish(claim, status=response.status_code, answer=dumps(response.data))
            self.idempotency_claim = None

    def keep_for_now(self, answer, *about, status=200):
        """Inside the scope of the work, by a route that waits after it: ``answer(*about)`` is what a retry is told if
        we never come to say how it went, so that the work isn't done twice."""
        if self.idempotency_claim is not None:
            idempotency.finish(self.idempotency_claim, status=status, answer=dumps(answer(*about)))

    def release_key(self):
        """After a refusal: the same key may be tried again. Outside the scope, which is rolled back."""
        if self.idempotency_claim is not None:
            idempotency.release(self.idempotency_claim)


def replay(claim):
    response = HttpResponse(claim.answer, status=claim.status, content_type="application/json")
    response["Idempotent-Replay"] = "true"
    return response
