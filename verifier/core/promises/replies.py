"""Questions that the next sentence answers by a time: "When is the code out? End of June"."""

from datetime import date

from verifier.core.promises.answers import Promise
from verifier.core.promises.artefacts import thing_named
from verifier.core.promises.commitments import Commitment, Needs
from verifier.core.promises.glance import Text
from verifier.core.promises.patterns import OPEN, RELEASE, words
from verifier.core.promises.reading import Found, Reading
from verifier.core.promises.timing import lent_time

_ASKS = words(r"""
    (?:when|will|eta|how (?:long|soon)|are you (?:going|planning)|do you (?:plan|intend)|can we)
    (?:any|is there an?) (?:\w+ )?(?:plans?|news|date|timeline|timetable|eta)
""")
_DELIVERY = words(rf"""
    {OPEN}|{RELEASE}|release[sd]?|publish(?:es|ed)?|upload(?:s|ed)?|open[- ]?sourced?|share[sd]?
    eta|date|timeline|expect|get|see|come|coming|posted
""")
_QUICK = 8
"""How many characters may stand between a question and its reply: an empty line, a mark."""


def reply(
    text: Text, question: tuple[int, int], answer: tuple[int, int], published: date | None
) -> Promise | None:
    """What a question gets promised by the sentence behind it, which names a time and no more."""
    start, end = question
    low = text.low[start:end]
    if answer[0] - end > _QUICK or not _ASKS.search(low) or not _DELIVERY.search(low):
        return None
    both = Reading(text, (start, answer[1]), published)
    told = (answer[0] - start, answer[1] - start)
    time = lent_time(both.low, told, both.times, both.day)
    thing = thing_named(low)
    if time is None or thing is None or both.low.rstrip("\"'”’) ").endswith("?"):
        return None
    commitment = Commitment(0, 0, "reply", Needs.NOTHING)
    return both.promise(Found(told, commitment, thing, time))
