"""Curves and bars as SVG for the inside of a page: the same bytes for the same numbers.

Matplotlib draws them in the colours of the light page; the style sheet knows those by their value
and gives them those of the reader's theme. Nothing is styled in place: a page's policy forbids it.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from verifier.core.records import Curve, QuarterTempo, Step, Tempo

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, LINE, LATE, FULFILLED = "#17191c", "#565c64", "#d9d9d4", "#a41e17", "#17653a"
_SIZE = (6.4, 3.1)
"""Inches; the style sheet decides how wide it is shown."""
_PLACE = (0.105, 0.19, 0.885, 0.77)
"""Left, bottom, width and height of the plot, of the figure's."""
_POINTS = 12.5
_MOST_QUARTERS = 12
_LEAST_DAYS = 7
_MIDDLE: Mapping[str, Any] = MappingProxyType({"ha": "center", "va": "top", "color": SOFT})
_STYLE = re.compile(r' style="([^"]*)"')
_DROPPED = re.compile(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
_USED = re.compile(r'(?:url\(#|href="#)([^")]+)')
_SVG = re.compile(r"<svg\b[^>]*>")
_VIEW = re.compile(r'viewBox="[^"]*"')


def lateness_chart(curve: Curve, name: str) -> Markup:
    """Draw which share had come, by days after the due day, with its 95 % band."""
    last = max((step.days for step in curve.steps if step.delivered), default=0)
    last = max(_LEAST_DAYS, round(1.15 * last))
    days = [0, *(step.days for step in curve.steps), max(last, curve.steps[-1].days)]
    came = [0.0, *(100 * (1 - step.share) for step in curve.steps)]
    came.append(came[-1])
    low = [0.0, *(_came(step, step.high) for step in curve.steps)]
    high = [0.0, *(_came(step, step.low) for step in curve.steps)]

    def draw(axes: "Axes") -> None:
        axes.set_xlim(0, last)
        axes.set_ylim(0, 104)
        axes.fill_between(
            days, [*low, low[-1]], [*high, high[-1]], step="post", color=FULFILLED, alpha=0.15, lw=0
        )
        axes.step(days, came, where="post", color=FULFILLED, linewidth=2.5)
        _across(axes, {0: "0", 25: "25", 50: "50", 75: "75", 100: "100 %"})
        _along(axes, {day: str(day) for day in _round(last) if day <= last})
        axes.text(0.5, -0.145, "days after the due day", transform=axes.transAxes, **_MIDDLE)

    by_due = round(came[1]) if curve.steps[0].days == 0 else 0
    told = f"{by_due} per cent had come by the due day, {round(came[-1])} per cent in the end."
    return _drawn(draw, f"How late promises of {name} are", told)


def _came(step: Step, out: float | None) -> float:
    """Give the percentage that had come, where this share was out; the estimate's where unknown."""
    return 100 * (1 - (step.share if out is None else out))


def tempo_chart(tempo: Tempo, name: str) -> Markup:
    """Draw how many repositories with own complete weights a quarter brought."""
    quarters = tempo.quarters[-_MOST_QUARTERS:]
    places = range(len(quarters))
    dated = [quarter.dated for quarter in quarters]
    later = [quarter.or_later for quarter in quarters]
    most = max(1, *(quarter.dated + quarter.or_later for quarter in quarters))

    def draw(axes: "Axes") -> None:
        axes.set_xlim(-0.6, len(quarters) - 0.4)
        axes.set_ylim(0, 1.08 * most)
        axes.bar(places, dated, color=FULFILLED, width=0.7)
        axes.bar(places, later, bottom=dated, facecolor="none", edgecolor=FULFILLED, width=0.7)
        _across(axes, {number: str(number) for number in _round(most)})
        _along(axes, dict(zip(places, _quarter_names(quarters), strict=True)))

    told = f"{sum(dated)} in the quarters shown, {sum(later)} more in one of them or later."
    return _drawn(draw, f"Own complete weights of {name} on the Hub, by quarter", told)


def _round(most: int) -> list[int]:
    """Give a few round numbers from 0 to about `most`."""
    from matplotlib.ticker import MaxNLocator

    return [round(number) for number in MaxNLocator(5, integer=True).tick_values(0, most)]


def _across(axes: "Axes", labels: Mapping[int, str]) -> None:
    """Rule the plot at these heights. Matplotlib's own ticks take three times as long."""
    for height, label in labels.items():
        if height <= axes.get_ylim()[1]:
            axes.axhline(height, color=SOFT if height == 0 else LINE, linewidth=1, zorder=0)
            place = axes.get_yaxis_transform()
            axes.text(-0.015, height, label, transform=place, ha="right", va="center", color=SOFT)


def _along(axes: "Axes", labels: Mapping[int, str]) -> None:
    """Name these places under the plot."""
    for place, label in labels.items():
        axes.text(place, -0.05, label, transform=axes.get_xaxis_transform(), **_MIDDLE)


def _quarter_names(quarters: Sequence[QuarterTempo]) -> list[str]:
    """Name each quarter, the year under its first one only: twelve fit beside each other."""
    names, year = [], ""
    for quarter in quarters:
        first, _, number = str(quarter.quarter).partition("-")
        names.append(f"{number}\n{first}" if first != year else number)
        year = first
    return names


def _drawn(draw: Callable[["Axes"], None], title: str, told: str) -> Markup:
    from matplotlib import rc_context, rcdefaults
    from matplotlib.figure import Figure

    with rc_context():
        rcdefaults()  # whatever a reader's own matplotlibrc says
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": title, "font.size": _POINTS}):
            figure = Figure(figsize=_SIZE, facecolor="none")
            axes = figure.add_axes(_PLACE)
            axes.set_axis_off()
            draw(axes)
            drawn = io.StringIO()
            unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            figure.savefig(drawn, format="svg", metadata=unsaid)
    return _inline(drawn.getvalue(), title, told)


def _inline(svg: str, title: str, told: str) -> Markup:
    """Make an SVG file part of a page: no style in place, no id that another chart may have."""
    mark = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    body = _DROPPED.sub("", svg[svg.index("<svg") :])
    used = set(_USED.findall(body))
    body = _ID.sub(lambda found: f' id="{mark}-{found[1]}"' if found[1] in used else "", body)
    body = body.replace("url(#", f"url(#{mark}-").replace('xlink:href="#', f'href="#{mark}-')
    body = _STYLE.sub(lambda found: _attributes(found[1]), body)
    view = _VIEW.search(body)
    opening = (
        f'<svg class="chart" {view[0] if view else ""} role="img" '
        f'aria-labelledby="{mark}-title {mark}-desc">'
        f'<title id="{mark}-title">{escape(title)}</title>'
        f'<desc id="{mark}-desc">{escape(told)}</desc>'
    )
    whole = _SVG.sub(lambda _: opening, body, count=1)
    return Markup("\n".join(line for line in whole.splitlines() if line.strip()))  # noqa: S704 - drawn here, and every text in it escaped


def _attributes(style: str) -> str:
    """Turn what is styled in place into attributes, which a policy without inline style allows."""
    given = dict(pair.strip().split(": ", 1) for pair in style.split(";") if ": " in pair)
    given.pop("font-family", "")  # the page has its own
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items())
