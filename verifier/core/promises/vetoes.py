"""The words by which what only looks like a promise is known: tables of one alternative a row."""

import re

from verifier.core.promises.patterns import MONTHS, READY, words

_SUBJECTS = (
    r"(?:you|we|they|he|she|it|there|the|this|that|these|those|someone|any(?:one|body)?|your|its)"
)
QUESTION = re.compile(
    r"\?[\"'”’)\]\s]*$"
    rf"|^\W*(?:will|would|could|can|do|does|did|is|are|has|have|should|may|shall) {_SUBJECTS}\b"
    rf"|^\W*when (?:will|would|can|is|are|do|does) {_SUBJECTS}\b"
    r"|^\W*(?:what|why|how|who|where|whether|any (?:plans?|news|updates?|eta|idea|chance))\b"
    r"|\bwhen\W*$|"
    + words(r"""
    (?:whether|wonder(?:ing|s)?|curious|undecided|do you know|does anyone|anyone know|let us know)
    (?:question is|how long until)
""").pattern
)

REQUEST = words(rf"""
    (?:please|pls|plz|kindly|come on|would appreciate|looking forward to|waiting for)
    (?:would|i'd|it'd) (?:love|like|pay|kill|be (?:great|nice|awesome|good|cool|helpful|wonderful))
    (?:can|could) (?:you|someone)
    hopes? (?:that|other|they|you|the|it|all|more|some|everyone)
    let(?:'s| us) hope|fingers crossed|wish(?:es|ing)?
    hoping (?:that )?(?:they|you)
    hopefully (?:they|you|some(?:one|body)|the (?:team|company|lab|authors)|it)
    urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|demand(?:s|ed|ing)?|beg(?:s|ged|ging)?
    (?:petition|plead)\w*|requests?|requested|recommend(?:s|ed|ing)?
    ask(?:s|ed|ing)? (?:\w+ ){{0,5}}?(?:to|for)
    wants? (?:\w+ ){{1,5}}?to|wants? (?:the|those|these)
    must|ought to|needs? to|(?:has|have) to|we need (?:the|those|these)
    should(?! {READY})
""")
"""Wishes and demands."""

CONDITION = re.compile(
    words(rf"""
    if|unless|provid(?:ed|ing) (?:that|the|we|they|it)|assuming|(?:as|so) long as
    depend(?:s|ing|ent)
    in case|in the event|subject to|pending|conting\w+|conditional\w*|on (?:the )?condition
    once|whenever|only when|when (?:we|the|it|they|you|i|ready|enough)|(?:only|not) until
    as soon as (?!possible|next|this|tomorrow|(?:mon|tues|wednes|thurs|fri)day|{MONTHS}|we can)
    hing(?:e|es|ing) on|were (?:they|we|it|he|she) to|should there be
""").pattern
    + r"|^\W*should (?:the|we|it|they|there|enough|this|our)\b|^\W*as soon as\b"
)

DENIAL = re.compile(
    r"n't\b|"
    + words(r"""
    (?:not|cannot|never|nobody|no one|none|nor|neither|unlikely|without|nothing|indefinitely)
    lack of|no (?:truth|evidence|indication|reason|sign|guarantee)|false|untrue|hoax
    no (?:plans?|intent\w*|longer|date|release|open|weights|code|timeline|immediate|current|eta)
    (?:refus|declin|postpon|shelv|scrapp|cancel|abandon|den(?:y|ie)|suspend|halt|paus(?:ed|ing))\w*
    (?:withdr[ae]w\w*|rul(?:e[sd]?|ing) out|decided against|dropped plans|instead of|rather than)
    (?:far from|stop(?:s|ped)?|off the table|on hold)
""").pattern
)
NO_DENIAL = words(r"""
    can(?:'t|not) wait to
    (?:no|not) later than
    not (?:only|just|long)|no (?:doubt|more than)|nothing but|why not
    if not (?:sooner|earlier|before)
    don't (?:worry|miss)|won't be long|couldn't be|(?:isn't|aren't) far
    without (?:further )?(?:delay|restrictions?|registration|limits?)
""")
"""Negations that deny nothing, to be blanked before DENIAL is asked."""

_CROWD = (
    r"(?:every(?:one|body)|some|many|users?|people|fans|analysts?|observers|experts|others|most)"
)
_OPINES = "(?:think|say|expect|believe|hope|predict|claim|guess|bet)"
RUMOUR = words(rf"""
    rumou?r\w*|reportedly|allegedly|supposedly|apparently|speculat\w+|leak(?:s|ed|er|ers|ing)?
    insiders?|unconfirmed|whispers?|gossip|(?:is|are|'s) talk|anonymous|without evidence
    (?:people|persons?|someone) (?:familiar|close)
    sources? (?:say|said|claim|close|familiar|tell|told|inside)
    i (?:have |'ve )?(?:heard?|think|guess|bet|believe|suspect|imagine|assume|doubt|predict|reckon)
    i (?:expect|feel)|i(?:'m| am) (?:\w+ )?(?:sure|certain|confident|convinced)
    my (?:guess|bet|prediction|hunch|feeling)
    {_CROWD}(?: \w+)?(?: on \w+)?(?: are)? {_OPINES}\w*
    expected by (?:many|some|most|analysts)|word (?:is|on the|has it)
    it is said|(?:is|are)? ?said to be|is said to|are said to
    might|could|hints? (?:at|that)|suggests?|seems?|appears? to|looks like|possibly|perhaps|maybe
    predictions?|forecasts?|odds|bets?|chances? (?:are|of)|tipped|expectations?|presumably
""")
MAY = re.compile(
    r"(?<!in )(?<!by )(?<!of )(?<!early )(?<!late )(?<!mid )(?<!mid-)(?<!this )\bmay\b(?! \d)"
)
"""The modal, in the spelling of the text: the month begins with a capital."""

REMINDER = words(r"""
    had (?:\w+ )?(?:said|promised|pledged|planned|announced|vowed|committed|been|hoped)
    had (?:\w+ )?(?:intended|told)
    (?:was|were) (?:\w+ )?(?:supposed|due|meant|expected|scheduled|slated|planned|going)
    (?:was|were) (?:\w+ )?(?:promised|set)
    (?:was|were) to (?:be|have|come|follow)
    originally|initially|used to|yet to|overdue|anniversary|once again|once (?:said|promised)
    still (?:waiting|missing|no|not|have not|hasn't|owes?)|as a reminder|remember|recall(?:s|ed)?
    miss(?:ed|es) (?:the|its|their|that|a)|fail(?:s|ed)? to|(?:should|would) have|broke|slipp?ed
    promised (?:for|back|long|earlier)|long[- ]promised|never (?:came|did|happened)
    delayed (?:again|from|since)|(?:old|earlier|previous|original|past|broken) promises?
    since \w+ (?:promised|said|announced)
""")
OLD = re.compile(
    rf"\b(?:last|previous) (?:week|month|year|spring|summer|autumn|fall|winter|{MONTHS})\b"
    r"|\b(?:ago|back (?:in|then|when)|earlier this (?:year|month))\b"
    r"|\b(?:said|announced|promised|pledged|confirmed|told \w+|wrote|vowed)(?: \w+)? (?:back )?in "
    rf"(?:20\d\d|{MONTHS}) (?:that|it|they|to|the|he|she|we)\b"
    rf"|\b(?:in|since) (?:20\d\d|{MONTHS}),? (?:\w+ ){{0,5}}?"
    r"(?:said|promised|announced|pledged|told|wrote|vowed) (?:\w+ )?"
    r"(?:that|it|they|to|the|he|she|we|its)\b"
    rf"|^[^\w\"“]*(?:in|since) (?:20\d\d|{MONTHS})\b"
)
"""A time gone by, which together with SAID makes the report of an old promise."""

OTHER_SUBJECT = re.compile(
    words(r"""
    (?:you|users?|developers|participants|people|customers|students|everyone|community|researchers)
    (?:some|any)(?:one|body)(?: else)?
""").pattern
    + r"(?: \w+)? (?:will|'ll|shall|can)\b"
    r"(?! expect\b| be able to (?:download|get|access|use|run)"
    r"| (?:soon )?(?:get|have|find|see|receive))"
)
"""Subjects that make no promise."""
