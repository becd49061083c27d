"""Deadlines and promises beside dateparser: accuracy by class, throughput, growth with length.

Run with `make bench-deadlines`. Every number is measured in this run, on one core. The tables grew
with the grammar: they show what is read and guard it, and say little of what is not in them.
"""

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from time import perf_counter

import dateparser
from dateparser.search import search_dates

from verifier.core.deadlines import Deadline, read_deadline
from verifier.core.promises import Promise, find_promises

DATA = Path(__file__).parent / "data"
ARTICLE = DATA / "article.txt"
PHRASES = DATA / "phrases.tsv"
SENTENCES = Path(__file__).parents[1] / "tests" / "core" / "data"
DAY = date(2025, 5, 28)
FOREIGN = ["fr", "de", "es", "it", "pt", "nl", "ru", "pl", "tr", "ko"]
Row = tuple[str, date, str, str]
Reader = Callable[[str, date, str], str]


def ours(phrase: str, announced: date, _kind: str) -> str:
    """The last day this project reads, or its typed no."""
    answer = read_deadline(phrase, announced)
    return answer.latest.isoformat() if isinstance(answer, Deadline) else f"no:{answer.why}"


def theirs(phrase: str, announced: date, kind: str) -> str:
    """The day dateparser reads, told the language and to prefer the future."""
    languages = {"chinese": ["zh"], "foreign dates": FOREIGN}.get(kind, ["en"])
    found = dateparser.parse(
        phrase,
        languages=languages,
        settings={
            "RELATIVE_BASE": datetime.combine(announced, time(12)),
            "PREFER_DATES_FROM": "future",
            "PREFER_DAY_OF_MONTH": "last",
        },
    )
    return found.date().isoformat() if found else "no:"


def untold(phrase: str, announced: date, _kind: str) -> str:
    """The day dateparser reads when it has to find the language out."""
    base = datetime.combine(announced, time(12))
    found = dateparser.parse(phrase, settings={"RELATIVE_BASE": base})
    return found.date().isoformat() if found else "no:"


def right(answer: str, expected: str) -> bool:
    """Whether an answer is the expected day; from dateparser any "no" will do."""
    return answer == expected or (answer == "no:" and expected.startswith("no:"))


def table() -> list[Row]:
    """The phrases with their day of announcement, expected last day and class."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (row["phrase"], date.fromisoformat(row["announced"]), row["latest"], row["class"])
            for row in rows
        ]


def accuracy(rows: list[Row]) -> None:
    """Print, by class, how many last days each reader gets right."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for phrase, announced, expected, kind in rows:
        for name in (kind, "all"):
            tally[name][0] += 1
            tally[name][1] += right(ours(phrase, announced, kind), expected)
            tally[name][2] += right(theirs(phrase, announced, kind), expected)
    print(f"{'class':<18}{'phrases':>8}{'verifier':>10}{'dateparser':>12}")
    for name, (count, mine, others) in tally.items():
        if name != "all":
            print(f"{name:<18}{count:>8}{mine / count:>10.1%}{others / count:>12.1%}")
    count, mine, others = tally["all"]
    print(f"{'all':<18}{count:>8}{mine / count:>10.1%}{others / count:>12.1%}\n")


def promises() -> None:
    """Print how surely promises are told from what is none, on the sentences of the tests."""
    hit = missed = invented = dated = others = wrong = 0
    for path in sorted(SENTENCES.glob("promises_*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for label, _, due, sentence, *published in csv.reader(
                lines, delimiter="\t", quoting=csv.QUOTE_NONE
            ):
                day = date.fromisoformat(published[0]) if published else DAY
                found = find_promises(sentence, day)
                days = [latest(promise) for promise in found]
                is_promise = label == "promise"
                others += not is_promise
                hit += is_promise and bool(found)
                missed += is_promise and not found
                wrong += is_promise and bool(found) and days[0] != due
                invented += not is_promise and bool(found)
                dated += not is_promise and any(day != "-" for day in days)
    precision, recall = hit / (hit + invented), hit / (hit + missed)
    print(f"promise or not, {hit + missed} sentences that promise and {others} that do not")
    print(f"  precision {precision:.3f}   recall {recall:.3f}   ", end="")
    print(f"F1 {2 * precision * recall / (precision + recall):.3f}")
    print(f"  last day of a promise wrong     {wrong / hit:.1%}")
    print(f"  day read from a non-promise     {dated / others:.1%}\n")


def latest(promise: Promise) -> str:
    """The last day of a promise, - for none."""
    deadline = promise.deadline
    return deadline.latest.isoformat() if isinstance(deadline, Deadline) else "-"


def rate(reader: Reader, rows: list[Row], seconds: float) -> float:
    """Phrases a second: whole rounds of the table until the time is up, after a warm one."""
    for phrase, announced, _, kind in rows:
        reader(phrase, announced, kind)
    done, started = 0, perf_counter()
    while perf_counter() - started < seconds:
        for phrase, announced, _, kind in rows:
            reader(phrase, announced, kind)
        done += len(rows)
    return done / (perf_counter() - started)


def throughput(rows: list[Row]) -> None:
    """Print phrases a second beside dateparser's, foreign dates (which are its own) left out."""
    plain = [row for row in rows if row[3] != "foreign dates"]
    mine = rate(ours, plain, 3.0)
    print("phrases a second on one core")
    print(f"  verifier                                {mine:8,.0f}")
    for name, reader in (("told the language", theirs), ("as it comes", untold)):
        others = rate(reader, plain, 3.0)
        print(f"  {f'dateparser, {name}':<40}{others:8,.0f}   ratio {mine / others:.0f}")
    print()


def best(work: Callable[[], object], times: int) -> float:
    """The least seconds a piece of work took."""
    taken = []
    for _ in range(times):
        started = perf_counter()
        work()
        taken.append(perf_counter() - started)
    return min(taken)


def articles() -> None:
    """Print what an 800-word article takes, beside dateparser's search for dates in it."""
    text = ARTICLE.read_text(encoding="utf-8")
    mine = best(partial(find_promises, text, DAY), 5)
    told = best(partial(search_dates, text, languages=["en"]), 5)
    alone = best(partial(search_dates, text), 3)
    print(f"milliseconds for an article of {len(text.split())} words")
    print(f"  verifier, promises with their dates     {mine * 1e3:8.2f}")
    print(f"  dateparser.search, told the language    {told * 1e3:8.2f}   ratio {told / mine:.0f}")
    print(
        f"  dateparser.search as it comes           {alone * 1e3:8.2f}   ratio {alone / mine:.0f}\n"
    )


def growth() -> None:
    """Print how time grows with length for both entry points."""
    prose = ARTICLE.read_text(encoding="utf-8")
    hard = "this or next week we will to be likely release the weights, if not in 2-3 weeks or "
    print(f"{'milliseconds':<34}{'1 KB':>10}{'10 KB':>10}{'100 KB':>10}")
    for name, unit, work in (
        ("find_promises, an article", prose, find_promises),
        ("find_promises, without a full stop", hard, find_promises),
        ("read_deadline, without a full stop", hard, read_deadline),
    ):
        taken = []
        for size in (1_000, 10_000, 100_000):
            text = (unit * (size // len(unit) + 1))[:size]
            taken.append(best(partial(work, text, DAY), 3) * 1e3)
        print(f"{name:<34}" + "".join(f"{each:>10.3f}" for each in taken))


def main() -> None:
    """Run all five measurements."""
    rows = table()
    accuracy(rows)
    promises()
    throughput(rows)
    articles()
    growth()


if __name__ == "__main__":
    main()
