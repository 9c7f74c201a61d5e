//! Should one expect a lead every day? The working days of one rep in a run like most.

use std::ops::Range;
use std::sync::Mutex;

use longview_engine::diary::{Diaries, Whose};
use longview_engine::metric::Id;
use longview_engine::run::Levels;
use longview_scenario::Scenario;

use crate::answer::CompareAnswer;
use crate::share_work::locked;

/// The first rep's working days in a run whose longest dry spell is near the typical one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diary {
    /// Which run, counted from 0.
    pub replication: u64,
    /// For each working day of the quarters reported, days off among them, whether it brought a lead.
    pub leads: Vec<bool>,
}

/// A run like most is sought among so many.
const SOUGHT_AMONG: u64 = 40;
/// Of a team, whose runs tell of the longest dry spell of any rep, so many are looked up.
const LOOKED_UP: u64 = 9;

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

/// Notes the longest dry spell of each strategy in the first runs.
#[derive(Default)]
pub(crate) struct DrySpells {
    noted: Mutex<Vec<(u64, Vec<i64>)>>,
}

impl DrySpells {
    pub(crate) fn note(&self, replication: u64, strategies: &[Levels]) {
        if replication < SOUGHT_AMONG {
            let spell = |levels: &Levels| {
                levels.cumulative.last().map_or(0, |last| last[Id::LongestDrySpell as usize])
            };
            locked(&self.noted).push((replication, strategies.iter().map(spell).collect()));
        }
    }

    /// The run in which the spell of a strategy is nearest to the typical one; the first of several.
    fn run_like_most(&self, strategy: usize, typical: f64) -> Option<u64> {
        let off = |spells: &[i64]| (spells[strategy] as f64 - typical).abs();
        let noted = locked(&self.noted);
        let nearest =
            noted.iter().min_by(|a, b| off(&a.1).total_cmp(&off(&b.1)).then(a.0.cmp(&b.0)));
        nearest.map(|(replication, _)| *replication)
    }
}

impl CompareAnswer {
    /// The same answer with a diary of each strategy: of a single rep, one with a longest dry spell
    /// like that of most runs; of a team, the middle one of the first rep in a few runs.
    #[must_use]
    pub(crate) fn with_diaries(mut self, scenario: &Scenario, spells: &DrySpells) -> Self {
        // What has run fits together.
        let Ok(mut diaries) = Diaries::new(&scenario.experiment) else { return self };
        let (seed, replications) = (self.seed, self.replications);
        for (at, strategy) in self.strategies.iter_mut().enumerate() {
            let mut look_up = |replication| {
                let whose = Whose { seed, replication, rep: 0 };
                Diary { replication, leads: diaries.days_with_leads(at, whose) }
            };
            strategy.diary = if self.scenario.reps == 1 {
                let typical = strategy.total[Id::LongestDrySpell as usize].p50;
                spells.run_like_most(at, typical).map(look_up)
            } else {
                middle((0..replications.min(LOOKED_UP)).map(&mut look_up).collect())
            };
        }
        self
    }
}

/// The diary whose longest dry spell is in the middle; the first of several.
fn middle(mut found: Vec<Diary>) -> Option<Diary> {
    found.sort_by_key(|diary| diary.longest_dry_spell().len());
    (!found.is_empty()).then(|| found.swap_remove((found.len() - 1) / 2))
}

#[cfg(test)]
mod tests {
    use super::{Diary, DrySpells, middle};

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
    fn of_a_team_the_middle_one_is_shown() {
        let found = vec![diary(0, "x.x"), diary(1, "..."), diary(2, "x.."), diary(3, "..x")];
        assert_eq!(middle(found).map(|diary| diary.replication), Some(2));
        assert_eq!(middle(Vec::new()), None);
    }

    #[test]
    fn a_run_like_most_has_the_nearest_spell() {
        let spells = DrySpells::default();
        for (replication, spell) in [(3, 9), (1, 5), (0, 2), (2, 5)] {
            spells.noted.lock().unwrap().push((replication, vec![spell]));
        }
        assert_eq!(spells.run_like_most(0, 5.4), Some(1));
        assert_eq!(spells.run_like_most(0, 100.0), Some(3));
    }
}
