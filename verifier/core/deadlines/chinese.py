"""Chinese phrases put into the English ones the grammar reads: one table, one pass."""

import re
from collections.abc import Callable

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = dict(
    zip(
        "一二三四五六日天",
        "monday tuesday wednesday thursday friday saturday sunday sunday".split(),
        strict=True,
    )
)
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
_UNITS = {"天": "days", "日": "days", "周": "weeks", "星期": "weeks", "礼拜": "weeks"} | {
    "月": "months",
    "季度": "quarters",
    "年": "years",
    "小时": "hours",
    "工作日": "business days",
}
_WORDS = {
    "today": "今天 今日",
    "tonight": "今晚 今夜",
    "tomorrow": "明天 明日 明晚 明早",
    "overmorrow": "后天",
    "soon": "近期 近日 即将 很快 不久 尽快 马上 稍后 敬请期待 日后 将来",
    "later": "晚些时候 稍晚 下半段",
    "within next": "未来 接下来 今后",
    "end": "底 末 尾",
    "early": "初 上旬 年初",
    "mid": "中旬 中",
    "late": "下旬",
    "h1": "上半年",
    "h2": "下半年",
    "weekend": "周末",
    "spring festival": "春节",
    "holiday": "国庆 中秋 暑假 寒假 五一 十一",
    "new year's day": "元旦",
    "christmas": "圣诞节 圣诞",
    "this year": "年内 今年 本年 今年年",
    "next year": "明年 明年年",
    "this month": "月内 本月 这个月 当月",
    "next month": "下个月 下月",
    "this week": "周内 本周 这周 这个星期 本星期",
    "week after next": "下下周 下下个星期 下下星期",
    "month after next": "下下个月 下下月",
    "next week": "下周 下个星期 下星期 下礼拜",
    "this weekend": "本周末 这周末 这个周末",
    "next weekend": "下周末",
    "this quarter": "本季度 这个季度 本季 季度内",
    "next quarter": "下个季度 下季度 下一季度",
    "year": "年",
    "month": "月",
    "quarter": "季度 季",
    "spring": "春天 春季",
    "summer": "夏天 夏季",
    "autumn": "秋天 秋季",
    "winter": "冬天 冬季",
    "about": "大约 大概 预计 左右 约 估计",
    "hopefully": "有望 争取 希望",
    "if": "如果 若 一旦",
    "yesterday": "昨天 昨日 上周 上个月 上月 去年 以来",
    "by": "最晚 最迟 不晚于 截至",
    "after": "之后 以后 后",
    "or": "或者 或",
    "to": "至 到",
    "the": "在 于 将 会 的 内 发布 开源 推出",
}
_TABLE = {chinese: english for english, row in _WORDS.items() for chinese in row.split()}
_NUMBER = r"[〇零一二两三四五六七八九十]+"
_CHINESE = re.compile(
    r"(?P<date>(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)"
    r"|(?P<amount>(?P<count>\d+(?:-\d+)?|几|数|半)\s*(?:个(?P<half>半)?\s*)?"
    r"(?P<unit>天|周|星期|礼拜|小时|工作日|(?<=[个半])月|(?<=个)季度|年(?=之?以?[内后])|日(?=之?以?[内后])|(?<=半)年)"
    r"(?P<side>之内|以内|内|之后|以后|后)?)"
    r"|(?P<named>(?P<number>\d{1,2})月(?:(?P<dom>\d{1,2})[日号])?)"
    r"|(?P<only>(?P<yearly>\d{4})年)"
    r"|(?P<nth>(?P<ordinal>\d{1,2})[日号])"
    r"|(?P<quarter>第?(?P<q>[1-4])季度?)"
    r"|(?P<word>" + "|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True)) + ")"
)
_WEEKDAY = re.compile(r"(下下|下个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])(?![年月周\d])")
_NUMERAL = re.compile(_NUMBER)
_BEFORE = re.compile(r"(.*?)(?:之前|以前|前)")
_BARE = re.compile(r".*(?:\d月|季度?|[春夏秋冬][天季]|\d年)$")
_FILLERS = frozenset(
    {"the", "about", "if", "after", "or", "to", "hopefully", "mid", "early", "end"}
)
_NAMED = sorted(
    (chinese for chinese, english in _TABLE.items() if english not in _FILLERS),
    key=len,
    reverse=True,
)
_TIMES = re.compile(
    r"(?:最晚|最迟)?(?:(?:\d{1,4}|[〇零一二两三四五六七八九十几数半]{1,4})\s*个?半?"
    r"(?:工作日|季度|星期|礼拜|小时|[天周月日号年季])"
    r"|第[一二三四1-4]季度?|[下本这]个?(?:周|星期|礼拜)[一二三四五六日天]?"
    r"|(?:周|星期|礼拜)[一二三四五六日天]|[下本]?[月年][初中底末]|"
    + "|".join(_NAMED)
    + r")+(?:[上中下]旬|[初底末])?(?:之前|以前|之内|以内|之后|以后|[前内后])?"
)
_HAN = re.compile("[\u4e00-\u9fff]")


def to_english(text: str) -> str:
    """The text with its Chinese time words in English; other text is returned as it is."""
    if not _HAN.search(text):
        return text
    text = _WEEKDAY.sub(_weekday, text)
    text = _NUMERAL.sub(_numeral, text)
    before = _BEFORE.match(text)
    lead = ""
    if before:
        text = before[1]
        lead = "before " if _BARE.match(text) else "by "
    return lead + _CHINESE.sub(_translate, text)


def chinese_times(text: str) -> list[tuple[int, int]]:
    """Where a text names times in Chinese, as start and end."""
    if not _HAN.search(text):
        return []
    return [match.span() for match in _TIMES.finditer(text)]


def _weekday(match: re.Match[str]) -> str:
    which = match[1] or ""
    word = "next " if which.startswith("下") else "this " if which else ""
    return f" {word}{_WEEKDAYS[match[2]]} "


def _numeral(match: re.Match[str]) -> str:
    """Numerals to 99; longer ones are years read digit by digit."""
    text = match[0]
    tens, ten, ones = text.rpartition("十")
    if not ten and len(text) == len("两三"):
        return "-".join(str(_DIGITS[c]) for c in text)
    if not ten:
        return "".join(str(_DIGITS[c]) for c in text)
    if len(tens) > 1 or len(ones) > 1:
        return text
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


def _translate(match: re.Match[str]) -> str:
    for name, render in _RENDER.items():
        if match[name]:
            return f" {render(match)} "
    return f" {_TABLE[match['word']]} "


def _date(match: re.Match[str]) -> str:
    return "-".join(part for part in match.group("year", "month", "day") if part)


def _amount(match: re.Match[str]) -> str:
    side = match["side"] or ""
    lead = "within" if side.endswith("内") else "in" if side else ""
    unit = _UNITS[match["unit"]]
    if match["count"] == "半":
        return f"{lead} half a {unit.removesuffix('s')}"
    count = {"几": "few", "数": "few"}.get(match["count"], match["count"])
    return f"{lead} {count} {'and a half ' if match['half'] else ''}{unit}"


def _named(match: re.Match[str]) -> str:
    number = int(match["number"])
    month = _MONTHS.split()[number - 1] if 1 <= number <= 12 else "?"  # noqa: PLR2004 months
    return f"{month} {match['dom'] or ''}"


_RENDER: dict[str, Callable[[re.Match[str]], str]] = {
    "date": _date,
    "amount": _amount,
    "named": _named,
    "only": lambda match: match["yearly"],
    "nth": lambda match: f"the {match['ordinal']}th",
    "quarter": lambda match: f"q{match['q']}",
}
