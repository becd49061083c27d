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
    r"(?:public|open|available|accessible|downloadable|free|live|online|up|out|ready|there|yours)"
)
"""The states of a thing that has been delivered."""

READY = (
    rf"(?:(?:\w+ )?be (?:\w+ )?(?:{OPEN}|on|released|uploaded)"
    r"|land|arrive|drop|appear|follow|come)\b"
)
"""What may follow "should" when it promises and does not demand."""
