"""Track records: what a lab's, a country's or everybody's promises came to, with their counts."""

from verifier.core.records.chains import Slips, chain_of, chains, slips_of
from verifier.core.records.judged import Judged, Pool, pool_of
from verifier.core.records.rates import Rate, Tally, rate_of, tally_of
from verifier.core.records.survival import Curve, Lateness, Step, curve_of, lateness_of
from verifier.core.records.tempo import (
    Openness,
    Quarter,
    QuarterTempo,
    Tempo,
    Weights,
    tempo_of,
    weights_of,
)
from verifier.core.records.tracks import (
    CountryRecord,
    LabRecord,
    Record,
    Scores,
    record_of,
    scores_of,
)

__all__ = [
    "CountryRecord",
    "Curve",
    "Judged",
    "LabRecord",
    "Lateness",
    "Openness",
    "Pool",
    "Quarter",
    "QuarterTempo",
    "Rate",
    "Record",
    "Scores",
    "Slips",
    "Step",
    "Tally",
    "Tempo",
    "Weights",
    "chain_of",
    "chains",
    "curve_of",
    "lateness_of",
    "pool_of",
    "rate_of",
    "record_of",
    "scores_of",
    "slips_of",
    "tally_of",
    "tempo_of",
    "weights_of",
]
