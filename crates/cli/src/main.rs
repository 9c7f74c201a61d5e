//! `longview`: compares weekly plans of sales prospecting over the coming quarters.
//!
//! The only crate that prints or exits. What a command answers goes to standard output or to
//! files; everything else that is said goes to standard error.

use clap::Parser;

use crate::args::{Cli, Command};
use crate::exit::Exit;

mod args;
mod commands;
mod exit;
mod interrupt;
mod output;
mod progress;
mod samples;
mod source;
mod talk;

fn main() -> Exit {
    interrupt::install();
    match answer(Cli::parse().command) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            talk::failure(&failure);
            failure.exit()
        }
    }
}

fn answer(command: Command) -> Result<(), exit::Failure> {
    match command {
        Command::Compare(args) => commands::compare::run(&args),
        Command::Lesson(args) => commands::lesson::run(&args),
        Command::Payback(args) => commands::payback::run(&args),
        Command::Worth(args) => commands::worth::run(&args),
        Command::Target(args) => commands::target::run(&args),
        Command::Optimize(args) => commands::optimize::run(&args),
        Command::Sensitivity(args) => commands::sensitivity::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Init(args) => commands::init::run(&args),
        Command::Scenarios(args) => commands::scenarios::run(&args),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Completions(args) => commands::completions::run(&args),
    }
}
