//! The rep's working days, one after the other.
//!
//! A day runs in a fixed order: what happened by itself up to this morning; promises, touches and
//! names that fall due; meetings; then the blocks of the week.

use crate::desk::{Desk, Office};
use crate::metric;
use crate::prospect::{Life, Moment, Prospect};
use crate::rng::World;
use crate::roster;
use crate::tally::{Count, Tally};
use crate::units::{WORKING_DAYS_PER_QUARTER, WORKING_DAYS_PER_WEEK};

/// Activities of a model at most; a power of two, so that a position is kept within it by a mask.
pub(crate) const MOST_ACTIVITIES: usize = 32;

/// One rep at work in one replication.
pub(crate) struct Shift<'a> {
    pub office: Office<'a>,
    pub desk: &'a mut Desk,
    pub life: Life<'a>,
    pub world: World,
    pub now: Moment,
    pub today: u16,
    /// First day whose dues have not been opened yet.
    pub open_day: u16,
    /// Working time that today began with, in milliseconds: less than a day's when yesterday ran over.
    day_budget: i64,
    /// Working time left today, in milliseconds; below nought when the last attempt ran over.
    pub day_left: i64,
    /// Working time of today's blocks for which nobody was eligible, in milliseconds.
    pub unused: i64,
    /// Working time that asks have just taken, in milliseconds.
    pub asked_for: i64,
    pub energy: f64,
    pub credit: f64,
    /// Attempts of this quarter, by activity.
    pub tried: [u32; MOST_ACTIVITIES],
    pub dry_spell: i64,
    pub longest_dry_spell: i64,
}

impl<'a> Shift<'a> {
    pub(crate) fn new(
        office: Office<'a>,
        desk: &'a mut Desk,
        tally: &'a mut Tally,
        world: World,
        skill: f64,
    ) -> Self {
        desk.reset(&office);
        let life = Life { model: office.model, ledger: office.ledger, tally, skill };
        let energy = office.week.energy.as_ref().map_or(1.0, |effort| effort.law.start.get());
        Self {
            office,
            desk,
            life,
            world,
            now: Moment::of_day(0),
            today: 0,
            open_day: 0,
            day_budget: 0,
            day_left: 0,
            unused: 0,
            asked_for: 0,
            energy,
            credit: 0.0,
            tried: [0; MOST_ACTIVITIES],
            dry_spell: 0,
            longest_dry_spell: 0,
        }
    }

    /// Works every day of the run, then lets everybody's time pass to its end.
    pub(crate) fn work(&mut self) {
        self.list_everybody();
        let days = self.office.ledger.quarters as u32 * WORKING_DAYS_PER_QUARTER;
        for day in 0..days as u16 {
            self.work_day(day);
        }
        self.let_time_pass();
    }

    /// Works the days of the quarters reported, and says of each whether it brought a lead.
    pub(crate) fn days_with_leads(&mut self) -> Vec<bool> {
        self.list_everybody();
        let days = self.office.ledger.reported as u32 * WORKING_DAYS_PER_QUARTER;
        let brings_lead = |day| {
            self.work_day(day);
            self.dry_spell == 0
        };
        (0..days as u16).map(brings_lead).collect()
    }

    fn list_everybody(&mut self) {
        for (segment, range) in roster::ranges(self.office.segments).enumerate() {
            let listed = i64::from(range.end - range.start);
            self.life.tally.listed(0, self.office.model.start, listed);
            let Some(focus) = &self.office.week.focus else {
                self.desk.lists[segment].rest.extend(range);
                continue;
            };
            let ranking = roster::Ranking::new(self.office.model, focus, segment);
            let scores: Vec<f64> = range.clone().map(|id| ranking.score(self.world, id)).collect();
            let ranking = ranking.marked(focus, scores.clone());
            self.desk.rankings.push(ranking);
            for (id, score) in range.zip(scores) {
                self.desk.lists[segment].push(id, ranking.is_vital(score));
            }
        }
        if self.starts_watched() {
            (0..self.desk.people.len() as u32).for_each(|id| self.refile(id));
        }
    }

    /// Whether something may concern the rep before the first attempt on a name.
    fn starts_watched(&self) -> bool {
        let start = usize::from(self.office.model.start);
        !self.office.model.stages[start].timers.is_empty()
            || self.office.week.in_cadence.contains(self.office.model.start)
    }

    fn work_day(&mut self, day: u16) {
        let leads_before = self.life.tally.leads();
        self.now = Moment::of_day(day);
        self.today = day;
        self.open_day = day;
        let week = u32::from(day) / WORKING_DAYS_PER_WEEK;
        if u32::from(day) % WORKING_DAYS_PER_WEEK == 0 {
            self.new_names(week);
        }
        self.let_things_happen();
        self.let_go();
        self.open_dues();
        self.day_budget = self.office.week.day + self.day_left.min(0);
        self.day_left = self.day_budget;
        self.work_block(&self.office.week.meetings, i64::MAX);
        if self.is_on(week) {
            self.work_blocks();
        }
        self.close_day(leads_before);
    }

    fn is_on(&self, week: u32) -> bool {
        match self.office.week.rhythm {
            crate::plan::Rhythm::Steady => true,
            crate::plan::Rhythm::Bursts { on, off } => week % (on + off) < on,
        }
    }

    fn new_names(&mut self, week: u32) {
        for (at, segment) in self.office.segments.iter().enumerate() {
            let Some(arrivals) = &segment.arrivals else { continue };
            for _ in 0..roster::arrivals(arrivals, self.world, at, week) {
                self.new_name(at);
            }
        }
    }

    fn new_name(&mut self, segment: usize) {
        let luck = self.world.person(self.desk.people.len() as u32);
        let id = self.desk.grow(Prospect::coming(luck, self.office.model.start, segment as u8));
        let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
        self.office.model.bear(prospect, self.now.weeks, &mut slots);
        self.life.tally.listed(self.now.quarter, self.office.model.start, 1);
        let ranking = self.desk.rankings.get(segment);
        let vital = ranking.is_some_and(|r| r.is_vital(r.score(self.world, id)));
        self.desk.lists[segment].push(id, vital);
        if self.starts_watched() {
            self.refile(id);
        }
    }

    /// Timers and needs up to this morning, for prospects of whom the rep must know.
    fn let_things_happen(&mut self) {
        let today = self.desk.calendar.open(0, self.today);
        if today.is_empty() {
            return;
        }
        let opened = &mut self.desk.opened;
        opened.clear();
        opened.extend(today);
        let opened = std::mem::take(opened);
        for &id in &opened {
            // An entry that no longer holds finds that nothing has happened yet.
            if self.desk.people[id as usize].next_at() <= self.now.until() {
                self.catch_up(id);
                self.refile(id);
            }
        }
        self.desk.opened = opened;
    }

    fn open_dues(&mut self) {
        let Desk { promised, owed, returning, lists, .. } = &mut *self.desk;
        let lines = self.office.model.keepers * self.office.segments.len();
        for (line, owed) in owed.iter_mut().enumerate().take(lines) {
            let today = promised.open(line, self.today);
            if !today.is_empty() {
                owed.extend(today.iter().map(|id| (self.today, *id)));
            }
        }
        for (segment, list) in lists.iter_mut().enumerate().take(self.office.segments.len()) {
            for vital in [true, false] {
                let back = returning.as_filed(2 * segment + usize::from(vital), self.today);
                if !back.is_empty() {
                    list.part(vital).extend(back.iter().copied());
                }
            }
        }
        self.open_touches();
        self.open_day = self.today + 1;
    }

    fn open_touches(&mut self) {
        let Desk { touching, touch_due, waiting, .. } = &mut *self.desk;
        let (segments, count) = (self.office.segments.len(), self.office.week.cadences.len());
        for (line, waiting) in waiting.iter_mut().enumerate().take(count * segments) {
            for &id in touching.open(line, self.today) {
                let since = touch_due[id as usize * count + line / segments];
                if since <= self.today {
                    waiting.push((since, id));
                }
            }
        }
    }

    /// Lets happen to a prospect what has happened by now.
    pub(crate) fn catch_up(&mut self, id: u32) {
        let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
        self.life.advance(prospect, &mut slots, self.now.until());
    }

    fn close_day(&mut self, leads_before: i64) {
        let quarter = self.now.quarter;
        if self.life.tally.leads() > leads_before {
            self.dry_spell = 0;
        } else {
            self.dry_spell += 1;
            self.life.tally.count(quarter, Count::DaysWithoutLead, 1);
        }
        // Idle is what blocks could not use and the day had left: an hour is idle once.
        let idle = std::mem::take(&mut self.unused).min(self.day_left.max(0));
        self.life.tally.count(quarter, Count::IdleTime, idle);
        self.longest_dry_spell = self.longest_dry_spell.max(self.dry_spell);
        self.tire();
        if (u32::from(self.today) + 1).is_multiple_of(WORKING_DAYS_PER_QUARTER) {
            self.close_quarter();
        }
    }

    fn close_quarter(&mut self) {
        let quarter = self.now.quarter;
        for activity in 0..self.office.model.activities.len() {
            let attempts = std::mem::take(&mut self.tried[activity]);
            self.life.tally.tried(quarter, activity, attempts.into());
        }
        let overdue = self.overdue();
        self.life.tally.set(quarter, Count::PromisesOverdue, overdue);
        self.life.tally.set(quarter, Count::LongestDrySpell, self.longest_dry_spell);
    }

    /// Energy after today. On days without blocks nothing is expected of the rep.
    fn tire(&mut self) {
        let Some(effort) = &self.office.week.energy else { return };
        let hours = (self.day_budget - self.day_left) as f64 / metric::Unit::Hours.per_unit();
        let week = u32::from(self.today) / WORKING_DAYS_PER_WEEK;
        let today = (self.energy * crate::results::MILLIONTHS).round() as i64;
        self.life.tally.count(self.now.quarter, Count::Energy, today);
        let expected = if self.is_on(week) { effort.expected_on(self.today) } else { 0.0 };
        self.energy = effort.tomorrow(self.energy, self.credit - expected, hours);
        self.credit = 0.0;
    }

    /// Time passes to the end of the run for everybody.
    fn let_time_pass(&mut self) {
        let end = f64::from(self.office.ledger.quarters as u32 * crate::units::WEEKS_PER_QUARTER);
        self.now.weeks = end;
        for id in 0..self.desk.people.len() as u32 {
            if self.desk.people[id as usize].next_at() <= self.now.until() {
                self.catch_up(id);
            }
        }
        debug_assert!(self.all_stand_where_counted(), "nobody appears or vanishes");
    }

    /// Whether the stages hold the people that the tally says.
    fn all_stand_where_counted(&self) -> bool {
        let standing = |stage: usize| {
            let of_stage = |p: &&Prospect| usize::from(p.stage) == stage;
            self.desk.people.iter().filter(of_stage).count() as i64
        };
        (0..self.office.ledger.stages)
            .all(|stage| self.life.tally.standing(stage).last() == Some(standing(stage)))
    }
}
