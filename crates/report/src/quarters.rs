//! Which quarters a table shows.

/// Most quarters side by side.
const MOST: usize = 8;
const PER_YEAR: usize = 4;

/// The quarters (counted from 1) that a table shows: all of them up to eight, else the first, every
/// so many (whole years where there are many) and the last.
pub(crate) fn shown(quarters: usize) -> Vec<usize> {
    if quarters <= MOST {
        return (1..=quarters).collect();
    }
    let step = step(quarters);
    let mut shown = vec![1];
    shown.extend((1..=quarters).filter(|quarter| quarter % step == 0));
    if shown.last() != Some(&quarters) {
        shown.push(quarters);
    }
    shown
}

fn step(quarters: usize) -> usize {
    let even = quarters.div_ceil(MOST - 2);
    if even > 2 { even.next_multiple_of(PER_YEAR) } else { even }
}

/// What to say about quarters that are not shown; nothing when all are.
pub(crate) fn remark(quarters: usize) -> Option<String> {
    let shown = shown(quarters).len();
    (shown < quarters).then(|| {
        format!("{shown} of {quarters} quarters are shown; --format csv or json has all of them.")
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST, shown};

    #[test]
    fn all_up_to_eight_then_a_choice_that_keeps_both_ends() {
        assert_eq!(shown(8), (1..=8).collect::<Vec<_>>());
        assert_eq!(shown(12), [1, 2, 4, 6, 8, 10, 12]);
        assert_eq!(shown(20), [1, 4, 8, 12, 16, 20]);
        for quarters in 1..=400 {
            let shown = shown(quarters);
            assert!(shown.len() <= MOST, "{quarters}: {shown:?}");
            assert_eq!((shown[0], shown[shown.len() - 1]), (1, quarters));
            assert!(shown.windows(2).all(|pair| pair[0] < pair[1]), "{quarters}: {shown:?}");
        }
    }
}
