"""The words by which announcements say what is out, coming, partial or only a service.

They are matched against text in lower case: to ignore case costs three times as much.
"""

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


def _chinese(*alternatives: str) -> re.Pattern[str]:
    return re.compile("" + "|".join(alternatives))


_OPEN = r"open(?:ly)?[ -]?(?:weights?|sourced?|licen[sc]ed)"
_FIRM = r"(?:weights|checkpoints?|code|codebase|data ?sets?)"
_GOODS = rf"(?:(?:model|base|full|source|training|inference) )*{_FIRM}"
_OF = r"(?: (?:for|of|to|behind) .{1,40}?)?"
_BE = r"(?: (?:is|are|has been|have been|was|were|now|already|all|both|also|publicly|freely))*"
_OUT = r"(?:available|out|live|public|released|published|up|downloadable|open(?:ly)?)"
_AT = r"(?:on|at|from|via|through) (?:the )?(?:hugging ?face|hf hub|github|modelscope)"
_LAUNCH = (
    r"(?:introduc(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|launch(?:es|ed|ing)?|releas(?:e|es|ed|ing)"
    r"|unveil(?:s|ed|ing)?|publish(?:es|ed|ing)?|drop(?:s|ped)?|ship(?:s|ped)?|shar(?:es|ed|ing)"
    r"|debuts?|presenting|meet|here (?:is|are))"
)
_THING = r"(?:models?|llms?|vlms?|family|series|weights|checkpoints?|version|data ?sets?|code)"
_GIVE = (
    r"(?:releas(?:e|es|ed|ing)|publish(?:es|ed|ing)?|shar(?:e|es|ed|ing)|upload(?:s|ed)?"
    r"|drop(?:s|ped)?|post(?:s|ed))"
)
_NEGATION = (
    r"(?:not|never|no|isn'?t|aren'?t|without|against|stop(?:s|ped)?|end(?:s|ed)?|quits?|neither"
    r"|nor|instead of|rather than|no longer|far from|refus(?:es?|ed|ing)|declin(?:es?|ed)"
    r"|closed?|unreleased|proprietary)"
)

RELEASE = (
    _words(
        # the deed itself
        r"open[ -]?sourc(?:es|ed|ing)",
        rf"(?:is|are|goes|go|going|becomes?|made|now)(?: now| fully| today| also)* {_OPEN}",
        rf"now (?:with|as|under) {_OPEN}",
        # a launch of something that is called open
        rf"{_LAUNCH} .{{0,100}}?{_OPEN}(?: [\w.-]+){{0,4}}? {_THING}",
        rf"{_OPEN}.{{0,40}}? (?:now {_OUT}|{_OUT} (?:now|today))",
        rf"{_OPEN}.{{0,40}}? (?:are|is)(?: now)? (?:here|{_OUT})",
        rf"{_LAUNCH} (?:an? |the |its |their |new )*{_OPEN} [a-z][\w.-]*\d",
        # the goods, and that they are there
        rf"{_GOODS}(?: and {_GOODS})?{_OF},?{_BE} {_OUT}",
        rf"{_GOODS}{_OF}{_BE} {_AT}",
        rf"{_GIVE}(?: (?:all|both|the|its|our|their|full|complete|of))* .{{0,40}}?{_GOODS}",
        rf"download (?:the |all )*{_GOODS}",
    ),
    _chinese(
        r"(?:已|已经|现已|正式|宣布|全面|同步|同时|今日|今天|并|彻底|完全|率先|首次|再|又|重磅|终于)开源",
        r"开源(?:了|发布|上线|啦)",
        r"(?:发布|推出|上线).{0,15}开源(?:模型|权重|版)",
        r"(?:权重|代码|数据集)(?:已|现已|已经|正式|全部|全面|均已|也已)*(?:开源|开放|公开|发布|上传|上线)",
        r"(?:开放|公开|发布|开源)(?:了)?.{0,10}(?:权重|代码|数据集)",
        r"(?:已|现已|正式)(?:上线|上架|发布于|登陆)\s*(?:hugging ?face|modelscope|魔搭|github)",
    ),
)
"""Says that the thing itself can be had now."""

AT_PLACE = (
    _words(
        rf"(?:now|already|today)(?: {_OUT})?(?: (?:to|for) download)? {_AT}",
        rf"{_OUT}(?: now| today)?(?: (?:to|for) download)? {_AT}",
    ),
)
"""Says that something can be had where weights and code are kept."""

OTHER_GOODS = (
    _words(
        r"demos?",
        r"spaces?",
        r"cook ?books?",
        r"examples?",
        r"notebooks?",
        r"recipes?",
        r"papers?",
        r"reports?",
        r"cards?",
        r"docs?",
        r"documentation",
        r"leader ?boards?",
        r"benchmarks?",
        r"course",
        r"sdks?",
        r"clients?",
        r"plug-?ins?",
        r"extensions?",
        r"apps?",
        r"clis?",
        r"agents?",
        r"servers?",
        r"inference",
        r"apis?",
        r"blog",
        r"posts?",
        r"organi[sz]ation",
        r"models? (?:card|spec)",
    ),
    _chinese(r"论文|报告|文档|榜单|教程|演示|接口|插件|客户端"),
)
"""Other things that are kept there; in a sentence on them a place alone says nothing."""

PLAN = (
    _words(
        r"coming",
        r"soon",
        r"will",
        r"won'?t",
        r"shall",
        r"would",
        r"should",
        r"could",
        r"may(?! \d)",
        r"might",
        r"\w+'ll",
        r"to be",
        r"plans?",
        r"planned",
        r"planning",
        r"intends?",
        r"aims?",
        r"promis(?:e|es|ed|ing)",
        r"pledg(?:e|es|ed|ing)",
        r"commit(?:s|ted|ting)? to",
        r"vows?",
        r"expect(?:s|ed|ing)?",
        r"anticipated?",
        r"going to",
        r"about to",
        r"set to",
        r"ready to",
        r"prepar(?:e|es|ed|ing) to",
        r"gearing up",
        r"working (?:on|towards?)",
        r"to (?:open[ -]?source|release|publish|launch|share|unveil|debut)",
        r"upcoming",
        r"forthcoming",
        r"next (?:week|month|quarter|year)",
        r"later (?:this|today|in)",
        r"(?:in|over) the (?:coming|next)",
        r"in \w+ (?:days?|weeks?|months?)",
        r"teas(?:er|ers|es|ed|ing|e)",
        r"sneak peek",
        r"first look",
        r"(?:a |early |sneak )?preview of",
        r"previewing",
        r"wait ?lists?",
        r"delay(?:s|ed|ing)?",
        r"postpon(?:e|es|ed|ing)",
        r"push(?:es|ed)? back",
        r"hold(?:s|ing)? (?:off|back)",
        r"road ?map",
        r"stay tuned",
        r"rumou?r(?:s|ed)?",
        r"reportedly",
        r"leak(?:s|ed)?",
        r"not yet",
        r"yet to",
        r"await(?:s|ing)?",
        r"follow(?:s|ing)? (?:shortly|later|next)",
        r"to follow",
        r"once (?:we|the|it)",
        r"consider(?:s|ed|ing)?",
        r"hop(?:e|es|ing) to",
        r"calls? (?:for|on)",
        r"urges?",
        r"demands?",
        r"wants?",
    ),
    _chinese(
        r"即将|将于|将在|将会|将开源|将发布|将推出|将公开|将开放|计划|预计|有望|拟|下周|下个?月|未来|近期|敬请期待|预告|推迟|延期|延后|跳票|稍后|后续",
        r"会开源|会发布|要开源|准备|承诺|暂未|尚未|还未|传闻|爆料|曝|泄露|不久|年底|月底|期待|考虑|希望|呼吁|待开源|打算",
    ),
)
"""Speaks of what is to come, or of what others say."""

PARTIAL = (
    _words(
        r"part(?:s|ly|ial|ially)?(?: of)?",
        r"preview",
        r"(?:early|intermediate|partial|interim) (?:checkpoints?|weights|version|release)",
        r"(?:pre|alpha|beta)[ -]?release",
        r"alpha",
        r"beta",
        r"release candidate",
        r"rc[ -]?\d*",
        r"subset",
        r"sample",
        r"first (?:batch|part|half|of)",
        r"without (?:the )?(?:weights|code|training code)",
        r"only the",
        r"(?:distilled|smaller|mini|lite) (?:version|variant)s?",
        r"research preview",
        r"gated",
    ),
    _chinese(r"部分|预览版|早期|测试版|首批|精简版|抢先版|尝鲜"),
)
"""Says that what is out is not all of it."""

API = (
    _words(
        r"apis?",
        r"pricing",
        r"prices?",
        r"playground",
        r"subscribers?",
        r"enterprise",
        r"azure",
        r"bedrock",
        r"vertex",
        r"foundry",
        r"snowflake",
        r"databricks",
        r"app store",
        r"chat(?:gpt|bot)?",
        r"inference (?:api|providers?|endpoints?)",
        r"spaces?",
        r"(?:web |mobile |live |online )?demo",
        r"assistant",
        r"plans? for (?:teams|business)",
        r"platform",
        r"copilot",
        r"early access",
        r"closed beta",
        r"public beta",
        r"sdk",
        r"rollout|rolling out",
    ),
    _chinese(r"接口|开放平台|内测|公测|定价|降价|免费使用|体验|控制台|小程序|客户端"),
)
"""Speaks of a service."""

NOT_THE_THING = (
    _words(
        # denials
        rf"{_NEGATION} .{{0,30}}?(?:open|weights|source|code|released?|public)",
        # questions, and talk about open things
        r"(?:how|why|what|when|where|who|which|if|does|do|did|can|is it|are we)\b.*\?",
        r"how",
        r"why",
        r"what (?:is|are|does|do|we|it|happens|open)",
        r"(?:state|future|case|history|era|rise|age|economics|meaning|definition|risks?|safety"
        r"|benefits|power|value) (?:of|for|against)",
        r"winners?|the .{1,60} challenge|hackathon|contest|award",
        r"grants?|fund|funding|alliance|initiative",
        r"guide",
        r"tutorial",
        r"review(?:s|ed|ing)?",
        r"comparison",
        r"compar(?:e|es|ed|ing)",
        r"versus",
        r"vs",
        r"benchmark(?:s|ed|ing)?",
        r"best",
        r"top \d+",
        r"lessons?",
        r"explained",
        r"opinion",
        r"interview",
        r"podcast",
        r"webinar",
        r"thoughts on",
        r"debate",
        r"lawsuit",
        r"sues?",
        r"fine[ -]?tun(?:e|es|ed|ing)",
        r"deploy(?:s|ed|ing|ment)?",
        r"serv(?:e|ing)",
        r"run(?:ning)?",
        r"quanti[sz](?:e|ed|ing|ation)",
        r"build(?:ing)? (?:with|on)",
        r"based on",
        r"built on",
        r"on top of",
        r"powered by",
        r"using",
        r"with the help of",
        r"inspired by",
        r"trained on",
        r"alternatives?",
        r"anniversary",
        r"a year (?:of|ago|after)",
        r"if",
        r"unless",
        r"support(?:s|ed|ing)? for",
        r"collection|roundup|round-up|newsletter|weekly|digest|this week in",
    ),
    _chinese(
        r"未开源|不开源|不再开源|没有开源|没开源|闭源|非开源|并未|停止开源|放弃开源|为什么|为何|如何|怎么|教程|评测|对比|盘点|解读|基于|微调|部署|吗|？|\?"
    ),
)
"""Keeps a sentence from saying that the thing is out: denials, and talk about open things."""

OPEN_THINGS = (
    re.compile(
        r"open|weights|checkpoint|code|data ?set|releas|model|hugging ?face|github|download"
        r"|hf hub|开源|权重|代码|数据集|模型|发布|开放|公开|上线|上架|登陆"
    ),
)
"""What a sentence must speak of to say anything of the thing."""
