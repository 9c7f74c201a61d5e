//! The rep's week: whom to call next and how long it takes.
//!
//! A working day runs in a fixed order: what happened by itself up to this morning; promises, touches
//! and names that fall due; meetings; then the blocks of the week, each attempt going to the first
//! of the block's tasks that has somebody eligible.

use crate::attempt::Attempted;
use crate::desk::{Desk, Office};
use crate::metric;
use crate::prospect::{Life, Moment, Prospect};
use crate::queues::List;
use crate::rng::World;
use crate::roster;
use crate::tally::{Count, Tally};
use crate::units::{WORKING_DAYS_PER_QUARTER, WORKING_DAYS_PER_WEEK};
use crate::week::{ATTEMPT, Block, Budget, Served, Task};

/// What brought a task to its end for today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spent {
    Nobody,
    Budget,
    Day,
}

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
    /// Working time left today, in milliseconds; below nought when the last attempt ran over.
    pub day_left: i64,
    /// Working time that asks have just taken, in milliseconds.
    pub asked_for: i64,
    pub energy: f64,
    pub credit: f64,
    /// Attempts of today, by activity.
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
            day_left: 0,
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

    fn list_everybody(&mut self) {
        for (segment, range) in roster::ranges(self.office.segments).enumerate() {
            let listed = i64::from(range.end - range.start);
            self.life.tally.listed(0, self.office.model.start, listed);
            let Some(focus) = &self.office.week.focus else {
                range.for_each(|id| self.desk.lists[segment].rest.push(id));
                continue;
            };
            let ranking = roster::Ranking::new(self.office.model, focus, segment);
            let scores: Vec<f64> = range.clone().map(|id| ranking.score(self.world, id)).collect();
            let ranking = ranking.marked(focus, scores.clone());
            self.desk.rankings.push(ranking);
            for (id, score) in range.zip(scores) {
                self.put_on_list(id, segment, ranking.is_vital(score));
            }
        }
        if self.starts_watched() {
            (0..self.desk.people.len() as u32).for_each(|id| self.meet_first(id));
        }
    }

    fn put_on_list(&mut self, id: u32, segment: usize, vital: bool) {
        if vital {
            self.desk.people[id as usize].mark_vital();
        }
        self.desk.lists[segment].push(id, vital);
    }

    /// Whether something may concern the rep before the first attempt on a name.
    fn starts_watched(&self) -> bool {
        let start = usize::from(self.office.model.start);
        !self.office.model.stages[start].timers.is_empty()
            || self.office.week.in_cadence.contains(self.office.model.start)
    }

    /// Brings a prospect to life and files it.
    fn meet_first(&mut self, id: u32) {
        self.wake(id);
        self.refile(id);
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
        self.open_dues();
        self.day_left = self.office.week.day + self.day_left.min(0);
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
        let newcomer = Prospect::coming(self.office.model.start, segment as u8);
        let id = self.desk.grow(newcomer, self.today);
        self.life.tally.listed(self.now.quarter, self.office.model.start, 1);
        let ranking = self.desk.rankings.get(segment);
        let vital = ranking.is_some_and(|r| r.is_vital(r.score(self.world, id)));
        self.put_on_list(id, segment, vital);
        if self.starts_watched() {
            self.meet_first(id);
        }
    }

    /// Timers and needs up to this morning, for prospects of whom the rep must know.
    fn let_things_happen(&mut self) {
        let mut opened = std::mem::take(&mut self.desk.opened);
        opened.clear();
        opened.extend(self.desk.calendar.open(0, self.today));
        for &id in &opened {
            // An entry that no longer holds finds that nothing has happened yet.
            if self.desk.people[id as usize].next_at() <= self.now.weeks {
                self.catch_up(id);
                self.refile(id);
            }
        }
        self.desk.opened = opened;
    }

    fn open_dues(&mut self) {
        let Desk { promised, owed, people, returning, lists, .. } = &mut *self.desk;
        let lines = self.office.model.keepers * self.office.segments.len();
        for (line, owed) in owed.iter_mut().enumerate().take(lines) {
            promised.open(line, self.today).iter().for_each(|id| owed.push((self.today, *id)));
        }
        for &id in returning.as_filed(0, self.today) {
            let name = &people[id as usize];
            lists[usize::from(name.segment)].push(id, name.is_vital());
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

    fn work_blocks(&mut self) {
        let week = self.office.week;
        for (at, block) in week.blocks.iter().enumerate() {
            let carried = self.desk.carried[at];
            let budget = match block.budget {
                Budget::AsNeeded => i64::MAX,
                Budget::Time(today) | Budget::Attempts(today) if week.energy.is_none() => {
                    today + carried
                }
                Budget::Time(today) | Budget::Attempts(today) => {
                    (today as f64 * self.energy) as i64 + carried
                }
            };
            self.desk.carried[at] = self.work_block(block, budget);
        }
    }

    /// Spends a block's budget of today; says what is carried over to tomorrow.
    ///
    /// Nobody falls due during a day, so a task that finds nobody eligible is done with: serving the
    /// tasks one after the other is giving each attempt to the first that has somebody.
    fn work_block(&mut self, block: &Block, mut budget: i64) -> i64 {
        for task in &block.tasks {
            let spent = match task.aim {
                Served::List => self.work_list(block, task, &mut budget),
                Served::Promises => self.work_promises(block, task, &mut budget),
                Served::Cadence(_) => self.work_cadence(block, task, &mut budget),
            };
            match spent {
                Spent::Nobody => {}
                Spent::Budget => return budget,
                // Crowded out: only what is less than one attempt is kept for tomorrow.
                Spent::Day => return budget.min(task.cost - 1),
            }
        }
        self.idle(block, budget)
    }

    fn work_list(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut list = std::mem::take(&mut self.desk.lists[task.line]);
        let spent = loop {
            let Some(id) = self.next_name(task, &mut list) else { break Spent::Nobody };
            if let Some(spent) = self.spend(task, budget) {
                break spent;
            }
            list.pop();
            let (attempted, number) = self.attempt(task, id);
            if attempted != Attempted::Missed {
                self.follow(block, task, budget, (attempted, id, number));
            } else if self.miss_name(task, id, number) {
                list.push(id, self.desk.people[id as usize].is_vital());
            }
        };
        self.desk.lists[task.line] = list;
        spent
    }

    fn work_promises(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut due = std::mem::take(&mut self.desk.owed[task.line]);
        let spent = loop {
            let people = &self.desk.people;
            let next = due.first(|(day, id)| people[id as usize].promise_day == day);
            let Some((_, id)) = next else { break Spent::Nobody };
            if let Some(spent) = self.spend(task, budget) {
                break spent;
            }
            due.pop();
            self.keep_promise(id);
            let (attempted, number) = self.attempt(task, id);
            match attempted {
                Attempted::Missed => self.try_again(task, id, number),
                _ => self.follow(block, task, budget, (attempted, id, number)),
            }
        };
        self.desk.owed[task.line] = due;
        spent
    }

    fn work_cadence(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut waiting = std::mem::take(&mut self.desk.waiting[task.line]);
        let spent = loop {
            let (cadences, due) = (self.office.week.cadences.len(), &self.desk.touch_due);
            let is_due = |since, id: u32| due[id as usize * cadences + task.cadence] == since;
            let next = waiting.first(|(since, id)| is_due(since, id));
            let Some((_, id)) = next else { break Spent::Nobody };
            if let Some(spent) = self.spend(task, budget) {
                break spent;
            }
            waiting.pop();
            self.desk.touches[id as usize * cadences + task.cadence] += 1;
            let (attempted, number) = self.attempt(task, id);
            match attempted {
                Attempted::Missed => self.leave_trace(task, id),
                _ => self.follow(block, task, budget, (attempted, id, number)),
            }
        };
        self.desk.waiting[task.line] = waiting;
        spent
    }

    /// Takes one attempt from the block and the day, unless one of them is spent.
    #[inline(always)]
    fn spend(&mut self, task: &Task, budget: &mut i64) -> Option<Spent> {
        if *budget < task.cost {
            return Some(Spent::Budget);
        }
        if self.day_left <= 0 && task.time > 0 {
            return Some(Spent::Day);
        }
        *budget -= task.cost;
        self.day_left -= task.time;
        None
    }

    /// What follows on an attempt that was not missed, and the time that asking took.
    fn follow(
        &mut self,
        block: &Block,
        task: &Task,
        budget: &mut i64,
        what: (Attempted, u32, u32),
    ) {
        let (attempted, id, number) = what;
        match attempted {
            Attempted::OptedOut => self.opt_out(id),
            _ => self.encounter(task, id, number),
        }
        let asked_for = std::mem::take(&mut self.asked_for);
        self.day_left -= asked_for;
        if matches!(block.budget, Budget::Time(_)) {
            *budget -= asked_for;
        }
    }

    /// Nobody is eligible: time is lost and reported, a part of an attempt is kept.
    fn idle(&mut self, block: &Block, budget: i64) -> i64 {
        match block.budget {
            Budget::Time(_) if budget > 0 => {
                let lost = budget.min(self.day_left.max(0));
                self.life.tally.count(self.now.quarter, Count::IdleTime, lost);
                0
            }
            Budget::Attempts(_) => budget.min(ATTEMPT - 1),
            _ => budget.min(0),
        }
    }

    /// The next name of the list. Names that were reached or ended are dropped from it.
    #[inline(always)]
    fn next_name(&mut self, task: &Task, list: &mut List) -> Option<u32> {
        let mut passed_over = 0;
        while let Some(id) = list.front() {
            self.wake(id);
            let prospect = &self.desk.people[id as usize];
            if prospect.is_fresh() {
                if task.serves.contains(prospect.stage) {
                    return Some(id);
                }
                if passed_over > list.len() {
                    return None;
                }
                passed_over += 1;
                list.push(id, prospect.is_vital());
            }
            list.pop();
        }
        None
    }

    /// Makes sure that a prospect is born and up to date.
    #[inline(always)]
    fn wake(&mut self, id: u32) {
        if self.desk.people[id as usize].next_at() <= self.now.weeks {
            self.rouse(id);
        }
    }

    #[inline(never)]
    fn rouse(&mut self, id: u32) {
        if !self.desk.people[id as usize].is_born() {
            let newcomer = (id as usize).checked_sub(self.desk.from_start);
            let came_on = newcomer.map_or(0, |at| self.desk.came_on[at]);
            let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
            let at = Moment::of_day(came_on).weeks;
            self.life.bear(prospect, self.world.person(id), at, &mut slots);
        }
        if self.desk.people[id as usize].next_at() <= self.now.weeks {
            self.catch_up(id);
        }
    }

    fn catch_up(&mut self, id: u32) {
        let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
        self.life.advance(prospect, &mut slots, self.now.weeks);
    }

    fn close_day(&mut self, leads_before: i64) {
        let quarter = self.now.quarter;
        for activity in 0..self.office.model.activities.len() {
            let attempts = std::mem::take(&mut self.tried[activity]);
            self.life.tally.tried(quarter, activity, attempts.into());
        }
        if self.life.tally.leads() > leads_before {
            self.dry_spell = 0;
        } else {
            self.dry_spell += 1;
            self.life.tally.count(quarter, Count::DaysWithoutLead, 1);
        }
        self.longest_dry_spell = self.longest_dry_spell.max(self.dry_spell);
        if let Some(effort) = &self.office.week.energy {
            let hours =
                (self.office.week.day - self.day_left) as f64 / metric::Unit::Hours.per_unit();
            self.energy = effort.tomorrow(self.energy, self.credit, hours);
            self.credit = 0.0;
        }
        if (u32::from(self.today) + 1).is_multiple_of(WORKING_DAYS_PER_QUARTER) {
            let overdue = self.overdue();
            self.life.tally.set(quarter, Count::PromisesOverdue, overdue);
            self.life.tally.set(quarter, Count::LongestDrySpell, self.longest_dry_spell);
        }
    }

    /// Time passes to the end of the run for everybody, touched or not.
    fn let_time_pass(&mut self) {
        let end = f64::from(self.office.ledger.quarters as u32 * crate::units::WEEKS_PER_QUARTER);
        self.now.weeks = end;
        let untouched_change = self.office.model.need.is_some();
        for id in 0..self.desk.people.len() as u32 {
            if untouched_change || self.desk.people[id as usize].is_born() {
                self.wake(id);
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
