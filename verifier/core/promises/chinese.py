"""Promises in Chinese sentences."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from verifier.core.promises.answers import PromiseKind
from verifier.core.promises.artefacts import Artefact

_HAN = re.compile("[\u4e00-\u9fff]")
_VERB = (
    r"(?:开源|开放|发布|公开|公布|上线|推出|放出|上传|发表|释出|分享|上架|奉上|可以?[^，。]{0,4}下载|能[^，。]{0,4}下载|更新到|合并到|开源到"
    r"|见面|见$|补[上齐全]|合[入并]|贴出|挂出|提供下载|送上|[放传挂推](?:到|上|至)|同步到)"
)
_INTENTION = re.compile(
    r"(?:将|会|即将|计划|预计|拟|承诺|打算|准备|争取|有望|力争|定于|保证|决定|目标|安排|要|在即|马上|尽快|很快|稍后)"
    rf"[^。！？]{{0,40}}?(?P<verb>{_VERB})"
    rf"|(?:近期|后续|陆续|不日)[^。！？]{{0,20}}?(?P<near>{_VERB})(?![了的过])"
    r"|(?P<date>发布|开源|上线|开放|公开)(?:时间|日期)(?:预计|暂)?(?:为|是|定|改|推迟|延|[：:])"
)
_BARE = re.compile(rf"(?P<verb>{_VERB})(?!的|了|过|会|日期?|时间|平台|社区|以来|后|之后)")
_SENTENCE_VETO = re.compile(
    r"[？?]|截[至止]|吗|何时|什么时候|是否|能否|会不会|能不能|多久|请问|如果|若|只要|一旦|取决于|的话|假如|除非|视.{0,12}而定"
    r"|传闻|猜测|据传|网传|盛传|传言|疑似|爆料|坊间|据说|听说|本来|跳票|说过|承诺过|真假|有消息|消息称|网友|预测|[我笔小]者?猜|个人看法|前[^，。]{0,2}(?:说|表示|承诺|宣布)|说好的|动静|到现在|至今|迄今|仍未|迟迟|分析师|业内人士|小道消息|自媒体|不属实|谣|未获.{0,6}证实|未经证实|内部人士|知情人士|消息人士"
)
_CLAUSE_VETO = re.compile(
    r"不会|不打算|不准备|不再|不能|没有(?!.{0,4}(?:时间|日期))|暂无|无法|未能|无意|拒绝|否认|取消|推迟(?!至|到)|暂缓|搁置|不(?:开源|公开|发布|开放)"
    r"|希望|(?<!敬请)期待(?!$)|呼吁|建议|应该|应当|必须|求|盼|请(?:尽快|你们|贵|官方|团队|问|务必)|恳请|最好"
    r"|或许|可能|也许|或将|考虑|讨论|研究是否|估计他们"
    r"|曾|原定|原计划|本应|去年|此前|已经|已于|已(?!完成|准备|过半|接近)|上周|上个?月|昨[天日]|(?<!\d)日前|当时|早前"
    r"|[向对][^，。]{0,8}(?:队伍|选手|客户|会员|员工|机构)|用户(?:将|会|可|能|希望|反馈|表示|称|需|请)|开发者(?:将|会|可以)|社区(?:将|会)|微软|亚马逊|谷歌云|阿里云|云服务商|第三方|合作伙伴(?:将|会)|对方|客户(?!端)"
)
_ACCESS = re.compile(
    r"(?:托管|Azure|AWS|Bedrock|会议|大会|办公室|价格|课程|活动|比赛)",
    re.IGNORECASE,
)
_KINDS = (
    (PromiseKind.OPEN_WEIGHTS, re.compile("权重|检查点|checkpoint", re.IGNORECASE)),
    (PromiseKind.DATASET, re.compile("数据集|语料|数据(?!中心|安全)")),
    (PromiseKind.CODE, re.compile("代码|源码|仓库|脚本|工具链|框架")),
    (PromiseKind.POST, re.compile("技术报告|论文|博客|报告")),
    (
        PromiseKind.MODEL,
        re.compile(r"模型|版本|API|接口|客户端|App\b|网页版|[A-Za-z]+-?\d[\w.-]*|\d+B\b|系列"),
    ),
)
_OPENS = re.compile("开源")
_CUT = re.compile(r"[，,；;：:！!。\n]+")


_AT_ONCE = re.compile("[^的，]{0,12}")


def is_said_of(sentence: str, end: int, verb: int) -> bool:
    """Whether the verb follows the end of a time so closely that it is said of it."""
    return end <= verb and _AT_ONCE.fullmatch(sentence, end, verb) is not None


class Committed(NamedTuple):
    """A clause that commits: its place, its verb's, the thing, and whether it says so outright."""

    start: int
    verb: int
    end: int
    artefact: Artefact
    outright: bool


def chinese_share(sentence: str) -> float:
    """The share of Chinese characters in a sentence, 0 to 1."""
    if sentence.isascii():
        return 0.0
    return len(_HAN.findall(sentence)) / len(sentence)


def find_chinese(sentence: str) -> Iterator[Committed]:
    """The clauses of a Chinese sentence that commit to something."""
    if _SENTENCE_VETO.search(sentence):
        return
    start = 0
    for cut in (*_CUT.finditer(sentence), None):
        end = cut.start() if cut else len(sentence)
        clause = sentence[start:end]
        match = _INTENTION.search(clause)
        outright = match is not None
        match = match or _BARE.search(clause)
        if match and not _CLAUSE_VETO.search(clause):
            artefact = _thing(sentence, start, end)
            if artefact is not None:
                yield Committed(
                    start, start + match.start(match.lastgroup or 0), end, artefact, outright
                )
        start = cut.end() if cut else end


def _thing(sentence: str, start: int, end: int) -> Artefact | None:
    """What a clause delivers: named in it, else the last thing named before it in the sentence."""
    opens = _OPENS.search(sentence, start, end)
    for kind, pattern in _KINDS:
        match = pattern.search(sentence, start, end)
        if match is not None:
            used = kind is PromiseKind.MODEL and not opens and _ACCESS.search(sentence, start, end)
            return None if used else _artefact(kind, match, is_opened=opens is not None)
    if _ACCESS.search(sentence, start, end):
        return None
    before = [
        (match.start(), kind, match)
        for kind, pattern in _KINDS
        for match in pattern.finditer(sentence, 0, start)
    ]
    if before:
        _, kind, match = max(before, key=lambda each: each[0])
        return _artefact(kind, match, is_opened=opens is not None)
    if opens is not None:
        return Artefact(opens.start(), opens.end(), PromiseKind.OPEN_SOURCE, pronoun=True)
    return None


def _artefact(kind: PromiseKind, match: re.Match[str], *, is_opened: bool) -> Artefact:
    if kind is PromiseKind.MODEL and is_opened:
        kind = PromiseKind.OPEN_SOURCE
    return Artefact(match.start(), match.end(), kind, pronoun=False)
