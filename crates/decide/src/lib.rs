//! Questions over runs: which plan gives what and how surely, and whether a model does on average
//! what it says. Answers are values; this crate never prints and never exits.
//!
//! - [`mod@compare`] runs every strategy of a scenario and answers with [`answer::CompareAnswer`].
//! - [`diary`] looks up the working days of a typical run; [`largest`] says what chance alone would
//!   give the largest customers.
//! - [`verdict`] says who is ahead, and from when, as far as the number of runs can tell.
//! - [`observed`] puts figures from real data beside the simulated ones.
//! - [`lesson`] tries the claims of coaches, and searches for the number at which each turns.
//! - [`boundary`] is that search.
//! - [`mod@payback`] works one block of effort and says what comes back, when, and with what chance.
//! - [`precision`] runs as long as it takes to be as sure as is wanted, and gives quantiles intervals.
//! - [`ranking`] says how surely each of many plans is the best.
//! - [`mod@worth`] says what an outcome, an hour and a rung are worth.
//! - [`uncertain`] makes laws of numbers that are not sure, and draws from them.
//! - [`mod@ignorance`] says how much of a spread is luck, and how much is not knowing the numbers.
//! - [`mod@sensitivity`] says which numbers decide between two strategies, and what knowing is worth.
//! - [`explain`] puts what a model says beside what it does on average.
//! - [`goal`] reads "customers >= 12 by Q4"; [`lever`] finds a number of a plan that can be varied.
//! - [`target`](mod@target) finds how much is enough for a goal; [`optimize`] finds the best week.

pub mod answer;
pub mod boundary;
pub mod compare;
pub mod diary;
pub mod explain;
pub mod goal;
pub mod ignorance;
pub mod largest;
pub mod lesson;
pub mod lever;
mod noting;
pub mod observed;
pub mod optimize;
pub mod payback;
pub mod precision;
pub mod ranking;
mod replications;
mod sample;
pub mod sensitivity;
mod share_work;
pub mod target;
pub mod uncertain;
pub mod verdict;
pub mod worlds;
pub mod worth;
