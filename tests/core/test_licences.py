import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.licences import FILLERS, KNOWN, OSI_APPROVED, SPELLINGS, LicenceClass
from verifier.core.openness import licence_of

PERMISSIVE, COPYLEFT = LicenceClass.PERMISSIVE, LicenceClass.COPYLEFT
SOURCE, NC = LicenceClass.SOURCE_AVAILABLE, LicenceClass.NON_COMMERCIAL


@pytest.mark.parametrize(
    ("tag", "spdx", "cls", "osi"),
    [
        ("apache-2.0", "Apache-2.0", PERMISSIVE, True),
        ("mit", "MIT", PERMISSIVE, True),
        ("bsd-3-clause", "BSD-3-Clause", PERMISSIVE, True),
        ("gpl-3.0", "GPL-3.0-only", COPYLEFT, True),
        ("agpl-3.0", "AGPL-3.0-only", COPYLEFT, True),
        ("lgpl-3.0", "LGPL-3.0-only", COPYLEFT, True),
        ("mpl-2.0", "MPL-2.0", COPYLEFT, True),
        ("cc-by-4.0", "CC-BY-4.0", PERMISSIVE, False),
        ("cc-by-sa-4.0", "CC-BY-SA-4.0", COPYLEFT, False),
        ("cc-by-nd-4.0", "CC-BY-ND-4.0", SOURCE, False),
        ("cc-by-nc-4.0", "CC-BY-NC-4.0", NC, False),
        ("cc-by-nc-sa-4.0", "CC-BY-NC-SA-4.0", NC, False),
        ("cc0-1.0", "CC0-1.0", PERMISSIVE, False),
        ("cdla-permissive-2.0", "CDLA-Permissive-2.0", PERMISSIVE, False),
        ("odc-by", "ODC-By-1.0", PERMISSIVE, False),
        ("wtfpl", "WTFPL", PERMISSIVE, False),
        ("bsl-1.0", "BSL-1.0", PERMISSIVE, True),
        ("bsl-1.1", "BUSL-1.1", SOURCE, False),
        ("Apache 2.0", "Apache-2.0", PERMISSIVE, True),
        ("MIT OR GPL-3.0-only", "MIT OR GPL-3.0-only", PERMISSIVE, True),
        ("MIT AND CC-BY-NC-4.0", "MIT AND CC-BY-NC-4.0", NC, False),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            "GPL-2.0-only WITH Classpath-exception-2.0",
            COPYLEFT,
            True,
        ),
        ("openmdw-1.1", "", PERMISSIVE, False),
    ],
)
def test_a_tag_that_spdx_knows_is_classed_by_it(
    tag: str, spdx: str, cls: LicenceClass, osi: bool
) -> None:
    licence = licence_of(tag)
    assert (licence.spdx, licence.cls, licence.osi) == (spdx, cls, osi)


@pytest.mark.parametrize(
    ("tag", "name", "cls"),
    [
        ("llama2", "", SOURCE),
        ("llama3", "", SOURCE),
        ("llama3.1", "", SOURCE),
        ("llama3.2", "", SOURCE),
        ("llama3.3", "", SOURCE),
        ("llama4", "", SOURCE),
        ("other", "llama4-community-license-agreement", SOURCE),
        ("gemma", "", SOURCE),
        ("other", "gemma-terms-of-use", SOURCE),
        ("other", "qwen", SOURCE),
        ("other", "tongyi-qianwen", SOURCE),
        ("other", "qwen-research", NC),
        ("other", "tongyi-qianwen-research", NC),
        ("other", "deepseek", SOURCE),
        ("other", "deepseek-license-agreement", SOURCE),
        ("other", "minimax-community", SOURCE),
        ("other", "minimax-model-license", SOURCE),
        ("other", "modified-mit", SOURCE),
        ("grok2-community", "", SOURCE),
        ("other", "mrl", NC),
        ("other", "mistral-ai-research-licence", NC),
        ("other", "mnpl", NC),
        ("other", "flux-1-dev-non-commercial-license", NC),
        ("other", "FLUX.1 [dev] Non-Commercial License", NC),
        ("other", "stabilityai-ai-community", SOURCE),
        ("other", "stabilityai-nc-research-community", NC),
        ("openrail", "", SOURCE),
        ("openrail++", "", SOURCE),
        ("creativeml-openrail-m", "", SOURCE),
        ("bigscience-openrail-m", "", SOURCE),
        ("bigscience-bloom-rail-1.0", "", SOURCE),
        ("bigcode-openrail-m", "", SOURCE),
        ("other", "nvidia-open-model-license", SOURCE),
        ("other", "falcon-llm-license", SOURCE),
        ("other", "tencent-hunyuan-community", SOURCE),
        ("other", "apple-amlr", NC),
        ("fair-noncommercial-research-license", "", NC),
        ("intel-research", "", NC),
    ],
)
def test_a_licence_of_the_models_world_is_classed_by_its_own_text(
    tag: str, name: str, cls: LicenceClass
) -> None:
    licence = licence_of(tag, name)
    assert (licence.cls, licence.osi) == (cls, False)
    assert licence.link.startswith("https://")


def test_a_card_s_own_link_is_kept_before_ours() -> None:
    assert licence_of("other", "modified-mit", "LICENSE").link == "LICENSE"
    assert licence_of("mit", link="https://example.org/l").link == "https://example.org/l"
    assert licence_of("mit").link == "https://spdx.org/licenses/MIT.html"
    assert licence_of("MIT OR Apache-2.0").link == ""


def test_a_free_name_may_give_an_spdx_identifier() -> None:
    licence = licence_of("other", "apache-2.0")
    assert (licence.spdx, licence.osi, licence.tag) == ("Apache-2.0", True, "other")
    assert licence_of("other", "MIT").osi


@pytest.mark.parametrize("name", ["Intel", "Nokia", "my own", "", "Apache-2.0-with-limits", "特別"])
def test_a_free_name_that_is_no_identifier_is_unknown_and_not_open(name: str) -> None:
    licence = licence_of("other", name)
    assert (licence.cls, licence.osi, licence.spdx) == (LicenceClass.UNKNOWN, False, "")
    assert licence.name == name or (name == "" and licence.name == "other")


@pytest.mark.parametrize("tag", ["", "unknown", "other", "cc", "(MIT", "MIT AND", "MIT " * 400])
def test_a_tag_that_nothing_knows_is_unknown(tag: str) -> None:
    assert licence_of(tag).cls is LicenceClass.UNKNOWN


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=20))
def test_no_text_makes_the_reading_of_a_licence_fail(tag: str, name: str, link: str) -> None:
    licence = licence_of(tag, name, link)
    assert not licence.osi or licence.spdx


@given(
    st.recursive(
        st.sampled_from(["MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-NC-4.0", "nonsense", "(", ""]),
        lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR", "WITH"]), inner).map(" ".join),
        max_leaves=5,
    )
)
def test_an_expression_with_a_part_nobody_knows_is_never_open(tag: str) -> None:
    licence = licence_of(tag)
    if "nonsense" in tag or "(" in tag:
        assert not licence.osi


@given(st.sampled_from(sorted(OSI_APPROVED)))
def test_every_approved_licence_is_known_by_its_identifier(identifier: str) -> None:
    assert licence_of(identifier).cls in LicenceClass


def test_the_table_names_every_licence_once_and_by_the_key_it_is_looked_up_by() -> None:
    keys = [key for known in KNOWN for key in known.keys] + list(SPELLINGS)
    assert len(keys) == len(set(keys))
    assert all(known.link.startswith("https://") for known in KNOWN)
    assert all(licence_of("other", key).name == known.name for known in KNOWN for key in known.keys)
    assert not any(key in FILLERS for key in keys)


def test_importing_the_module_does_not_load_the_licence_library() -> None:
    code = "import sys, verifier.core.openness; sys.exit('license_expression' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
