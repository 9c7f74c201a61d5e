//! Should one expect a lead every day? The working days of one rep in a run like most.

use std::ops::Range;

use longview_engine::diary::{Diaries, Whose};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;
use longview_scenario::Scenario;

use crate::answer::CompareAnswer;

/// The first rep's working days in a run whose longest dry spell is near the typical one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diary {
    /// Which run, counted from 0.
    pub replication: u64,
    /// For each working day of the quarters reported, days off among them, whether it brought a lead.
    pub leads: Vec<bool>,
}

/// So many runs are looked up, to find one that is like most.
const LOOKED_UP: u64 = 40;

impl Diary {
    /// The longest row of working days without a lead, by their positions; the first of several that
    /// are as long.
    pub fn longest_dry_spell(&self) -> Range<usize> {
        let mut longest = 0..0;
        let mut start = 0;
        for (day, lead) in self.leads.iter().enumerate() {
            if *lead {
                start = day + 1;
            } else if day + 1 - start > longest.len() {
                longest = start..day + 1;
            }
        }
        longest
    }

    /// Working days without a lead.
    pub fn dry_days(&self) -> usize {
        self.leads.iter().filter(|lead| !**lead).count()
    }
}

impl CompareAnswer {
    /// The same answer with a diary of each strategy. Among the first runs, that one is taken whose
    /// longest dry spell is nearest to the typical one: of a single rep, that of all runs; of a team,
    /// where a run tells of the longest spell of any rep, that of the first rep in the runs looked up.
    #[must_use]
    pub fn with_diaries(mut self, scenario: &Scenario) -> Self {
        // What has run fits together.
        let Ok(mut diaries) = Diaries::new(&scenario.experiment) else { return self };
        let looked_up = self.replications.min(LOOKED_UP);
        for (at, strategy) in self.strategies.iter_mut().enumerate() {
            let total = &strategy.total[Id::LongestDrySpell as usize];
            let typical = (self.scenario.reps == 1).then_some(total);
            let found = (0..looked_up).map(|replication| {
                let whose = Whose { seed: self.seed, replication, rep: 0 };
                Diary { replication, leads: diaries.days_with_leads(at, whose) }
            });
            strategy.diary = nearest(found.collect(), typical);
        }
        self
    }
}

/// The diary with the typical longest dry spell, or the middle one where none is named.
fn nearest(mut found: Vec<Diary>, typical: Option<&Estimate>) -> Option<Diary> {
    let length = |diary: &Diary| diary.longest_dry_spell().len();
    let typical = match typical {
        Some(typical) => typical.p50,
        None => {
            let mut lengths: Vec<usize> = found.iter().map(length).collect();
            lengths.sort_unstable();
            *lengths.get(lengths.len().saturating_sub(1) / 2)? as f64
        }
    };
    let off = |diary: &Diary| (length(diary) as f64 - typical).abs();
    let best = (0..found.len()).min_by(|a, b| off(&found[*a]).total_cmp(&off(&found[*b])))?;
    Some(found.swap_remove(best))
}

#[cfg(test)]
mod tests {
    use super::{Diary, nearest};

    fn diary(replication: u64, leads: &str) -> Diary {
        Diary { replication, leads: leads.chars().map(|day| day == 'x').collect() }
    }

    #[test]
    fn the_longest_dry_spell_is_the_first_of_the_longest() {
        let spell = |leads| diary(0, leads).longest_dry_spell();
        assert_eq!(spell("..x...x...x."), 3..6);
        assert_eq!(spell("xx.."), 2..4);
        assert_eq!((spell("xxx"), spell("")), (0..0, 0..0));
        assert_eq!(diary(0, "..x...x...x.").dry_days(), 9);
    }

    #[test]
    fn the_typical_diary_is_the_middle_one_or_the_nearest() {
        let found = || vec![diary(0, "x.x"), diary(1, "..."), diary(2, "x.."), diary(3, "..x")];
        let of = |typical| nearest(found(), typical).map(|diary| diary.replication);
        assert_eq!(of(None), Some(2), "the lower of the two in the middle, and the first such run");
        assert_eq!(nearest(Vec::new(), None), None);
    }
}
