//! The keys of a scenario file.

use super::measure::{
    ATTEMPTS_A_WEEK, CHANCE, HOURS_A_WEEK, LEVEL, LOG_ODDS, LOG_ODDS_SPREAD, MONEY, Measure, SHAPE,
    SHARE, SOME_TIME,
};
use super::{Either, Group, Key, Kind, Named, Presence, key};

/// A scenario file.
pub(crate) const SCENARIO: &Group = &Group {
    keys: &[
        key("title", Kind::Text, "what the scenario is called").required(),
        key("about", Kind::Text, "which claim it tests"),
        key("quarters", Kind::Number(QUARTERS), "how many quarters are simulated").required(),
        key(
            "run_out",
            Kind::Number(RUN_OUT),
            "quarters the run goes on past them, for the expected pipeline",
        )
        .or(4.0),
        key(
            "replications",
            Kind::Number(REPLICATIONS),
            "how often the whole is repeated unless the command line says otherwise",
        )
        .or(1000.0),
        key(
            "model",
            Kind::Model,
            "how prospects behave: a built-in name, a path, or changes to one",
        )
        .required(),
        key("market", Kind::Group(MARKET), "who is on the list").required(),
        key("desk", Kind::Group(DESK), "who works the list").presence(Presence::Empty),
        key("economics", Kind::Group(ECONOMICS), "prices").presence(Presence::Empty),
        key("strategy", Kind::Named(STRATEGIES), "the weekly plans that are compared").required(),
        key(
            "correlated",
            Kind::List(&Kind::Group(CORRELATED)),
            "pairs of uncertain numbers that hang together",
        ),
        key(
            "observed",
            Kind::List(&Kind::Group(OBSERVED)),
            "figures from real data, printed beside the simulated ones",
        ),
    ],
    either: &[],
};

const QUARTERS: Measure = Measure::whole("quarters", 1.0, 400.0)
    .why("400 quarters are a hundred years; no plan of a week holds that long");
const RUN_OUT: Measure = Measure::whole("quarters", 0.0, 40.0)
    .why("10 years are enough for what the last quarters started to come in");
const REPLICATIONS: Measure = Measure::whole("replications", 1.0, 1e7)
    .why("with 10,000,000 the error is a three-thousandth of the spread; more adds nothing");
const PROSPECTS: Measure = Measure::whole("prospects", 1.0, 1e7)
    .why("every name is simulated one by one and kept in memory; a longer list gains nothing");
const REPS: Measure = Measure::whole("reps", 1.0, 10_000.0)
    .why("every rep has a list of their own in memory; simulate a part of a larger team");

const MARKET: &Group = &Group {
    keys: &[
        PROSPECTS_KEY,
        DEAL_VALUE_KEY,
        FIT_KEY,
        LETTER_KEY,
        ARRIVALS_KEY,
        key(
            "segment",
            Kind::Named(SEGMENTS),
            "several segments; each takes from the market what it does not say",
        ),
    ],
    either: &[],
};

const SEGMENTS: &Named =
    &Named { kind: Kind::Group(SEGMENT), what: "segment", at_least: 1, at_most: 64 };

/// A segment of the market.
pub(crate) const SEGMENT: &Group = &Group {
    keys: &[
        PROSPECTS_KEY,
        DEAL_VALUE_KEY,
        FIT_KEY,
        LETTER_KEY,
        ARRIVALS_KEY,
        key(
            "share_of_time",
            Kind::Number(SHARE),
            "share of every block's time that goes to the segment; they add up to 1",
        ),
    ],
    either: &[],
};

const PROSPECTS_KEY: Key = key("prospects", Kind::Number(PROSPECTS), "names on each rep's list");
const DEAL_VALUE_KEY: Key = key("deal_value", Kind::Group(DEAL_VALUE), "what a customer is worth");
const FIT_KEY: Key = key("fit", Kind::Group(FIT), "how well we suit the prospects");
const LETTER_KEY: Key =
    key("letter", Kind::Number(LETTER), "multiplies the chance that letters draw a reply");
const ARRIVALS_KEY: Key = key("arrivals", Kind::Group(ARRIVALS), "new names per week and rep");

const LETTER: Measure =
    Measure::plain("times", 0.001, 1000.0).why("1 leaves the chance of a reply as it is");

const DEAL_VALUE: &Group = &Group {
    keys: &[
        key(
            "median",
            Kind::Number(Measure::plain("currency", 0.01, 1e12).why("a deal is worth something")),
            "the value that half of the deals exceed",
        ),
        key(
            "sigma",
            Kind::Number(
                Measure::plain("number", 0.0, 10.0).why(
                    "0 makes all deals alike; 1.28 gives the top fifth two thirds of the value",
                ),
            ),
            "standard deviation of the logarithm of deal values",
        ),
        key(
            "top_fifth_share",
            Kind::Number(Measure::plain("share", 0.201, 0.999).why(
                "the top fifth holds more than a fifth; where all are alike, write sigma = 0",
            )),
            "share of all value that the largest fifth of deals holds",
        ),
        key("p90", Kind::Number(MONEY), "the value that one deal in ten exceeds"),
    ],
    either: &[Either { keys: &["sigma", "top_fifth_share", "p90"], required: false }],
};

const FIT: &Group = &Group {
    keys: &[
        key("mean", Kind::Number(LOG_ODDS), "mean fit; left out: 0"),
        key(
            "sd",
            Kind::Number(LOG_ODDS_SPREAD),
            "how much prospects differ in fit; left out: not at all",
        ),
    ],
    either: &[],
};

const ARRIVALS: &Group = &Group {
    keys: &[
        key(
            "per_week",
            Kind::Number(
                Measure::plain("names a week", 0.001, 10_000.0)
                    .why("leave arrivals out to have none; no rep gets 10,000 new names a week"),
            ),
            "mean number of new names per week",
        )
        .required(),
        key(
            "dispersion",
            Kind::Number(SHAPE.why("leave it out for Poisson arrivals")),
            "negative-binomial size: the smaller, the more uneven the weeks",
        ),
    ],
    either: &[],
};

const DESK: &Group = &Group {
    keys: &[
        key("reps", Kind::Number(REPS), "number of reps, each with a list of their own").or(1.0),
        key("hours_per_week", Kind::Number(HOURS_A_WEEK), "working hours per week and rep in all")
            .or(40.0),
        key("skill_sd", Kind::Number(LOG_ODDS_SPREAD), "how much reps differ in skill"),
        key("skills", Kind::List(&Kind::Number(LOG_ODDS)), "the skill of each rep"),
    ],
    either: &[Either { keys: &["skill_sd", "skills"], required: false }],
};

const ECONOMICS: &Group = &Group {
    keys: &[
        key("currency", Kind::Text, "the currency of all money").presence(Presence::Text("EUR")),
        key("hour_cost", Kind::Number(MONEY), "loaded cost of a selling hour").or(0.0),
        key("margin", Kind::Number(SHARE), "gross margin as a share of revenue").or(1.0),
    ],
    either: &[],
};

const STRATEGIES: &Named =
    &Named { kind: Kind::Group(STRATEGY), what: "strategy", at_least: 1, at_most: 64 };

const STRATEGY: &Group = &Group {
    keys: &[
        key("title", Kind::Text, "the plan in a few words"),
        key("follow_up_hours", Kind::Number(HOURS_A_WEEK), "hours a week of follow_up"),
        key("cold_call_hours", Kind::Number(HOURS_A_WEEK), "hours a week of cold_call"),
        key("content", Kind::Number(SHORT_ATTEMPTS), "attempts a week of content"),
        key("emails", Kind::Number(SHORT_ATTEMPTS), "attempts a week of email"),
        key("nurture", Kind::Group(NURTURE), "staying in touch with those who are not ready"),
        key("ask", Kind::Group(ASK), "when the rep asks for the sale; left out: never"),
        key("focus", Kind::Group(FOCUS), "which names are called first"),
        key("rhythm", Kind::Group(RHYTHM), "weeks on and weeks off; left out: every week alike"),
        key(
            "share_of_time",
            Kind::Named(&Named {
                kind: Kind::Number(SHARE),
                what: "segment",
                at_least: 1,
                at_most: 64,
            }),
            "share of every block's time by segment; they add up to 1",
        ),
        key(
            "scorecard",
            Kind::Choice(&["appointments", "progress"]),
            "what the rep's success is judged by; turns energy on",
        ),
        key("block", Kind::List(&Kind::Group(BLOCK)), "the week in blocks, in the order served"),
    ],
    either: &[],
};

const SHORT_ATTEMPTS: Measure =
    Measure { low: 0.0, why: "nobody makes more than 100,000 attempts a week", ..ATTEMPTS_A_WEEK };

const BLOCK: &Group = &Group {
    keys: &[
        key("hours", Kind::Number(HOURS_A_WEEK), "hours a week of this block"),
        key("attempts", Kind::Number(ATTEMPTS_A_WEEK), "attempts a week of this block"),
        key("as_needed", Kind::Flag, "as long as there is somebody to do it for and time"),
        key("do", Kind::Names, "activities; each attempt goes to the first with somebody eligible")
            .required(),
        key("until", Kind::Number(SOME_TIME), "weeks after which it stops; left out: it goes on"),
    ],
    either: &[Either { keys: &["hours", "attempts", "as_needed"], required: true }],
};

const NURTURE: &Group = &Group {
    keys: &[
        key("every", Kind::Number(SOME_TIME), "the gap since the last touch").required(),
        key("activity", Kind::Text, "the activity that touches").required(),
        key("stages", Kind::Names, "the stages of those who are kept in touch with").required(),
        key("touches", Kind::Number(super::TOUCHES), "touches per prospect at most"),
        key("hours", Kind::Number(HOURS_A_WEEK), "at most so many hours a week"),
        key("attempts", Kind::Number(ATTEMPTS_A_WEEK), "at most so many attempts a week"),
    ],
    either: &[Either { keys: &["hours", "attempts"], required: false }],
};

const ASK: &Group = &Group {
    keys: &[
        key("chance", Kind::Number(CHANCE), "the chance that the rep asks when it fits").required(),
        key("from", Kind::Text, "the stage whose rung the prospect must have reached").required(),
        key("goodwill", Kind::Number(LEVEL), "goodwill needed; left out: none"),
        key(
            "after",
            Kind::Names,
            "the activities whose encounters may be followed by an ask; left out: meeting and follow_up",
        ),
    ],
    either: &[],
};

const FOCUS: &Group = &Group {
    keys: &[
        key("top", Kind::Number(SHARE), "share of the list that is called first").required(),
        key(
            "accuracy",
            Kind::Number(SHARE),
            "how well the rep can tell: correlation of the score with the deal value",
        )
        .required(),
    ],
    either: &[],
};

const RHYTHM: &Group = &Group {
    keys: &[
        key("on", Kind::Number(SOME_TIME), "weeks with blocks, in a row").required(),
        key("off", Kind::Number(super::measure::TIME), "weeks without, in a row").required(),
    ],
    either: &[],
};

const CORRELATED: &Group = &Group {
    keys: &[
        key("numbers", Kind::Names, "the paths of the two numbers").required(),
        key(
            "rank",
            Kind::Figure,
            "their rank correlation, above -1 and below 1: how surely one is high where the other is",
        )
        .required(),
    ],
    either: &[],
};

const OBSERVED: &Group = &Group {
    keys: &[
        key("name", Kind::Text, "what it is, in words").required(),
        key("share_reaching", Kind::Names, "the stage or stages whose share is compared"),
        key("by", Kind::Figure, "the time by which they get there"),
        key("quantile", Kind::Figure, "which quantile of the time is compared"),
        key("of_time_to", Kind::Names, "the stage or stages that the time leads to"),
        key("chance_of", Kind::Text, "the outcome whose chance is compared"),
        key("among", Kind::Names, "the outcomes among which it is counted"),
        key("relative_to", Kind::Text, "an outcome whose chance divides it"),
        key("relative_among", Kind::Names, "the outcomes among which that is counted"),
        key("value", Kind::Figure, "the figure").required(),
        key("standard_error", Kind::Figure, "its standard error"),
        key("source", Kind::Text, "where it comes from"),
        key("strategy", Kind::Text, "the strategy it is compared with; left out: the first"),
    ],
    either: &[Either { keys: &["share_reaching", "quantile", "chance_of"], required: true }],
};
