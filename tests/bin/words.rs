//! Writes the random words of the engine to the standard output as raw bytes, in an order of
//! reading, for as long as somebody reads: `words ORDER [SEED]`.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use longview_tests::randomness::Order;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let order = arguments.next().as_deref().and_then(Order::named);
    let seed = arguments.next().map_or(Some(longview_tests::SEED), |seed| seed.parse().ok());
    let (Some(order), Some(seed)) = (order, seed) else { return usage() };
    match pour(order, seed) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn usage() -> ExitCode {
    let orders = Order::ALL.map(Order::name).join("|");
    // Nothing is left to be done when the standard error is closed too.
    let _ = writeln!(io::stderr(), "usage: words {orders} [SEED]");
    ExitCode::from(2)
}

/// Whoever reads ends it by closing the pipe.
fn pour(order: Order, seed: u64) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for word in order.read(seed) {
        out.write_all(&word.to_le_bytes())?;
    }
    out.flush()
}
