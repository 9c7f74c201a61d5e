//! The rep's week: whom to call next and how long it takes.
//!
//! A working day runs in a fixed order: what happened by itself up to this morning; promises, touches
//! and names that fall due; meetings; then the blocks of the week, each attempt going to the first
//! of the block's tasks that has somebody eligible.

use crate::attempt::{Attempted, try_to_reach};
use crate::compiled::Compiled;
use crate::desk::{Desk, Office};
use crate::metric;
use crate::prospect::{Life, Moment, NO_DAY, Prospect};
use crate::queues::{Line, List};
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

/// What ends a run of plain misses.
enum Stop {
    /// Nobody is left, or the block or the day is spent.
    Spent(Spent),
    /// The prospect needs a closer look.
    Look(u32),
    /// A miss (prospect, number of the attempt) with consequences.
    Miss(u32, u32),
    /// An attempt that was not missed: what it was, on whom, its number.
    Follow((Attempted, u32, u32)),
}

/// What is left to spend: of the block in the unit of its budget, of the day in milliseconds.
struct Purse {
    block: i64,
    day: i64,
}

impl Purse {
    /// Takes one attempt from the block and the day, unless one of them is spent.
    #[inline(always)]
    fn spend(&mut self, task: &Task) -> Option<Spent> {
        if self.block < task.cost {
            return Some(Spent::Budget);
        }
        if self.day <= 0 && task.time > 0 {
            return Some(Spent::Day);
        }
        self.block -= task.cost;
        self.day -= task.time;
        None
    }
}

/// Counts an attempt of a task's activity; says how many there were on this prospect before.
#[inline(always)]
fn count(attempts: &mut [u32], model: &Compiled, task: &Task, id: u32) -> u32 {
    let count = &mut attempts[id as usize * model.activities.len() + task.activity];
    *count += 1;
    *count - 1
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
        if self.office.model.plain_birth {
            self.wake_everybody();
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

    /// Brings everybody to life at once where that draws nothing: cheaper than one by one.
    fn wake_everybody(&mut self) {
        for id in 0..self.desk.people.len() as u32 {
            let luck = self.world.person(id);
            let (prospect, mut slots) = self.desk.open_file(self.office.model, id);
            self.life.bear(prospect, luck, 0.0, &mut slots);
        }
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
        let mut passed_over = 0;
        let spent = loop {
            match self.call_names(task, &mut list, budget) {
                Stop::Spent(spent) => break spent,
                Stop::Look(id) => {
                    self.wake(id);
                    passed_over += usize::from(self.pass_over(task, &mut list, id));
                    if passed_over > list.len() {
                        break Spent::Nobody;
                    }
                }
                Stop::Miss(id, number) if number + 1 >= task.on_miss.max_attempts => {
                    self.give_up(task, id);
                }
                Stop::Miss(id, _) => self.refile(id),
                Stop::Follow(what) => self.follow(block, task, budget, what),
            }
        };
        self.desk.lists[task.line] = list;
        spent
    }

    /// Calls names until something else than a plain miss comes up. Most attempts are plain misses:
    /// here they share one loop in which nothing has to be looked up twice.
    fn call_names(&mut self, task: &Task, list: &mut List, budget: &mut i64) -> Stop {
        let Desk { people, attempts, returning, .. } = &mut *self.desk;
        let (model, week) = (self.office.model, self.office.week);
        let mut purse = Purse { block: *budget, day: self.day_left };
        let mut calls = 0;
        let stop = loop {
            let Some(id) = list.front() else { break Stop::Spent(Spent::Nobody) };
            let prospect = &mut people[id as usize];
            let asleep = prospect.next_at() <= self.now.weeks;
            if asleep || !prospect.is_fresh() || !task.serves.contains(prospect.stage) {
                break Stop::Look(id);
            }
            if let Some(spent) = purse.spend(task) {
                break Stop::Spent(spent);
            }
            list.pop();
            calls += 1;
            let number = count(attempts, model, task, id);
            let attempted = try_to_reach(model, task, prospect, number, self.today);
            if attempted != Attempted::Missed {
                break Stop::Follow((attempted, id, number));
            }
            if number + 1 >= task.on_miss.max_attempts {
                break Stop::Miss(id, number);
            }
            if task.on_miss.retry_days == 0 {
                list.push(id, prospect.is_vital());
            } else {
                returning.file(0, self.today + task.on_miss.retry_days, id);
            }
            if week.in_cadence.contains(prospect.stage) {
                break Stop::Miss(id, number);
            }
        };
        (*budget, self.day_left) = (purse.block, purse.day);
        self.tried[task.activity % MOST_ACTIVITIES] += calls;
        stop
    }

    /// Takes the first name off the list if it was reached or has ended, sends it to the back if the
    /// activity has nothing to say to it now. Says whether it was sent back.
    fn pass_over(&mut self, task: &Task, list: &mut List, id: u32) -> bool {
        let prospect = &self.desk.people[id as usize];
        let serves = task.serves.contains(prospect.stage);
        if prospect.is_fresh() && serves {
            return false;
        }
        list.pop();
        if prospect.is_fresh() {
            list.push(id, prospect.is_vital());
        }
        prospect.is_fresh()
    }

    fn work_promises(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut due = std::mem::take(&mut self.desk.owed[task.line]);
        let spent = loop {
            match self.keep_promises(task, &mut due, budget) {
                Stop::Spent(spent) => break spent,
                Stop::Look(id) => self.give_up(task, id),
                Stop::Miss(id, _) => self.refile(id),
                Stop::Follow(what) => self.follow(block, task, budget, what),
            }
        };
        self.desk.owed[task.line] = due;
        spent
    }

    /// Tries promises that are due until something else than a plain miss comes up.
    fn keep_promises(&mut self, task: &Task, due: &mut Line, budget: &mut i64) -> Stop {
        let Desk { people, attempts, promised, .. } = &mut *self.desk;
        let (model, week) = (self.office.model, self.office.week);
        let mut purse = Purse { block: *budget, day: self.day_left };
        let (mut calls, mut kept) = (0, 0);
        let stop = loop {
            let Some((_, id)) = due.first(|(day, id)| people[id as usize].promise_day == day)
            else {
                break Stop::Spent(Spent::Nobody);
            };
            if let Some(spent) = purse.spend(task) {
                break Stop::Spent(spent);
            }
            due.pop();
            calls += 1;
            let number = count(attempts, model, task, id);
            let prospect = &mut people[id as usize];
            kept += i64::from(prospect.settle());
            let attempted = try_to_reach(model, task, prospect, number, self.today);
            if attempted != Attempted::Missed {
                break Stop::Follow((attempted, id, number));
            }
            if !prospect.misses_again(task, number) {
                prospect.promise_day = NO_DAY;
                break Stop::Look(id);
            }
            // The prospect stays where it is, so the same line will find it.
            prospect.promise_day = self.today + task.on_miss.retry_days;
            promised.file(task.line, prospect.promise_day, id);
            if week.in_cadence.contains(prospect.stage) {
                break Stop::Miss(id, number);
            }
        };
        (*budget, self.day_left) = (purse.block, purse.day);
        self.tried[task.activity % MOST_ACTIVITIES] += calls;
        self.life.tally.count(self.now.quarter, Count::PromisesKept, kept);
        stop
    }

    fn work_cadence(&mut self, block: &Block, task: &Task, budget: &mut i64) -> Spent {
        let mut waiting = std::mem::take(&mut self.desk.waiting[task.line]);
        let cadences = self.office.week.cadences.len();
        let spent = loop {
            let due = &self.desk.touch_due;
            let is_due = |since, id: u32| due[id as usize * cadences + task.cadence] == since;
            let next = waiting.first(|(since, id)| is_due(since, id));
            let Some((_, id)) = next else { break Spent::Nobody };
            let mut purse = Purse { block: *budget, day: self.day_left };
            if let Some(spent) = purse.spend(task) {
                break spent;
            }
            (*budget, self.day_left) = (purse.block, purse.day);
            waiting.pop();
            self.tried[task.activity % MOST_ACTIVITIES] += 1;
            let Desk { people, attempts, touches, .. } = &mut *self.desk;
            touches[id as usize * cadences + task.cadence] += 1;
            let number = count(attempts, self.office.model, task, id);
            let prospect = &mut people[id as usize];
            match try_to_reach(self.office.model, task, prospect, number, self.today) {
                Attempted::Missed => self.refile(id),
                attempted => self.follow(block, task, budget, (attempted, id, number)),
            }
        };
        self.desk.waiting[task.line] = waiting;
        spent
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
