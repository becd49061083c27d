"""The track record of a lab, of a country, and of all."""

from collections.abc import Iterable
from dataclasses import dataclass

from verifier.core.claims import Lab
from verifier.core.records.chains import Slips, chains, slips_of
from verifier.core.records.judged import Judged, Pool, pool_of
from verifier.core.records.rates import Rate, Tally, rate_of, tally_of
from verifier.core.records.survival import Curve, curve_of, lateness_of


@dataclass(frozen=True, slots=True)
class Record:
    """What a group of claims came to. Every claim is in exactly one of the four pools."""

    firm: Tally
    approximate: Tally
    ruled: Tally
    relayed: Tally
    """Reports of third parties, unconfirmed."""
    all: Tally
    """The four together."""
    rate: Rate | None
    """How often the firm ones were on time: the rate to print. None where none is decided."""
    wide_rate: Rate | None
    """The same with the approximate and the ruled ones; never with unconfirmed relays."""
    curve: Curve
    """How late the firm ones are."""
    slips: Slips
    """How deadlines moved, of all but the unconfirmed relays."""
    tz_sensitive: int
    """How many of those in the rate the lab's own calendar would judge otherwise."""


@dataclass(frozen=True, slots=True)
class LabRecord:
    """A lab with its record."""

    lab: Lab
    record: Record


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """A country (ISO 3166-1 alpha-2, of the labs' head offices) with its labs' record."""

    country: str
    labs: tuple[str, ...]
    """Ids, sorted."""
    record: Record


@dataclass(frozen=True, slots=True)
class Scores:
    """The record of all, then lab by lab and country by country, those that promised anything."""

    overall: Record
    labs: tuple[LabRecord, ...]
    """By the lab's name."""
    countries: tuple[CountryRecord, ...]
    """By the code."""


def record_of(judged: Iterable[Judged]) -> Record:
    """Sum up what a group of claims came to."""
    pools: dict[Pool, list[Judged]] = {pool: [] for pool in Pool}
    for one in judged:
        pools[pool_of(one)].append(one)
    tallies = {pool: _tally(found) for pool, found in pools.items()}
    firm = pools[Pool.FIRM]
    lateness = {one.claim.id: lateness_of(one) for one in firm}
    standing = [one.claim for pool in Pool if pool is not Pool.RELAYED for one in pools[pool]]
    rated = (tallies[Pool.FIRM], tallies[Pool.APPROXIMATE], tallies[Pool.RULED])
    return Record(
        firm=tallies[Pool.FIRM],
        approximate=tallies[Pool.APPROXIMATE],
        ruled=tallies[Pool.RULED],
        relayed=tallies[Pool.RELAYED],
        all=_tally([one for found in pools.values() for one in found]),
        rate=tallies[Pool.FIRM].rate,
        wide_rate=rate_of(sum(t.on_time for t in rated), sum(t.late for t in rated)),
        curve=curve_of(late for late in lateness.values() if late is not None),
        slips=slips_of(*chains(standing)),
        tz_sensitive=sum(one.verdict.tz_sensitive for one in firm if lateness[one.claim.id]),
    )


def _tally(judged: Iterable[Judged]) -> Tally:
    return tally_of(one.verdict.reason for one in judged)


def scores_of(judged: Iterable[Judged]) -> Scores:
    """Sum up all claims, and those of each lab and of each country."""
    found = list(judged)
    labs = {one.lab.id: one.lab for one in found}
    by_lab: dict[str, list[Judged]] = {}
    by_country: dict[str, list[Judged]] = {}
    for one in found:
        by_lab.setdefault(one.lab.id, []).append(one)
        by_country.setdefault(one.lab.country, []).append(one)
    named = sorted(labs.values(), key=lambda lab: (lab.name.casefold(), lab.id))
    return Scores(
        overall=record_of(found),
        labs=tuple(LabRecord(lab, record_of(by_lab[lab.id])) for lab in named),
        countries=tuple(
            CountryRecord(country, tuple(sorted({one.lab.id for one in of})), record_of(of))
            for country, of in sorted(by_country.items())
        ),
    )
