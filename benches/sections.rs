//! The parts of the report.

use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::num::NonZeroUsize;
use std::process::Command;
use std::{env, fs, io, thread};

use longview_benches::engine_side::{Unusable, Workload, desk_averages, dials};
use longview_benches::known::{Averages, cohort_deviation, desk_deviation};
use longview_benches::measure::{Clock, Spread, peak_memory};
use longview_benches::plain_cohort;
use longview_benches::plain_desk::Desk;

use crate::PEAK_MEMORY;
use crate::report::{Report, grouped, verdict};

const ONE: NonZeroUsize = NonZeroUsize::MIN;
const TWO: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);
const SEED: u64 = 1;

const PAIRS: usize = 9;
const COHORT_PROSPECTS: u64 = 1_000_000;
const DESK_REPLICATIONS: u64 = 2_000;
const DESK_DIALS: f64 = 10_400.0;
const WAITING_PAIRS: usize = 5;
const ANSWER: u64 = 1_000;
const ROUGH_ANSWER: u64 = 100;

const COHORT_BUDGET: f64 = 0.8;
const DESK_BUDGET: f64 = 0.4;
const ANSWER_SECONDS: f64 = 1.0;
const ROUGH_ANSWER_SECONDS: f64 = 0.1;
/// Replications of the plain desk per second on the machine for which seconds are meant.
const MEANT_DESKS_PER_SECOND: f64 = 10_600.0;
const THREADS_BUDGET: f64 = 1.9;
const MEMORY_MIB: f64 = 64.0;
/// Memory counts as flat when ten times the replications hold at most this much more.
const FLAT_MIB: f64 = 1.0;

type Done = Result<(), Box<dyn Error>>;

/// What the figures were measured on, and how busy it was.
pub(crate) fn machine(report: &mut Report) -> io::Result<()> {
    let said = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let info = said("/proc/cpuinfo");
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, name)| name);
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let load = said("/proc/loadavg");
    let load = load.split_whitespace().next().unwrap_or("unknown");
    report.line(&format!("{model}, {cores} cores, load average {load} at the start"))
}

/// Engine beside plain loops, in processor time on one thread.
pub(crate) fn speed(report: &mut Report) -> Done {
    report.heads(
        &format!("per processor second, {PAIRS} pairs"),
        &["plain loop", "engine", "ratio min", "median", "max", "budget"],
    )?;
    let cohort = cohort_speed(report)?;
    let desk = desk_speed(report)?;
    report.heads("largest distance from the known answers", &["plain loop", "engine"])?;
    let distances = |(plain, engine): (f64, f64)| [plain, engine].map(|z| format!("{z:.1} SE"));
    report.row("cohort", &distances(cohort))?;
    report.row("desk", &distances(desk))?;
    Ok(())
}

/// Returns how far the plain loop and the engine are from the known answers, in standard errors.
fn cohort_speed(report: &mut Report) -> Result<(f64, f64), Box<dyn Error>> {
    let engine = Workload::cohort()?;
    let replications = COHORT_PROSPECTS.div_ceil(engine.prospects());
    let prospects = replications * engine.prospects();
    let (mut plainly, mut results) = ([[0; 7]; 8], None);
    let pairs = Clock::Cpu.in_turn(
        PAIRS,
        &mut || {
            plainly = plain_cohort::simulate(prospects, SEED);
            Ok::<_, Unusable>(())
        },
        &mut || {
            results = Some(engine.run(replications, ONE)?);
            Ok(())
        },
    )?;
    compare(report, "cohort: prospects", prospects as f64, &pairs, COHORT_BUDGET)?;
    let results = results.ok_or(Unusable::Missing("run"))?;
    Ok((cohort_deviation(&plainly), cohort_deviation(&engine.occupancy(&results)?)))
}

/// Returns how far the plain loop and the engine are from the known answers, in standard errors.
fn desk_speed(report: &mut Report) -> Result<(f64, f64), Box<dyn Error>> {
    let engine = Workload::desk()?;
    let mut desk = Desk::new(SEED);
    let mut results = None;
    let pairs = Clock::Cpu.in_turn(
        PAIRS,
        &mut || {
            for _ in 0..DESK_REPLICATIONS {
                black_box(desk.replicate());
            }
            Ok::<_, Unusable>(())
        },
        &mut || {
            results = Some(engine.run(DESK_REPLICATIONS, ONE)?);
            Ok(())
        },
    )?;
    let work = DESK_REPLICATIONS as f64;
    compare(report, "desk: replications", work, &pairs, DESK_BUDGET)?;
    compare(report, "desk: dials", work * DESK_DIALS, &pairs, DESK_BUDGET)?;
    let results = results.ok_or(Unusable::Missing("run"))?;
    let plainly = Averages::of((0..DESK_REPLICATIONS).map(|_| desk.replicate()));
    Ok((desk_deviation(&plainly), desk_deviation(&desk_averages(&results)?)))
}

fn compare(
    report: &mut Report,
    name: &str,
    work: f64,
    pairs: &[(f64, f64)],
    budget: f64,
) -> io::Result<()> {
    let plain = Spread::of(pairs.iter().map(|(plain, _)| work / plain));
    let engine = Spread::of(pairs.iter().map(|(_, engine)| work / engine));
    let ratio = Spread::of(pairs.iter().map(|(plain, engine)| plain / engine));
    let ratios = [ratio.min, ratio.median, ratio.max, budget].map(|ratio| format!("{ratio:.2}"));
    let mut cells = vec![grouped(plain.median), grouped(engine.median)];
    cells.extend(ratios);
    cells.push(verdict(ratio.median >= budget));
    report.row(name, &cells)
}

/// How long somebody waits for the default scenario, and what a second thread brings.
pub(crate) fn waiting(report: &mut Report) -> Done {
    let engine = Workload::ten_hours()?;
    let waits = wait_in_turn(&engine)?;
    report.heads("ten hours, wall time", &["min", "median", "max", "budget"])?;
    seconds(report, "1,000 replications, one thread", waits.iter().map(|wait| wait.one), None)?;
    let two = waits.iter().map(|wait| wait.two);
    seconds(report, "1,000 replications, two threads", two, Some(ANSWER_SECONDS))?;
    let rough = waits.iter().map(|wait| wait.rough);
    seconds(report, "100 replications, two threads", rough, Some(ROUGH_ANSWER_SECONDS))?;
    let speed_up = Spread::of(waits.iter().map(|wait| wait.one / wait.two));
    let figures = [speed_up.min, speed_up.median, speed_up.max, THREADS_BUDGET];
    let mut cells = figures.map(|figure| format!("{figure:.2}")).to_vec();
    cells.push(verdict(speed_up.median >= THREADS_BUDGET));
    report.row("speed-up of two threads over one", &cells)?;
    report.row("dials per processor second", &[grouped(dial_speed(&engine)?)])?;

    let heads = ["min", "median", "max", "budget"];
    report.heads("... where a plain loop does 10,600 desks a second", &heads)?;
    let two = waits.iter().map(|wait| wait.two * wait.pace);
    seconds(report, "1,000 replications, two threads", two, Some(ANSWER_SECONDS))?;
    let rough = waits.iter().map(|wait| wait.rough * wait.pace);
    seconds(report, "100 replications, two threads", rough, Some(ROUGH_ANSWER_SECONDS))
        .map_err(Into::into)
}

/// What was timed in one turn, in seconds.
struct Wait {
    one: f64,
    two: f64,
    rough: f64,
    /// How fast this machine was in this turn, beside the one for which seconds are meant.
    pace: f64,
}

fn wait_in_turn(engine: &Workload) -> Result<Vec<Wait>, Unusable> {
    let mut desk = Desk::new(SEED);
    let answer = |replications, threads| {
        Clock::Wall.time(&mut || engine.run(replications, threads).map(drop))
    };
    let mut turn = || {
        let one = answer(ANSWER, ONE)?;
        let two = answer(ANSWER, TWO)?;
        let rough = answer(ROUGH_ANSWER, TWO)?;
        let plain = Clock::Wall.time(&mut || {
            for _ in 0..DESK_REPLICATIONS {
                black_box(desk.replicate());
            }
            Ok::<_, Unusable>(())
        })?;
        Ok(Wait {
            one,
            two,
            rough,
            pace: DESK_REPLICATIONS as f64 / plain / MEANT_DESKS_PER_SECOND,
        })
    };
    turn()?;
    (0..WAITING_PAIRS).map(|_| turn()).collect()
}

fn seconds(
    report: &mut Report,
    name: &str,
    taken: impl Iterator<Item = f64>,
    budget: Option<f64>,
) -> io::Result<()> {
    let spread = Spread::of(taken);
    let figures = [spread.min, spread.median, spread.max].into_iter().chain(budget);
    let mut cells: Vec<String> = figures.map(|seconds| format!("{seconds:.3} s")).collect();
    cells.extend(budget.map(|budget| verdict(spread.median <= budget)));
    report.row(name, &cells)
}

fn dial_speed(engine: &Workload) -> Result<f64, Unusable> {
    let mut made = 0;
    let seconds = Clock::Cpu.time(&mut || {
        made = dials(&engine.run(ROUGH_ANSWER, ONE)?)?;
        Ok::<_, Unusable>(())
    })?;
    Ok(made as f64 / seconds)
}

/// The most memory that a run holds, with so many replications and ten times as many.
pub(crate) fn memory(report: &mut Report) -> Done {
    let heads = ["replications", "MiB", "tenfold", "MiB", "budget", "", "growth", "budget"];
    report.heads("peak memory, two threads", &heads)?;
    for (workload, replications) in [("cohort", 100), ("desk", 1_000), ("ten-hours", 1_000)] {
        let (few, many) = (replications, 10 * replications);
        let held = [peak_of(workload, few)?, peak_of(workload, many)?];
        let mut cells = vec![grouped(f64::from(few)), format!("{:.1}", held[0])];
        cells.extend([grouped(f64::from(many)), format!("{:.1}", held[1])]);
        cells.extend([format!("{MEMORY_MIB}"), verdict(held[1] < MEMORY_MIB)]);
        let growth = held[1] - held[0];
        cells.extend([format!("{growth:.1}"), format!("{FLAT_MIB:.1}")]);
        cells.push(verdict(growth <= FLAT_MIB));
        report.row(workload, &cells)?;
    }
    Ok(())
}

fn peak_of(workload: &str, replications: u32) -> Result<f64, Box<dyn Error>> {
    let arguments = [PEAK_MEMORY, workload, &replications.to_string()];
    let child = Command::new(env::current_exe()?).args(arguments).output()?;
    if !child.status.success() {
        return Err(String::from_utf8_lossy(&child.stderr).into());
    }
    Ok(String::from_utf8(child.stdout)?.trim().parse()?)
}

/// Runs a workload and prints the most memory that this process held, in MiB.
pub(crate) fn hold_memory(workload: &str, replications: u64) -> Done {
    let engine = match workload {
        "cohort" => Workload::cohort()?,
        "desk" => Workload::desk()?,
        _ => Workload::ten_hours()?,
    };
    engine.run(replications, TWO)?;
    let held = peak_memory().ok_or("this system does not say how much memory a process holds")?;
    writeln!(io::stdout(), "{held}")?;
    Ok(())
}
