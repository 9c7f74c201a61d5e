//! The tests of the whole, as one binary: known answers, same answers, what holds for every
//! scenario, what holds in the repository, and the answers of the scenarios that come with it.

#![expect(
    clippy::unwrap_used,
    reason = "what helps a test fails it by panicking, as the test does"
)]

mod determinism;
mod lessons;
mod oracles;
mod properties;
mod repo;
mod sampling;
mod scenarios;
