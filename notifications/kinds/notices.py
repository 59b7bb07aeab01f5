"""What a shop's own people are told outside the bell: one notice at once, or the letter of the day."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import override

from notifications.kinds.base import Kind, one_line
from notifications.models import Notice
from notifications.selectors.notices import shown
from smartkhata.accounts.models import User
from smartkhata.core.events import subject_of

# A letter that lists more than this is not read; the page has them all.
LONGEST = 20


class NoticeNow(Kind):
    """`user` hears of `notices`, by e-mail or on the shop's phone."""

    name = "notice"
    priority = 4
    life = timedelta(hours=6)
    may_switch = False
    has_link = False

    def __init__(self, user, notices, *, about):
        self.user, self.notices = user, notices
        self.link_subject = self.occurrence = subject_of(about)

    @classmethod
    def again(cls, row):
        model, _, pk = row.link_subject.partition(":")
        field = "digest_id" if model == "digest" else "pk"
        notices = list(Notice.objects.select_related("event").filter(**{field: pk}))
        return cls(User.objects.get(pk=notices[0].user_id), notices, about=row.link_subject)

    def facts(self, business):
        with override(self.user.language):
            lines = [one_line(str(row["words"])) for row in shown(self.notices[:LONGEST], business)]
        return {
            "name": one_line(str(self.user)),
            "what": lines[0],
            "lines": lines,
            "n": len(self.notices),
            "more": len(self.notices) - len(lines),
            "url": f"{settings.PUBLIC_BASE_URL}/b/{business.slug}/notices/",
        }


class NoticeDigest(NoticeNow):
    name = "digest"
    priority = 8
    life = timedelta(hours=20)
