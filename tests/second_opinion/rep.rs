//! One rep through one run, and a team as the sum of its reps.

use longview_engine::market::Skill;

use super::counts::Counts;
use super::day::Today;
use super::list::List;
use super::luck::Luck;
use super::prospect::Prospect;
use super::setting::Setting;
use super::time::{DAYS_A_QUARTER, DAYS_A_WEEK, WEEKS_A_QUARTER, When, moment_of};

pub(super) struct Rep<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) luck: Luck,
    pub(super) skill: f64,
    pub(super) people: Vec<Prospect>,
    /// By segment.
    pub(super) lists: Vec<List>,
    /// What blocks have left from the day before, by block and segment.
    pub(super) carried: Vec<Vec<i64>>,
    pub(super) energy: f64,
    pub(super) today: Today,
    /// Working days in a row without a lead, up to now, and the longest row so far.
    pub(super) dry: u32,
    pub(super) longest_dry: u32,
    pub(super) counts: Counts,
}

/// One replication of a strategy.
pub(super) fn team(setting: &Setting<'_>, seed: u64) -> Counts {
    let mut luck = Luck::seeded(seed);
    let mut counts = Counts::nothing(setting.experiment);
    for rep in 0..setting.experiment.team.reps as usize {
        let skill = match &setting.experiment.team.skill {
            Skill::Same => 0.0,
            Skill::Spread(sd) => sd.get() * luck.normal(),
            Skill::Each(skills) => skills[rep].get(),
        };
        let mut rep = Rep::new(setting, luck, skill);
        rep.run();
        counts.join(&rep.counts);
        luck = rep.luck;
    }
    counts
}

impl<'a> Rep<'a> {
    fn new(setting: &'a Setting<'a>, luck: Luck, skill: f64) -> Self {
        let segments = setting.experiment.market.segments.len();
        let energy = setting.strategy.energy.as_ref();
        let mut rep = Self {
            setting,
            luck,
            skill,
            people: Vec::new(),
            lists: Vec::new(),
            carried: vec![vec![0; segments]; setting.strategy.blocks.len()],
            energy: energy.map_or(1.0, |energy| energy.start.get()),
            today: Today::default(),
            dry: 0,
            longest_dry: 0,
            counts: Counts::nothing(setting.experiment),
        };
        rep.open_lists();
        rep
    }

    fn run(&mut self) {
        let quarters = self.counts.quarters();
        for day in 0..quarters * DAYS_A_QUARTER {
            self.advance_all(moment_of(day));
            if day > 0 && day % DAYS_A_QUARTER == 0 {
                self.take_stock(day / DAYS_A_QUARTER - 1);
            }
            if day % DAYS_A_WEEK == 0 {
                self.new_names_arrive(day);
            }
            self.work(day);
        }
        self.advance_all(quarters as f64 * WEEKS_A_QUARTER);
        self.take_stock(quarters - 1);
    }

    fn advance_all(&mut self, until: f64) {
        for who in 0..self.people.len() {
            self.advance(who, until);
        }
    }

    /// A new name of this segment; its number is the next one.
    pub(super) fn birth(&mut self, segment: usize, day: usize) -> usize {
        let (who, setting) = (self.people.len(), self.setting);
        let mut born = Prospect::born(
            moment_of(day),
            segment,
            &setting.experiment.market.segments[segment],
            setting.model,
            &mut self.luck,
            setting.twist,
        );
        born.touches = vec![0; setting.cadences.len()];
        let start = setting.model.start.0;
        born.stands_since =
            setting.cadences.iter().map(|one| one.stages[start].then_some(day)).collect();
        self.people.push(born);
        self.start_timers(who, moment_of(day));
        self.advance(who, moment_of(day));
        who
    }

    /// Where everybody stands at the end of a quarter.
    fn take_stock(&mut self, quarter: usize) {
        for person in &self.people {
            self.counts.stands(person.stage, quarter);
        }
    }

    pub(super) fn log_odds_of(&self, who: usize, moment: f64) -> f64 {
        let (person, by) = (&self.people[who], &self.setting.model.receptivity);
        let need = if person.in_market { by.in_market } else { by.out_of_market };
        person.fit + self.skill + by.goodwill.get() * person.goodwill.now(moment) + need.get()
            - by.fatigue.get() * self.excess_fatigue(who, moment)
    }

    /// Fatigue above the level that nobody minds.
    pub(super) fn excess_fatigue(&self, who: usize, moment: f64) -> f64 {
        let fatigue = self.people[who].fatigue.now(moment);
        (fatigue - self.setting.model.fatigue.free.get()).max(0.0)
    }

    /// What follows at once on work of a day.
    pub(super) fn by_work(&self) -> When {
        When::ByWork(self.today.number)
    }
}
