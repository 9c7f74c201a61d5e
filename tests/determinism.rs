//! Same question, same answer: threads, seeds, order, what else is in the file, nothing of it moves
//! a result.

mod people;
mod replications;
mod sameness;
mod threads;
