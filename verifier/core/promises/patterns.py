"""How the tables of words become patterns, and the pieces that several of them share.

All patterns meet lower-case text with straight quotes, and every repetition in them is bounded.
"""

import re

MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)


def any_of(table: str) -> str:
    """An alternation of the rows of a table."""
    return "(?:" + "|".join(row.strip() for row in table.strip().splitlines()) + ")"


def words(table: str) -> re.Pattern[str]:
    """Any row of a table, as whole words."""
    return re.compile(rf"\b{any_of(table)}\b")


OPEN = (
    r"(?:public|open|available|accessible|reachable|obtainable|downloadable|free|live|online|up|out"
    r"|ready|there|yours)"
)
"""The states of a thing that has been delivered."""

READY = (
    rf"(?:(?:\w+ )?be (?:\w+ )?(?:{OPEN}|on|released|uploaded)"
    r"|land|arrive|drop|appear|follow|come)\b"
)
"""What may follow "should" when it promises and does not demand."""

TIME = (
    rf"(?:the (?:end|week|start|beginning|middle|\d)|early|mid|late|next|this|{MONTHS}|\w+day\b|\d"
    r"|q[1-4]|h[12]|spring|summer|autumn|fall|winter|tomorrow|tonight|(?:an?|two|three) week)"
)
"""How a time begins."""

MOVED = r"(?:postpon|delay|mov|push|shift|slip|reschedul)(?:ing|ed|ped|e|es|s)?"
"""What is done to a date that is given up for another."""

HUB = (
    r"(?:on|in|to|at) (?:(?:the|our|this|its|their|your) )?(?:[\w-]+ )?(?:hub|hugging ?face|hf"
    r"|github|git|gitlab|gitee|repo|repository|modelscope|arxiv|zenodo|kaggle|site|web ?site|blog"
    r"|page|url|main branch)\b"
)
"""Where deliveries are made."""

RELEASE = (
    r"(?:releas|publish|upload|open[- ]?sourc|shar)ing|release|publication|upload|drop|launch"
    r"|roll-?out|debut|availability|open[- ]?sourcing"
)
"""Deliveries as nouns."""
