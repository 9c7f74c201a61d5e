//! One module per command.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod lesson;
pub(crate) mod optimize;
pub(crate) mod payback;
pub(crate) mod scenarios;
pub(crate) mod schema;
pub(crate) mod sensitivity;
pub(crate) mod target;
pub(crate) mod worth;
