//! What is said to people beside the answer: on standard error.

use std::io::{IsTerminal, Write, stderr};

use longview_report::text::plain;

use crate::exit::Failure;

/// Says a line. Where nobody can hear it, nothing is lost.
pub(crate) fn say(line: &str) {
    writeln!(stderr().lock(), "{line}").ok();
}

/// Says why a command failed.
pub(crate) fn failure(failure: &Failure) {
    match failure {
        Failure::Invalid(problems) | Failure::Misread(problems) => {
            say(problems.render(has_colour()).trim_end());
        }
        Failure::Said(_) | Failure::ReaderGone => {}
        Failure::Usage(why) | Failure::Misfit(why) | Failure::Unreadable(why) => {
            why.lines().enumerate().for_each(|(at, line)| {
                let start = if at == 0 { "error: " } else { "" };
                say(&format!("{start}{}", plain(line)));
            });
        }
    }
}

/// Colours are for terminals, and only where nobody asked for none (no-color.org).
pub(crate) fn has_colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    stderr().is_terminal() && !unwanted && !is_dumb
}
