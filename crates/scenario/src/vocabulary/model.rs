//! The keys of a model file, or of the `[model]` of a scenario.

use super::measure::{CHANCE, LEVEL, LOG_ODDS, Measure, SHAPE, SOME_TIME, TIME, UNITS};
use super::{Either, Group, Key, Kind, Named, Presence, TOUCHES, key};

/// A model file. `base` belongs to the `[model]` of a scenario only.
pub(crate) const MODEL: &Group = &Group {
    keys: &[
        key("base", Kind::Text, "the model that the scenario changes: a built-in name or a path"),
        key("title", Kind::Text, "what the model is called"),
        key("about", Kind::Text, "what it is good for and where it comes from"),
        key("start", Kind::Text, "the stage where every prospect starts").required(),
        key("stage", Kind::Named(STAGES), "the rungs of the relationship and its ends").required(),
        key("activity", Kind::Named(ACTIVITIES), "what a rep can do"),
        key("need", Kind::Group(NEED), "when a prospect needs what we sell; left out: no part"),
        key("receptivity", Kind::Group(RECEPTIVITY), "what tilts outcomes")
            .presence(Presence::Empty),
        key("goodwill", Kind::Group(GOODWILL), "the stock of good touches")
            .presence(Presence::Empty),
        key("fatigue", Kind::Group(FATIGUE), "the stock of recent touches")
            .presence(Presence::Empty),
        key(
            "opt_out",
            Kind::Group(OPT_OUT),
            "who asks never to be contacted again; left out: nobody",
        ),
        key("reachability", Kind::Group(REACHABILITY), "how people differ; left out: all alike"),
        key("energy", Kind::Group(ENERGY), "the rep's energy, for strategies with a scorecard"),
    ],
    either: &[],
};

const STAGES: &Named =
    &Named { kind: Kind::Group(STAGE), what: "stage", at_least: 1, at_most: 255 };
const TIMERS: &Named = &Named { kind: Kind::Group(TIMER), what: "timer", at_least: 0, at_most: 16 };
const ACTIVITIES: &Named =
    &Named { kind: Kind::Group(ACTIVITY), what: "activity", at_least: 0, at_most: 32 };
const TABLES: &Named =
    &Named { kind: Kind::Named(OUTCOMES), what: "stage", at_least: 1, at_most: 255 };
const OUTCOMES: &Named =
    &Named { kind: Kind::Group(OUTCOME), what: "outcome", at_least: 1, at_most: 64 };

const STAGE: &Group = &Group {
    keys: &[
        key(
            "rung",
            Kind::Number(Measure::whole("rung", -1000.0, 1000.0)),
            "height on the ladder; receptivity pulls up",
        )
        .or(0.0),
        key(
            "end",
            Kind::Choice(&["won", "lost", "opted-out"]),
            "left out while the prospect is open",
        ),
        key("decided", Kind::Flag, "past the point where need decides")
            .presence(Presence::Flag(false)),
        key("appointment", Kind::Flag, "entering counts as an appointment made")
            .presence(Presence::Flag(false)),
        key("timer", Kind::Named(TIMERS), "what may happen by itself; the earliest does"),
    ],
    either: &[],
};

const TIMER: &Group = &Group {
    keys: &[
        key("delay", Kind::Delay, "how long after entry to the stage").required(),
        key("to", Kind::Text, "the stage it leads to"),
        key("outcomes", Kind::Named(OUTCOMES), "what it can lead to"),
    ],
    either: &[Either { keys: &["to", "outcomes"], required: true }],
};

const OUTCOME: &Group = &Group {
    keys: &[
        key(
            "weight",
            Kind::Number(
                Measure::plain("weight", 0.0, 1e9)
                    .why("weights are shares: only their proportions count, and none is negative"),
            ),
            "share of the population average, in proportion to the other outcomes",
        )
        .required(),
        key("to", Kind::Text, "the stage it leads to; left out: stays"),
        key("goodwill", Kind::Number(UNITS), "goodwill added").or(0.0),
        key("promise", Kind::Delay, "delay until the rep owes the next contact"),
        key("lead", Kind::Flag, "counts as a lead").presence(Presence::Flag(false)),
        key(
            "pull",
            Kind::Number(Measure::plain("number", -100.0, 100.0)),
            "exponent of receptivity; left out: the sign of the change of rung",
        ),
    ],
    either: &[],
};

const ACTIVITY: &Group = &Group {
    keys: &[
        key("channel", Kind::Choice(&["phone", "mail", "meeting", "ask"]), "how it reaches people")
            .required(),
        key(
            "aim",
            Kind::Choice(&["list", "promises", "booked", "cadence", "ask"]),
            "whom it is aimed at",
        )
        .required(),
        key(
            "effort",
            Kind::Choice(&["action", "motion"]),
            "action when the prospect can say yes or no to a commitment in it",
        )
        .required(),
        key(
            "minutes",
            Kind::Number(Measure::plain("minutes", 0.0, 10_080.0).why("a week has 10,080 minutes")),
            "working time per attempt",
        )
        .required(),
        key("reach", Kind::Number(CHANCE), "the chance that an attempt becomes an encounter"),
        key("reach_varies", Kind::Flag, "whether reachability differs by person here")
            .presence(Presence::Flag(false)),
        key("fatigue", Kind::Number(LEVEL), "fatigue added by an attempt").or(0.0),
        key("cadence", Kind::Group(CADENCE), "the rhythm of staying in touch"),
        key("on_miss", Kind::Group(ON_MISS), "what an attempt that reaches nobody leaves behind")
            .presence(Presence::Empty),
        key("on", Kind::Named(TABLES), "what an encounter can lead to, by stage").required(),
    ],
    either: &[],
};

const CADENCE: &Group = &Group {
    keys: &[
        key("every", Kind::Number(SOME_TIME), "the gap since the last touch").required(),
        key("stages", Kind::Names, "the stages of those who are kept in touch with").required(),
        key("touches", Kind::Number(TOUCHES), "touches per prospect at most"),
    ],
    either: &[],
};

const ON_MISS: &Group = &Group {
    keys: &[
        key(
            "retry",
            Kind::Number(TIME),
            "time until the next attempt; left out: at once for the list, else 1 working day",
        ),
        key("max_attempts", Kind::Number(TOUCHES), "attempts in a row before giving up"),
        key("again", Kind::Number(CHANCE), "the chance that a miss is followed by another attempt")
            .or(1.0),
        key("then", Kind::Text, "where the prospect stands when there is none; left out: stays"),
        key("goodwill", Kind::Number(UNITS), "goodwill added by the miss").or(0.0),
    ],
    either: &[],
};

const NEED: &Group = &Group {
    keys: &[
        key("out_of_market", Kind::Number(SOME_TIME), "mean spell without need").required(),
        key("in_market", Kind::Number(SOME_TIME), "mean spell of need").required(),
        key(
            "bought_elsewhere",
            Kind::Number(CHANCE),
            "the chance that a spell that ends without a sale ended in a purchase elsewhere",
        )
        .or(0.5),
        key("lost_to", Kind::Text, "where those who bought elsewhere stand").required(),
        key("calls_us", Kind::Group(CALLS_US), "whether prospects call us; left out: never"),
    ],
    either: &[],
};

const CALLS_US: &Group = &Group {
    keys: &[
        key("at_most", Kind::Number(CHANCE), "the chance that goodwill can raise it to").required(),
        key(
            "half_at",
            Kind::Number(Measure::plain("units", 0.001, 1e6)),
            "goodwill at which half of that is reached",
        )
        .required(),
        key("on", Kind::Named(TABLES), "what such a call can lead to, by stage").required(),
    ],
    either: &[],
};

const RECEPTIVITY: &Group = &Group {
    keys: &[
        key("goodwill", Kind::Number(LOG_ODDS), "log-odds per unit of goodwill").or(0.0),
        key("in_market", Kind::Number(LOG_ODDS), "log-odds while in the market").or(0.0),
        key("out_of_market", Kind::Number(LOG_ODDS), "log-odds while out of the market").or(0.0),
        key(
            "fatigue",
            Kind::Number(LOG_ODDS),
            "log-odds lost per unit of fatigue above the free level",
        )
        .or(0.0),
    ],
    either: &[],
};

const GOODWILL: &Group =
    &Group { keys: &[half_life("time in which goodwill falls to one half")], either: &[] };

const FATIGUE: &Group = &Group {
    keys: &[
        half_life("time in which fatigue falls to one half"),
        key("free", Kind::Number(LEVEL), "the level below which nobody minds").or(0.0),
    ],
    either: &[],
};

const fn half_life(about: &'static str) -> Key {
    const A_YEAR: f64 = 52.0;
    key("half_life", Kind::Number(SOME_TIME), about).or(A_YEAR)
}

const OPT_OUT: &Group = &Group {
    keys: &[
        key("base", Kind::Number(CHANCE), "the chance per attempt below the free level").required(),
        key(
            "slope",
            Kind::Number(Measure::plain("chance per unit", 0.0, 1e6)),
            "added chance per unit of fatigue above it",
        )
        .or(0.0),
        key("to", Kind::Text, "the stage of those who opted out").required(),
    ],
    either: &[],
};

const REACHABILITY: &Group = &Group {
    keys: &[key(
        "concentration",
        Kind::Number(SHAPE.why("the smaller, the more people differ; leave it out for all alike")),
        "Beta concentration of the chance to reach a person",
    )
    .required()],
    either: &[],
};

const ENERGY: &Group = &Group {
    keys: &[
        key("start", Kind::Number(CHANCE), "energy on the first day, from 0 to 1").required(),
        key("floor", Kind::Number(CHANCE), "lowest energy").required(),
        key("recovery", Kind::Number(CHANCE), "share of the missing energy that a day gives back")
            .required(),
        key(
            "gain",
            Kind::Number(STRENGTH),
            "energy gained per unit of credit above what was expected",
        )
        .required(),
        key("loss_aversion", Kind::Number(STRENGTH), "how many times as steeply it falls")
            .required(),
        key("cost_per_hour", Kind::Number(STRENGTH), "energy used per hour worked").required(),
        key(
            "progress",
            Kind::Named(&Named {
                kind: Kind::Number(UNITS),
                what: "outcome",
                at_least: 1,
                at_most: 1000,
            }),
            "weights of the progress scorecard, by outcome name",
        ),
    ],
    either: &[],
};

const STRENGTH: Measure = Measure::plain("number", 0.0, 1000.0);
