"""What a delivery opened up: the licence, the weights, who may take them, and what came along."""

from collections.abc import Iterator
from dataclasses import dataclass

from verifier.core.evidence import Completeness, Repository
from verifier.core.openness import Card, assess
from verifier.exports.case import Case

GATES = {
    "none": "open to anyone",
    "auto": "behind a form that lets anyone in",
    "manual": "behind an approval by hand",
}
"""Gating -> what it means for who wants to download."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Something that ought to come with the weights; None: not known whether it did."""

    name: str
    there: bool | None


def companions(case: Case) -> tuple[Companion, ...]:
    """Tell what came with the weights; empty where nothing is known of it.

    Of the first complete repository the verdict rests on.
    """
    card = next((card for card in _cards(case) if card.weights is Completeness.COMPLETE), None)
    if card is None or card.model_card is None or case.verdict.delivery is None:
        return ()
    return (
        Companion("tokenizer", card.tokenizer),
        Companion("configuration", card.configuration),
        Companion("code to run it", card.code),
        Companion("model card", card.model_card),
        Companion("licence file", card.licence_file),
    )


def _cards(case: Case) -> Iterator[Card]:
    rested = (case.facts.get(mark) for mark in case.verdict.evidence)
    return (assess(fact) for fact in rested if isinstance(fact, Repository))
