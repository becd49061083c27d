"""A claim's page, ready to be cited and quoted."""

import re

from markupsafe import Markup

from verifier.exports.case import Case
from verifier.exports.headline import long_day
from verifier.exports.site.text import bare

PUBLISHER = "verifier"
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
_FOR_TEX = re.compile("|".join(map(re.escape, _TEX)))


def citation(case: Case, verdict: str, url: str) -> str:
    """Cite a claim's page as APA does: who, when, what, where."""
    since = case.recorded.since.date()
    _, month, year = long_day(since).split()
    where = url or f"Claim {case.claim.id}"
    rules = f"Verdict by rules of version {case.verdict.rule_version}"
    return (
        f"{PUBLISHER}. ({year}, {month} {since.day}). "
        f"{bare(case.claim.text)}: {verdict} [{rules}]. {where}"
    )


def bibtex(case: Case, verdict: str, url: str) -> str:
    """Give the same for BibTeX."""
    since = case.recorded.since.date()
    fields = {
        "author": f"{{{PUBLISHER}}}",
        "title": f"{{{_tex(bare(case.claim.text))}: {_tex(verdict)}}}",
        "year": str(since.year),
        "month": long_day(since).split()[1][:3].lower(),
        "note": f"Verdict by rules of version {case.verdict.rule_version}, "
        f"since {since.isoformat()}; claim {_tex(case.claim.id)}",
    }
    if url:
        fields["url"] = url
    lines = ",\n".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
    )
    return f"@misc{{{case.claim.id},\n{lines}\n}}"


def embed(case: Case, verdict: str, url: str) -> str:
    """Give a quotation to paste into another page: no script, no request, no frame."""
    lab, promise = bare(case.lab.name), bare(case.claim.text)
    return str(
        Markup(
            "<blockquote{}>\n<p>{}: {}</p>\n<p><strong>{}</strong> ({})</p>\n</blockquote>"
        ).format(
            Markup(' cite="{}"').format(url) if url else "",
            lab,
            promise,
            verdict,
            Markup('<a href="{}">{}</a>').format(url, PUBLISHER) if url else PUBLISHER,
        )
    )


def _tex(text: str) -> str:
    return _FOR_TEX.sub(lambda found: _TEX[found[0]], text)
