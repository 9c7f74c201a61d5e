//! Answers that are known from elsewhere: closed forms, published models, independent programs.
//!
//! Every tolerance is four standard errors, either exact (binomial) or of the mean over
//! replications.

mod asking;
mod block;
mod boundary;
mod callback_chain;
mod chains;
mod cohort;
mod crowding;
mod delays;
mod departure;
mod desk;
mod diary;
mod energy;
mod goodwill;
mod hip;
mod hiv;
mod ignorance;
mod indices;
mod judgement;
mod knowing;
mod largest;
mod lifetime;
mod market;
mod maths;
mod need;
mod need_clock;
mod optimize;
mod passage;
mod payback;
mod pipeline;
mod precision;
mod queue;
mod ranking;
mod reach;
mod rules;
mod second_opinion;
mod target;
mod team;
mod ten_hours;
mod tilt;
mod undone;
mod worth;
