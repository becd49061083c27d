"""The English words and word groups the grammar knows: data alone."""

from collections.abc import Mapping

from verifier.core.deadlines.kinds import Kind, Part, Unit

WORDS: Mapping[Kind, str] = {
    Kind.ARTICLE: "a an",
    Kind.HALF: "half",
    Kind.LAST: "last past previous final",
    Kind.BUSINESS: "business working work trading",
    Kind.WEEKEND: "weekend weekend's",
    Kind.THE: "the our its their",
    Kind.OF: "of",
    Kind.TO: "to or and through thru &",
    Kind.THIS: "this current same present",
    Kind.NEXT: "next upcoming",
    Kind.COMING: "coming forthcoming",
    Kind.FOLLOWING: "following",
    Kind.DAY_PART: "morning afternoon evening night noon midnight midday lunchtime eod cob am pm",
    Kind.IN: "in",
    Kind.WITHIN: "within inside under",
    Kind.BY: "by until till til",
    Kind.BEFORE: "before",
    Kind.AFTER: "after upon post",
    Kind.FROM: "from starting beginning effective",
    Kind.AT: "at during with alongside throughout",
    Kind.HEDGE: """
        about around round roughly approximately approx circa ca hopefully eta maybe probably
        possibly perhaps likely ish tentatively tentative estimated est nearly almost presumably ~
        ideally target targeting targeted targets aim aiming aimed expect expected expecting
        anticipated projected potentially hope hoping toward towards""",
    Kind.NOISE: """
        on over for out available availability release releases releasing released launches
        launching launched ship ships shipping shipped drop drops dropping due planned plan plans
        planning scheduled slated set sometime sometimes time just only we are is will be it
        exactly already more another other come comes arrives arriving arrive landing lands land
        publish published publishing opening opens open live going goes i think between very too
        away ahead max tops maximum most some s here then so also full whole entire calendar that
        which commencing part portion stages utc gmt pt pst pdt et edt bst cet cest jst aoe""",
    Kind.VAGUE: """
        soon shortly eventually someday asap imminently momentarily tba tbd tbc anytime sooner
        unknown unspecified undecided undisclosed unannounced nearby future while awhile bit
        presently immediately imminent timeline moment tuned quickly now term""",
    Kind.EVENT: """
        launch conference summit keynote event announcement neurips icml iclr ces cvpr acl emnlp
        gtc wwdc holidays holiday easter festival keynotes io""",
    Kind.CONDITION: """
        if once when whenever unless assuming provided providing depending depends pending
        contingent subject""",
    Kind.PAST: "ago yesterday since earlier recently previously",
    Kind.OPEN: """
        fiscal fy not no never without isn't won't don't doesn't cannot can't earliest every
        each weekly monthly daily""",
}
"""Words without a value, by kind."""

VALUED: Mapping[Kind, Mapping[int, str]] = {
    Kind.NUMBER: dict(
        enumerate(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen
            fourteen fifteen sixteen seventeen eighteen nineteen twenty""".split()
        )
    )
    | {12: "twelve dozen", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy"}
    | {80: "eighty", 90: "ninety", 100: "hundred"},
    Kind.ORDINAL: dict(
        enumerate(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
            thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
            """.split(),
            1,
        )
    ),
    Kind.FEW: {2: "couple", 3: "few", 5: "handful", 7: "several"},
    Kind.PART: {
        Part.EARLY: "early start",
        Part.MID: "mid middle",
        Part.LATE: "late",
        Part.END: "end ends close",
        Part.LATER: "later rest remainder",
    },
    Kind.RELATIVE_DAY: {0: "today tonight tonite", 1: "tomorrow tmrw tmr", 2: "overmorrow"},
    Kind.HOLIDAY: {0: "thanksgiving", 1031: "halloween", 1225: "christmas xmas"},
    Kind.MONTH: {
        1: "january jan",
        2: "february feb",
        3: "march mar",
        4: "april apr",
        5: "may",
        6: "june jun",
        7: "july jul",
        8: "august aug",
        9: "september sep sept",
        10: "october oct",
        11: "november nov",
        12: "december dec",
    },
    Kind.WEEKDAY: {
        0: "monday mon",
        1: "tuesday tue tues",
        2: "wednesday wed weds",
        3: "thursday thu thur thurs",
        4: "friday fri",
        5: "saturday sat",
        6: "sunday sun",
    },
    Kind.SEASON: {
        1: "spring springtime",
        2: "summer summertime",
        3: "autumn fall",
        4: "winter wintertime",
    },
    Kind.UNIT: {
        Unit.MINUTE: "minute min",
        Unit.HOUR: "hour hr h",
        Unit.DAY: "day d",
        Unit.WEEK: "week wk w",
        Unit.FORTNIGHT: "fortnight",
        Unit.MONTH: "month mo mth",
        Unit.QUARTER: "quarter qtr",
        Unit.YEAR: "year yr y",
        Unit.DECADE: "decade",
    },
    Kind.UNITS: {
        Unit.MINUTE: "minutes mins",
        Unit.HOUR: "hours hrs",
        Unit.DAY: "days",
        Unit.WEEK: "weeks wks",
        Unit.FORTNIGHT: "fortnights",
        Unit.MONTH: "months mos mths",
        Unit.QUARTER: "quarters qtrs",
        Unit.YEAR: "years yrs",
        Unit.DECADE: "decades",
    },
}
"""Words by kind and value; months are 1-12, weekdays 0-6 from Monday, holidays mmdd."""

EXPANSIONS: Mapping[str, str] = {
    "eow": "end week",
    "eom": "end month",
    "eoq": "end quarter",
    "eoy": "end year",
    "midweek": "mid week",
    "midmonth": "mid month",
    "midyear": "mid year",
    "midsummer": "mid summer",
    "yearend": "end year",
    "latter": "second",
    "back": "second",
    "halfway": "mid",
}
"""Words that stand for others."""

GROUPS: Mapping[Kind, Mapping[int, str]] = {
    Kind.BY: {
        0: """no later than|not later than|on or before|at or before|at the latest by|
            at latest by|latest by"""
    },
    Kind.BEFORE: {0: "prior to|ahead of|earlier than"},
    Kind.LATEST: {
        0: "at the latest|at latest|at the very latest|or sooner|or earlier|or before|or less"
    },
    Kind.HEDGE: {
        0: """or so|or thereabouts|give or take|more or less|somewhere around|some time around|
            sometime around"""
    },
    Kind.WITHIN: {
        0: """less than|no more than|not more than|fewer than|up to|at most|in less than|in under|
            in no more than|in the space of"""
    },
    Kind.NOISE: {0: "as early as|from now|some time|at some point in|matter of|a matter of"},
    Kind.DAY_PART: {0: "end of day|end of the day|close of business|end of business"},
    Kind.VAGUE: {
        0: """turn of the month|turn of the year|
            in due course|in due time|in the future|in future|in the near future|some day|
            one of these days|these days|one day|any day|any time|any moment|any minute|
            any week|down the road|down the line|in time|over time|as soon as possible|
            as soon as we can|as soon as it can|stay tuned|at some point|at a later date|
            later on|in a bit|in a while|for now|in the long run|in the works|
            further notice|in the new year|right away|right now|on the way|on its way|
            around the corner|to be announced|to be determined|to be confirmed|no date|
            no eta|no timeline|not yet|not announced|not specified|no deadline|
            before long|before too long|before very long|in no time|not long"""
    },
    Kind.OPEN: {
        0: """this side of|at least|more than|no earlier than|not before|not earlier than|
            no sooner than|not sooner than|at the earliest|at earliest|longer than|later than|
            or later|or more|just over|little over|well over"""
    },
    Kind.AS_SOON: {0: "as soon as"},
    Kind.CONDITION: {0: "as long as|so long as|in case|by the time"},
    Kind.AT: {0: "in time for"},
    Kind.EVENT: {
        0: """lunar new year|chinese new year|spring festival|golden week|holiday season|
            summer break|summer holidays|summer holiday|summer vacation|summer school|spring break|
            winter break|winter holidays|conference season|memorial day|labor day|labour day|
            black friday|cyber monday|good friday|on release|on launch|launch day|release day"""
    },
    Kind.PAST: {0: "so far|back in|in the past|the other day|other day"},
    Kind.RELATIVE_DAY: {
        0: """this morning|this afternoon|this evening|end of today|later today|within the day|
            within the hour""",
        1: "tomorrow night",
        2: "day after tomorrow",
    },
    Kind.HOLIDAY: {
        0: "thanksgiving day",
        101: "new year's day|new year's|new years|new year",
        214: "valentine's day",
        704: "independence day",
        1224: "christmas eve",
        1225: "christmas day",
        1231: "new year's eve|new years eve",
    },
    Kind.PART: {
        Part.EARLY: "beginning of|first days|first few days|opening days",
        Part.MID: "half way|halfway through|half way through",
        Part.END: """is out|is over|is through|is up|is done|runs out|draws to a close|wraps up|
            comes to an end""",
        Part.LATE: "last days|last few days|final days",
    },
    Kind.NUMBER: {1: "a single", 6: "half a dozen"},
    Kind.FEW: {2: "couple more", 3: "few more|good few", 5: "handful of"},
}
"""Groups of words that are read as one, by kind and value, parted by |."""
