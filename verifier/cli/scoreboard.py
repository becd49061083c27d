"""`scoreboard`: how labs and countries keep their promises, and how much they publish."""

from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from verifier.cli.output import Table
    from verifier.core.claims import Lab
    from verifier.core.records import Scores, Tempo

By = Annotated[
    str | None,
    typer.Option(metavar="lab|country", help="Only the table by lab, or by country; else both."),
]
Pace = Annotated[
    bool, typer.Option("--tempo", help="How much own weights were published, by quarter and lab.")
]
Csv = Annotated[bool, typer.Option("--csv", help="Write CSV: all, countries and labs as rows.")]

_BYS = ("lab", "country")


def scoreboard(  # noqa: PLR0913 - one parameter an option
    *,
    by: By = None,
    lab: options.Labs = None,
    tempo: Pace = False,
    as_of: options.AsOf = None,
    known: options.Known = options.When.NOW,
    db: options.Db = None,
    csv: Csv = False,
    json: options.Json = False,
) -> None:
    """Show track records: how often on time, how late, how often a deadline moved."""
    from verifier.cli.gather import instant_of
    from verifier.cli.tracks import judged_of, weights_by_lab
    from verifier.cli.wiring import ledger_of, settings_of
    from verifier.core.records import scores_of, tempo_of

    _check(by, tempo=tempo, csv=csv, json=json)
    asked = options.read_as_of(as_of)
    with ledger_of(settings_of(db=db), asked, known) as store:
        at = instant_of(store, asked)
        if not tempo:
            _show(scores_of(judged_of(store, asked, lab or ())), at, by=by, csv=csv, json=json)
            return
        found = [(owner, kept) for owner, kept in weights_by_lab(store, asked, lab or ()) if kept]
    overall = tempo_of((each for _, kept in found for each in kept), at)
    _show_tempo(overall, [(owner, tempo_of(kept, at)) for owner, kept in found], at, json=json)


def _check(by: str | None, *, tempo: bool, csv: bool, json: bool) -> None:
    from verifier.errors import UsageError

    if by is not None and by not in _BYS:
        raise UsageError(f"--by {by} is neither lab nor country")
    if csv and json:
        raise UsageError("--csv and --json exclude each other")
    if tempo and (csv or by):
        raise UsageError("--tempo goes with neither --csv nor --by: its tables are of quarters")


def _show(scores: "Scores", at: "datetime", *, by: str | None, csv: bool, json: bool) -> None:
    from verifier.cli.output import say_bytes, say_json, tell
    from verifier.exports.csv import table
    from verifier.exports.scoreboard import RULES, in_words
    from verifier.exports.scoreboard_data import as_data
    from verifier.exports.scoreboard_rows import ScoreRow, score_rows

    if json:
        say_json(as_data(scores, at))
    elif csv:
        rows = score_rows(scores, at)
        say_bytes(table(ScoreRow, (row for row in rows if by is None or row.of in {by, "all"})))
    elif not scores.labs:
        tell("verifier: no claim here was judged yet: `verifier resolve` judges them all")
    else:
        _say_all(in_words(scores, at), _tables(scores, by), RULES)


def _tables(scores: "Scores", by: str | None) -> "Iterator[Table]":
    from verifier.cli.output import Table
    from verifier.exports.scoreboard import HEADINGS, cells

    overall = ("all", *cells(scores.overall))
    if by != "country":
        labs = tuple((each.lab.name, *cells(each.record)) for each in scores.labs)
        yield Table(("lab", *HEADINGS), (*labs, overall))
    if by != "lab":
        countries = tuple((each.country, *cells(each.record)) for each in scores.countries)
        yield Table(("country", *HEADINGS), (*countries, overall))


def _show_tempo(
    overall: "Tempo", labs: "Sequence[tuple[Lab, Tempo]]", at: "datetime", *, json: bool
) -> None:
    from verifier.cli.output import Table, say_json
    from verifier.exports import scoreboard_tempo as words

    if json:
        say_json(words.as_data(overall, labs, at))
        return
    quarters = tuple((str(row.quarter), *words.cells(row)) for row in overall.quarters)
    by_lab = tuple((lab.name, *words.lab_cells(tempo)) for lab, tempo in labs)
    tables = [Table(("quarter", *words.HEADINGS), quarters)] if quarters else []
    tables += [Table(("lab", *words.LAB_HEADINGS), by_lab)] if by_lab else []
    _say_all(words.in_words(overall, (tempo for _, tempo in labs), at), tables, words.RULES)


def _say_all(paragraph: "Iterable[str]", tables: "Iterable[Table]", rules: "Iterable[str]") -> None:
    from verifier.cli.output import say, say_table
    from verifier.exports.pages import Line, Section, page

    say(page([Section("In short", (Line(" ".join(paragraph)),))]))
    for table in tables:
        say("")
        say_table(table)
    say("")
    say(page([Section("How it is counted", tuple(Line(rule, depth=1) for rule in rules))]))
