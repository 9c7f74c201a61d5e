//! Timing two things side by side, and the memory that a process has used at most.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// Which time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Processor time of all threads of this process: what the work costs.
    Cpu,
    /// Time on the wall: how long somebody waits.
    Wall,
}

impl Clock {
    /// How long the work takes, in seconds.
    ///
    /// # Errors
    /// When the work fails.
    pub fn time<E>(self, work: &mut dyn FnMut() -> Result<(), E>) -> Result<f64, E> {
        let (cpu, wall) = (ProcessTime::now(), Instant::now());
        work()?;
        let taken: Duration = match self {
            Self::Cpu => cpu.elapsed(),
            Self::Wall => wall.elapsed(),
        };
        Ok(taken.as_secs_f64())
    }

    /// Times two pieces of work in turn, A B A B ..., after one untimed turn each, so that both
    /// meet the same moods of the machine. Seconds, in pairs.
    ///
    /// # Errors
    /// When one of them fails.
    pub fn in_turn<E>(
        self,
        pairs: usize,
        a: &mut dyn FnMut() -> Result<(), E>,
        b: &mut dyn FnMut() -> Result<(), E>,
    ) -> Result<Vec<(f64, f64)>, E> {
        a()?;
        b()?;
        (0..pairs).map(|_| Ok((self.time(a)?, self.time(b)?))).collect()
    }
}

/// Smallest, middle and largest of some figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The smallest.
    pub min: f64,
    /// Half are at or below it.
    pub median: f64,
    /// The largest.
    pub max: f64,
}

impl Spread {
    /// The spread of at least one figure; of none, all three are not a number.
    pub fn of(figures: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.collect();
        sorted.sort_by(f64::total_cmp);
        let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
        let last = sorted.len().saturating_sub(1);
        Self {
            min: at(0),
            median: f64::midpoint(at(last / 2), at(last.div_ceil(2))),
            max: at(last),
        }
    }
}

/// The most memory that this process has held so far, in MiB; `None` where the system does not say
/// (only Linux does).
pub fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::{Clock, Spread};

    #[test]
    fn spread_of_an_odd_and_an_even_number_of_figures() {
        let odd = Spread::of([3.0, 1.0, 2.0].into_iter());
        assert_eq!(odd, Spread { min: 1.0, median: 2.0, max: 3.0 });
        let even = Spread::of([4.0, 1.0, 2.0, 3.0].into_iter());
        assert_eq!(even, Spread { min: 1.0, median: 2.5, max: 4.0 });
    }

    #[test]
    fn two_pieces_of_work_take_turns() {
        let order = std::cell::RefCell::new(String::new());
        let turn = |who| {
            order.borrow_mut().push(who);
            Ok::<(), ()>(())
        };
        let pairs = Clock::Cpu.in_turn(2, &mut || turn('a'), &mut || turn('b'));
        assert_eq!(pairs.map(|pairs| pairs.len()), Ok(2));
        assert_eq!(*order.borrow(), "ababab");
    }

    #[test]
    fn a_failure_ends_the_timing() {
        let mut fails = || Err::<(), _>("no");
        let mut works = || Ok(());
        assert_eq!(Clock::Wall.in_turn(2, &mut works, &mut fails), Err("no"));
    }
}
