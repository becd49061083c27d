"""The words by which a promise is known: tables of one alternative a row."""

import re

from verifier.core.promises.patterns import MONTHS, OPEN, READY, any_of, words

_BE = r"(?:\b(?:am|are|is|be|gets?)|'re|'m|'s)"
_ADVERB = any_of(r"""
    (?:also|now|still|soon|then|all|both|first|just|even|to)
    (?:be|been|become|have|get|start|begin|try|aim|be able to|[a-z]{3,12}ly)
""")
_TIMEWORD = any_of(rf"""
    (?:in|within|by|on|at|over|from|the|this|next|coming|a|few|couple|of|end|late|mid)
    (?:\d{{1,3}}|one|two|three|four|six|ten|days?|weeks?|months?|year|quarter|summer)
    (?:monday|tuesday|wednesday|thursday|friday)
    {MONTHS}
""")
_GAP = rf"(?:[\s,]+(?:{_ADVERB}|{_TIMEWORD})){{0,7}}[\s,]+"

_VERBS = any_of(rf"""
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
    ma(?:ke|king) .{{1,70}}? {OPEN}
    made (?:\w+ly )?{OPEN}
    hav(?:e|ing) .{{1,60}}? (?:released|published|uploaded|{OPEN}|on (?:hugging|the hub|github))
    get(?:ting)? .{{1,60}}? (?:out|up|online|released|uploaded)
    giv(?:e|ing) .{{1,60}}? access
    (?:re-)?open(?:ed|ing)?(?: up)?
    go(?:ing)? {OPEN}
    (?:\w+ly )?{OPEN}
    able to download
    on (?:the hub|hugging ?face|hf|github|modelscope|our (?:site|website|blog|page))
""")
"""What is done to a thing to deliver it, in any form that can follow a commitment."""

_COMMITS = any_of(rf"""
    (?:\b(?:will|shall|gonna)|'ll)
    {_BE} (?:\w+ )?(?:going|set|due|about|scheduled|expected|slated) to
    {_BE} (?:\w+ )?(?:planning|preparing|planned|committed|aiming|hoping|looking) (?:to|on)
    {_BE} (?:\w+ )?(?:gearing up|working|on track|intending|ready) (?:to|on)
    \b(?:are|is) to(?= be)
    \b(?:plan|intend|aim|promise|pledge|commit|expect|hope|vow|prepare|mean|look)s? (?:to|on)
    \banticipates?
    (?:\b(?:has|have)|'ve) (?:\w+ )?(?:promised|pledged|committed|vowed|agreed|decided) (?:to|on)
    \b(?:promised|pledged|vowed|committed|agreed|plans|announced plans)(?: \w+){{0,4}}? to
    \b(?:plan|intention|goal|aim|commitment|ambition) (?:is |remains )?to
    \bguarantees? (?:that )?(?:\w+ ){{1,4}}?will
    \bshould(?= {READY})
    \bto(?= (?:be (?:released|published|open|uploaded|made|shared)|follow))
""")
COMMITMENT = re.compile(rf"{_COMMITS}{_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""A modal or a verb of intention, and what it promises to do."""

REPORTED = re.compile(rf"\bwould{_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""The same in reported speech, to be believed only beside SAID."""

PROGRESSIVE = re.compile(
    rf"{_BE}(?:\s+{_ADVERB}){{0,3}}\s+(?P<verb>"
    + any_of(rf"""
    (?:releas|open[- ]?sourc|publish|shar|upload|shipp|launch|dropp|post|push|unveil|com)ing
    (?:land|arriv|roll|open|mak|putt|add|deliver|debut)ing
    (?:released|published|uploaded|downloaded|open[- ]?sourced)
    going {OPEN}
    (?:\w+ly )?(?:planned|due|scheduled|slated|set|targeted|expected)(?: for| in| on| by)?
    (?:\w+ly )?{OPEN}
    (?:\w+ ){{1,3}}away
    (?:excited|happy|thrilled|pleased|delighted|proud|glad|eager|ready) to (?:release|publish|share)
    (?:excited|happy|thrilled|pleased|delighted|proud|glad|eager|ready) to (?:open|launch|ship)
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
    rf"|debuts?|go(?:es)? {OPEN})\b"
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
    words(r"""
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
    r"|\b(?:we|i)(?:'re| are)? target(?:ing)?\b|\byou (?:can|should|may) expect\b"
    r"|\b(?:aim|plan|shoot|head)(?:s|ing)? for\b"
)
"""A date given for a thing: "the ETA for the weights is"."""

TODO = re.compile(
    r"^\s*(?:[-*+•]\s*)?(?:\[ \]|todo\b:?)\s*(?:\w+\s)?"
    r"(?:release|publish|upload|open[- ]?source|add|push|share)\b"
)
"""An open point of a road map."""

HINT = re.compile(
    words(r"""
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

SAID = words(r"""
    (?:said|says?|announce[sd]?|confirm(?:s|ed)|promis(?:es|ed)|wrote|writes|told|tells)
    post(?:s|ed)
    (?:tweet(?:s|ed)|report(?:s|ed)|stat(?:es|ed)|pledged|claim(?:s|ed)?|according to|repl(?:y|ied))
""")
"""Verbs of telling."""

HEDGED = words(r"""
    (?:hopefully|hopes? to|probably|likely|expect(?:s|ed)?|aims? to|aiming|about|around|roughly)
    (?:tentative\w*|should)
""")
FIRST_PERSON = words("(?:we|we're|we'll|our|i|i'll|i'm)")
