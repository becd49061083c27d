"""Stops the clock of a program under test: put this folder on its path, and STANDING_AT in its
environment. Two runs of one night, on whatever machines, then say the same to the byte.
"""

import os
from datetime import datetime

import verifier.cli.clock

if at := os.environ.get("STANDING_AT"):
    vars(verifier.cli.clock)["now"] = lambda: datetime.fromisoformat(at)
