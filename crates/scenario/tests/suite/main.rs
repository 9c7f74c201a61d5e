//! What may be written in a scenario, and what is said to whoever writes something else.

mod built_in;
mod content;
mod files;
mod invalid;
mod properties;
mod settings;
mod support;
mod words;
