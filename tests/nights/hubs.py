"""The model's organisations as sources, and its promises as claims."""

from collections.abc import Iterator
from datetime import date, datetime

from tests.fakes.world import claim
from tests.fakes.world import repo as observed
from tests.nights.model import Look, Wish, World
from verifier.core.claims import Claim, Lab
from verifier.core.deadlines import Deadline, Precision
from verifier.core.evidence import Repository
from verifier.core.sweeps import Failed, Memory, Read, Reading


class Killed(BaseException):
    """The process was killed here."""


class Organisation:
    """A source that reads one organisation of the model's world, or cannot."""

    def __init__(self, name: str, world: World, when: datetime, fault: str = "") -> None:
        self.id = f"hub:{name}"
        self.look = world.look(name, when)
        self.name, self.fault = name, fault

    def read(self, memory: Memory) -> Reading:
        """List what is public, as the Hub does."""
        del memory
        look = self.look
        if self.fault == "killed":
            raise Killed
        if self.fault:
            return Failed(look.began, look.ended, self.fault, "so says the test")
        return Read(look.began, look.ended, tuple(_facts(self.name, look)))


def _facts(organisation: str, look: Look) -> Iterator[Repository]:
    for shown in look.shown:
        yield observed(
            f"{organisation}/{shown.name}",
            look.ended.isoformat(),
            created=shown.created.isoformat(),
            recorded_at=look.ended,
            source=f"hub:{organisation}",
            hub_id=shown.identity,
        )


def lab_of(name: str, organisations: tuple[str, ...]) -> Lab:
    """Make a lab that has nothing but these organisations on the Hub."""
    return Lab(name, name.title(), "CN", "Asia/Shanghai", hub_orgs=organisations)


def claim_of(lab: str, wish: Wish) -> Claim:
    """File a promise, as the version its due day makes it."""
    announced = date(2025, 5, 28)
    return claim(
        name=wish.name,
        id=f"{lab}-{wish.name.casefold()}",
        lab=lab,
        announced=announced,
        deadline=Deadline(wish.due, wish.due, Precision.DAY, "stated", "by then"),
        version=f"due {wish.due}",
    )
