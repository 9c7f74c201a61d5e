//! Work that is done on every core, and comes out in its order.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So many threads; every core where nothing is said.
pub(crate) fn threads(wanted: Option<NonZeroUsize>) -> usize {
    let threads = wanted.or_else(|| thread::available_parallelism().ok());
    threads.map_or(1, NonZeroUsize::get)
}

/// What `one` makes of every position up to `count`, in their order, or one of the failures. Which
/// thread does what changes nothing.
pub(crate) fn each<T: Send, E: Send>(
    count: usize,
    threads: usize,
    one: impl Fn(usize) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(count));
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            let found = one(at);
            if found.is_err() {
                next.store(count, Ordering::Relaxed);
            }
            locked(&done).push((at, found));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(count) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = taken(done);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, found)| found).collect()
}

/// What a mutex guards; whoever panicked while holding it changes nothing about that.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What a mutex guarded.
pub(crate) fn taken<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn work_comes_out_in_its_order_and_a_failure_ends_it() {
        let double = |at: usize| Ok::<usize, ()>(2 * at);
        for threads in [1, 3] {
            assert_eq!(each(4, threads, double), Ok(vec![0, 2, 4, 6]));
            let failing = |at: usize| if at == 2 { Err("two") } else { Ok(at) };
            assert_eq!(each(5, threads, failing), Err("two"));
        }
        assert_eq!(each(0, 2, double), Ok(vec![]));
    }
}
