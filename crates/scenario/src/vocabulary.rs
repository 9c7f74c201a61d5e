//! Every key that a scenario or a model may have, described once. Checking, the list of knobs,
//! overriding and the JSON Schema all read this description.

mod delay;
mod measure;
mod model;
mod scenario;

pub(crate) use delay::LAWS;
pub(crate) use measure::{Form, Measure, TIME, plainly};
pub(crate) use model::MODEL;
pub(crate) use scenario::{SCENARIO, SEGMENT};

/// What may stand as a value.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A number that may be uncertain: a knob.
    Number(Measure),
    /// A plain number or a length of time, not a knob: a figure from outside.
    Figure,
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// A length of time or a law for it.
    Delay,
    /// One name or a list of names.
    Names,
    /// A list.
    List(&'static Self),
    /// A table with these keys.
    Group(&'static Group),
    /// A table whose keys are names that the author chooses.
    Named(&'static Named),
    /// The name of a model, or a table with changes to one.
    Model,
}

/// A table with known keys.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) keys: &'static [Key],
    /// Sets of keys of which only one may be given.
    pub(crate) either: &'static [Either],
}

impl Group {
    /// The description of a key.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// Keys that say the same thing in different ways.
#[derive(Debug)]
pub(crate) struct Either {
    pub(crate) keys: &'static [&'static str],
    /// Whether one of them must be given.
    pub(crate) required: bool,
}

/// A table whose keys are names.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) kind: Kind,
    /// What a name in it names, such as "stage".
    pub(crate) what: &'static str,
    pub(crate) at_least: usize,
    pub(crate) at_most: usize,
}

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What it means, in a line.
    pub(crate) about: &'static str,
    pub(crate) presence: Presence,
}

/// Whether a key must be there, and what holds when it is not.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Presence {
    Required,
    Optional,
    Number(f64),
    Flag(bool),
    Text(&'static str),
    /// A table that is left out is like an empty one.
    Empty,
}

/// Touches or attempts per prospect.
const TOUCHES: Measure = Measure::whole("touches", 1.0, 100_000.0)
    .why("leave it out for no limit; nobody bears 100,000 touches");

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about, presence: Presence::Optional }
}

impl Key {
    const fn required(self) -> Self {
        self.presence(Presence::Required)
    }

    const fn or(self, number: f64) -> Self {
        self.presence(Presence::Number(number))
    }

    const fn presence(mut self, presence: Presence) -> Self {
        self.presence = presence;
        self
    }
}
