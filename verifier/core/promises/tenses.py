"""The present for the future, and dates given: only with a time that lies ahead."""

import re

from verifier.core.patterns import quick
from verifier.core.promises.patterns import HUB, MOVED, OPEN, RELEASE, TIME, any_of

_BE = r"(?:\b(?:am|are|is|be|gets?)|'re|'m|'s)"
_ADVERB = r"(?:also|now|still|soon|then|all|both|first|just|even|to|only|too|be|been|[a-z]{3,12}ly)"
PROGRESSIVE = re.compile(
    r"^\W*(?:the|our|its|their|an?) (?:\S+ ){1,4}?(?P<with>landing|arriving|following"
    r"|(?:going|turning) (?:public|open|live|up))\b|"
    r"(?:,\s+(?P<also>(?:releas|open[- ]?sourc|publish|shar|upload)ing)\b)|"
    r"(?:\band\s+(?:\w+\s+)?(?P<and>(?:mak|putt|push|releas|publish|upload|open)ing)"
    r"\s(?:it|them)\b)|"
    rf"{_BE}(?:\s+{_ADVERB}){{0,3}}\s+(?P<verb>"
    + any_of(rf"""
    (?:releas|open[- ]?sourc|publish|shar|upload|shipp|launch|dropp|post|push|unveil|com)ing
    (?:land|arriv|roll|open|mak|putt|add|deliver|debut)ing
    (?:released|published|uploaded|downloaded|open[- ]?sourced)
    (?:flipp|turn|switch)ing .{{1,40}}? (?:to )?(?:public|open)
    (?:queued|booked|lined up|earmarked|pencill?ed in) for
    going (?:{OPEN}|open[- ]source|apache|mit\b)
    (?:still |now )?on (?:course|track|schedule) (?:for|to)
    getting (?:released|published|open[- ]?sourced|uploaded|opened)
    (?:\w+ly )?(?:planned|due|scheduled|slated|set|targeted|expected)(?: for| in| on| by)?
    (?<!now )(?<!already )(?:\w+ly )?{OPEN}
    (?:\w+ ){{1,3}}(?:away|out|off)
    (?:excited|happy|thrilled|pleased|delighted|proud|glad|eager|ready) to (?:release|publish|share)
    (?:excited|happy|thrilled|pleased|delighted|proud|glad|eager|ready) to (?:open|launch|ship)
""")
    + r")(?![\w-])"
)
"""The present for the future: only with a time that lies ahead."""

WE_PRESENT = re.compile(
    r"\b(?:we|i)\s+(?P<verb>(?:(?:start|begin)s? (?:to )?)?(?:publish|releas|open[- ]?sourc|shar"
    r"|upload|ship|launch|drop|post|push|open|hand|giv)(?:e|ing|ping)?|go open[- ]source)(?![\w-])"
)

UNTIL = re.compile(
    r"\b(?P<verb>until|till|before)\b .{0,40}?\b(?:yours|out|public|open|available|live)\b"
)
"""What a time is counted down to: "14 days until the weights are yours"."""

PRESENT = re.compile(
    r"\b(?P<verb>(?:flips?|turns?|switch(?:es)?|goes) (?:to )?(?:public|open)"
    r"|goes? (?:open[- ]source|apache|mit\b)|opens?(?: up)? (?:to|for) (?:every|all|the|any)"
    r"|drops?|lands?|arrives?|ships?|launch(?:es)?"
    rf"|becomes? {OPEN}|gets? {OPEN}"
    r"|releases|follows?|debuts?"
    r"|comes?(?: out)?(?! (?:in)?to (?:force|effect|an end|a close|terms)| under| down| with)"
    r"|joins? (?:it|them)|stops? being (?:private|closed|gated)"
    rf"|go(?:es)? {OPEN}|(?:goes|ends? up|makes? (?:its|their) way|moves?) {HUB})\b"
)
"""The simple present for the future: only with a dated time that lies ahead."""

YOU_GET = re.compile(
    r"\b(?:you|(?:any|every)(?:one|body))(?:'ll| will| can) (?:\w+ )?"
    r"(?P<verb>get|have|receive|download|see|find|grab|fetch|pull|clone)\b"
    r"(?! (?:an?|to|learn\w*) )"
    r"|\b(?:is|are) yours\b|\bthere(?:'ll| will| is going to) be\b"
)
"""A promise in the words of those it is made to."""

DATED = re.compile(
    r"\b(?P<verb>eta|(?:release|launch|target) date|date)\b.{0,60}?(?:\b(?:is|remains)\b|:)"
    rf"|\b(?:target|goal|aim)\b(?: for .{{1,50}}?)? is (?!\d+ ?%){TIME}"
    r"|\b(?:we|i)(?:'re| are)? (?:now |still |currently )?target(?:ing)?\b"
    r"|\b(?:you (?:can|should|may) expect|expect (?:it|them))\b"
    r"|\b(?:aim|plan|shoot|head)(?:s|ing)? for\b"
)
"""A date given for a thing: "the ETA for the weights is"."""

GOVERNED = re.compile(
    r"\b(?:about|on|of|since|before|after|until|from|with|at|regarding|to|upon|without)\s+"
    r"(?:(?:the|our|its|their|a|an|this|that|any)\s+)?(?:[\w-]+\s+){0,1}$"
)
"""What makes a delivery named behind it a mere circumstance: "since the release"."""

RELEASE_NAMED = re.compile(
    rf"\b(?P<verb>{RELEASE})(?: date)?(?: (?:of|for) (?:\S+ ){{1,6}}?)?\s*"
    r"(?:(?:is|are|has been|have been|remains|stays|was|were) )?(?:(?:now|still|currently) )?"
    r"(?:happening|planned|scheduled|set|slated|expected|moved|pushed|shifted|delayed|postponed"
    r"|targeted|pencill?ed|coming|due|on (?:track|schedule))\b"
    rf"|\bas (?:the|our|a) (?P<date>{RELEASE}) date\b"
    rf"|\b(?:on track|aiming|aim|gearing up|preparing|planning|heading|plan) for (?:\S+ ){{0,4}}?"
    rf"(?P<aim>{RELEASE})\b"
    r"|\b(?:roadmap|plans?|schedule|agenda)\b.{0,30}?\b"
    rf"(?:includes?|foresees?|envisages?|provides for) (?:\S+ ){{0,3}}?(?P<plan>{RELEASE})\b"
    r"|\b(?:has|have) (?P<promised>promised|pledged) (?:\S+ ){0,3}?(?:an?|the|full\w*|open\w*) "
    r"|\b(?:date|deadline|target|goal|eta)\b (?:\S+ ){0,4}?(?:for|of) (?:\S+ ){0,2}?"
    rf"(?P<aimed>{RELEASE})\b"
    r"|\b(?:has|have|'ve) (?:scheduled|planned|fixed) (?:the )?(?:\S+ ){0,2}?"
    rf"(?P<booked>{RELEASE})\b"
    r"|\b(?:queued|booked|lined up|slated|earmarked|pencill?ed in|scheduled|due|set|planned"
    rf"|targeted|up|cleared|intended) for (?:\w+ )?(?P<queued>{RELEASE})\b"
    r"|\b(?:puts?|gives?|names?|lists?|has|fix(?:es|ed)|sets?) (?:the |its |a |our )?"
    rf"(?P<put>{RELEASE})(?: date)?(?: of (?:\S+ ){{1,5}}?)? ?(?:at|on|for|in|as) {TIME}"
    rf"|\b(?P<promises>promis(?:es|e|ing)) (?:\S+ ){{1,7}}?(?:for|by|before|within|in) {TIME}"
    r"|\b(?:confirm|announc|schedul|promis|plan|set)(?:s|es|ed|ting)? (?:an?|the|its) "
    rf"{TIME}(?:\S* ){{1,4}}?(?P<set>{RELEASE})\b"
    rf"|\b(?P<due>{RELEASE}) (?:of (?:\S+ ){{1,5}}?)?(?:is|are) (?:in |on |by |for |at )?(?={TIME})"
    rf"|\b(?P<shift>{MOVED}) (?:\S+ ){{0,10}}?(?:back |out )?(?:to|until|till) {TIME}"
)
"""The delivery as a noun: "the release of the weights is set for"; only with a time ahead."""

may_imply = quick(YOU_GET, PROGRESSIVE, DATED, RELEASE_NAMED, WE_PRESENT, UNTIL, PRESENT)
"""Where a text may speak of the future in any of these ways."""
