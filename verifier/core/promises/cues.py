"""The words by which an outright promise is known: tables of one alternative a row."""

import re

from verifier.core.patterns import quick
from verifier.core.promises.patterns import HUB, MONTHS, OPEN, READY, RELEASE, any_of, words

_ADVERB = any_of(r"""
    (?:also|now|still|soon|then|all|both|first|just|even|to|only|too)
    (?:be|been|become|have|get|start|begin|try|aim|be able to|[a-z]{3,12}ly|finally|once more)
""")

_TIMEWORD = any_of(rf"""
    (?:in|within|by|on|at|over|from|the|this|next|coming|a|few|couple|of|end|late|mid)
    (?:\d{{1,3}}|one|two|three|four|six|ten|days?|weeks?|months?|year|quarter|summer)
    (?:monday|tuesday|wednesday|thursday|friday)
    {MONTHS}
""")

_ASIDE = r"(?:,[^,;:]{1,60},)?"

_GAP = rf"{_ASIDE}(?:[\s,]+(?:{_ADVERB}|{_TIMEWORD})){{0,7}}[\s,]+"

_DONE = r"(?:released|published|uploaded|open-?sourced|opened|pushed|posted|shared|shipped)"

_ALL = "(?:the (?:public|community|world)|everyone)"
_PUBLIC = "(?:public|open)"
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
    drop(?:ped|ping)?(?! (?:by|from|support|in price|\d))
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
    com(?:e|ing)(?: out)?(?! (?:in)?to (?:force|effect|an end|a close)| under| down)
    appear(?:ing)?(?! at)
    add(?:ed|ing)?
    host(?:ed|ing)?
    merg(?:e|ed|ing)(?! (?:the )?(?:two|both|your|with)\b)
    (?:attach|bundl|ungat|relicens|expos)(?:e|ed|ing)?
    (?:seed|mirror|archiv)(?:e|ed|ing)?(?: \S+){{0,4}}? (?:{HUB}|(?:as|via) (?:an? )?torrents?)
    let(?:ting)? (?:any|every)(?:one|body) (?:download|use|have|inspect|run|fine-?tune)
    (?:plac|put)(?:e|ed|ing|ting)? .{{1,60}}? (?:in|into) the public domain
    put(?:ting)? .{{1,60}}? (?:there|{HUB})
    (?:cut|tag)(?:ting|ged|ging)? (?:an?|the|v?\d\S*)
    check(?:ed|ing)? .{{1,40}}? in|check(?:ed|ing)? in|trickle (?:in|out)
    send(?:ing)? out|do so|join(?:ing)? (?:it|them)
    lift(?:ed|ing)? (?:the )?(?:embargo|gate|gating|lock)
    commit(?:ted|ting)? .{{0,40}}?(?:to|into) (?:main|master|the repo)
    roll(?:ed|ing)? (?:.{{1,50}}? )?out
    hand(?:ed|ing)? (?:.{{1,50}}? )?(?:out|over)
    put(?:ting)? (?:.{{1,60}}? )?(?:out|up|online|on)
    bring(?:ing)? (?:.{{1,50}}? )?out
    ma(?:ke|king) .{{1,70}}? {OPEN}
    made (?:\w+ly )?{OPEN}
    hav(?:e|ing) .{{1,60}}? (?:{_DONE}|{OPEN}|{HUB})
    get(?:ting)? .{{1,60}}? (?:{_DONE}|{OPEN})
    (?:complet|finish|finali[sz]|wrap)(?:e|ed|ing|ping|p)?(?: up)? the (?:release|upload)
    giv(?:e|ing) .{{1,60}}? access
    (?:re-)?open(?:ed|ing)?(?: up)?
    go(?:ing)? {OPEN}
    (?:\w+ly )?{OPEN}
    able to download
    (?:be )?{HUB}
    be too|be as well|follow up with
    (?:flip|turn|switch|chang|mov)(?:e|ed|p?ed|p?ing)? (?:.{{1,40}}? )?(?:over )?(?:to )?{_PUBLIC}
    yours|in your hands|with you
    see the light of day|go(?:ing)? (?:out|up)|hit(?:ting)? (?:the hub|hugging ?face|github|hf)
    (?:donat|contribut|unlock|plac|deposit|dump|mirror|stag)(?:e|ed|ing)
    (?:be )?included|includ(?:e|ing)
    be (?:provided|given out|handed out)
    (?:be )?(?:hand|giv)(?:ed|en|ing|e)? (?:.{{1,50}}? )?to {_ALL}
    giv(?:e|en|ing) (?:.{{1,50}}? )?(?:away|out|back)
    becom(?:e|ing) {OPEN}|(?:issu|disclos|liberat|circulat|disseminat|replac)(?:e|ed|ing)
    unleash(?:ed|ing)?|suppl(?:y|ied|ying)|throw(?:n|ing)? (?:.{{1,40}}? )?open
    offer(?:ed|ing)? (?:.{{1,60}}? )?for (?:free )?download|be found (?:on|at|in)
    (?:find|mak)(?:e|ing)? (?:its|their) way (?:to|on)|reach {HUB}
    under (?:an? )?(?:mit|apache|open|permissive|cc)
    giv(?:e|ing) (?:the |our )?(?:community|public|world|everyone|users)
    follow up on .{{1,40}}? with
    be (?:passed|handed) (?:on|over)|be (?:back|there|here)
    see (?:\S+ ){{0,4}}?(?:{RELEASE})|bring (?:\S+ ){{0,2}}?(?:open|full|the|our|weights|code|data)
    turn(?:ed|ing)? over|free(?:d|ing)? up
""")
"""What is done to a thing to deliver it, in any form that can follow a commitment."""

_STATES = any_of(r"""
    (?:\w+ )?(?:going|set|due|about|scheduled|expected|slated) to
    (?:\w+ )?(?:planning|preparing|planned|committed|aiming|hoping|looking) (?:to|on)
    (?:\w+ )?(?:gearing up|working|on track|intending|ready|determined|bound) (?:to|on|towards?)
    looking forward to
    in the process of
""")
_INTENTIONS = any_of(rf"""
    will|shall|gonna
    (?<!you )(?<!they )wants? to
    look forward to
    (?:has|have) (?:every|the|a firm|firm) intention of
    (?:are|is) to
    (?:plan|intend|aim|promise|pledge|commit|expect|hope|vow|prepare|mean|look)s?{_ASIDE} (?:to|on)
    anticipates?
    (?:has|have) (?:\w+ )?(?:promised|pledged|committed|vowed|agreed|decided) (?:to|on)
    (?<!that )(?<!which )(?<!who )(?:promised|pledged|vowed|committed|agreed)(?: \w+){{0,4}}? to
    plans(?: \w+){{1,4}}? to|announced plans(?: \w+){{0,4}}? to
    g(?:ave|iven|ives?|iving) (?:itself|ourselves|themselves|myself)(?: \S+){{1,4}}? to
    (?:plan|intention|goal|aim|commitment|ambition|target|objective|idea) (?:is |remains )?to
    guarantees? (?:that )?(?:\w+ ){{1,4}}?will
    should(?= {READY})
    to(?= (?:be (?:released|published|open|uploaded|made|shared)|follow))
""")
_COMMITS = (
    rf"(?:\b{_INTENTIONS}|(?:\b(?:am|are|is|be|gets?)|'(?:re|m|s)) {_STATES}"
    r"|'ll|'ve (?:\w+ )?(?:promised|pledged|committed|vowed|agreed|decided) (?:to|on))"
)
_AND = r"(?:\s+[\w'-]+){1,9}?,?\s+and\s+(?:then\s+|also\s+|finally\s+|afterwards\s+)?"

_FIRM = (
    r"(?:releas|publish|open[- ]?sourc|upload|shar)(?:e|ing|ed)?"
    r"|(?:put|push|ship|drop) (?:it|them|the|our)"
)

COMMITMENT = re.compile(
    rf"{_COMMITS}(?:{_GAP}(?P<verb>{_VERBS})|{_AND}(?P<second>{_FIRM}))(?![\w-])"
)
"""A modal or a verb of intention, and what it promises to do."""

REPORTED = re.compile(rf"(?:\bwould|'d){_GAP}(?P<verb>{_VERBS})(?![\w-])")
"""The same in reported speech, to be believed only beside SAID."""

RENEWED_DATE = re.compile(
    r"^\W*(?:(?:the|our) )?(?:new|updated?|revised|next|target|planned|expected)"
    r" (?P<verb>date|eta|target|timeline)\b"
)
"""A date given anew for what was spoken of before."""

PLANNED = re.compile(
    r"\b(?:is|are) (?:\w+ly |now |already |still )?(?P<verb>planned|in preparation|forthcoming"
    r"|in the works|under ?way|on (?:its|the|their) way|on the road ?map|being prepared"
    r"|in the pipeline|coming(?=\W*$))(?!\w)|: (?P<colon>coming)(?=\W*$)"
    rf"|\b(?:working|work)(?: hard)? (?:on|towards?) (?:\S+ ){{0,3}}?(?P<aim>{RELEASE})\b"
)
"""A delivery that is said to be prepared."""

LISTED = re.compile(
    r"^\s*(?:[-*+•]\s*)?\[ \]\s*(?:[\w-]+\s+){0,4}[\w-]+\W*(?:(?:\(|(?:by|in|eta|for)\b).*)?$"
)
"""An open point of a list that only names a thing."""

TODO = re.compile(
    r"^\s*(?:[-*+•]\s*)?(?:\[ \]|todo\b:?)\s*(?:\w+\s)?"
    r"(?:release|publish|upload|open[- ]?source|add|push|share)\b"
)
"""An open point of a road map."""

may_state = quick(COMMITMENT, REPORTED, PLANNED, RENEWED_DATE)
"""Where a text may commit outright, an open point apart."""

LEND = re.compile(
    r"^\W*(?:just |please )?(?:(?:give|allow) (?:us|me)|mark"
    r"|(?:we|i)(?:'ll| will)? (?:still )?need"
    r"|(?:it(?:'ll)?|this)(?: will| should)? takes?(?: us)?)\b"
)
"""How a clause begins whose time is that of the promise behind it."""

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
