//! Answers that are known from elsewhere: closed forms, published models, independent programs.
//!
//! Every tolerance is four standard errors, either exact (binomial) or of the mean over
//! replications.

mod asking;
mod callback_chain;
mod chains;
mod cohort;
mod delays;
mod desk;
mod energy;
mod hiv;
mod market;
mod maths;
mod need;
mod pipeline;
mod queue;
mod rules;
mod ten_hours;
mod tilt;
