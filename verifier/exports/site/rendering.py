"""From a template and a page's facts to the bytes of a page."""

from functools import cache
from typing import TYPE_CHECKING, Any

from verifier.exports import scoreboard
from verifier.exports.headline import SHAPES
from verifier.exports.site import text
from verifier.exports.site.edition import Page
from verifier.exports.wording import count, instant, place, stamp

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("verifier.exports.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "address": text.address,
        "apart": scoreboard.apart,
        "bare": text.bare,
        "clean": text.clean,
        "count": count,
        "day": text.day,
        "host": text.host,
        "instant": instant,
        "lateness": scoreboard.lateness,
        "moment": text.moment,
        "place": place,
        "prose": text.prose,
        "rate": scoreboard.rate,
        "said": text.said,
        "stamp": stamp,
    }
    environment.globals |= {"SHAPES": SHAPES}
    return environment


@cache
def _template(name: str) -> "Template":
    return _environment().get_template(name)


def render(path: str, template: str, base_url: str, **facts: Any) -> Page:  # noqa: ANN401 - what a template is given has no narrower type
    """Fill a template for the page at `path` (from the site's root, ending in index.html)."""
    folder = path.removesuffix("index.html")
    whole = _template(template).render(
        root="../" * folder.count("/"),
        canonical=f"{base_url}/{folder}" if base_url else "",
        **facts,
    )
    return Page(path, whole.encode("utf-8", "replace"))
