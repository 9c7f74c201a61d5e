//! `longview init`: a commented scenario to start from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use crate::args::InitArgs;
use crate::exit::{Failure, shown};
use crate::interrupt;
use crate::talk::say;

const STARTER: &str = include_str!("../starter.toml");

pub(crate) fn run(args: &InitArgs) -> Result<(), Failure> {
    let _uninterrupted = interrupt::hold_off();
    let mut options = OpenOptions::new();
    options.write(true);
    if args.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let written = options.open(&args.file).and_then(|mut file| file.write_all(STARTER.as_bytes()));
    match written {
        Ok(()) => {
            let file = shown(&args.file);
            say(&format!("wrote {file}; next: edit it, then longview compare {file}"));
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::unwritable(
            &args.file,
            "it is already there\nhint: choose another name, or write over it with --force",
        )),
        Err(error) => Err(Failure::unwritable(&args.file, error)),
    }
}
