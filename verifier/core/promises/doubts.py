"""What makes a whole sentence no promise: tables of one alternative a row."""

import re

from verifier.core.promises.patterns import MONTHS, MOVED, words

_SUBJECTS = (
    r"(?:you|we|they|he|she|it|there|the|this|that|these|those|someone|any(?:one|body)?|your|its)"
)
_UNSURE = r"(?:unclear|unknown|unsure|uncertain)"
QUESTION = re.compile(
    r"\?[\"'”’)\]\s]*$"
    rf"|^\W*(?:will|would|could|can|do|does|did|is|are|has|have|should|may|shall) {_SUBJECTS}\b"
    rf"|^\W*when (?:will|would|can|is|are|do|does) {_SUBJECTS}\b"
    r"|^\W*(?:what(?!'s (?:next|coming|new|ahead)\b)"
    r"|why|how|who|where|whether|any (?:plans?|news|updates?|eta|idea|chance))\b"
    r"|\bwhen\W*$|"
    + words(rf"""
    (?:whether|wonder(?:ing|s)?|curious|undecided|do you know|does anyone|anyone know|let us know)
    (?:question is|how long until)
    {_UNSURE}|no (?:idea|word|clue|telling) (?:\w+ ){{0,2}}?(?:when|if|how)
    (?:ask|know|clarif|explain|decid|discuss|say|said|tell|told)\w* (?:\w+ ){{0,3}}?when {_SUBJECTS}
    (?:ask|know|clarif|explain|decid|discuss|say|said|tell|told)\w* (?:\w+ ){{0,3}}?how soon
""").pattern
)

_CROWD = (
    r"(?:every(?:one|body)|some|many|users?|people|fans|analysts?|observers|experts|others|most)"
)
_OPINES = "(?:think|say|expect|believe|hope|predict|claim|guess|bet)"
RUMOUR = words(rf"""
    rumou?r\w*|reportedly|allegedly|supposedly|apparently|speculat\w+|leak(?:s|ed|er|ers|ing)?
    chatter|hearsay|grapevine|scuttlebutt|reckons?|word on the
    insiders?|unconfirmed|whispers?|gossip|(?:is|are|'s) talk|without evidence
    anonymous (?:account|source|tip|post|user|claim|insider|poster)s?
    (?:people|persons?|someone) (?:familiar|close)
    sources? (?:say|said|claim|close|familiar|tell|told|inside)
    i (?:have |'ve )?(?:heard?|think|guess|bet|believe|suspect|imagine|assume|doubt|predict|reckon)
    (?:some(?:one|body)|an? (?:guy|friend|redditor|poster)) (?:\S+ ){{0,4}}?(?:says|said|claims)
    i (?:expect(?! to)|feel)|i(?:'m| am) (?:\w+ )?(?:sure|certain|confident|convinced)
    my (?:guess|bet|prediction|hunch|feeling)
    {_CROWD}(?: \w+)?(?: on \w+)?(?: are)? {_OPINES}\w*
    expected by (?:many|some|most|analysts)|word (?:is|on the|has it)
    it is said|(?:is|are)? ?said to be|is said to|are said to
    might|could|hints? (?:at|that)|suggests?|seems?|appears? to|looks like|possibly|perhaps|maybe
    doubts?|deleted (?:tweet|post)|unverified|(?:slides?|screenshots?) (?:show|suggest|claim)\w*
    (?:he|she|they|some|many) (?:is|are) (?:\w+ )?(?:certain|sure|convinced|confident)
    heard (?:from|that|it)|friend of a friend|(?:grain|pinch) of salt|take it with
    \d+ ?(?:%|per ?cent) of
    calling it(?: now)?|my (?:own )?(?:opinion|take|view)|just (?:a|my) (?:guess|hunch)
    jok(?:e[sd]?|ing)|kidding|sarcas\w+
    predict(?:s|ed|ing|ions?)?|forecast(?:s|ed)?
    (?<!told )(?<!told the )(?<!speaking to )(?<!call with )analysts?
    observers?|pundits?|odds|bets?|tipsters?|prediction markets?|polymarket|metaculus
    (?:count|bank)(?:s|ing) on
    chances? (?:are|of)|tipped|expectations?|presumably
""")
MAY = re.compile(
    r"(?<!in )(?<!by )(?<!of )(?<!early )(?<!late )(?<!mid )(?<!mid-)(?<!this )\bmay\b(?! \d)"
)
"""The modal, in the spelling of the text: the month begins with a capital."""

_MAKE = (
    "(?:pre-?|fine-?|re)?(?:train|tun|build|evaluat|produc|creat|generat|measur|scor|comput|collect"
    "|filter|test|align)"
)
"""What a thing is used to do: no habit of the past."""

REMINDER = words(rf"""
    thank(?:s| you)(?: \w+)? for (?:the )?(?:releas|publish|shar|open|upload)\w*
    thank(?:s| you)(?: \w+)? for the (?:quick|early|fast)
    had (?:\w+ )?(?:said|promised|pledged|planned|announced|vowed|committed|been|hoped)
    had (?:\w+ )?(?:intended|told)
    (?:was|were) (?:\w+ )?(?:supposed|due|meant|expected|scheduled|slated|planned|going)
    (?:was|were) (?:\w+ )?(?:promised|set)
    (?:was|were) to (?:be|have|come|follow)
    used to (?!{_MAKE})
    originally|initially|yet to|overdue|anniversary|once (?:said|promised)
    once again (?:promis|said|delay|miss)\w*
    still (?:waiting|missing|no|not|have not|hasn't|owes?)|as a reminder|remember|recall(?:s|ed)?
    miss(?:ed|es) (?:the|its|their|that|a)|fail(?:s|ed)? to|(?:should|would) have|broke|slipp?ed
    (?:years?|months?|weeks?) old
    (?:say|says|said|hear|heard) (?:that|so|this|it) every (?:year|month|time)
    promises? (?:to .{{1,60}}? )?(?:was|were) (?:made|given|broken)
    so much for|keeps? (?:saying|promising|telling|claiming)|always (?:says?|promis\w+)
    (?:has|have) been (?:saying|promising|telling)
    reminder|since (?:\S+ ){{0,3}}?(?:pledge|promise|announcement)\b|back in {MONTHS}
    promised (?:for|back|long|earlier)|long[- ]promised|never (?:came|did|happened)
    (?:deadline|date|window|month|quarter)s? (?:\w+ )?(?:passed|lapsed|expired|gone|came and went)
    delayed (?:again|from|since)|(?:old|earlier|previous|original|past|broken) promises?
    since \w+ (?:promised|said|announced)
""")
RENEWED = re.compile(
    r"\b(?:will|is|are|be) (?:now|instead)\b"
    r"|\bnow (?:will|due|planned|expected|scheduled|coming|set)\b"
    rf"|\b{MOVED} (?:back |out )?(?:to|until) "
    r"|\b(?:new|updated|revised) (?:date|eta|target|timeline)\b"
)
"""What makes an old promise a new one."""

_MONTH = rf"(?:20\d\d|{MONTHS})"
_SAID = r"(?:said|promised|announced|pledged|told|wrote|vowed)"
_CLAUSE = r"(?:that|it|they|to|the|he|she|we|its)\b"
OLD = re.compile(
    rf"\b(?:last|previous) (?:week|month|year|spring|summer|autumn|fall|winter|{MONTHS})\b"
    r"|\b(?:ago|back (?:in|then|when)|earlier this (?:year|month))\b"
    rf"|\b(?:{_SAID}|confirmed|told \w+)(?: \w+)? (?:back )?in {_MONTH} {_CLAUSE}"
    rf"|(?:^\W*(?:[\w-]+ ){{0,4}}|[,;] (?:and |but )?)(?:in|since) {_MONTH},? (?:\w+ ){{0,5}}?"
    rf"{_SAID} (?:\w+ )?{_CLAUSE}"
    rf"|\b{_SAID} (?:\w+ )?(?:back )?in {_MONTH}(?=\W*$|[.,;])"
    rf"|^[^\w\"“]*(?:in|since) {_MONTH}\b(?!,? (?:\S+ ){{0,8}}?(?:will|plans?|intends?|aims?)\b)"
)
"""A time gone by, which together with a verb of telling makes the report of an old promise."""
