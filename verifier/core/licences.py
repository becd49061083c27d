"""Licences that model cards name, and what they allow: data, reviewed by hand.

`OSI_APPROVED` is what SPDX's licence list 3.29.0 marks so (https://spdx.org/licenses/).
`KNOWN` holds what SPDX does not list, or lists under a name the Hub does not use; each row was
classed by its own text at `link`. A licence that limits who may use a model, how, or up to what
turnover is source-available however freely it is given; one that rules out commerce altogether
is non-commercial.
"""

from dataclasses import dataclass
from enum import StrEnum


class LicenceClass(StrEnum):
    """What a licence lets the public do, from most to least; unknown is never called open."""

    PERMISSIVE = "permissive"
    COPYLEFT = "copyleft"
    SOURCE_AVAILABLE = "source_available"
    NON_COMMERCIAL = "non_commercial"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """A licence by the names cards give it (as `key_of_licence` writes them)."""

    keys: tuple[str, ...]
    cls: LicenceClass
    name: str
    link: str
    spdx: str = ""


FILLERS = frozenset({"the", "a", "license", "licence", "agreement", "terms", "of", "use", "and"})
"""Words that tell no licence from another ("llama3.1 community license agreement")."""

SPELLINGS = {
    "apache": "Apache-2.0",
    "apache2": "Apache-2.0",
    "apache2.0": "Apache-2.0",
    "apachev2": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "cc0": "CC0-1.0",
    "gfdl": "GFDL-1.3-or-later",
    "odbl": "ODbL-1.0",
    "odcby": "ODC-By-1.0",
    "pddl": "PDDL-1.0",
    "wtfpl": "WTFPL",
    "lgpllr": "LGPLLR",
    "cuda": "C-UDA-1.0",
}
"""SPDX identifiers of licences that the Hub spells its own way, by key."""

_HF = "https://huggingface.co/"
_SOURCE = LicenceClass.SOURCE_AVAILABLE
_NC = LicenceClass.NON_COMMERCIAL

KNOWN = (
    # Meta
    Known(("llama", "llama1"), _NC, "LLaMA (research only)", "https://github.com/meta-llama/llama"),
    Known(
        ("llama2", "llama2community"),
        _SOURCE,
        "Llama 2 Community License",
        "https://ai.meta.com/llama/license/",
    ),
    Known(
        ("llama3", "llama3community", "metallama3community"),
        _SOURCE,
        "Llama 3 Community License",
        "https://www.llama.com/llama3/license/",
    ),
    Known(
        ("llama3.1", "llama3.1community"),
        _SOURCE,
        "Llama 3.1 Community License",
        "https://www.llama.com/llama3_1/license/",
    ),
    Known(
        ("llama3.2", "llama3.2community"),
        _SOURCE,
        "Llama 3.2 Community License",
        "https://www.llama.com/llama3_2/license/",
    ),
    Known(
        ("llama3.3", "llama3.3community"),
        _SOURCE,
        "Llama 3.3 Community License",
        "https://www.llama.com/llama3_3/license/",
    ),
    Known(
        ("llama4", "llama4community"),
        _SOURCE,
        "Llama 4 Community License",
        "https://www.llama.com/llama4/license/",
    ),
    Known(
        ("sam", "sam3"),
        _SOURCE,
        "SAM License",
        "https://github.com/facebookresearch/sam3/blob/main/LICENSE",
    ),
    Known(
        ("fairnoncommercialresearch", "fair"),
        _NC,
        "FAIR Noncommercial Research License",
        _HF + "facebook/fair-noncommercial-research-license",
    ),
    # Google
    Known(("gemma",), _SOURCE, "Gemma Terms of Use", "https://ai.google.dev/gemma/terms"),
    Known(
        ("healthaideveloperfoundations",),
        _SOURCE,
        "Health AI Developer Foundations Terms of Use",
        "https://developers.google.com/health-ai-developer-foundations/terms",
    ),
    # Alibaba
    Known(
        ("qwen", "tongyiqianwen", "qianwen"),
        _SOURCE,
        "Qwen License Agreement",
        _HF + "Qwen/Qwen2.5-72B-Instruct/blob/main/LICENSE",
    ),
    Known(
        ("qwenresearch", "tongyiqianwenresearch"),
        _NC,
        "Qwen Research License Agreement",
        _HF + "Qwen/Qwen2.5-3B-Instruct/blob/main/LICENSE",
    ),
    # DeepSeek
    Known(
        ("deepseek", "deepseekmodel", "deepseekla1.0"),
        _SOURCE,
        "DeepSeek License Agreement",
        "https://github.com/deepseek-ai/DeepSeek-LLM/blob/main/LICENSE-MODEL",
    ),
    # MiniMax
    Known(
        ("minimax", "minimaxmodel", "minimaxcommunity"),
        _SOURCE,
        "MiniMax Model License",
        _HF + "MiniMaxAI/MiniMax-Text-01/blob/main/LICENSE",
    ),
    Known(
        ("minimaxnoncommercial",),
        _NC,
        "MiniMax Non-Commercial License",
        _HF + "MiniMaxAI",
    ),
    # Moonshot AI; others took over its text
    Known(
        ("modifiedmit", "kimi", "kimik2", "mitmodified"),
        _SOURCE,
        "Modified MIT License",
        _HF + "moonshotai/Kimi-K2-Instruct/blob/main/LICENSE",
    ),
    # xAI
    Known(
        ("grok2", "grok2community", "xaigrok2community"),
        _SOURCE,
        "Grok 2 Community License Agreement",
        _HF + "xai-org/grok-2/blob/main/LICENSE",
    ),
    # Mistral AI
    Known(
        ("mrl", "mistralairesearch", "mistralresearch", "mrl0.1"),
        _NC,
        "Mistral AI Research License",
        "https://mistral.ai/licenses/MRL-0.1.md",
    ),
    Known(
        ("mnpl", "mistralainonproduction", "mistralnonproduction", "mnpl0.1"),
        _NC,
        "Mistral AI Non-Production License",
        "https://mistral.ai/licenses/MNPL-0.1.md",
    ),
    # Black Forest Labs
    Known(
        (
            "flux1devnoncommercial",
            "flux.1devnoncommercial",
            "flux1noncommercial",
            "fluxnoncommercial",
            "fluxdevnoncommercial",
            "flux2devnoncommercial",
            "flux.2devnoncommercial",
            "fluxkontextdevnoncommercial",
            "flux1kontextdevnoncommercial",
            "bflnoncommercial",
        ),
        _NC,
        "FLUX [dev] Non-Commercial License",
        _HF + "black-forest-labs/FLUX.1-dev/blob/main/LICENSE.md",
    ),
    # Stability AI
    Known(
        ("stabilityaicommunity", "stabilityaiaicommunity", "stabilitycommunity"),
        _SOURCE,
        "Stability AI Community License",
        "https://stability.ai/community-license-agreement",
    ),
    Known(
        (
            "stabilityainoncommercialresearchcommunity",
            "stabilityaincresearchcommunity",
            "stabilityainoncommercialresearch",
            "stablecascadenccommunity",
            "sainccommunity",
        ),
        _NC,
        "Stability AI Non-Commercial Research Community License",
        _HF + "stabilityai/stable-diffusion-3-medium/blob/main/LICENSE.md",
    ),
    # OpenRAIL: use-based restrictions
    Known(
        ("openrail", "openrailm"),
        _SOURCE,
        "OpenRAIL",
        "https://www.licenses.ai/ai-licenses",
    ),
    Known(
        ("openrail++", "openrail++m", "creativemlopenrail++m"),
        _SOURCE,
        "CreativeML Open RAIL++-M",
        _HF + "stabilityai/stable-diffusion-xl-base-1.0/blob/main/LICENSE.md",
    ),
    Known(
        ("creativemlopenrailm",),
        _SOURCE,
        "CreativeML OpenRAIL-M",
        _HF + "spaces/CompVis/stable-diffusion-license",
    ),
    Known(
        ("bigscienceopenrailm",),
        _SOURCE,
        "BigScience OpenRAIL-M",
        "https://www.licenses.ai/blog/2022/8/26/bigscience-open-rail-m-license",
    ),
    Known(
        ("bigsciencebloomrail1.0",),
        _SOURCE,
        "BigScience BLOOM RAIL 1.0",
        _HF + "spaces/bigscience/license",
    ),
    Known(
        ("bigcodeopenrailm", "bigcodeopenrailmv1"),
        _SOURCE,
        "BigCode OpenRAIL-M",
        _HF + "spaces/bigcode/bigcode-model-license-agreement",
    ),
    Known(
        ("deepfloydif", "deepfloyd"),
        _NC,
        "DeepFloyd IF License",
        "https://github.com/deep-floyd/IF/blob/develop/LICENSE-MODEL",
    ),
    # NVIDIA
    Known(
        ("nvidiaopenmodel", "nvidianemotronopenmodel"),
        _SOURCE,
        "NVIDIA Open Model License",
        "https://www.nvidia.com/en-us/agreements/enterprise-software/nvidia-open-model-license/",
    ),
    Known(
        ("nvidiacommunitymodel", "nvidiaaifoundationmodelscommunity"),
        _SOURCE,
        "NVIDIA Community Model License",
        "https://developer.nvidia.com/downloads/nv-ai-foundation-models-license",
    ),
    Known(
        (
            "nsclv1",
            "nvidiasourcecode",
            "nvidiasourcecodenc",
            "nvidianoncommercial",
            "nvidiaonewaynoncommercial",
            "nvidiainternalscientificresearchdevelopmentmodel",
        ),
        _NC,
        "NVIDIA research licences",
        "https://developer.download.nvidia.com/licenses/NVIDIA-OneWay-Noncommercial-License-22Mar2022.pdf",
    ),
    # TII
    Known(
        ("falconllm", "falcon2", "falcon211b1.0", "falconmamba7b", "falcon3", "falcon"),
        _SOURCE,
        "TII Falcon License",
        "https://falconllm.tii.ae/falcon-terms-and-conditions.html",
    ),
    Known(
        ("falcon180btii", "falcon180b", "tiifalcon180b"),
        _SOURCE,
        "Falcon-180B TII License",
        _HF + "spaces/tiiuae/falcon-180b-license",
    ),
    # Tencent: not for the European Union, among others
    Known(
        (
            "tencenthunyuancommunity",
            "tencenthunyuan",
            "hunyuancommunity",
            "tencenthunyuana13b",
            "tencenthunyuan3d2.0community",
            "tencentcommunity",
            "hunyuanvideocommunity",
        ),
        _SOURCE,
        "Tencent Hunyuan Community License",
        _HF + "tencent/HunyuanVideo/blob/main/LICENSE",
    ),
    # Zhipu
    Known(
        (
            "glm4",
            "glm49b",
            "chatglm",
            "chatglm2",
            "chatglm2model",
            "chatglm3",
            "cogvlm",
            "cogvideox",
        ),
        _SOURCE,
        "GLM model licences",
        _HF + "zai-org/glm-4-9b/blob/main/LICENSE",
    ),
    # Others
    Known(
        ("yi", "yiseriesmodelscommunity"),
        _SOURCE,
        "Yi Series Models Community License",
        "https://github.com/01-ai/Yi/blob/main/MODEL_LICENSE_AGREEMENT.txt",
    ),
    Known(
        ("baichuan", "baichuan2", "baichuan2community", "communityforbaichuan2model"),
        _SOURCE,
        "Baichuan 2 Community License",
        _HF + "baichuan-inc/Baichuan2-7B-Base",
    ),
    Known(
        ("jambaopenmodel",),
        _SOURCE,
        "Jamba Open Model License",
        "https://www.ai21.com/licenses/jamba-open-model-license/",
    ),
    Known(
        ("databricksopenmodel", "dbrx"),
        _SOURCE,
        "Databricks Open Model License",
        "https://www.databricks.com/legal/open-model-license",
    ),
    Known(
        ("lfm1.0", "lfmopenv1.0"),
        _SOURCE,
        "LFM Open License v1.0",
        _HF + "LiquidAI/LFM2-1.2B/blob/main/LICENSE",
    ),
    Known(
        ("exaone", "exaoneaimodelnc", "exaone1.1nc", "exaone1.2nc"),
        _NC,
        "EXAONE AI Model License (NC)",
        _HF + "LGAI-EXAONE/EXAONE-4.0-32B/blob/main/LICENSE",
    ),
    Known(
        ("hyperclovaxseed", "hyperclovaxseedmodel"),
        _SOURCE,
        "HyperCLOVA X SEED Model License",
        _HF + "naver-hyperclovax/HyperCLOVAX-SEED-Text-Instruct-1.5B/blob/main/LICENSE",
    ),
    Known(
        ("ltxvideoopenweights", "ltxvopenweights", "ltx2community", "ltx2communitylicense"),
        _SOURCE,
        "LTX open-weights licences",
        _HF + "Lightricks/LTX-Video",
    ),
    Known(
        ("msrla", "microsoftresearch", "msr"),
        _NC,
        "Microsoft Research License",
        _HF + "microsoft/Orca-2-13b/blob/main/LICENSE",
    ),
    Known(
        ("appleamlr",),
        _NC,
        "Apple Machine Learning Research Model License",
        _HF + "apple/OpenELM/blob/main/LICENSE",
    ),
    Known(("hresearch",), _NC, "H Company Research License", _HF + "Hcompany"),
    Known(("intelresearch",), _NC, "Intel Research Use License", _HF + "Intel"),
    Known(
        ("openmdw", "openmdw1.0", "openmdw1.1"),
        LicenceClass.PERMISSIVE,
        "OpenMDW",
        "https://openmdw.ai/license/",
    ),
    Known(
        ("bsl1.1", "busl1.1", "busl"),
        _SOURCE,
        "Business Source License 1.1",
        "https://mariadb.com/bsl11/",
        "BUSL-1.1",
    ),
)

OSI_APPROVED = frozenset(
    """
    0BSD AAL AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later
    ALGLIB-Documentation APL-1.0 APSL-1.0 APSL-1.1 APSL-1.2 APSL-2.0 Apache-1.1 Apache-2.0
    Artistic-1.0 Artistic-1.0-Perl Artistic-1.0-cl8 Artistic-2.0 BSD-1-Clause BSD-2-Clause
    BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-LBNL BSD-3-Clause-Open-MPI BSD-ask-to-endorse
    BSL-1.0 BlueOak-1.0.0 CAL-1.0 CAL-1.0-Combined-Work-Exception CATOSL-1.1 CDDL-1.0 CDDL-1.1
    CECILL-2.1 CERN-OHL-P-2.0 CERN-OHL-S-2.0 CERN-OHL-W-2.0 CNRI-Python
    CNRI-Python-GPL-Compatible CPAL-1.0 CPL-1.0 CUA-OPL-1.0 ECL-1.0 ECL-2.0 EFL-1.0 EFL-2.0
    EPL-1.0 EPL-2.0 EUDatagrid EUPL-1.1 EUPL-1.2 Entessa Fair Frameworx-1.0 GPL-2.0 GPL-2.0+
    GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0+ GPL-3.0-only GPL-3.0-or-later
    GPL-3.0-with-GCC-exception HPND ICU IPA IPL-1.0 ISC Intel Jam LGPL-2.0 LGPL-2.0+
    LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1 LGPL-2.1+ LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0
    LGPL-3.0+ LGPL-3.0-only LGPL-3.0-or-later LPL-1.0 LPL-1.02 LPPL-1.3c LiLiQ-P-1.1 LiLiQ-R-1.1
    LiLiQ-Rplus-1.1 MIT MIT-0 MIT-Modern-Variant MPL-1.0 MPL-1.1 MPL-2.0
    MPL-2.0-no-copyleft-exception MS-PL MS-RL MirOS Motosoto MulanPSL-2.0 Multics NASA-1.3 NCSA
    NGPL NPOSL-3.0 NTP Naumen Nokia OCLC-2.0 OFL-1.1 OFL-1.1-RFN OFL-1.1-no-RFN OGTSL OLDAP-2.8
    OLFL-1.3 OSC-1.0 OSET-PL-2.1 OSL-1.0 OSL-2.0 OSL-2.1 OSL-3.0 PHP-3.0 PHP-3.01 PostgreSQL
    Python-2.0 Python-2.0.1 QPL-1.0 RPL-1.1 RPL-1.5 RPSL-1.0 RSCPL SISSL SPL-1.0 SimPL-2.0
    Sleepycat UCL-1.0 UPL-1.0 Unicode-3.0 Unicode-DFS-2016 Unlicense VSL-1.0 W3C W3C-20150513
    Watcom-1.0 WordNet Xnet ZPL-2.0 ZPL-2.1 Zlib curl wxWindows
    """.split()
)
"""SPDX identifiers that the Open Source Initiative approved."""
