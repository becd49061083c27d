"""A night of feeds beside the `reader` library and a plain loop of httpx and feedparser.

    python -m benchmarks.feeds [--feeds 500] [--latency 0.05] [--workers 20] [--many 5000]

All contenders read the same generated feeds (100 KB on average, 15 to 40 entries) from one
server, each in its own process: cold, again unchanged, and with a new entry in each tenth feed.
Then memory at ten times as many feeds, and a night on which 5 % answer 500, 5 % 429 and 2 %
drip. Needs `reader` (pip install reader). The exit code is 1 where a target is missed.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Run = dict[str, Any]
NIGHTS = ("cold:/night/0", "warm:-", "tenth changed:/night/1")


@contextmanager
def server(feeds: int, latency: float) -> Iterator[str]:
    """Run the server; gives its port."""
    command = [sys.executable, "-m", "benchmarks.feeds_server", str(feeds), str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        yield run.stdout.readline().strip()
        run.stdin.close()


def contend(name: str, port: str, feeds: int, options: argparse.Namespace, *plan: str) -> Run:
    """Run one contender through a plan of nights."""
    command = [sys.executable, "-m", "benchmarks.feeds_contenders", name, port, str(feeds)]
    settings = [str(options.workers), str(options.timeout)]
    done = subprocess.run([*command, *settings, *plan], stdout=subprocess.PIPE, check=True)
    run: Run = json.loads(done.stdout)
    return run


def show(name: str, run: Run, floor: float) -> None:
    for label, night in run["nights"].items():
        parses = f", {night['parses']} parses" if "parses" in night else ""
        print(
            f"{name:8} {label:14} {night['seconds']:7.2f} s = {night['seconds'] / floor:6.2f} x "
            f"floor, {night['cpu']:6.2f} s CPU, {night['feeds']} feeds, "
            f"{night['entries']} entries{parses}"
        )
    print(f"{name:8} peak {run['peak_mb']:.0f} MB, largest worker {run['child_mb']:.0f} MB")


def speed(port: str, options: argparse.Namespace) -> list[tuple[str, float, float]]:
    """Compare the contenders; give each target with what it must not exceed."""
    floor = options.feeds / options.workers * options.latency
    print(f"{options.feeds} feeds, {options.workers} at once: latency floor {floor:.2f} s")
    runs = {}
    for name in ("ours", "reader", "plain"):
        runs[name] = contend(name, port, options.feeds, options, *NIGHTS)
        show(name, runs[name], floor)
    equal = contend("equality", port, options.feeds, options, "equal:/night/1")["nights"]["equal"]
    print(f"{equal['same']} of {equal['entries']} titles, links and dates as feedparser's own")
    mine, theirs = runs["ours"]["nights"], runs["reader"]["nights"]

    def beside(label: str) -> float:
        return float(mine[label]["seconds"] / theirs[label]["seconds"])

    print(
        f"faster than reader: cold {1 / beside('cold'):.1f} times, a tenth changed "
        f"{1 / beside('tenth changed'):.1f} times, of at most "
        f"{theirs['tenth changed']['seconds'] / floor:.1f} that the latency allows anybody"
    )
    return [
        ("warm, times the latency floor", mine["warm"]["seconds"] / floor, 1.3),
        ("warm, parses", mine["warm"]["parses"], 0),
        (
            "a tenth changed, seconds: a third of reader's, or 1.3 x floor where that is more",
            mine["tenth changed"]["seconds"],
            max(theirs["tenth changed"]["seconds"] / 3, 1.3 * floor),
        ),
        (
            "a tenth changed, seconds above the floor, share of reader's",
            (mine["tenth changed"]["seconds"] - floor)
            / (theirs["tenth changed"]["seconds"] - floor),
            1 / 3,
        ),
        ("cold, share of reader's time", beside("cold"), 1 / 5),
        ("entries that differ from feedparser's", equal["entries"] - equal["same"], 0),
    ]


def memory(port: str, options: argparse.Namespace) -> list[tuple[str, float, float]]:
    """Compare the memory of a cold night at two sizes."""
    few = contend("forgetful", port, options.feeds, options, "cold:/night/0")["peak_mb"]
    many = contend("forgetful", port, options.many, options, "cold:/night/0")["peak_mb"]
    print(f"memory: {few:.0f} MB at {options.feeds} feeds, {many:.0f} MB at {options.many}")
    return [("memory, many feeds to few", many / few, 1.3)]


def faults(port: str, options: argparse.Namespace) -> list[tuple[str, float, float]]:
    """Compare a clean night with one among failing hosts."""
    clean = contend("ours", port, options.feeds, options, "clean:/night/0")["nights"]["clean"]
    bad = contend("ours", port, options.feeds, options, "faults:/faults/1")["nights"]["faults"]
    print(
        f"faults: {bad['seconds']:.2f} s with {bad['feeds']} feeds read, {clean['seconds']:.2f} s "
        f"clean with {clean['feeds']}, time limit {options.timeout:g} s"
    )
    healthy = sum(n % 20 not in (3, 7) and n % 50 != 11 for n in range(options.feeds))
    return [
        ("seconds among faults", bad["seconds"], clean["seconds"] + options.timeout),
        ("healthy feeds not read", healthy - bad["feeds"], 0),
    ]


def main() -> int:
    """Run it all."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--feeds", type=int, default=500)
    arguments.add_argument("--many", type=int, default=5000)
    arguments.add_argument("--latency", type=float, default=0.05)
    arguments.add_argument("--workers", type=int, default=20)
    arguments.add_argument("--timeout", type=float, default=30)
    options = arguments.parse_args()
    with server(options.feeds, options.latency) as port:
        targets = [*speed(port, options), *memory(port, options), *faults(port, options)]
    for name, value, limit in targets:
        print(
            f"{'ok    ' if value <= limit else 'MISSED'} {name}: {value:.3g} (at most {limit:.3g})"
        )
    return 0 if all(value <= limit for _, value, limit in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
