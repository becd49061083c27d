"""How long `verifier --help` takes beside an idle interpreter: medians of alternating runs."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 31
LIMIT = 8.0


def seconds(command: list[str], environ: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> int:
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    verifier = [str(Path(sys.executable).with_name("verifier")), "--help"]
    nothing = [sys.executable, "-c", "pass"]
    for command in (verifier, nothing):
        seconds(command, environ)  # writes the bytecode, warms the disk cache
    pairs = [(seconds(verifier, environ), seconds(nothing, environ)) for _ in range(ROUNDS)]
    ours = statistics.median(pair[0] for pair in pairs)
    floor = statistics.median(pair[1] for pair in pairs)
    ratio = ours / floor
    print(f"verifier --help  {ours * 1000:6.1f} ms (median of {ROUNDS})")
    print(f"python -c pass   {floor * 1000:6.1f} ms (median of {ROUNDS})")
    print(f"ratio            {ratio:6.2f}    (at most {LIMIT:g})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
