"""Labs, and the ways from words to drafts that the tests of both ways share."""

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from verifier.core.claims import Claim, Lab
from verifier.loader import load, read_text
from verifier.loader.drafts import Draft
from verifier.loader.extracting import Extracted, Setting, extract
from verifier.loader.naming import Names
from verifier.loader.one_line import Given, draft_line
from verifier.loader.prose import read_prose
from verifier.loader.rendering import render

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "core" / "data" / "articles"
DAY = date(2025, 5, 28)
SHIPPED = load([ROOT / "claims" / "labs.yaml"]).labs
NAMES = Names(SHIPPED)
ACME = Lab(
    "acme", "Acme", "PT", "Europe/Lisbon", aliases=("Acme Labs", "极致"), hub_orgs=("acme-ai",)
)
FEW = Names(
    (
        ACME,
        Lab("birch", "Birch", "PT", "Europe/Lisbon", aliases=("Shared", "Oak")),
        Lab("cedar", "Cedar", "PT", "Europe/Lisbon", aliases=("Shared",)),
    )
)


def line(text: str, **given: object) -> Draft:
    return draft_line(f"{text}, announced 2025-05-28", Given(**given), FEW)  # type: ignore[arg-type]


def read(draft: Draft, labs: tuple[Lab, ...] = SHIPPED) -> Claim:
    (claim,) = read_text(f"{draft.id}.yaml", render(draft), labs)
    return claim


def prose(text: str, lab: Lab | None = None, source: str = "") -> Extracted:
    return extract(read_prose(text.encode()), Setting(DAY, source, lab), FEW)


LINES = st.lists(
    st.sampled_from(
        "Acme Birch open weights code M3 Acme-M3 27B in 2 weeks soon next week by June will release"
        " \"quoted\" # : - 'x' 两周内 开源 \u202e \x85 {a} & *b within the coming days paper".split(
            " "
        )
    ),
    max_size=12,
).map(" ".join)
