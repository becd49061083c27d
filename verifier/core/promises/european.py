"""Promises in German, French, Spanish, Italian, Portuguese and Dutch: only those with a date."""

import re

from verifier.core.promises.answers import PromiseKind
from verifier.core.promises.artefacts import Artefact
from verifier.core.promises.patterns import words

_NAMES = {
    PromiseKind.OPEN_WEIGHTS: """
        (?:modell)?gewichte[nr]?|poids|pesos|pesi|gewichten|weights|checkpoints?|puntos de control
    """,
    PromiseKind.DATASET: """
        (?:trainings)?datens(?:atz|ätze)|(?:trainings)?daten|jeux? de données|données
        conjuntos? de (?:datos|dados)|datos|dados|corpus|datasets?|dati
    """,
    PromiseKind.CODE: """
        (?:quell|trainings)?codes?|código|codice|broncode|dépôt|repositorio|repos?|repository|skripte
    """,
    PromiseKind.POST: """
        (?:technischen? )?berichte?|rapport|informe|relatório|relazione|artikel
    """,
    PromiseKind.MODEL: r"""
        \w*modelle?n?s?|modèles?|modelos?|modelli|\w+-\d+\w*
    """,
}
_THINGS = tuple((kind, words(names)) for kind, names in _NAMES.items())
_DELIVERS = words(r"""
    (?:werde[nt]?|wird|wollen|will|planen|plant)\b.{0,90}?\b(?:veröffentlich|freige|publizier)\w*
    (?:werde[nt]?|wird|wollen|will|planen|plant)\b.{0,90}?\b(?:bereit|hoch|offen)ge?\w*
    (?:werde[nt]?|wird)\b.{0,90}?\b(?:quelloffen|öffnen|erscheinen|verfügbar)
    veröffentlich(?:en|t)|erschein(?:t|en)|(?:stell|geb|lad|folg|komm)(?:t|en)
    (?:publier|mettr|ouvrir|sortir|diffuser|partager|libérer|dévoiler)(?:ons|a|ont|ai)
    ser(?:a|ont)\b.{0,40}?\b(?:publi|disponible|ouvert|diffus|partag|mis)\w*
    (?:va|vont|allons|compte|comptons|prévo\w+)\b.{0,40}?\b(?:publier|ouvrir|mettre|diffuser|sortir)
    (?:publicar|lanzar|liberar|abrir|compartir)(?:emos|á|án)
    (?:publicar|lançar|liberar|abrir|disponibilizar|divulgar)(?:emos|á|ão|ei)|estar(?:á|án|ão)
    (?:vamos|va|van|vai|vão|planea\w*|prevé|pretende)\b.{0,30}?\b(?:publicar|lan[zç]ar|liberar|abrir)
    ser(?:á|án|ão)\b.{0,30}?\b(?:publicad|liberad|lanzad|lançad|abert|abiert|divulgad)\w*
    (?:pubblicher|rilascer|aprir|condivider)(?:emo|à|anno)|sar(?:à|anno)
    (?:zullen|zal)\b.{0,60}?\b(?:publiceren|vrijgeven|openbaar|uitbrengen|beschikbaar)
""")
_VETO = re.compile(
    r"[?¿]|"
    + words(r"""
    nicht|keine?n?|nie|ob|wenn|falls|sofern|vielleicht|angeblich|gerücht\w*|könnten?|hoffentlich
    bitte|sollten?
    ne|pas|jamais|si|peut-être|pourrai(?:t|ent)|rumeurs?|selon des|espér\w+
    no(?! dia| mês| fin)|nunca|quizás?|tal vez|podría[ns]?|rumor\w*|ojalá
    não|talvez|poderia[m]?|se|non|mai|forse|potrebbe(?:ro)?|niet|geen|als|misschien|indien
""").pattern
)
_DATE = re.compile(
    r"\b(?:(?:am|bis|zum|le|el|em|il|op|avant|antes|entro|dal?|del?|do)\s+)*"
    r"(?:\d{1,2}(?:\.|º|er)?\s+(?:de\s+)?[a-zà-ÿ]{3,10}\.?(?:\s+(?:de\s+|del\s+)?20\d\d)?"
    r"|\d{1,2}\.\d{1,2}\.(?:20\d\d)?)"
)


def find_european(low: str) -> tuple[int, Artefact, tuple[int, int]] | None:
    """Where a sentence in lower case commits, to what, and where its date stands.

    None if it does not name a thing, deliver it, and name a calendar day.
    """
    date = _DATE.search(low)
    if date is None:
        return None
    verb = _DELIVERS.search(low)
    if verb is None or _VETO.search(low):
        return None
    for kind, pattern in _THINGS:
        match = pattern.search(low)
        if match is not None:
            return verb.start(), Artefact(*match.span(), kind, pronoun=False), date.span()
    return None
