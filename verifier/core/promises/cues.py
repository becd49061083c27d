"""The words by which a promise, and what only looks like one, is known: data alone.

All patterns meet lower-case text with straight quotes. Every repetition is bounded.
"""

import re


def _any(text: str) -> str:
    """An alternation of the rows of a table."""
    return "(?:" + "|".join(" ".join(row.split()) for row in text.strip().splitlines()) + ")"


_BE = r"(?:\b(?:am|are|is|be)|'re|'m|'s)"
_ADVERB = (
    r"(?:also|now|still|soon|then|all|both|first|finally|likely|probably|hopefully|actively|just"
    r"|currently|publicly|officially|fully|gradually|eventually|definitely|certainly|shortly|even"
    r"|be|been|to|start|begin|try|get|aim|be able to|have|[a-z]{3,12}ly)"
)
_TIMEWORD = (
    r"(?:in|within|by|on|at|over|from|the|this|next|coming|a|few|couple|of|end|early|late|mid|\d{1,3}|one|two|three"
    r"|four|six|ten|days?|weeks?|months?|year|quarter|summer|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday)"
)
_GAP = rf"(?:[\s,]+(?:{_ADVERB}|{_TIMEWORD})){{0,7}}[\s,]+"

_VERBS = _any(r"""
    re-?releas(?:e|ed|ing)
    releas(?:e|ed|ing)
    open[- ]?sourc(?:e|ed|ing)
    open[- ]?weight(?:ed|ing)?
    publish(?:ed|ing)?
    publiciz(?:e|ed|ing)
    shar(?:e|ed|ing)
    upload(?:ed|ing)?
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
    appear(?:ing)?
    roll(?:ed|ing)? out
    hand(?:ed|ing)? out
    put(?:ting)? (?:out|up|online)
    bring(?:ing)? out
    mak(?:e|ing) .{1,70}? (?:available|public|open|downloadable|accessible|free)
    made (?:\w+ly )?(?:available|public|open|accessible|downloadable)
    put(?:ting)? .{1,60}? (?:on|up|online|out)
    hav(?:e|ing) .{1,60}? (?:out|up|ready|online|available|released|public)
    get(?:ting)? .{1,60}? (?:out|up|online|released|uploaded)
    giv(?:e|ing) .{1,60}? access
    (?:re-)?open(?:ed|ing)?(?: up)?
    go(?:ing)? (?:live|public|up|out|online|open)
    (?:\w+ly )?(?:available|public|downloadable|accessible|ready|there|out|live|online|open|up)
    able to download
    on (?:the hub|hugging ?face|hf|github|modelscope|our (?:site|website|blog|page))
    (?:merge|merged|merging) and publish
    add(?:ed|ing)?
""")
"""What is done to a thing to deliver it, in any form that can follow a commitment."""

_READY = (
    r"(?:(?:\w+ )?be (?:\w+ )?(?:up|out|live|online|available|ready|public|on|released|uploaded)"
    r"|land|arrive|drop|appear|follow|come)\b"
)
_COMMITS = _any(rf"""
    (?:\b(?:will|shall|gonna)|'ll)
    {_BE} (?:\w+ )?(?:going|set|due|about|scheduled|planning|preparing|expected|slated|planned) to
    {_BE} (?:\w+ )?(?:committed|aiming|hoping|looking|gearing up|working|on track|intending|ready) (?:to|on)
    \b(?:are|is) to(?= be)
    \b(?:plan|intend|aim|promise|pledge|commit|expect|hope|vow|prepare|mean|look)s? (?:to|on)
    (?:\b(?:has|have)|'ve) (?:\w+ )?(?:promised|pledged|committed|vowed|agreed|confirmed plans) (?:to|on)
    \b(?:promised|pledged|vowed|committed|agreed|plans|announced plans) to
    \bshould(?= {_READY})
    \bto(?= (?:be (?:released|published|open|uploaded|made|shared)|follow))
""")
HINT = re.compile(
    r"\b(?:will|shall|gonna|going|plan\w*|intend\w*|aim\w*|promis\w+|pledg\w+|commit\w*|expect\w*|hop(?:e|es|ing)"
    r"|vow\w*|prepar\w+|set|due|schedul\w+|slated|coming|soon|shortly|eta|to (?:be|follow)|follows?|drop\w*|land\w*"
    r"|arriv\w+|launch\w*|target\w*|would|should|next|in|by|within|out|are|is|tomorrow|todo|releas\w+|publish|late|early"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|months?)\b|'ll\b|\[ \]"
)
"""At least one of these stands in every promise; a cheap first question."""

COMMITMENT = re.compile(rf"{_COMMITS}{_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""A modal or a verb of intention, and what it promises to do."""

REPORTED = re.compile(rf"\bwould{_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""The same in reported speech, to be believed only behind SAID."""

PROGRESSIVE = re.compile(
    rf"{_BE}(?:\s+(?:{_ADVERB})){{0,3}}\s+(?P<verb>(?:releas|open[- ]?sourc|publish|shar|upload"
    r"|shipp|launch|dropp|post|push|unveil|com|land|arriv|roll|open|mak|putt|add|deliver|debut)ing"
    r"|going (?:live|public|up|out|online|open)|(?:\w+ly )?(?:planned|due|scheduled|slated|set|targeted"
    r"|expected|out|up|available|live)(?: for| in| on| by)?|(?:\w+ ){1,3}away)(?![\w-])"
)
"""The present for the future: only with a time that lies ahead."""

PRESENT = re.compile(
    r"(?:\b(?:we|i)\s+(?P<verb>publish|release|open[- ]?source|share|upload|ship|launch|drop|post|push|open|target)"
    r"|\b(?P<verb_>drops?|lands?|arrives?|ships?|launch(?:es)?|releases?|comes?(?: out)?|follows?|debuts?"
    r"|goes (?:live|public|up|out|online|open)|go (?:live|public|up|out|online|open)))\b"
)
"""The simple present for the future: only with a dated time that lies ahead."""

VERBAL = re.compile(
    r"\b(?:was|were|has|have|had|did|does|do|is|are|been|can|took|takes?|released|published|shipped"
    r"|launched|dropped|said|says|came|got|made|scores?|supports?|uses?|shows?|beats?|costs?|runs?"
    r"|contains?|includes?|requires?|needs?|works?|will|would|should|could|wants?|remains?)\b"
)
"""Verbs that a headline-like promise does not have."""

ETA = re.compile(
    r"\b(?P<verb>eta|release date|launch date|target date|date)\b.{0,60}?(?:\b(?:is|remains)\b|:)"
)
"""A date given for a thing: "the ETA for the weights is"."""

TODO = re.compile(
    r"^\s*(?:[-*+•]\s*)?(?:\[ \]|todo\b:?)\s*(?:\w+\s)?(?:release|publish|upload|open[- ]?source|add|push|share)\b"
)
"""An open point of a road map."""

SAID = re.compile(
    r"\b(?:said|says|say|announced?s?|confirm(?:s|ed)|promis(?:es|ed)|wrote|writes|told|tells|posted|posts"
    r"|tweet(?:s|ed)|report(?:s|ed)|stat(?:es|ed)|pledged|claims?|claimed|according to)\b"
)

QUESTION = re.compile(
    r"\?[\"'”’)\]\s]*$"
    r"|^\W*(?:(?:will|would|could|can|do|does|did|is|are|has|have|should|may|shall|when)\s+(?:you|we|they|he|she|it"
    r"|there|the|this|that|these|those|someone|anyone|any|your|its)\b(?![^?]*,\s*(?:we|the|our)\b)"
    r"|(?:what|why|how|who|where|whether|any (?:plans?|news|updates?|eta|idea|chance))\b)"
    r"|\b(?:whether|wonder(?:ing|s)?|curious|do you know|does anyone|anyone know|let us know|question is)\b"
)

REQUEST = re.compile(
    r"\b(?:please|pls|plz|kindly|(?:would|i'd) (?:love|like|be (?:great|nice|awesome|good|cool|helpful))|(?:can|could) (?:you|someone)"
    r"|i (?:really )?hope|let(?:'s| us) hope|fingers crossed|hopefully (?:they|you|the (?:team|company|lab|authors)|it)|wish(?:es|ing)?"
    r"|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|demand(?:s|ed|ing)?|beg(?:s|ged|ging)?|petition\w*|plead\w*"
    r"|ask(?:s|ed|ing)? (?:\w+ ){0,5}?(?:to|for)|wants? (?:\w+ ){1,5}?to|want(?:s|ed)? (?:the|those|these)"
    rf"|(?:must|ought to|need to|needs to|has to|have to)|should(?! {_READY})"
    r"|requests?|requested|hoping (?:that )?(?:they|you)|waiting for|looking forward to|would appreciate)\b"
)

CONDITION = re.compile(
    r"(?<!, as )\b(?:if(?! all goes)|unless|provid(?:ed|ing) (?:that|the|we|they|it)?|assuming|as long as|so long as|depend(?:s|ing|ent)"
    r"|in case|in the event|subject to|pending|conting\w+|conditional\w*|once|whenever|only when|when (?:we|the|it|they|you|i|ready|enough)"
    r"|as soon as (?!possible|next|this|tomorrow|monday|tuesday|wednesday|thursday|friday|june|july|we can)"
    r"|(?:only|not) until|if all goes)\b|^\W*should (?:the|we|it|they|there|enough|this|our)\b"
)

DENIAL = re.compile(
    r"\bnot\b|n't\b|\bcannot\b|\bnever\b|\bno (?:plans?|intentions?|longer|date|release|open|weights|code|timeline|immediate|current|intent|eta)\b"
    r"|\b(?:refus|declin|postpon|shelv|scrapp|cancel|abandon|den(?:y|ie)|withdr[ae]w|rul(?:e[sd]?|ing) out|suspend|halt|paus(?:ed|ing))\w*"
    r"|\b(?:decided against|dropped plans|instead of|rather than|nor|neither|unlikely|without|far from|lack of|nothing|indefinitely"
    r"|rules? out|ruled out|stop(?:ped|s)?)\b"
)
NO_DENIAL = re.compile(
    r"\b(?:can(?:'t|not) wait to|no later than|not later than|not only|no doubt|if not (?:sooner|earlier|before)|don't (?:worry|miss)"
    r"|won't be long|not just|why not|no more than|not long|nothing but|couldn't be|without (?:further )?(?:delay|restrictions?|registration|limits?)"
    r"|isn't far|aren't far)\b"
)
"""Negations that deny nothing, to be blanked before DENIAL is asked."""

RUMOUR = re.compile(
    r"\b(?:rumou?r\w*|reportedly|allegedly|supposedly|apparently|speculat\w+|leak(?:s|ed|er|ers|ing)?|insiders?|unconfirmed|whispers?|gossip"
    r"|(?:people|persons?|someone) (?:familiar|close)|sources? (?:say|said|claim|close|familiar|tell|told|inside)|anonymous"
    r"|i (?:have |'ve )?(?:heard?|hear|think|guess|bet|believe|suspect|imagine|assume|doubt|predict|expect|feel|reckon)|i(?:'m| am) (?:\w+ )?(?:sure|certain|confident|convinced)|my (?:guess|bet|prediction|hunch|feeling)"
    r"|(?:everyone|everybody|some|many|users|people|fans|analysts?|observers|experts|commenters|investors|bettors|others|most)(?: \w+)? "
    r"(?:thinks?|says?|expects?|believes?|hopes?|predicts?|speculates?|claims?|guess(?:es)?|bets?|assumes?)"
    r"|word is|is said to|are said to|it is said|said to be|might|could|hints? (?:at|that)|suggests?|seems?|appears? to|looks like|possibly|perhaps|maybe"
    r"|prediction|forecasts?|odds|bets?|chances? (?:are|of)|tipped|expectations?|presumably)\b"
)
MAY = re.compile(
    r"(?<!in )(?<!by )(?<!of )(?<!early )(?<!late )(?<!mid )(?<!mid-)(?<!this )\bmay\b(?! \d)"
)
"""The modal, in the spelling of the text: the month begins with a capital."""

REMINDER = re.compile(
    r"\b(?:had (?:\w+ )?(?:said|promised|pledged|planned|announced|vowed|committed|been|hoped|intended|told)"
    r"|(?:was|were) (?:\w+ )?(?:supposed|due|meant|to (?:be|have|come|follow)|expected|scheduled|slated|planned|going|promised|set)"
    r"|originally|initially|used to|still (?:waiting|missing|no|have not|hasn't|owes?)|yet to|overdue|miss(?:ed|es) (?:the|its|their|that|a)"
    r"|fail(?:s|ed)? to|remember|recall(?:s|ed)?|once (?:said|promised)|should have|would have|broke|slipp?ed|promised (?:for|back|long|earlier)"
    r"|as promised|long[- ]promised|never (?:came|did|happened)|anniversary|delayed (?:again|from|since)|once again)\b"
)
OLD = re.compile(
    r"\b(?:(?:last|previous) (?:week|month|year|spring|summer|autumn|fall|winter|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)|ago|back (?:in|then|when)"
    r"|earlier this (?:year|month))\b"
    r"|\b(?:said|announced|promised|pledged|confirmed|told \w+|wrote|vowed)(?: \w+)? (?:back )?in (?:20\d\d|january|february"
    r"|march|april|may|june|july|august|september|october|november|december) (?:that|it|they|to|the|he|she|we)\b|^\W*(?:in|since) (?:20\d\d|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b"
)
"""A time gone by, which together with SAID makes the report of an old promise."""

OTHER_SUBJECT = re.compile(
    r"\b(?:you|users?|developers|participants|people|customers|students|everyone|community|researchers|readers)\b(?: \w+)? (?:will|'ll|shall|can)"
    r"(?! be able to (?:download|get|access|use|run)| (?:soon )?(?:get|have|find|see|receive))"
)
"""Subjects that make no promise."""

HEDGED = re.compile(
    r"\b(?:hopefully|hopes? to|probably|likely|expect(?:s|ed)?|aims? to|aiming|tentative\w*|about|around|roughly|should)\b"
)
FIRST_PERSON = re.compile(r"\b(?:we|we're|we'll|our|i|i'll|i'm)\b")
