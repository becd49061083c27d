"""What makes a clause no promise: tables of one alternative a row."""

import re

from verifier.core.promises.answers import Refusal
from verifier.core.promises.patterns import READY, words

_RELEASED = (
    r"(?:be |releas|publish|open|shar|ship|mak|disclos|upload|post|submit|provid|hand|deliver"
    r"|put|give)"
)
_REQUEST = words(rf"""
    (?:please|pls|plz|kindly|come on|would appreciate|waiting for)
    looking forward to(?! (?:releas|shar|publish|open|ship|post|upload|mak)\w*ing)
    (?:would|i'd|it'd) (?:love|like|pay|kill|be (?:great|nice|awesome|good|cool|helpful|wonderful))
    (?:can|could) (?:you|someone)
    hopes? (?:that|other|they|you|the|it|all|more|some|everyone)
    let(?:'s| us) hope|fingers crossed|wish(?:es|ing)?
    hoping (?:that )?(?:they|you)
    hopefully (?:they|you|some(?:one|body)|the (?:team|company|lab|authors)|it)
    urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|demand(?:s|ed|ing)?|beg(?:s|ged|ging)?
    advice|plea|suggestion|wish list
    (?:petition|plead)\w*|requests?|requested|recommend(?:s|ed|ing)?
    ask(?:s|ed|ing)? (?:\w+ ){{0,5}}?(?:to|for)
    wants? (?:\w+ ){{1,5}}?to|wants? (?:the|those|these)
    (?:must|ought to|needs? to|(?:has|have) to) (?:\w+ ){{0,2}}?{_RELEASED}
    we need (?:the|those|these)
    should(?! {READY})
""")

_THRESHOLD = (
    r"(?:\d+k?\b|\bstars|likes|followers|subscribers|sponsors|donations|votes|signatures|\benough"
    r"|demand|\bmoney|funding|funded|profitable|approv\w+|permission|regulat\w+)"
)
"""What may never come, where an audit that is finished, or a paper that is accepted, will."""

_CONDITION = re.compile(
    words(rf"""
    if|unless|provid(?:ed|ing) (?:that|the|we|they|it)|assuming|(?:as|so) long as
    depend(?:s|ing|ent)
    suppose|supposing|imagine|imagining|hypothetical\w*
    in case|in the event|subject to|pending|conting\w+|conditional\w*|on (?:the )?condition
    whenever|only (?:when|once|after)|(?:only|not) until|when(?:ever)? ready
    (?:once|when|as soon as) .{{0,40}}?{_THRESHOLD}
    hing(?:e|es|ing) on|were (?:they|we|it|he|she) to|should there be
""").pattern
    + r"|^\W*had [^,]{3,80}, .{0,60}?\bwould\b"
    r"|^\W*should (?:the|we|it|they|there|enough|this|our)\b"
)

_DENIAL = re.compile(
    r"n't\b|"
    + words(r"""
    mistaken|nonsense|lying|made up|fake|rarely|seldom|hardly|scarcely
    (?:has|have|had|was|were)(?: been)? (?:dropped|axed|killed|binned|called off)
    (?:not|cannot|never|nobody|no one|none|nor|neither|unlikely|without|nothing|indefinitely)
    lack of|no (?:truth|evidence|indication|reason|sign|guarantee)|false|untrue|hoax
    no (?:new )?(?:models?|datasets?|data|checkpoints?|repo|source)
    no (?:plans?|intent\w*|longer|date|release|open|weights|code|timeline|immediate|current|eta)
    (?:refus|declin|postpon|shelv|scrapp|cancel|abandon|den(?:y|ie)|suspend|halt|paus(?:ed|ing))\w*
    (?:withdr[ae]w\w*|rul(?:e[sd]?|ing) out|decided against|dropped plans|instead of|rather than)
    (?:far from|stop(?:s|ped)?|off the table|on hold)
    (?:switch|turn|shut)(?:ed|ting|s)? (?:off|down)|deprecat\w+|sunset\w*
    retir(?:e|ed|ing)|migrat\w+|discontinu\w+|end[- ]of[- ](?:life|support)
""").pattern
)

_FEW = (
    r"(?:partners?|customers?|reviewers?|auditors?|regulators?|institutes?|members|subscribers"
    r"|testers|clients)"
)
_OFFICES = (
    r"(?:ministry|agency|government|authority|bureau|commission|court|senate|parliament|watchdog"
    r"|office|police|jury|conference|workshop|organi[sz]ers|journal"
    r"|magazine|publisher)"
)
_RIVALS = (
    r"(?:rivals|competitors|vendors|others|countries|governments|universities|(?:other|more|most"
    r"|many|some|several|all|chinese|american|european|western|big|leading|rival) (?:\w+ )?"
    r"(?:labs|companies|firms|startups|start-ups))"
)
_OTHERS = re.compile(
    rf"\bby (?:the |an? )?(?:[\w-]+ ){{0,2}}{_OFFICES}\b|\b{_OFFICES}(?: \w+)? (?:will|is|plans)\b"
    rf"|\b{_RIVALS}(?: \w+)? (?:will|are|would|plan|intend|aim|hope|want)\b|"
    r"\bsome (?:\w+ )?(?:lab|company|team|start-?up)\b|"
    r"\b(?:thanks to|by|from) (?:the |our )?(?:community|volunteers|users|fans|third parties)\b"
    r"|\b(?:shared?|available|given|released?|access|provided|handed|sent|send|only) (?:\w+ )?"
    rf"(?:with|to|for) (?:the |our |a |its )?(?:\w+ )?{_FEW}\b"
    r"|\b(?:regulators?|auditors?|reviewers?|customers|subscribers|partners) (?:will|is|are|get)\b"
    r"|^\W*\[?x\] |✅"
    r"|\b(?:papers|abstracts|submissions|proposals|camera[- ]ready(?: \w+)?|applications?"
    r"|rebuttals?|reviews)(?: (?:of|for) [\w ]{1,30}?)? (?:are|is|will be|were)? ?due\b"
    r"|\b(?:required|obliged|obligated|compelled|ordered|forced|mandated) (?:\w+ )?"
    r"(?:to|by|under)\b|"
    + words(r"""
    (?:you|users?|developers|participants|people|customers|students|everyone|community|researchers)
    (?:some|any)(?:one|body)(?: else)?
""").pattern
    + r"(?: \w+)? (?:will|'ll|shall|can)\b"
    r"(?! (?:expect|download|get|grab|fetch|find|pull|try)\b"
    r"| be able to (?:download|get|access|use|run)| (?:soon )?(?:get|have|find|see|receive))"
)
"""What others will do, what is for a few alone, and what is done already."""

REFUSALS = (
    (_DENIAL, Refusal.DENIAL),
    (_REQUEST, Refusal.REQUEST),
    (_CONDITION, Refusal.CONDITION),
    (_OTHERS, Refusal.OTHERS),
)
"""What speaks against a clause, in the order it is asked."""

ACCESS = words(r"""
    ollama|lm ?studio|vllm|sglang|llama\.cpp|mlx|unsloth|azure|bedrock|vertex|sagemaker|aws|gcp
    google cloud|openrouter|together(?: ai)?|fireworks|groq|cerebras|replicate|poe|perplexity
    cursor|(?:\w+ )?copilot|windsurf|serverless|marketplace
    catalog(?:ue)?|cloud (?:provider|platform|region)s?
    inference providers?|hosted|hosting|(?<!runs on )(?<!run on )phones?(?!-)|iphone|car
    cars|vehicles|laptops?|headset|windows|office|in the (?:eu|us|uk)|in (?:europe|japan)
    in (?:more|other|\d+) (?:countries|regions|languages)
""")
"""Where others than its maker have a model used, or it is only built in."""
