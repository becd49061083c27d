import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.names import Likeness, core_of, liken, mentions, tokens


@pytest.mark.parametrize(
    ("promised", "found", "likeness"),
    [
        ("MiniMax-M3", "MiniMax-M3", Likeness.SAME),
        ("MiniMax M3", "minimax_m3", Likeness.SAME),
        ("MiniMax-M3", "MiniMax-M3-Instruct-fp8", Likeness.SAME),
        ("Gemma 3n", "gemma-3n-E4B-it", Likeness.SAME),
        ("HunyuanImage 3.0", "HunyuanImage-3", Likeness.SAME),
        ("FLUX.1 Kontext dev", "FLUX.1-Kontext-dev", Likeness.SAME),
        ("Phi-3-mini", "Phi-3-mini-4k-instruct", Likeness.SAME),
        ("ERNIE 4.5", "ERNIE-4.5-300B-A47B-PT", Likeness.SAME),
        ("Qwen3-Thinking", "Qwen3-235B-A22B-Thinking-2507", Likeness.SAME),
        ("AFM-4.5B", "AFM-4.5B-Base", Likeness.SAME),
        ("MiniMax-M3", "MiniMax-M3-pro", Likeness.OTHER),
        ("MiniMax-M3", "MiniMax-M30", Likeness.OTHER),
        ("MiniMax-M3", "MiniMax-M3.5", Likeness.OTHER),
        ("Grok-3", "grok-2", Likeness.OTHER),
        ("Muse Spark 1.2", "Muse-Glimmer-30B", Likeness.OTHER),
        ("OpenPangu-2.0-Pro", "openPangu-2.0-Flash", Likeness.OTHER),
        ("DeepSeek-R1", "DeepSeek-R1-Distill-Qwen-7B", Likeness.OTHER),
        ("Qwen3.8-27B", "Qwen3.8-2.4T-A95B", Likeness.SIZE),
        ("Phi-4", "Phi-4-mini-instruct", Likeness.SIZE),
        ("MiniMax-M3", "MiniMax-M3-GGUF", Likeness.QUANTISED),
        ("MiniMax-M3", "MiniMax-M3-4bit", Likeness.QUANTISED),
        ("MiniMax-M3", "MiniMax-M3-LoRA", Likeness.ADAPTER),
        ("Trinity-Large", "Trinity-Large-Preview", Likeness.PREVIEW),
        ("Qwen3.8-Max", "Qwen3.8-2.4T-A95B", Likeness.NEAR),
        ("KAT-Coder-Air V2.5", "KAT-Coder-V2.5-Dev", Likeness.NEAR),
    ],
)
def test_names_are_compared_as_people_mean_them(
    promised: str, found: str, likeness: Likeness
) -> None:
    assert liken(promised, found) is likeness


def test_the_labs_own_names_carry_no_meaning() -> None:
    assert liken("M3", "MiniMax-M3") is Likeness.OTHER
    assert liken("M3", "MiniMax-M3", aliases=("MiniMax",)) is Likeness.SAME
    assert liken("MiniMax-M3", "M3", aliases=("MiniMax",)) is Likeness.SAME


def test_a_series_letter_is_part_of_the_version() -> None:
    assert liken("MiniMax-M3", "MiniMax-H3", aliases=("MiniMax",)) is Likeness.OTHER
    assert liken("MiniMax-M3", "MiniMax-3", aliases=("MiniMax",)) is Likeness.OTHER


def test_a_promised_size_must_be_in_the_name() -> None:
    assert liken("Stable Diffusion 3", "stable-diffusion-3-8b", size="8B") is Likeness.SAME
    assert liken("Stable Diffusion 3", "stable-diffusion-3-medium", size="8B") is Likeness.SIZE


def test_a_name_is_split_into_words_versions_and_sizes() -> None:
    assert tokens("Qwen3.8-2.4T-A95B") == ("qwen", "3.8", "2.4t", "a95b")
    assert core_of("MiniMax-M1-80k") == ("minimax", "m", "1")
    assert core_of("chat") == ("chat",)


def test_a_title_mentions_a_model_and_not_its_variants() -> None:
    assert mentions("MiniMax-M1 is out", "MiniMax-M1-80k")
    assert mentions("We compare MiniMax M1 Pro with MiniMax M1", "MiniMax-M1")
    assert not mentions("MiniMax M3 Pro is out", "MiniMax-M3")
    assert not mentions("Something else", "MiniMax-M3")


@given(st.text(max_size=60))
def test_every_name_with_a_letter_is_like_itself(name: str) -> None:
    likeness = liken(name, name)
    assert likeness is Likeness.SAME


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert liken(one, other) in Likeness
