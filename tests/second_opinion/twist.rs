//! Rules that can be broken on purpose, to show that the comparison would notice.

/// A rule of `docs/model.md` that the plain simulator breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twist {
    /// Every rule is kept.
    None,
    /// A promise is due on the working day before its moment instead of after it.
    PromisesRoundedDown,
    /// Whoever is reached cannot opt out any more.
    OptOutAfterReach,
    /// The fatigue of an attempt comes after what the attempt leads to.
    FatigueAfterwards,
    /// What is stated as an average over people is taken for the weights.
    SharesTakenForWeights,
    /// An outcome that stays restarts every timer of the stage.
    AllTimersRestart,
    /// Nobody needs anything on the first day.
    NeedStartsOutside,
    /// Less than one attempt is lost at the end of a day.
    NothingCarriedOver,
    /// The latest promise is kept first.
    LatestPromiseFirst,
    /// An ask takes no time.
    AsksTakeNoTime,
    /// The second of two lists is served first.
    VitalFewLast,
    /// Those who call us are counted as won by us.
    OwnCallsForgotten,
}

impl Twist {
    /// All that break a rule.
    pub const ALL: [Self; 11] = [
        Self::PromisesRoundedDown,
        Self::OptOutAfterReach,
        Self::FatigueAfterwards,
        Self::SharesTakenForWeights,
        Self::AllTimersRestart,
        Self::NeedStartsOutside,
        Self::NothingCarriedOver,
        Self::LatestPromiseFirst,
        Self::AsksTakeNoTime,
        Self::VitalFewLast,
        Self::OwnCallsForgotten,
    ];
}
