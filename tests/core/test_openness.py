from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.evidence import Completeness, File, Gating, Repository
from verifier.core.openness import Card, LicenceClass, assess

COMPLETE, PARTIAL = Completeness.COMPLETE, Completeness.PARTIAL
NONE, UNKNOWN = Completeness.NONE, Completeness.UNKNOWN
SEEN = datetime(2026, 7, 1, tzinfo=UTC)


def repository(*paths: str, id: str = "lab/model", library: str = "") -> Repository:  # noqa: A002
    return Repository(
        id=id,
        seen_at=SEEN,
        recorded_at=SEEN,
        source="hub:lab",
        url=f"https://huggingface.co/{id}",
        files=tuple(map(File, paths)),
        library=library,
    )


def shards(
    total: int, *, first: int = 1, stem: str = "model", kind: str = "safetensors"
) -> list[str]:
    return [f"{stem}-{n:05}-of-{total:05}.{kind}" for n in range(first, first + total)]


def weights(*paths: str) -> Completeness:
    return assess(repository("README.md", "config.json", ".gitattributes", *paths)).weights


@pytest.mark.parametrize(
    "paths",
    [
        ["model.safetensors"],
        ["pytorch_model.bin"],
        ["model-q4_k_m.gguf"],
        ["checkpoint.pt"],
        ["original/consolidated.00.pth"],
        ["v1.ckpt"],
        ["onnx/model.onnx"],
        ["flax_model.msgpack"],
        ["nano.nemo"],
        ["model_state.pdparams"],
        [*shards(3), "model.safetensors.index.json"],
        shards(3),
        shards(3, first=0),
        [*shards(3), "model-00000-of-00003.safetensors"],
        shards(2, stem="pytorch_model", kind="bin"),
        shards(2, stem="big-q8", kind="gguf"),
        [f"model-{n}-of-61.safetensors" for n in range(1, 62)],
        [f"model-{n:05}-of-000163.safetensors" for n in range(1, 164)],
        [f"original/model--{n:05}-of-00007.safetensors" for n in range(1, 8)],
        [f"ckpt-0/tensor{n:05}_000" for n in range(770)],
        ["t2v/transformers/mp_rank_00_model_states.pt", "t2v/vae/pytorch_model.pt"],
        ["transformer/model.safetensors", "training_args.bin", "optimizer.pt"],
    ],
)
def test_every_recognised_layout_is_complete(paths: list[str]) -> None:
    assert weights(*paths) is COMPLETE


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["LICENSE", "figures/benchmark.jpg"],
        ["model.safetensors.index.json"],
        ["tokenizer.json", "tokenizer.bin", "vocab.bin"],
        ["training_args.bin", "optimizer.pt", "scheduler.pt", "rng_state_0.pth", "scaler.pt"],
        ["global_step10/zero_pp_rank_0_mp_rank_00_optim_states.pt"],
        ["imatrix.gguf"],
    ],
)
def test_papers_and_leftovers_of_training_are_no_weights(paths: list[str]) -> None:
    card = assess(repository("README.md", *paths))
    assert (card.weights, card.missing) == (NONE, ("weights",))


def test_an_empty_repository_holds_nothing() -> None:
    assert assess(repository()).weights is NONE


def test_a_missing_shard_is_told() -> None:
    card = assess(repository(*shards(4)[:3], "model.safetensors.index.json"))
    assert (card.weights, card.missing) == (PARTIAL, ("1 of 4 files of model.safetensors",))


def test_a_shard_of_no_bytes_is_missing() -> None:
    files = (*(File(path, 9) for path in shards(2)[:1]), File(shards(2)[1], 0))
    assert assess(replace(repository(), files=files)).weights is PARTIAL


def test_a_file_of_no_bytes_is_no_weight() -> None:
    assert assess(replace(repository(), files=(File("model.safetensors", 0),))).weights is NONE


def test_a_hole_among_single_tensors_is_seen() -> None:
    paths = [f"ckpt-0/tensor{n:05}_000" for n in range(770)]
    del paths[300]
    assert weights(*paths) is PARTIAL


def test_a_set_of_a_billion_shards_costs_nothing() -> None:
    assert weights("model-1-of-999999999.safetensors") is PARTIAL
    assert weights("ckpt/tensor999999999_000") is PARTIAL


def test_an_adapter_is_not_the_model() -> None:
    card = assess(repository("adapter_config.json", "adapter_model.safetensors"))
    assert card.weights is PARTIAL
    assert "adapter" in card.missing[0]
    assert weights("pytorch_lora_weights.safetensors") is PARTIAL
    assert weights(*shards(2), "vision-lora/adapter_model.safetensors") is COMPLETE


def test_another_whole_copy_stands_in_for_a_broken_one() -> None:
    broken = shards(4, stem="pytorch_model", kind="bin")[:2]
    assert weights(*broken, "model.safetensors") is COMPLETE
    assert weights(*broken, *shards(3)) is COMPLETE
    assert weights("pytorch_model.bin.index.json", *shards(3)) is COMPLETE
    assert weights(*shards(2, kind="gguf")[:1], "model-q4.gguf") is COMPLETE


def test_a_part_that_only_serves_the_model_does_not_stand_in_for_it() -> None:
    broken = shards(40)[:9]
    assert weights(*broken, "vae/model.safetensors") is PARTIAL
    assert weights(*broken, "mmproj-f16.gguf") is PARTIAL
    assert weights(*broken, "extra.safetensors") is PARTIAL
    assert weights("model.safetensors.index.json", "heads.pt") is PARTIAL


def test_a_pipeline_is_complete_when_each_part_is() -> None:
    parts = ["model_index.json", "scheduler/scheduler_config.json", "tokenizer/vocab.json"]
    parts += ["vae/config.json", "vae/diffusion_pytorch_model.safetensors"]
    card = assess(repository(*parts))
    assert (card.weights, card.missing) == (PARTIAL, ("weights of the model itself",))
    parts.append("transformer/config.json")
    assert assess(repository(*parts)).missing == ("weights of transformer",)
    last, *others = [f"transformer/{path}" for path in shards(3, stem="diffusion_pytorch_model")]
    assert weights(*parts, *others) is PARTIAL
    assert weights(*parts, *others, last) is COMPLETE


def test_a_pipeline_without_configured_parts_is_read_as_plain_weights() -> None:
    assert weights("model_index.json", "sd.safetensors") is COMPLETE


def test_what_may_be_weights_is_unknown_rather_than_nothing() -> None:
    assert weights("weights.tar.gz") is UNKNOWN
    large = (File("model.xyz", 10**9), File("demo.mp4", 10**9))
    assert assess(replace(repository(), files=large)).weights is UNKNOWN
    assert assess(replace(repository(), files=large[1:])).weights is NONE


def test_a_data_set_is_there_when_it_holds_more_than_papers() -> None:
    empty = repository("README.md", ".gitattributes", "LICENSE", id="datasets/lab/set")
    assert (assess(empty).weights, assess(empty).missing) == (NONE, ("data files",))
    full = repository("README.md", "data/train-00000-of-00001.parquet", id="datasets/lab/set")
    assert assess(full).weights is COMPLETE


def test_a_code_repository_is_there_when_it_holds_source() -> None:
    empty = repository("README.md", "LICENSE", id="github.com/lab/code")
    assert (assess(empty).weights, assess(empty).missing) == (NONE, ("source files",))
    assert assess(empty).code is False
    full = repository("README.md", "src/main.py", id="github.com/lab/code")
    assert (assess(full).weights, assess(full).code) == (COMPLETE, True)


def test_a_record_without_files_speaks_for_itself() -> None:
    bare = replace(repository(library="transformers"), files=None, declared=COMPLETE)
    card = assess(bare)
    assert (card.weights, card.missing, card.code) == (COMPLETE, (), True)
    assert (card.tokenizer, card.configuration, card.model_card, card.licence_file) == (None,) * 4
    assert assess(replace(bare, library="", declared=PARTIAL)).weights is PARTIAL
    assert assess(replace(bare, library="")).code is None


def test_the_card_lists_what_is_needed_to_run_a_model() -> None:
    bare = assess(repository("model.safetensors"))
    flags = (bare.tokenizer, bare.configuration, bare.code, bare.model_card, bare.licence_file)
    assert flags == (False,) * 5
    paths = ["config.json", "tokenizer.model", "modeling_x.py", "README.md", "MODEL_LICENSE"]
    full = assess(repository("model.safetensors", *paths))
    flags = (full.tokenizer, full.configuration, full.code, full.model_card, full.licence_file)
    assert flags == (True,) * 5
    assert assess(repository("zero_to_fp32.py", "docs/README.md")) == replace(
        bare, weights=NONE, missing=("weights",)
    )


def test_gguf_carries_tokenizer_and_configuration_itself() -> None:
    card = assess(repository("model.gguf", library="gguf"))
    assert (card.tokenizer, card.configuration, card.code) == (True, True, True)


def test_the_card_carries_licence_and_gate() -> None:
    source = replace(
        repository("model.safetensors"),
        licence="other",
        licence_name="modified-mit",
        licence_link="LICENSE",
        gated=Gating.MANUAL,
    )
    card = assess(source)
    assert (card.gated, card.licence.cls) == (Gating.MANUAL, LicenceClass.SOURCE_AVAILABLE)


NAMES = st.sampled_from(
    [
        *shards(3),
        *shards(2, stem="pytorch_model", kind="bin"),
        "model.safetensors",
        "vae/model.safetensors",
        "model_index.json",
        "transformer/config.json",
        "vae/config.json",
        "adapter_model.safetensors",
        "model.safetensors.index.json",
        "ckpt/tensor00001",
        "README.md",
        "weights.zip",
    ]
)
SIZES = st.none() | st.integers(min_value=0, max_value=10**12)
ANY_FILES = st.lists(st.builds(File, NAMES | st.text(max_size=60), SIZES), max_size=12)


@given(
    ANY_FILES, st.sampled_from(["lab/model", "datasets/lab/set", "github.com/lab/code", "", "/"])
)
def test_no_file_list_makes_the_assessment_fail(files: list[File], artefact: str) -> None:
    card = assess(replace(repository(id=artefact), files=tuple(files)))
    assert isinstance(card, Card)
    assert bool(card.missing) == (card.weights is not COMPLETE)


@given(ANY_FILES)
def test_the_order_of_files_does_not_matter(files: list[File]) -> None:
    turned = tuple(reversed(files))
    assert assess(replace(repository(), files=tuple(files))) == assess(
        replace(repository(), files=turned)
    )


RANK = {NONE: 0, UNKNOWN: 0, PARTIAL: 1, COMPLETE: 2}


@given(st.integers(1, 60), st.integers(0, 1), st.data())
def test_a_shard_more_never_makes_a_set_less_complete(
    total: int, first: int, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(shards(total, first=first)))
    ranks = [RANK[weights(*order[:count])] for count in range(total + 1)]
    assert ranks == sorted(ranks)
    assert ranks[-1] == 2
    assert total < 2 or ranks[total - 1] == 1


@given(st.integers(1, 5), ANY_FILES)
def test_nothing_added_to_a_whole_shard_set_makes_it_less(total: int, more: list[File]) -> None:
    files = tuple(map(File, shards(total)))
    extra = tuple(file for file in more if file.path not in {"model_index.json", *shards(total)})
    assert assess(replace(repository(), files=files + extra)).weights is COMPLETE
