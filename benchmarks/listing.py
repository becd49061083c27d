"""`verifier list` beside a bare SQLAlchemy Core script that prints the same lines.

    python -m benchmarks.listing [CLAIMS]

Program beside program on the same ledgers, in turns: the shipped claims, judged by the shipped
evidence, and so many made-up ones. What both print must be the same, byte for byte. Prints the
medians of the processor's seconds, which a busy machine changes less than the clock's, and the
ratio; ends in 1 where it is above the limit.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.site import CLAIMS_A_LAB, NIGHT, claim, lab, night
from verifier.store import open_store

ROUNDS = 15
LIMIT = 1.3
ROOT = Path(__file__).parent.parent
ENVIRON = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    """Run a program and give the processor's seconds it took."""
    with subprocess.Popen(command, env=ENVIRON, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return float(used.ru_utime + used.ru_stime)


def said(command: list[str]) -> str:
    return subprocess.run(
        command, env=ENVIRON, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def compare(what: str, url: str) -> float:
    """Print what listing a ledger takes both ways, and give the ratio."""
    ours = [sys.executable, "-m", "verifier", "list", "--db", url]
    bare = [sys.executable, "-m", "benchmarks.listing_bare", url]
    assert said(ours) == said(bare)
    pairs = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    took = statistics.median(pair[0] for pair in pairs)
    floor = statistics.median(pair[1] for pair in pairs)
    print(f"{what:16}verifier list {took * 1000:6.0f} ms   bare {floor * 1000:6.0f} ms", end="")
    print(f"   ratio {took / floor:.2f} (at most {LIMIT:g})")
    return took / floor


def shipped(url: str) -> str:
    """Judge the shipped claims as `make run` does."""
    night = ["resolve", "--offline", "--as-of", "2026-08-22", "--db", url]
    said([sys.executable, "-m", "verifier", *night])
    return url


def invented(url: str, wanted: int) -> str:
    """Judge made-up claims of labs of fifty each."""
    labs = [lab(number) for number in range(wanted // CLAIMS_A_LAB)]
    with open_store(url) as store:
        store.save_claims(labs, [claim(one, n) for one in labs for n in range(CLAIMS_A_LAB)])
        night(store, labs, NIGHT, tonight=False)
    return url


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as place:
        ratios = [
            compare("shipped claims", shipped(f"sqlite:///{place}/shipped.db")),
            compare(f"{wanted} claims", invented(f"sqlite:///{place}/invented.db", wanted)),
        ]
    return 0 if max(ratios) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
