//! Whether what is drawn follows its law: random words, delays, and the common luck of plans.

mod common_luck;
mod laws;
mod machinery;
mod replay;
mod words;
