"""Checks by hand: which of them looked for a claim's thing, and what they still missed."""

from collections.abc import Iterable
from datetime import datetime

from verifier.core.claims import Claim
from verifier.core.evidence import Check, Completeness
from verifier.core.names import tokens


def is_for(check: Check, claim: Claim) -> bool:
    """Tell whether a check looked for this claim's thing; one that names nothing, for all."""
    if not check.looked_for or not any(part.is_named for part in claim.parts):
        return True
    promised = [set(tokens(name)) for part in claim.parts for name in (part.name, *part.repos)]
    looked = [set(tokens(name)) for name in check.looked_for]
    return any(want and (want <= have or have <= want) for want in promised for have in looked)


def found_in_part(checks: Iterable[Check], end: datetime) -> tuple[str, ...]:
    """List what checks after the deadline still missed where they found some of the promise."""
    late = [
        check
        for check in checks
        if check.found is Completeness.PARTIAL
        and check.when.not_before is not None
        and check.when.not_before >= end
    ]
    return tuple(dict.fromkeys(item for check in late for item in check.missing))
