"""Random text into the deadline grammar and the promise finder, for as long as is wished.

    python -m benchmarks.fuzz [--seconds 600]

Half of the texts are made of words that deadlines are made of, half of anything. Whatever is found
is raised with the text that did it; otherwise the count of runs is printed.
"""

import argparse
import random
import time
from datetime import date, timedelta

from verifier.core.deadlines import Deadline, read_deadline
from verifier.core.promises import find_promises

WORDS = (
    "in within by before after next this last the a couple of few two 2 10 31 2025 weeks days "
    "month months June Friday Q3 H2 end early mid late summer soon today tomorrow , . - / : ? "
    "两周内 下周 月底 we will release open weights code if once not MiniMax-M3 on Hugging Face "
    "our model about"
).split()
MOST = 200
"""Words of a text, at most."""


def text(rng: random.Random) -> str:
    """Make one text."""
    if rng.random() < 0.5:
        return " ".join(rng.choices(WORDS, k=rng.randrange(1, MOST)))
    codes = rng.choice((rng.randrange(32, 127), rng.randrange(0xD800), rng.randrange(0x110000)))
    marks = [chr(rng.randrange(1, 0xD800)) for _ in range(rng.randrange(0, MOST))]
    return "".join((chr(codes), *marks))


def check(sample: str, day: date) -> None:
    """Put one text through both entry points, and hold what comes out to its laws."""
    answer = read_deadline(sample, day)
    if isinstance(answer, Deadline):
        assert answer.earliest <= answer.latest, sample
    for promise in find_promises(sample, day):
        assert sample[promise.start : promise.end].strip(), sample
        if isinstance(promise.deadline, Deadline):
            assert promise.deadline.earliest <= promise.deadline.latest, sample


def main() -> None:
    """Run until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    seconds = parser.parse_args().seconds
    seed = random.SystemRandom().randrange(1 << 32)
    rng = random.Random(seed)
    ends, runs = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        sample = text(rng)
        day = date(2000, 1, 1) + timedelta(days=rng.randrange(20_000))
        try:
            check(sample, day)
        except BaseException:
            print(f"seed {seed}, run {runs}, on {day}: {sample!r}")
            raise
        runs += 1
    print(f"{runs} runs through both entry points in {seconds:.0f} s, seed {seed}: nothing found")


if __name__ == "__main__":
    main()
