//! What the fuzz targets share. Each target turns bytes into files or into a scenario, loads them as
//! the command does, and holds what comes of it against what must hold for every input:
//!
//! - a refusal is told in text that a terminal can show ([`judge`]);
//! - whatever is accepted also runs, in a small version of it ([`small`]), and keeps the rules that
//!   hold for every run ([`invariants`]).

pub mod case;
pub mod files;
pub mod invariants;
pub mod judge;
pub mod small;
pub mod written;
