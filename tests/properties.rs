//! What holds for every scenario, in every replication.

mod ends;
mod invariants;
mod knowing;
