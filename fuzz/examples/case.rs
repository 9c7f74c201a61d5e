//! Says what the inputs of the target `run` are: the scenario and whether it is accepted.
//! `cargo run --release --example case -- fuzz/artifacts/run/*`

use std::path::PathBuf;
use std::{env, fs};

use arbitrary::{Arbitrary, Unstructured};
use longview_fuzz::case::Case;
use longview_scenario::Refusal;

fn main() {
    let (mut accepted, mut refused) = (0, 0);
    for path in env::args_os().skip(1).map(PathBuf::from) {
        let bytes = fs::read(&path).expect("the file can be read");
        let Ok(case) = Case::arbitrary_take_rest(Unstructured::new(&bytes)) else { continue };
        println!("== {}\n{}", path.display(), case.told());
        match case.scenario() {
            Ok(_) => accepted += 1,
            Err(Refusal::Invalid(problems)) => {
                refused += 1;
                println!("{}", problems.render(false));
            }
            Err(Refusal::Unreadable(why)) => println!("{why}"),
        }
    }
    println!("{accepted} accepted, {refused} refused");
}
