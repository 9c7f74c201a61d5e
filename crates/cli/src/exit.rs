//! How a command ends.

use std::io;
use std::path::Path;
use std::process::{ExitCode, Termination};

use longview_decide::compare::CompareError;
use longview_decide::ignorance::IgnoranceError;
use longview_decide::lesson::LessonError;
use longview_decide::lever::LeverError;
use longview_decide::optimize::OptimizeError;
use longview_decide::payback::PaybackError;
use longview_decide::sensitivity::SensitivityError;
use longview_decide::target::TargetError;
use longview_report::text::plain;
use longview_scenario::{Problems, Refusal};
use thiserror::Error;

/// What the process tells whoever started it. A panic, which is a bug, ends with 101.
/// The later ones outweigh the earlier where several things went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Done = 0,
    Usage = 2,
    Invalid = 3,
    Unreadable = 4,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// Why a command did not do what it was asked for.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The command line asks for something that is not there or not possible.
    #[error("{0}")]
    Usage(String),
    /// A text on the command line is wrong, at a place that can be shown.
    #[error("the command line is wrong")]
    Misread(Problems),
    /// The scenario is wrong.
    #[error("the scenario is wrong")]
    Invalid(Problems),
    /// The scenario, checked, still gives no experiment.
    #[error("{0}")]
    Misfit(String),
    /// Something cannot be read or written.
    #[error("{0}")]
    Unreadable(String),
    /// Everything about this has been said already.
    #[error("")]
    Said(Exit),
    /// Whoever read standard output has gone away, which is no failure.
    #[error("")]
    ReaderGone,
}

impl Failure {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::Misread(_) => Exit::Usage,
            Self::Invalid(_) | Self::Misfit(_) => Exit::Invalid,
            Self::Unreadable(_) => Exit::Unreadable,
            Self::Said(exit) => *exit,
            Self::ReaderGone => Exit::Done,
        }
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(path: &Path, reason: impl std::fmt::Display) -> Self {
        Self::Unreadable(format!("cannot write {}: {reason}", shown(path)))
    }

    /// Standard output that cannot be written.
    pub(crate) fn of_stdout(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ReaderGone
        } else {
            Self::Unreadable(format!("cannot write to standard output: {error}"))
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unreadable(why) => Self::Unreadable(why),
            Refusal::Invalid(problems) => Self::Invalid(problems),
        }
    }
}

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::UnknownBaseline(unknown) => Self::Usage(unknown.to_string()),
            CompareError::UnknownMetric { .. } => Self::Usage(error.to_string()),
            CompareError::Misfits(_) => Self::Misfit(error.to_string()),
        }
    }
}

impl From<LessonError> for Failure {
    fn from(error: LessonError) -> Self {
        match error {
            LessonError::Refused(problems) => Self::Invalid(problems),
            LessonError::NoNumber(_) | LessonError::Misread(_) => {
                Self::Misfit(format!("the lesson does not fit the changed scenario: {error}"))
            }
        }
    }
}

impl From<TargetError> for Failure {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::Lever(LeverError::Refused { problems, .. }) => Self::Invalid(problems),
            TargetError::Misfits(_) => Self::Misfit(error.to_string()),
            _ => Self::Usage(error.to_string()),
        }
    }
}

impl From<PaybackError> for Failure {
    fn from(error: PaybackError) -> Self {
        match error {
            PaybackError::Hours(_) => Self::Usage(format!("{error}\nhint: such as --hours 10")),
            PaybackError::NobodyNew | PaybackError::Misfits(_) => Self::Misfit(error.to_string()),
        }
    }
}

impl From<OptimizeError> for Failure {
    fn from(error: OptimizeError) -> Self {
        match error {
            OptimizeError::Refused(problems) => Self::Invalid(problems),
            OptimizeError::Misfits(_) => Self::Misfit(error.to_string()),
            _ => Self::Usage(error.to_string()),
        }
    }
}

impl From<IgnoranceError> for Failure {
    fn from(error: IgnoranceError) -> Self {
        Self::Misfit(error.to_string())
    }
}

impl From<SensitivityError> for Failure {
    fn from(error: SensitivityError) -> Self {
        match error {
            SensitivityError::Impossible(_)
            | SensitivityError::Misfits(_)
            | SensitivityError::OneStrategy
            | SensitivityError::NothingUncertain => Self::Misfit(error.to_string()),
            SensitivityError::UnknownStrategy(_)
            | SensitivityError::SameStrategy(_)
            | SensitivityError::UnknownMetric { .. }
            | SensitivityError::UnknownNumber { .. }
            | SensitivityError::ManyNumbers { .. }
            | SensitivityError::CertainNumber { .. }
            | SensitivityError::TooManyInGroups(_) => Self::Usage(error.to_string()),
        }
    }
}

/// A path as it may be shown on a terminal.
pub(crate) fn shown(path: &Path) -> String {
    plain(&path.display().to_string())
}
