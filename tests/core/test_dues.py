"""What of a reading is kept, and when a place is read for the record."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.core.test_sweeps import MODELS, SOURCE, read, remember, seen
from tests.fakes.world import LAB, at, claim
from verifier.core.dues import due_after, ends_by_place
from verifier.core.evidence import Observation
from verifier.core.exchanges import Exchange, pack
from verifier.core.sweeps import Failed, Memory, Read, Settled, settle

DAY = timedelta(days=1)
PROMISE = claim(name="MiniMax-M3")
END = at("2025-06-12T12:00")
WIRE = (Exchange("https://a.test/", END, END, 200, (), (), pack(b"{}")),)


def night(when: datetime, *shown: Observation, **changes: object) -> Read:
    return read(when, *shown, exchanges=WIRE, **changes)


def old(when: datetime) -> tuple[Observation, ...]:
    return tuple(seen(name, when) for name in MODELS)


def settled_nights(*readings: Read | Failed) -> list[Settled]:
    """Settle one reading after the other as a store would, for one claim's deadline."""
    memory, done = Memory(), []
    for reading in readings:
        memory = due_after(memory, (END,))
        done.append(settle(SOURCE, reading, memory))
        kept = memory.kept_began
        if done[-1].exchanges and done[-1].sweep.controlled:
            kept = reading.began
        memory = replace(remember(memory, done[-1]), kept_began=kept)
    return done


def kept(*readings: Read | Failed) -> list[bool]:
    return [bool(settled.exchanges) for settled in settled_nights(*readings)]


def test_the_ends_of_fixed_deadlines_are_gathered_by_the_places_that_are_asked_about() -> None:
    vague = claim("soon", name="MiniMax-M3")
    assert ends_by_place([PROMISE, vague, PROMISE], {LAB.id: LAB}) == {"hub:MiniMaxAI": (END,)}


def test_a_first_sight_and_a_change_are_kept_and_what_repeats_is_not() -> None:
    first, second = at("2025-06-01"), at("2025-06-02")
    again = [night(second + number * DAY, *old(second + number * DAY)) for number in range(2)]
    new = night(at("2025-06-04"), *old(at("2025-06-04")), seen("new", at("2025-06-04")))
    gone = night(at("2025-06-05"), *old(at("2025-06-05")))
    assert kept(night(first, *old(first)), *again, new, gone) == [True, False, False, True, True]


def test_the_first_controlled_reading_after_a_deadline_is_kept_and_no_later_one() -> None:
    days = [at("2025-06-11"), at("2025-06-12"), END, END + DAY, END + 2 * DAY]
    nights = [night(day, *old(day)) for day in days]
    assert kept(*nights) == [True, False, True, False, False]


def test_a_reading_that_is_not_controlled_does_not_stand_for_one_that_is() -> None:
    days = [at("2025-06-11"), END, END + DAY, END + 2 * DAY]
    first, torn, failed, good = (night(day, *old(day)) for day in days)
    torn = replace(torn, whole=False, fault="bad_record")
    down = Failed(failed.began, failed.ended, "http_503", "down")
    assert kept(first, torn, down, good) == [True, False, False, True]


def test_a_place_is_read_in_full_from_the_first_deadline_of_which_nothing_is_kept() -> None:
    ends = (END, END + DAY, END + 9 * DAY)
    assert due_after(Memory(), ends).full_from == END
    assert due_after(Memory(kept_began=END), ends).full_from == END + DAY
    assert due_after(Memory(kept_began=END + 9 * DAY), ends).full_from is None
    assert due_after(Memory(), ()).full_from is None
