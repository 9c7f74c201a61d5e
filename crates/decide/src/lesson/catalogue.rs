//! The lessons that come with the program.

use longview_engine::metric::Id;

use super::{Condition, How, Lesson, Number, Predict, Score};
use crate::boundary::Spacing;

/// Every lesson, in the order in which a course would take them.
pub fn lessons() -> &'static [Lesson] {
    LESSONS
}

const FOREVER: f64 = f64::INFINITY;

/// One plan brings more of a metric than another.
const fn more(metric: Id, of: &'static str, over: &'static str) -> Score {
    Score::Lead { metric, of, over, times: 1.0 }
}

/// A number that is one knob's value, with the plausible values that the model states.
const fn value(
    words: &'static str,
    unit: &'static str,
    paths: &'static [(&'static str, f64)],
    search: (f64, f64),
    spacing: Spacing,
) -> Number {
    Number {
        words,
        unit,
        paths,
        how: How::Value,
        condition: 0,
        says: None,
        search,
        spacing,
        plausible: None,
    }
}

const LESSONS: &[Lesson] = &[
    Lesson {
        name: "ten-hours",
        question: "Twelve conversations, two appointments: do the other ten pay off?",
        claim: "Following all twelve brings more customers than spending every hour on new names.",
        predict: Predict {
            prompt: "Both plans take ten hours a week and ask alike. After two years, the plan that follows all twelve has ...",
            score: Score::Ratio {
                metric: Id::Customers,
                of: "all-twelve",
                to: "appointments-only",
            },
            choices: &[
                ("fewer customers than the other", 0.95),
                ("about as many", 1.05),
                ("up to a quarter more", 1.25),
                ("up to twice as many", 2.0),
                ("more than twice as many", FOREVER),
            ],
        },
        scenario: "other-ten",
        conditions: &[Condition {
            words: "all-twelve brings more customers than appointments-only",
            score: more(Id::Customers, "all-twelve", "appointments-only"),
            above: 0.0,
        }],
        numbers: &[
            value(
                "the chance that a promised call reaches the prospect",
                "chance",
                &[("model.activity.follow_up.reach", 1.0)],
                (0.02, 0.9),
                Spacing::Ratio,
            ),
            value(
                "appointments in a dozen first conversations, beside ten others",
                "appointments",
                &[("model.activity.cold_call.on.stranger.appointment.weight", 1.0)],
                (0.25, 20.0),
                Spacing::Ratio,
            ),
        ],
        judges: false,
        discuss: &[
            "Which of the ten others did you last call back, and after how long?",
            "What would have to be true of your own call-backs for the ten to be worth nothing?",
        ],
    },
    Lesson {
        name: "bad-week",
        question: "Is this week bad luck or a bad week?",
        claim: "Of ten-hour weeks by a rep who does everything right, more than one in ten bring no appointment at all.",
        predict: Predict {
            prompt: "A healthy rep gets two appointments from ten hours on average. Of a hundred such weeks, how many bring one appointment at most?",
            score: Score::AtMost { metric: Id::Appointments, of: "healthy", most: 1.0 },
            choices: &[
                ("fewer than 10", 0.1),
                ("10 to 25", 0.25),
                ("25 to 50", 0.5),
                ("more than 50", FOREVER),
            ],
        },
        scenario: "bad-week",
        conditions: &[Condition {
            words: "more than one healthy week in ten has no appointment",
            score: Score::AtMost { metric: Id::Appointments, of: "healthy", most: 0.0 },
            above: 0.1,
        }],
        numbers: &[Number {
            says: Some("more than one in ten such blocks of calls has no appointment"),
            plausible: Some((1.0, 20.0, "hours that reps give to calls in a week")),
            ..value(
                "hours of calls before anybody looks at them",
                "hours",
                &[("strategy.healthy.block.1.hours", 1.0)],
                (1.0, 40.0),
                Spacing::Ratio,
            )
        }],
        judges: true,
        discuss: &[
            "How many hours had you seen when you last judged a week, your own or somebody else's?",
            "What could you look at after ten hours that says more than appointments do?",
        ],
    },
    Lesson {
        name: "motion-or-action",
        question: "Am I in motion or in action?",
        claim: "Ten hours of calls bring more customers than ten hours of e-mails.",
        predict: Predict {
            prompt: "Two years of ten hours a week. For each customer that the e-mails bring, the calls bring ...",
            score: Score::Ratio { metric: Id::Customers, of: "action", to: "motion" },
            choices: &[
                ("less than one", 1.0),
                ("one to three", 3.0),
                ("three to six", 6.0),
                ("more than six", FOREVER),
            ],
        },
        scenario: "motion-vs-action",
        conditions: &[Condition {
            words: "calls bring more customers than e-mails",
            score: more(Id::Customers, "action", "motion"),
            above: 0.0,
        }],
        numbers: &[value(
            "the chance that an e-mail draws a reply",
            "chance",
            &[("model.activity.email.reach", 1.0)],
            (0.002, 0.6),
            Spacing::Ratio,
        )],
        judges: false,
        discuss: &[
            "Which hours of last week put a question that somebody could answer with yes or no?",
            "How many of your letters would have to be answered before they beat your calls?",
        ],
    },
    Lesson {
        name: "ask",
        question: "When should I ask for the sale: never, at once, or in time?",
        claim: "There is a right time to ask: once they know us. Never asking and asking at once bring fewer customers.",
        predict: Predict {
            prompt: "One rep asks in every talk, the first included; another only those who know us. The one who waits has ...",
            score: Score::Ratio { metric: Id::Customers, of: "in-time", to: "at-once" },
            choices: &[
                ("less than half as many customers", 0.5),
                ("fewer", 0.95),
                ("about as many", 1.05),
                ("more", FOREVER),
            ],
        },
        scenario: "ask-for-the-sale",
        conditions: &[
            Condition {
                words: "asking in time brings more customers than asking at once",
                score: more(Id::Customers, "in-time", "at-once"),
                above: 0.0,
            },
            Condition {
                words: "asking in time brings more customers than never asking",
                score: more(Id::Customers, "in-time", "never"),
                above: 0.0,
            },
        ],
        numbers: &[Number {
            how: How::Factor,
            plausible: Some((
                0.5,
                2.0,
                "assumption: nobody has measured it; half to twice the guesses",
            )),
            ..value(
                "how often an early question is accepted",
                "times the guess",
                &[
                    ("model.activity.ask.on.aware.accepted.weight", 1.0),
                    ("model.activity.ask.on.engaged.accepted.weight", 1.0),
                    ("model.activity.ask.on.callback.accepted.weight", 1.0),
                    ("model.activity.ask.on.meet-later.accepted.weight", 1.0),
                ],
                (0.1, 3.0),
                Spacing::Ratio,
            )
        }],
        judges: false,
        discuss: &[
            "Whom did you not ask last month who knew you well enough?",
            "How would you find out how often your own early questions are accepted?",
        ],
    },
    Lesson {
        name: "vital-few",
        question: "A few prospects bring most of the value: should I call those first?",
        claim: "Calling the vital few first brings more revenue, even for a rep who can tell them only roughly.",
        predict: Predict {
            prompt: "One rep picks the fifth to call first blindfold, another calls the list as it comes. The blind choice brings ...",
            score: Score::Ratio { metric: Id::Revenue, of: "blind", to: "as-they-come" },
            choices: &[("less revenue", 0.95), ("about the same", 1.05), ("more", FOREVER)],
        },
        scenario: "vital-few",
        conditions: &[
            Condition {
                words: "with good foresight, the vital few first bring more revenue than the list as it comes",
                score: more(Id::Revenue, "good-foresight", "as-they-come"),
                above: 0.0,
            },
            Condition {
                words: "with poor foresight they still do",
                score: more(Id::Revenue, "poor-foresight", "as-they-come"),
                above: 0.0,
            },
        ],
        numbers: &[Number {
            says: Some(
                "with foresight this good, the vital few first bring more revenue than the list as it comes",
            ),
            plausible: Some((
                0.0,
                0.9,
                "from blind to almost perfect: nobody has measured how well reps can tell",
            )),
            ..value(
                "how well one can tell beforehand (0 blind, 1 perfect)",
                "accuracy",
                &[("strategy.good-foresight.focus.accuracy", 1.0)],
                (0.0, 1.0),
                Spacing::Even,
            )
        }],
        judges: false,
        discuss: &[
            "By what did you choose whom to call first this week, and how often was it right?",
            "What do you give up when you dial the same few again and again?",
        ],
    },
    Lesson {
        name: "pest",
        question: "When do I become a pest?",
        claim: "Staying in touch has a limit: a letter every week brings fewer customers than one every six weeks.",
        predict: Predict {
            prompt: "For each customer that a letter every six weeks brings in all, a letter every week brings ...",
            score: Score::Ratio { metric: Id::Customers, of: "every-week", to: "every-six-weeks" },
            choices: &[
                ("less than half of one", 0.5),
                ("a little less than one", 0.99),
                ("about one", 1.01),
                ("more than one", FOREVER),
            ],
        },
        scenario: "no-stalking",
        conditions: &[
            Condition {
                words: "a letter every six weeks brings more customers than one every week",
                score: more(Id::Customers, "every-six-weeks", "every-week"),
                above: 0.0,
            },
            Condition {
                words: "letters every week make more people ask to be left alone",
                score: more(Id::OptOuts, "every-week", "every-six-weeks"),
                above: 0.0,
            },
        ],
        numbers: &[Number {
            says: Some("a letter every six weeks brings more customers than one at this gap"),
            plausible: Some((
                1.0,
                25.0,
                "from every working day to every five weeks: the habits that are about",
            )),
            ..value(
                "the gap between two letters",
                "working days",
                &[("strategy.every-week.nurture.every", 0.2)],
                (1.0, 25.0),
                Spacing::Whole,
            )
        }],
        judges: false,
        discuss: &[
            "How often do people hear from you who have not answered?",
            "Who notices on your team when somebody asks to be left alone?",
        ],
    },
    Lesson {
        name: "value-first",
        question: "Does it pay to give something worth reading before asking?",
        claim: "Something to read every six weeks brings customers if it is good, and costs customers if it is poor.",
        predict: Predict {
            prompt: "Of the pieces sent, one in five is worth the time, and every other one annoys. Compared with sending nothing, they bring ...",
            score: more(Id::Customers, "poor", "nothing"),
            choices: &[
                ("fewer customers", -0.25),
                ("about as many", 0.25),
                ("more customers", FOREVER),
            ],
        },
        scenario: "value-first",
        conditions: &[
            Condition {
                words: "poor pieces bring fewer customers than nothing",
                score: more(Id::Customers, "nothing", "poor"),
                above: 0.0,
            },
            Condition {
                words: "usual pieces bring more customers than nothing",
                score: more(Id::Customers, "usual", "nothing"),
                above: 0.0,
            },
        ],
        numbers: &[Number {
            plausible: Some((
                20.0,
                150.0,
                "assumption: from two readers in seven who are annoyed to three in four",
            )),
            ..value(
                "readers whom a poor piece annoys, beside 50 whom it does not",
                "readers",
                &[("model.activity.poor_content.on.any.poor-content.weight", 1.0)],
                (10.0, 1000.0),
                Spacing::Ratio,
            )
        }],
        judges: false,
        discuss: &[
            "Would you read what you sent last month if a stranger had sent it?",
            "How do you learn which pieces annoyed?",
        ],
    },
    Lesson {
        name: "consistency",
        question: "Does it matter whether I prospect every week or in bursts?",
        claim: "The same hours bring more customers when they come every week.",
        predict: Predict {
            prompt: "Forty hours in one week of four instead of ten every week: after two years that is ...",
            score: more(Id::Customers, "steady", "bursts"),
            choices: &[
                ("more customers with bursts", -0.5),
                ("about the same", 0.5),
                ("more customers with steady weeks", FOREVER),
            ],
        },
        scenario: "consistency",
        conditions: &[Condition {
            words: "steady weeks bring more customers than bursts",
            score: more(Id::Customers, "steady", "bursts"),
            above: 0.0,
        }],
        numbers: &[Number {
            plausible: Some((
                1.0,
                6.0,
                "assumption: bursts come about once a month to twice a year",
            )),
            ..value(
                "how long a burst lasts, with three times as long off after it",
                "weeks",
                &[("strategy.bursts.rhythm.on", 1.0), ("strategy.bursts.rhythm.off", 3.0)],
                (1.0, 13.0),
                Spacing::Whole,
            )
        }],
        judges: false,
        discuss: &[
            "What happens in your weeks without calls to what you promised in the week before?",
            "What else, apart from customers, do steady weeks change?",
        ],
    },
    Lesson {
        name: "pressure",
        question: "What does the scorecard do to the rep?",
        claim: "A rep who is judged by progress wins more customers than one who is judged by appointments.",
        predict: Predict {
            prompt: "Judged by appointments, the rep brings ... of the customers of a rep who does not tire.",
            score: Score::Ratio { metric: Id::Customers, of: "by-appointments", to: "no-energy" },
            choices: &[
                ("less than two thirds", 0.667),
                ("two thirds to nine tenths", 0.9),
                ("nearly all", FOREVER),
            ],
        },
        scenario: "pressure",
        conditions: &[Condition {
            words: "judged by progress, the rep wins more customers than judged by appointments",
            score: more(Id::Customers, "by-progress", "by-appointments"),
            above: 0.0,
        }],
        numbers: &[value(
            "what one credit above or below what was expected does to energy",
            "energy per credit",
            &[("model.energy.gain", 1.0)],
            (0.002, 0.2),
            Spacing::Ratio,
        )],
        judges: false,
        discuss: &[
            "What did your last one-on-one ask about first?",
            "The evidence for this lesson is indirect. What have you seen yourself?",
        ],
    },
    Lesson {
        name: "every-day",
        question: "Should I expect leads each and every day?",
        claim: "Ten hours a week bring a lead on nine working days of ten.",
        predict: Predict {
            prompt: "Two hours a day, a healthy rep, a list that lasts. On how many of a hundred working days does a lead come?",
            score: Score::DaysWithLead { of: "steady" },
            choices: &[
                ("fewer than 50", 0.5),
                ("50 to 75", 0.75),
                ("75 to 90", 0.9),
                ("more than 90", FOREVER),
            ],
        },
        scenario: "every-day",
        conditions: &[Condition {
            words: "nine working days of ten bring a lead",
            score: Score::DaysWithLead { of: "steady" },
            above: 0.9,
        }],
        numbers: &[Number {
            plausible: Some((1.0, 20.0, "hours that reps give to calls in a week")),
            ..value(
                "hours of calls a week, beside three hours of promises",
                "hours",
                &[("strategy.steady.cold_call_hours", 1.0)],
                (1.0, 37.0),
                Spacing::Even,
            )
        }],
        judges: false,
        discuss: &[
            "How many days without a lead in a row would make you change something?",
            "What is a good day when no lead comes?",
        ],
    },
    Lesson {
        name: "patience",
        question: "Little came of the first quarter: should I stop?",
        claim: "Most of what a quarter of calls brings comes after it, and whoever stops at its end has less than half of it.",
        predict: Predict {
            prompt: "Of a hundred customers that thirteen weeks of calls bring in two years, how many have signed when the thirteen weeks are over?",
            score: Score::Sooner { metric: Id::Customers, of: "keep-promises", quarter: 1 },
            choices: &[
                ("fewer than 5", 0.05),
                ("5 to 25", 0.25),
                ("25 to 50", 0.5),
                ("more than 50", FOREVER),
            ],
        },
        scenario: "patience",
        conditions: &[
            Condition {
                words: "keeping promises brings more than twice the customers of stopping",
                score: Score::Lead {
                    metric: Id::Customers,
                    of: "keep-promises",
                    over: "stop",
                    times: 2.0,
                },
                above: 0.0,
            },
            Condition {
                words: "most customers sign after the quarter",
                score: Score::Later { metric: Id::Customers, of: "keep-promises", quarter: 1 },
                above: 0.5,
            },
        ],
        numbers: &[
            value(
                "the chance that a promised call reaches the prospect",
                "chance",
                &[("model.activity.follow_up.reach", 1.0)],
                (0.02, 0.9),
                Spacing::Ratio,
            ),
            Number {
                condition: 1,
                ..value(
                    "how long half of the yeses take to be signed",
                    "weeks",
                    &[("model.stage.agreed.timer.signature.delay.median", 1.0)],
                    (0.5, 52.0),
                    Spacing::Ratio,
                )
            },
        ],
        judges: false,
        discuss: &[
            "When did you last stop something, and what was still open that day?",
            "Who keeps the promises of a rep who leaves?",
        ],
    },
];
