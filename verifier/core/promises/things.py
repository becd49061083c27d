"""The names of what can be promised: tables of one alternative a row."""

from verifier.core.promises.answers import PromiseKind

_REST = (
    r"(?:(?:-|(?=[\d.])| (?=[\w.-]*\d)| (?=(?:max|pro|plus|coder|large|small|medium|mini|ultra"
    r"|nano|air|flash|omni|math|vision|image|video|audio|voice|thinking|maverick|scout|behemoth)\b))"
    r"[\w.-]{0,20}(?: \d[\w.-]{0,10})?)?"
)
"""What may follow a family's name: a version or a variant, and no other word."""

_DATA = (
    r"pairs|samples|(?<!talk )(?<!meeting )(?<!session )recordings|shards?|splits?|embeddings"
    r"|(?:optimi[sz]er|training) states"
    r"|logits|activations|gradients|files|dumps?|snapshots?|ground truth"
    r"|traces|trajectories|transcripts|prompts|annotations?|labels|clips|logs|rollouts|corpus|corpora|benchmarks?|archives?"
    r"|demonstrations?|exports?|binaries|dialogues|conversations|subsets?|preferences|test set"
    r"|training set|validation set|evaluation set|eval set|complete set|full set|whole set"
)
_CODE = (
    r"scripts?|codebases?|source tree|notebooks?|harness|sdk|frameworks?|library|libraries"
    r"|toolkits?|pipelines?|recipes?|engines?|tooling|packages?|wheels?|docker images?"
    r"|containers?|configs?|configurations?|environments?|simulators?|assets|plugin|client|trainer|compiler|kernels"
    r"|implementations?|(?<!usb )(?<!serial )ports?|release candidate|demo code|demos?"
    r"|download links?|evals?|evaluation suite|stack|repos?|repositor(?:y|ies)"
)
_NETS = (
    r"llms?|students?|teachers?|rerankers?|embedders?|encoders?|decoders?|classifiers?|tokenizers?"
    r"|vocoders?|adapters?|loras?|retrievers?|detectors?|transformers?"
    r"|flagships?|successors?|foundation model|base model|quants?|network|policy network"
    r"|artifacts?|artefacts?"
)
TABLE = {
    PromiseKind.OPEN_WEIGHTS: r"""
        (?:open[- ]|model |full |base )?weights?
        (?:checkpoint|ckpt|gguf)s?|safetensors|parameters
    """,
    PromiseKind.DATASET: rf"""
        data ?sets?
        data(?! (?:cent(?:er|re)|breach|protection|policy|plan))
        (?:{_DATA})
    """,
    PromiseKind.CODE: rf"""
        code(?! (?:of (?:conduct|practice|ethics)|red|name))
        (?:full|complete|entire|its|our|their) sources?
        (?:{_CODE})
    """,
    PromiseKind.POST: r"""
        (?:technical|tech|research|full|safety|system|evaluation|model|training) reports?
        system cards?
        (?<!strategy )(?<!policy )(?<!position )(?<!green )(?<!white )(?<!working )papers?
        (?:blog|follow-?up|detailed|companion|longer) ?posts?
        write-?up|(?:model|data) cards?|preprint
    """,
    PromiseKind.OPEN_SOURCE: r"""
        open[- ]?sourc(?:e|ed|ing)
        open[- ]?weight(?:ed)?
        open release
    """,
    PromiseKind.MODEL: rf"""
        models?|(?:version|variant|edition)s?(?! \d)|famil(?:y|ies)
        v\d+(?:\.\d+)?|(?:final|stable|version) \d+\.\d+[\w.]*
        \d\.\d{{1,2}}(?:\.\d+)?(?= (?:will|with|at|on|in|by|next|this|before|tomorrow|of the)\b)
        (?:qwen|llama(?!\.cpp|index|file|-?factory)|glm|deepseek|kimi|grok|gemma|gemini)REST
        (?:mistral|mixtral|phi|minimax|hermes|sora|veo|imagen|jamba|exaone)REST
        (?:internlm|baichuan|mimo|longcat|skywork|smollm|apertus|doubao|pangu)REST
        (?:sdxl|voxtral|devstral|ministral|hidream|cogvideo|zephyr)REST
        (?:nova|titan|spark|solar|step|yi|arctic|bloom|seed|ling|ring|aya|wan)[- ]\d[\w.-]{{0,20}}
        (?:hunyuan|ernie|claude|gpt|granite|olmo|falcon|flux|stable diffusion)REST
        (?:nemotron|command|whisper|starcoder|codestral|magistral|pixtral)REST
        (?!ios|ps|rtx|iphone|h\d|[qhw]\d\b|fy\d)[a-z]{{1,12}}-?\d{{1,3}}(?:\.\d)?[bm]?(?:-\w{{1,12}}){{0,4}}
        (?:\w+er|little) (?:sibling|brother|sister)
        (?:\d{{1,2}}x)?\d{{1,4}}(?:\.\d)?[bm](?: models?)?
        {_NETS}
        the whole thing|all of (?:it|them)
        apis?(?: access)?|endpoints?
        (?:ios|android|desktop|web|mobile|mac) (?:apps?|clients?|version)
        whole stack|full stack|it|them|they|everything
        (?:one|those|these|both)(?= (?:later|next|this|in|by|before|within|on|soon|tomorrow)\b)
    """,
}
"""One row a kind of name, in lower case."""

ROWS = {
    kind: [row.strip().replace("REST", _REST) for row in rows.strip().splitlines()]
    for kind, rows in TABLE.items()
}
"""The alternatives by kind."""

THING_WORDS = """
    files demonstration demonstrations export exports binaries
    versions variants editions families states logits activations gradients dump dumps snapshot
    snapshots truth codebases implementations engines packages flagships successors archives
    weight weights checkpoint checkpoints ckpt ckpts gguf ggufs safetensors parameters dataset
    datasets data pairs samples recordings shard shards split splits embeddings traces
    trajectories transcripts prompts examples annotation annotations labels clips logs rollouts
    corpus corpora benchmark benchmarks archive dialogues conversations subset subsets
    preferences code source sources script scripts codebase tree notebook notebooks harness sdk
    framework frameworks library libraries toolkit toolkits pipeline pipelines recipe recipes
    engine tooling package wheel wheels images image container containers config configs
    configuration configurations environment environments simulator simulators assets plugin
    client trainer compiler kernels implementation eval evals stack repo repos repository
    repositories report reports paper papers writeup preprint opensource opensourced
    opensourcing sourced sourcing openweight openweights openweighted weighted oss model models
    version variant family edition qwen llama glm deepseek kimi grok gemma gemini mistral
    mixtral phi minimax hermes sora veo imagen jamba exaone internlm baichuan mimo longcat
    skywork smollm apertus doubao pangu sdxl voxtral devstral ministral hidream cogvideo zephyr
    hunyuan ernie claude gpt granite olmo falcon flux diffusion nemotron command whisper
    starcoder codestral magistral pixtral sibling brother sister llm llms student students
    teacher teachers reranker rerankers embedder embedders encoder encoders decoder decoders
    classifier classifiers tokenizer tokenizers vocoder vocoders adapter adapters lora loras
    retriever retrievers detector detectors transformer transformers finetune finetunes flagship
    successor quant quants network artifact artifacts artefact artefacts it them they everything
    gewichte gewichten modellgewichte modell modells modelle datensatz datensätze trainingsdaten
    daten quellcode skripte bericht berichte poids modèle modèles données dépôt rapport pesos
    modelo modelos datos dados conjunto código repositorio informe pesi modello modelli dati
    codice broncode relatório artikel training test validation evaluation complete full whole
    entire write-up thing posts post cards card
    demo demos link links api apis endpoint endpoints app apps client clients one those these both
"""
"""One of these words, or a name with a digit, stands wherever something can be promised."""
