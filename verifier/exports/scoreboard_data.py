"""Track records as data."""

from datetime import datetime
from typing import Any

from verifier.core.canon import plain
from verifier.core.records import Rate, Record, Scores, Tally
from verifier.exports.scoreboard import RULES


def as_data(scores: Scores, as_of: datetime) -> dict[str, Any]:
    """Give everything in JSON's own types."""
    return {
        "as_of": plain(as_of),
        "overall": record_data(scores.overall),
        "labs": [
            {
                "id": each.lab.id,
                "name": each.lab.name,
                "country": each.lab.country,
                **record_data(each.record),
            }
            for each in scores.labs
        ],
        "countries": [
            {"country": each.country, "labs": list(each.labs), **record_data(each.record)}
            for each in scores.countries
        ],
        "rules": list(RULES),
    }


def record_data(record: Record) -> dict[str, Any]:
    """Give one record in JSON's own types; shares are from 0 to 1, days are whole."""
    total, curve = record.all, record.curve
    return {
        "claims": total.claims,
        "fulfilled": total.fulfilled,
        "late": total.late,
        "pending": total.pending,
        "reasons": {reason.value: number for reason, number in total.reasons},
        "rate": _rate_data(record.rate),
        "wide_rate": _rate_data(record.wide_rate),
        "apart": {
            "undated": record.firm.undated,
            "approximate": _tally(record.approximate),
            "ruled": _tally(record.ruled),
            "relayed": _tally(record.relayed),
        },
        "lateness": {
            "median": curve.median,
            "quartiles": list(curve.quartiles),
            "delivered": curve.delivered,
            "censored": curve.censored,
            "steps": plain(curve.steps),
        },
        "slips": plain(record.slips),
        "tz_sensitive": record.tz_sensitive,
    }


def _rate_data(rate: Rate | None) -> dict[str, Any] | None:
    return None if rate is None else {**plain(rate), "of": rate.of}


def _tally(tally: Tally) -> dict[str, int]:
    return {
        "claims": tally.claims,
        "on_time": tally.on_time,
        "undated": tally.undated,
        "late": tally.late,
        "pending": tally.pending,
    }
