"""Artefacts by the one string that names each.

That is `owner/name` for a model on the Hugging Face Hub, `datasets/owner/name` for a data set
there, `host/owner/name` elsewhere (`github.com/openai/gpt-oss`); what came to a repository that was
public before is told apart by a fragment (`github.com/owner/name#training`).
"""

HUB = "huggingface.co"


def host_of(artefact: str) -> str:
    """Tell where an artefact lives: the Hub, unless its name begins with a host."""
    first = artefact.partition("/")[0]
    return first if "." in first and artefact.count("/") > 1 else HUB


def owner_of(artefact: str) -> str:
    """Tell the organisation or user an artefact belongs to."""
    parts = artefact.split("/")
    return parts[-2] if len(parts) > 1 else ""


def name_of(artefact: str) -> str:
    """Tell an artefact's own name, without host and owner."""
    return artefact.rpartition("/")[2]
