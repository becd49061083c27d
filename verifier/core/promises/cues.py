"""The words by which a promise, and what only looks like one, is known.

All patterns meet lower-case text with straight quotes, and every repetition in them is bounded.
A table holds one alternative a row.
"""

import re

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)


def _any(table: str) -> str:
    """An alternation of the rows of a table."""
    return "(?:" + "|".join(row.strip() for row in table.strip().splitlines()) + ")"


def _words(table: str) -> re.Pattern[str]:
    """Any row of a table, as whole words."""
    return re.compile(rf"\b{_any(table)}\b")


_BE = r"(?:\b(?:am|are|is|be|gets?)|'re|'m|'s)"
_ADVERB = _any(r"""
    (?:also|now|still|soon|then|all|both|first|just|even|to)
    (?:be|been|become|have|get|start|begin|try|aim|be able to|[a-z]{3,12}ly)
""")
_TIMEWORD = _any(rf"""
    (?:in|within|by|on|at|over|from|the|this|next|coming|a|few|couple|of|end|late|mid)
    (?:\d{{1,3}}|one|two|three|four|six|ten|days?|weeks?|months?|year|quarter|summer)
    (?:monday|tuesday|wednesday|thursday|friday)
    {_MONTHS}
""")
_GAP = rf"(?:[\s,]+(?:{_ADVERB}|{_TIMEWORD})){{0,7}}[\s,]+"
_OPEN = (
    r"(?:public|open|available|accessible|downloadable|free|live|online|up|out|ready|there|yours)"
)

_VERBS = _any(rf"""
    (?:re-?)?releas(?:e|ed|ing)
    open[- ]?sourc(?:e|ed|ing)
    open[- ]?weight(?:ed|ing)?
    oss\b
    publish(?:ed|ing)?
    publiciz(?:e|ed|ing)
    shar(?:e|ed|ing)
    (?:up|re-up)load(?:ed|ing)?
    ship(?:ped|ping)?
    launch(?:ed|ing)?
    drop(?:ped|ping)?
    post(?:ed|ing)?
    push(?:ed|ing)?
    unveil(?:ed|ing)?
    debut(?:ed|ing)?
    introduc(?:e|ed|ing)
    deliver(?:ed|ing)?
    provid(?:e|ed|ing)
    distribut(?:e|ed|ing)
    land(?:ing)?
    arriv(?:e|ing)
    follow(?:ing)?
    com(?:e|ing)(?: out)?
    appear(?:ing)?(?! at)
    add(?:ed|ing)?
    host(?:ed|ing)?
    merg(?:e|ed|ing) and publish
    roll(?:ed|ing)? (?:.{{1,50}}? )?out
    hand(?:ed|ing)? (?:.{{1,50}}? )?(?:out|over)
    put(?:ting)? (?:.{{1,60}}? )?(?:out|up|online|on)
    bring(?:ing)? (?:.{{1,50}}? )?out
    ma(?:ke|king) .{{1,70}}? {_OPEN}
    made (?:\w+ly )?{_OPEN}
    hav(?:e|ing) .{{1,60}}? (?:released|published|uploaded|{_OPEN}|on (?:hugging|the hub|github))
    get(?:ting)? .{{1,60}}? (?:out|up|online|released|uploaded)
    giv(?:e|ing) .{{1,60}}? access
    (?:re-)?open(?:ed|ing)?(?: up)?
    go(?:ing)? {_OPEN}
    (?:\w+ly )?{_OPEN}
    able to download
    on (?:the hub|hugging ?face|hf|github|modelscope|our (?:site|website|blog|page))
""")
"""What is done to a thing to deliver it, in any form that can follow a commitment."""

_READY = (
    rf"(?:(?:\w+ )?be (?:\w+ )?(?:{_OPEN}|on|released|uploaded)"
    r"|land|arrive|drop|appear|follow|come)\b"
)
_COMMITS = _any(rf"""
    (?:\b(?:will|shall|gonna)|'ll)
    {_BE} (?:\w+ )?(?:going|set|due|about|scheduled|expected|slated) to
    {_BE} (?:\w+ )?(?:planning|preparing|planned|committed|aiming|hoping|looking) (?:to|on)
    {_BE} (?:\w+ )?(?:gearing up|working|on track|intending|ready) (?:to|on)
    \b(?:are|is) to(?= be)
    \b(?:plan|intend|aim|promise|pledge|commit|expect|hope|vow|prepare|mean|look)s? (?:to|on)
    \banticipates?
    (?:\b(?:has|have)|'ve) (?:\w+ )?(?:promised|pledged|committed|vowed|agreed|decided) (?:to|on)
    \b(?:promised|pledged|vowed|committed|agreed|plans|announced plans) to
    \bguarantees? (?:that )?(?:\w+ ){{1,4}}?will
    \bshould(?= {_READY})
    \bto(?= (?:be (?:released|published|open|uploaded|made|shared)|follow))
""")
COMMITMENT = re.compile(rf"{_COMMITS}{_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""A modal or a verb of intention, and what it promises to do."""

REPORTED = re.compile(rf"\bwould{_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""The same in reported speech, to be believed only beside SAID."""

PROGRESSIVE = re.compile(
    rf"{_BE}(?:\s+{_ADVERB}){{0,3}}\s+(?P<verb>"
    + _any(rf"""
    (?:releas|open[- ]?sourc|publish|shar|upload|shipp|launch|dropp|post|push|unveil|com)ing
    (?:land|arriv|roll|open|mak|putt|add|deliver|debut)ing
    (?:released|published|uploaded|open[- ]?sourced)
    going {_OPEN}
    (?:\w+ly )?(?:planned|due|scheduled|slated|set|targeted|expected)(?: for| in| on| by)?
    (?:\w+ly )?{_OPEN}
    (?:\w+ ){{1,3}}away
""")
    + r")(?![\w-])"
)
"""The present for the future: only with a time that lies ahead."""

WE_PRESENT = re.compile(
    r"\b(?:we|i)\s+(?P<verb>publish|release|open[- ]?source|share|upload|ship|launch|drop|post|push"
    r"|open)\b"
)
PRESENT = re.compile(
    r"\b(?P<verb>drops?|lands?|arrives?|ships?|launch(?:es)?|releases|comes?(?: out)?|follows?"
    rf"|debuts?|go(?:es)? {_OPEN})\b"
)
"""The simple present for the future: only with a dated time that lies ahead."""

YOU_GET = re.compile(r"\byou(?:'ll| will) (?:\w+ )?(?P<verb>get|have|receive)\b")
"""A promise in the words of those it is made to."""

STATEMENT = re.compile(
    r"\b(?:we|i|you|they|he|she|i'll|we'll|i'd)\b|^\W*(?:the|this|that|our|their|a|an|each|every)\b"
)
"""What makes a whole sentence of what could be a headline, unless HEADLINE_VERB stands in it."""

HEADLINE_VERB = re.compile(
    r"\b(?:coming|due|planned|scheduled|slated|targeted|eta|out|available|to follow|landing)\b"
)

HEADLINE = re.compile(
    r"\b(?:eta|coming|due|planned|scheduled|slated|targeted|expected|upcoming|release|launch"
    r"|landing|dropping|arriving|out|available|expect|stay tuned|target|shipping|uploading"
    r"|open[- ]weights?"
    r"|to (?:release|open|publish|launch|ship|make|share|unveil|drop|upload)[\w-]*)\b|:\s"
)
"""What lets a headline be longer than a few words."""

VERBAL = re.compile(
    _words(r"""
    (?:was|were|has|have|had|did|does|do|is|are|been|can|will|would|should|could)
    (?:took|takes?|said|says|came|got|made|went|saw|kept|gave|sent|led|became|began|won|lost)
    (?:scores?|supports?|uses?|shows?|beats?|costs?|runs?|contains?|includes?|requires?|needs?)
    (?:works?|wants?|remains?|covers?|describes?|improves?|reaches|takes|gives?|adds?)
""").pattern
    + r"|\b(?!planned|scheduled|slated|targeted|expected|distilled|quanti[sz]ed|based|open-?sourced"
    r"|(?:fine-?|instruction-?)?tuned|(?:pre-?|post-?)?trained|need|speed|seed|feed)"
    r"[a-z-]{2,20}ed\b"
)
"""Verbs that a headline-like promise does not have."""

VERB_BEHIND = re.compile(
    r"\s+(?!this|releas|scripts|weights|plans|drops|lands|quants|files|sizes)[a-z]{3,20}(?<!s)s\b"
)
"""A third person right behind the thing, which makes a headline a statement."""

DATED = re.compile(
    r"\b(?P<verb>eta|(?:release|launch|target) date|date)\b.{0,60}?(?:\b(?:is|remains)\b|:)"
    r"|\b(?:we|i)(?:'re| are)? target(?:ing)?\b"
)
"""A date given for a thing: "the ETA for the weights is"."""

TODO = re.compile(
    r"^\s*(?:[-*+•]\s*)?(?:\[ \]|todo\b:?)\s*(?:\w+\s)?"
    r"(?:release|publish|upload|open[- ]?source|add|push|share)\b"
)
"""An open point of a road map."""

HINT = re.compile(
    _words(r"""
    (?:will|shall|gonna|going|plan\w*|intend\w*|aim\w*|promis\w+|pledg\w+|commit\w*|expect\w*)
    (?:hop(?:e|es|ing)|vow\w*|prepar\w+|set|due|schedul\w+|slated|coming|soon|shortly|eta)
    (?:to (?:be|follow)|follows?|drop\w*|land\w*|arriv\w+|launch\w*|target\w*|would|should)
    (?:next|in|by|within|out|are|is|we|tomorrow|todo|releas\w+|publish|late|early|gets?|goe?s?)
    (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|weeks?|months?|guarantee|anticipate)
    (?:january|february|march|april|may|june|july|august|september|october|november|december)
""").pattern
    + r"|'ll\b|\[ \]"
)
"""At least one of these stands in every promise: a cheap first question."""

SAID = _words(r"""
    (?:said|says?|announce[sd]?|confirm(?:s|ed)|promis(?:es|ed)|wrote|writes|told|tells)
    post(?:s|ed)
    (?:tweet(?:s|ed)|report(?:s|ed)|stat(?:es|ed)|pledged|claim(?:s|ed)?|according to|repl(?:y|ied))
""")
"""Verbs of telling."""

_SUBJECTS = (
    r"(?:you|we|they|he|she|it|there|the|this|that|these|those|someone|any(?:one|body)?|your|its)"
)
QUESTION = re.compile(
    r"\?[\"'”’)\]\s]*$"
    rf"|^\W*(?:will|would|could|can|do|does|did|is|are|has|have|should|may|shall) {_SUBJECTS}\b"
    rf"|^\W*when (?:will|would|can|is|are|do|does) {_SUBJECTS}\b"
    r"|^\W*(?:what|why|how|who|where|whether|any (?:plans?|news|updates?|eta|idea|chance))\b"
    r"|\bwhen\W*$|"
    + _words(r"""
    (?:whether|wonder(?:ing|s)?|curious|undecided|do you know|does anyone|anyone know|let us know)
    (?:question is|how long until)
""").pattern
)

REQUEST = _words(rf"""
    (?:please|pls|plz|kindly|come on|would appreciate|looking forward to|waiting for)
    (?:would|i'd|it'd) (?:love|like|pay|kill|be (?:great|nice|awesome|good|cool|helpful|wonderful))
    (?:can|could) (?:you|someone)
    hopes? (?:that|other|they|you|the|it|all|more|some|everyone)
    let(?:'s| us) hope|fingers crossed|wish(?:es|ing)?
    hoping (?:that )?(?:they|you)
    hopefully (?:they|you|the (?:team|company|lab|authors)|it)
    urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|demand(?:s|ed|ing)?|beg(?:s|ged|ging)?
    (?:petition|plead)\w*|requests?|requested|recommend(?:s|ed|ing)?
    ask(?:s|ed|ing)? (?:\w+ ){{0,5}}?(?:to|for)
    wants? (?:\w+ ){{1,5}}?to|wants? (?:the|those|these)
    must|ought to|needs? to|(?:has|have) to|we need (?:the|those|these)
    should(?! {_READY})
""")
"""Wishes and demands."""

CONDITION = re.compile(
    _words(rf"""
    if|unless|provid(?:ed|ing) (?:that|the|we|they|it)|assuming|(?:as|so) long as
    depend(?:s|ing|ent)
    in case|in the event|subject to|pending|conting\w+|conditional\w*|on (?:the )?condition
    once|whenever|only when|when (?:we|the|it|they|you|i|ready|enough)|(?:only|not) until
    as soon as (?!possible|next|this|tomorrow|(?:mon|tues|wednes|thurs|fri)day|{_MONTHS}|we can)
    hing(?:e|es|ing) on|were (?:they|we|it|he|she) to|should there be
""").pattern
    + r"|^\W*should (?:the|we|it|they|there|enough|this|our)\b|^\W*as soon as\b"
)

DENIAL = re.compile(
    r"n't\b|"
    + _words(r"""
    (?:not|cannot|never|nobody|no one|none|nor|neither|unlikely|without|nothing|indefinitely)
    lack of|no (?:truth|evidence|indication|reason|sign|guarantee)|false|untrue|hoax
    no (?:plans?|intent\w*|longer|date|release|open|weights|code|timeline|immediate|current|eta)
    (?:refus|declin|postpon|shelv|scrapp|cancel|abandon|den(?:y|ie)|suspend|halt|paus(?:ed|ing))\w*
    (?:withdr[ae]w\w*|rul(?:e[sd]?|ing) out|decided against|dropped plans|instead of|rather than)
    (?:far from|stop(?:s|ped)?|off the table|on hold)
""").pattern
)
NO_DENIAL = _words(r"""
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
RUMOUR = _words(rf"""
    rumou?r\w*|reportedly|allegedly|supposedly|apparently|speculat\w+|leak(?:s|ed|er|ers|ing)?
    insiders?|unconfirmed|whispers?|gossip|(?:is|are|'s) talk|anonymous|without evidence
    (?:people|persons?|someone) (?:familiar|close)
    sources? (?:say|said|claim|close|familiar|tell|told|inside)
    i (?:have |'ve )?(?:heard?|think|guess|bet|believe|suspect|imagine|assume|doubt|predict|reckon)
    i (?:expect|feel)|i(?:'m| am) (?:\w+ )?(?:sure|certain|confident|convinced)
    my (?:guess|bet|prediction|hunch|feeling)
    {_CROWD}(?: \w+)?(?: on \w+)?(?: are)? {_OPINES}\w*
    word (?:is|on the|has it)|it is said|(?:is|are)? ?said to be|is said to|are said to
    might|could|hints? (?:at|that)|suggests?|seems?|appears? to|looks like|possibly|perhaps|maybe
    predictions?|forecasts?|odds|bets?|chances? (?:are|of)|tipped|expectations?|presumably
""")
MAY = re.compile(
    r"(?<!in )(?<!by )(?<!of )(?<!early )(?<!late )(?<!mid )(?<!mid-)(?<!this )\bmay\b(?! \d)"
)
"""The modal, in the spelling of the text: the month begins with a capital."""

REMINDER = _words(r"""
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
    rf"\b(?:last|previous) (?:week|month|year|spring|summer|autumn|fall|winter|{_MONTHS})\b"
    r"|\b(?:ago|back (?:in|then|when)|earlier this (?:year|month))\b"
    r"|\b(?:said|announced|promised|pledged|confirmed|told \w+|wrote|vowed)(?: \w+)? (?:back )?in "
    rf"(?:20\d\d|{_MONTHS}) (?:that|it|they|to|the|he|she|we)\b"
    rf"|^\W*(?:in|since) (?:20\d\d|{_MONTHS})\b"
)
"""A time gone by, which together with SAID makes the report of an old promise."""

OTHER_SUBJECT = re.compile(
    _words(r"""
    (?:you|users?|developers|participants|people|customers|students|everyone|community|researchers)
""").pattern
    + r"(?: \w+)? (?:will|'ll|shall|can)\b"
    r"(?! be able to (?:download|get|access|use|run)| (?:soon )?(?:get|have|find|see|receive))"
)
"""Subjects that make no promise."""

HEDGED = _words(r"""
    (?:hopefully|hopes? to|probably|likely|expect(?:s|ed)?|aims? to|aiming|about|around|roughly)
    (?:tentative\w*|should)
""")
FIRST_PERSON = _words("(?:we|we're|we'll|our|i|i'll|i'm)")
