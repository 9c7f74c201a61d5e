//! What common luck is worth: `common-luck [SEED]` measures by which factor it cuts the variance of
//! the difference in customers, for five pairs of plans.

use std::io::{self, Write};
use std::process::ExitCode;

use longview_tests::common_luck::{PAIRS, Size};

const SIZE: Size = Size { batches: 50, replications: 40 };

fn main() -> ExitCode {
    let seed = match std::env::args().nth(1).map(|seed| seed.parse()) {
        None => Ok(longview_tests::SEED),
        Some(seed) => seed,
    };
    let told = match seed {
        Ok(seed) => tell(seed).map(|()| ExitCode::SUCCESS),
        Err(_) => writeln!(io::stderr(), "usage: common-luck [SEED]").map(|()| ExitCode::from(2)),
    };
    told.unwrap_or(ExitCode::FAILURE)
}

fn tell(seed: u64) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let last = seed.wrapping_add(SIZE.batches - 1);
    writeln!(
        out,
        "Seeds {seed} to {last}, {} replications each. Customers by Q8, the second plan less the first.\n\n\
         | plans | difference | sd, common luck | sd, apart | factor | 95 % interval |\n|---|---|---|---|---|---|",
        SIZE.replications
    )?;
    for pair in PAIRS {
        let worth = pair.measure(SIZE, seed);
        writeln!(
            out,
            "| {} | {:+.2} | {:.2} | {:.2} | {:.2} | {:.2} to {:.2} |",
            pair.name,
            worth.difference,
            worth.sd,
            worth.sd_apart,
            worth.factor,
            worth.interval.0,
            worth.interval.1
        )?;
    }
    Ok(())
}
