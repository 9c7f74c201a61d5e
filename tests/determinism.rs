//! Same question, same answer: threads, seeds, order, what else is in the file, nothing of it moves
//! a result.

mod people;
mod sameness;
mod threads;
