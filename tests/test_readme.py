"""The README says what is true today."""

import re
from pathlib import Path
from typing import get_type_hints

from verifier.core.claims import Reason, status_of
from verifier.exports import FORMATS
from verifier.exports.headline import RULES
from verifier.exports.rows import Row
from verifier.loader import read_text
from verifier.loader.catalogue import load

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
ROOT = Path(__file__).parent.parent


def test_every_column_of_the_csv_is_described_in_its_order() -> None:
    described = re.findall(r"^\| `(\w+)` \| (.+?) \|$", README, re.MULTILINE)
    hints = get_type_hints(Row, include_extras=True)
    assert described == [(name, hint.__metadata__[0]) for name, hint in hints.items()]


def test_every_format_is_listed_with_its_file_and_what_it_holds() -> None:
    listed = re.findall(r"^\| `--format ([\w-]+)` \| `(.+?)` \| (.+?) \|$", README, re.MULTILINE)
    assert listed == [(name, form.file, form.about) for name, form in FORMATS.items()]


def test_every_reason_is_described_with_its_status() -> None:
    described = re.findall(r"^\| (\w+) \| `(\w+)` \|", README, re.MULTILINE)
    assert sorted(reason for _, reason in described) == sorted(Reason)


def test_every_reason_is_described_as_the_site_describes_it() -> None:
    described = re.findall(r"^\| (\w+) \| `(\w+)` \| (.+?) \|$", README, re.MULTILINE)
    assert described == [(status_of(reason), reason, when) for reason, when in RULES.items()]


def test_the_claim_shown_is_a_valid_one() -> None:
    shown = re.search(r"```yaml\n(id: .*?)```", README, re.DOTALL)
    assert shown is not None
    labs = load([ROOT / "claims"]).labs
    (claim,) = read_text("minimax-2025-05-28-open-weights.yaml", shown[1], labs)
    assert claim.due is not None
