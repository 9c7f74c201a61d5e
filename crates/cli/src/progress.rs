//! How far a run has come: a bar on terminals, nothing elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use longview_engine::run::Observer;

/// A bar with an estimate of the time left. It disappears when the run is done.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar for so many replications.
    pub(crate) fn new(replications: u64) -> Self {
        Self::styled(replications, "{bar:40} {human_pos} of {human_len} replications, {eta} left")
    }

    /// A count of replications, of which nobody knows how many it will take.
    pub(crate) fn until(at_most: u64) -> Self {
        Self::styled(at_most, "{spinner} {human_pos} replications, at most {human_len}")
    }

    fn styled(replications: u64, style: &'static str) -> Self {
        if !stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(replications), ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::with_template(style).expect("the template is a constant"));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Observer for Progress {
    fn advanced(&self, replications: u64) {
        self.0.inc(replications);
    }
}
