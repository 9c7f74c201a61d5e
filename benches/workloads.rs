//! Criterion on the reference workloads: the plain loop and the engine, on one thread.

use std::error::Error;
use std::hint::black_box;
use std::num::NonZeroUsize;

use criterion::{Criterion, Throughput};
use longview_benches::engine_side::Workload;
use longview_benches::plain_cohort;
use longview_benches::plain_desk::Desk;

const ONE_THREAD: NonZeroUsize = NonZeroUsize::MIN;
const COHORT_PROSPECTS: u64 = 100_000;
const DESK_REPLICATIONS: u64 = 200;
const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    cohort(&mut criterion, &Workload::cohort()?)?;
    desk(&mut criterion, &Workload::desk()?)?;
    criterion.final_summary();
    Ok(())
}

/// Prospects per second.
fn cohort(criterion: &mut Criterion, engine: &Workload) -> Result<(), Box<dyn Error>> {
    let replications = COHORT_PROSPECTS.div_ceil(engine.prospects());
    let prospects = replications * engine.prospects();
    engine.run(1, ONE_THREAD)?;
    let mut group = criterion.benchmark_group("cohort");
    group.throughput(Throughput::Elements(prospects));
    group.bench_function("plain", |bench| bench.iter(|| plain_cohort::simulate(prospects, SEED)));
    group.bench_function("engine", |bench| bench.iter(|| engine.run(replications, ONE_THREAD)));
    group.finish();
    Ok(())
}

/// Replications per second.
fn desk(criterion: &mut Criterion, engine: &Workload) -> Result<(), Box<dyn Error>> {
    engine.run(1, ONE_THREAD)?;
    let mut group = criterion.benchmark_group("desk");
    group.throughput(Throughput::Elements(DESK_REPLICATIONS));
    group.bench_function("plain", |bench| {
        let mut desk = Desk::new(SEED);
        bench.iter(|| {
            for _ in 0..DESK_REPLICATIONS {
                black_box(desk.replicate());
            }
        });
    });
    group.bench_function("engine", |bench| {
        bench.iter(|| engine.run(DESK_REPLICATIONS, ONE_THREAD));
    });
    group.finish();
    Ok(())
}
