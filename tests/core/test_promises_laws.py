from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.effort import effort
from verifier.core.promises import find_promises

DAY = date(2025, 5, 28)
PIECES = st.sampled_from(
    """we will release the weights in two weeks . , ; " ' ? ! if not would said MiniMax soon
    open source code dataset coming June 12 next Friday to be by end of - [ ] * ** # > ( ) \n \n\n
    according to Reuters please may might had promised last month ago you they it 我们将 两周内 开源
    模型 。 ETA : drops follows going planned for is are 's 'll n't available on the Hub""".split(
        " "
    )
)
PROSE = st.lists(PIECES, max_size=60).map(" ".join)


@given(st.one_of(PROSE, st.text(max_size=2000)), st.one_of(st.none(), st.dates()))
def test_any_text_gives_promises_that_stand_in_it(text: str, published: date | None) -> None:
    last = 0
    for promise in find_promises(text, published):
        assert text[promise.start : promise.end] == promise.sentence
        assert promise.start >= last or promise.sentence
        assert 0 <= promise.score <= 1
        assert promise.artefact
        assert (promise.deadline is None) == (published is None or promise.phrase is None)
        last = promise.start


@given(PROSE)
def test_what_surrounds_a_promise_does_not_change_it(text: str) -> None:
    alone = find_promises("We will release the weights in two weeks.", DAY)
    among = find_promises(f"{text}\n\nWe will release the weights in two weeks.\n\n{text}", DAY)
    assert {p.sentence for p in alone} <= {p.sentence for p in among}


@pytest.mark.parametrize(
    "unit",
    [
        "We will release the weights in two weeks. ",
        "will to to to to to to be likely really ",
        "weights next week and the code will ",
        '"a b c d e ',
        "<<[](",
        ".",
        "x",
        "\n ",
        "coming in june or july or ",
        "我们将两周内",
        "if we, they said that ",
    ],
)
def test_finding_promises_takes_work_in_proportion_to_the_text(unit: str) -> None:
    def work(size: int) -> int:
        text = (unit * (size // len(unit) + 1))[:size]
        return effort(lambda: find_promises(text, DAY))

    work(5_000)
    assert work(50_000) <= 12 * work(5_000)
