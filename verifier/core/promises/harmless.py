"""What sounds like a veto and is none; it is blanked before any veto is asked."""

import re

from verifier.core.patterns import quick
from verifier.core.promises.patterns import MONTHS, MOVED, TIME, any_of

_DAYS = rf"(?:today|yesterday|tomorrow|this|next|{MONTHS}|\w+day|\d+)"
_BE = r"(?:'s|'re| is| are| was| were| has been| have been)?"
_FORMALITY = (
    r"(?:licen[cs]e|legal|approval|review\w*|clearance|sign-?off|permission|audit|ok|paperwork"
    r"|upload)"
)
_NOT_YET = (
    r"(?:is|are|was|were)(?:n't| not) (?:yet )?"
    r"(?:included|part of|in|available|ready|public|out|there|on)(?: \S+){0,5}?"
    r"(?: yet)?,?(?: and| but| yet)?(?=,? (?:will|follows?|comes?|lands?|but will|and will)\b)"
)
"""What is not there and is promised in the same breath."""

_PHRASES = any_of(rf"""
    that(?:'s| is) when
    (?:\w+day|{MONTHS}|week|month|quarter|summer|spring|\d+) is when(?= (?:we|the|our|its|all)\b)
    so (?:that )?(?:(?:any|every)(?:one|body)|others|you|people|researchers) (?:can|could|may)
    stops? being (?:private|closed|gated)
    (?:\w+day|{MONTHS}|week|month|\d),? when(?= (?:we|the)\b)
    {MOVED} (?:\S+ ){{0,10}}?(?:back |out )?(?:to|until|till)(?= {TIME})
    can(?:'t|not) wait to
    (?:every ?(?:one|body)|those|all|anyone|people|you)(?: who)?{_BE} (?:waiting (?:for|on))
    (?:every ?(?:one|body)|those|all|anyone|people|you)(?: who)?{_BE} (?:asking|asked)
    not (?:today|tomorrow|yet|this (?:week|month))(?: after all)?(?=\W*[:,;.])
    instead of {_DAYS}
    not (?:gonna|going to) (?:leave|let|keep|make) you
    please (?:wait|be patient|bear|stay|note|allow|keep|check|forgive|excuse|give us|hold on)
    {_NOT_YET}
    (?:delayed|late|postponed),? (?:but )?not (?:cancell?ed|dead|forgotten|abandoned)
    (?:no|not) later than
    not (?:only|just|long)|no (?:doubt|more than)|nothing (?:but|fancy|special|crazy|big)|why not
    if not (?:sooner|earlier|before)
    (?:even )?if it (?:takes|means|costs)
    (?:you have our|mark my|take my|on my|my|our) words?(?: on it)?|trust (?:me|us)|no joke
    pinky \w+
    (?:i|we) promise(?! to| that)|promise(?=[.!])|guaranteed
    don't (?:worry|miss)|won't be long|couldn't be|(?:isn't|aren't) far
    without (?:further )?(?:delay|restrictions?|registration|limits?|(?:any )?gating|forms?)
    rumou?rs (?:are|were) true
    by (?:popular|public|high) demand
    , not (?:on|in|by|at|until|before) {_DAYS}
    no strings attached|no ifs(?: and|,)?(?: or)? buts
    waiting (?:for|on) (?:the |our |an? )?(?:\w+ )?{_FORMALITY}
    no (?:gating|forms?|waitlist|strings|registration|sign-?up|restrictions?|catch|login|account)
    (?:as|like) (?:we )?(?:promised|announced|planned|promised earlier)
""")

_DATE = (
    r"(?:date|timeline|timetable|time ?frame|eta|schedule|day|deadline|release date|when"
    r"|how soon|timing)s?"
)
_NO_DATE = (
    rf"(?:a|an|any|the|no|its|our)? ?(?:\w+ )?{_DATE}"
    r"(?: (?:yet|so far|for (?:it|that|this)|now))?(?=\W*(?:$|[,.;:!)—–-]|but\b|and\b))"
)
_DENIES = (
    r"(?:\b(?:declin|refus|stop)\w*|\bwithout|\bcannot|\bnot"
    r"|\b(?:can't|won't|(?:can|could|do|did|does|has|have|is|are|will|would)(?:n't| not)))"
)
_TELL = any_of(r"""
    sa(?:y|id|ying)
    know|elaborat\w+|ready
    (?:giv|shar|promis|nam|provid|disclos|announc)(?:e|en|ed|ing)
    commit(?:ting)?(?: to)?
    specif(?:y|ied|ying)
    set(?:ting)?|hav(?:e|ing)
    (?:offer|mention)(?:ed|ing)?
""")
_UNTOLD = (
    rf"{_DENIES}(?: (?:to|short of|you|us|me|\w+ly))* ?{_TELL}?(?: (?:you|us|out|exactly|on))*"
    rf"(?: {_NO_DATE}| when(?=\W*(?:$|[,.;!)])))"
    rf"|\bno {_NO_DATE}"
    r"|\b(?:no|without an?) (?:exact|firm|specific|fixed|precise|hard|official)"
    r" (?:date|eta|timeline|deadline)s?\b"
)
"""That no date is given, which leaves the promise a promise."""

HARMLESS = re.compile(rf"\b{_PHRASES}\b|{_UNTOLD}")
may_be_harmless = quick(HARMLESS)
"""Where a text may have something to blank."""
