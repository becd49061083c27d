"""Promises in Chinese sentences."""

import re

from verifier.core.promises.answers import PromiseKind
from verifier.core.promises.artefacts import Artefact

_COMMITMENT = re.compile(
    r"(?:将|会|即将|计划|预计|拟|承诺|打算|准备|争取|有望|力争)[^。！？]{0,40}?"
    r"(?:开源|发布|公开|公布|上线|开放|推出|放出|上传|发表)"
)
_VETO = re.compile(
    r"[？?]|吗|何时|什么时候|是否|请|希望|期待|呼吁|建议|应该|如果|若|只要|一旦|取决于|不会|不打算|没有计划|"
    r"无意|否认|取消|推迟|暂缓|传闻|据传|传言|疑似|或许|可能|也许|爆料|曾|原定|原计划|本应|去年|此前|已经|已于"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_KINDS = (
    (PromiseKind.OPEN_WEIGHTS, re.compile("权重|检查点")),
    (PromiseKind.DATASET, re.compile("数据集|语料|数据")),
    (PromiseKind.CODE, re.compile("代码|源码|仓库|脚本")),
    (PromiseKind.POST, re.compile("技术报告|论文|博客|报告")),
    (PromiseKind.MODEL, re.compile(r"模型|版本|[A-Za-z]+-?\d[\w.-]*")),
)


def find_chinese(sentence: str) -> tuple[int, Artefact] | None:
    """Where a Chinese sentence commits to something, and to what; None if it does not."""
    if not _HAN.search(sentence):
        return None
    commitment = _COMMITMENT.search(sentence)
    if commitment is None or _VETO.search(sentence):
        return None
    for kind, pattern in _KINDS:
        match = pattern.search(sentence)
        if match is None:
            continue
        if kind is PromiseKind.MODEL and "开源" in sentence:
            kind = PromiseKind.OPEN_SOURCE  # noqa: PLW2901 what is done to it decides
        return commitment.start(), Artefact(match.start(), match.end(), kind, pronoun=False)
    return None
