//! The laws of delays and their keys.

use super::measure::{Measure, SHAPE, SOME_TIME, TIME};
use super::{Group, Key, Kind, key};

/// A law and the keys that it needs.
#[derive(Debug)]
pub(crate) struct Law {
    pub(crate) name: &'static str,
    pub(crate) group: Group,
}

/// The laws that a delay may follow.
pub(crate) const LAWS: &[Law] = &[
    law("fixed", &[LAW, key("value", Kind::Number(TIME), "the delay, always the same").required()]),
    law("exponential", &[LAW, mean()]),
    law(
        "weibull",
        &[LAW, shape("below 1 the chance falls with waiting, above 1 it rises"), scale()],
    ),
    law("gamma", &[LAW, shape("1 is exponential, more is steadier"), mean()]),
    law("lognormal", &[LAW, median(), sigma()]),
    law("normal", &[LAW, mean(), sd(), min()]),
    law(
        "uniform",
        &[
            LAW,
            key("from", Kind::Number(TIME), "the shortest delay").required(),
            key("to", Kind::Number(TIME), "the longest delay").required(),
        ],
    ),
    law("empirical", &[LAW, values(), chances()]),
];

const LAW: Key = key("law", Kind::Choice(LAW_NAMES), "the law that the delay follows").required();

const LAW_NAMES: &[&str] =
    &["fixed", "exponential", "weibull", "gamma", "lognormal", "normal", "uniform", "empirical"];

const fn law(name: &'static str, keys: &'static [Key]) -> Law {
    Law { name, group: Group { keys, either: &[] } }
}

const fn shape(about: &'static str) -> Key {
    key("shape", Kind::Number(SHAPE), about).required()
}

const fn mean() -> Key {
    key("mean", Kind::Number(SOME_TIME), "the mean delay").required()
}

const fn scale() -> Key {
    key("scale", Kind::Number(SOME_TIME), "about 63 % have happened by then").required()
}

const fn median() -> Key {
    key("median", Kind::Number(SOME_TIME), "half take longer").required()
}

const fn sigma() -> Key {
    let measure = Measure::plain("number", 0.001, 10.0)
        .why("the standard deviation of the logarithm; 10 spreads over nine orders of magnitude");
    key("sigma", Kind::Number(measure), "standard deviation of the logarithm").required()
}

const fn sd() -> Key {
    key("sd", Kind::Number(SOME_TIME), "standard deviation before the cut").required()
}

const fn min() -> Key {
    key("min", Kind::Number(TIME), "shorter delays do not occur").or(0.0)
}

const fn values() -> Key {
    const VALUE: &Kind = &Kind::Number(TIME);
    key("values", Kind::List(VALUE), "measured delays that do not fall").required()
}

const fn chances() -> Key {
    const CHANCE: &Kind = &Kind::Number(super::measure::CHANCE);
    key(
        "chances",
        Kind::List(CHANCE),
        "the share that took at most the delay of the same position, from 0 to 1",
    )
}
