//! The rep's week: whom to call next and how long it takes.
//!
//! A working day runs in a fixed order: what happened by itself up to this morning; promises, touches
//! and names that fall due; meetings; then the blocks of the week, each attempt going to the first
//! of the block's tasks that has somebody eligible.

use crate::desk::{Desk, Office, slots};
use crate::metric;
use crate::prospect::{Life, Moment};
use crate::queues::Line;
use crate::rng::World;
use crate::roster;
use crate::tally::{Count, Tally};
use crate::units::{WORKING_DAYS_PER_QUARTER, WORKING_DAYS_PER_WEEK};
use crate::week::{ATTEMPT, Block, Budget, Served, Task};

/// One rep at work in one replication.
pub(crate) struct Shift<'a> {
    pub office: Office<'a>,
    pub desk: &'a mut Desk,
    pub life: Life<'a>,
    pub world: World,
    pub now: Moment,
    pub today: u32,
    /// First day whose dues have not been opened yet.
    pub open_day: u32,
    /// Working time left today, in milliseconds; below nought when the last attempt ran over.
    pub day_left: i64,
    pub energy: f64,
    pub credit: f64,
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
            energy,
            credit: 0.0,
            dry_spell: 0,
            longest_dry_spell: 0,
        }
    }

    /// Works every day of the run, then lets everybody's time pass to its end.
    pub(crate) fn work(&mut self) {
        self.list_everybody();
        let days = self.office.ledger.quarters as u32 * WORKING_DAYS_PER_QUARTER;
        for day in 0..days {
            self.work_day(day);
        }
        self.let_time_pass();
    }

    fn list_everybody(&mut self) {
        for (segment, range) in roster::ranges(self.office.segments).enumerate() {
            let listed = i64::from(range.end - range.start);
            self.life.tally.listed(0, self.office.model.start, listed);
            let Some(focus) = &self.office.week.focus else {
                self.desk.lists[segment].extend(range);
                continue;
            };
            let names = range.clone();
            let rank = roster::Ranking::of(self.office.model, focus, self.world, names, segment);
            self.desk.rankings.push(rank);
            for id in range {
                self.desk.vital[id as usize] = rank.is_vital(self.world, id);
                self.desk.lists[segment].push_back(id, self.desk.vital[id as usize]);
            }
        }
        if self.starts_watched() {
            (0..self.desk.people.len() as u32).for_each(|id| self.meet_first(id));
        }
    }

    /// Whether something may concern the rep before the first attempt on a name.
    fn starts_watched(&self) -> bool {
        let start = usize::from(self.office.model.start);
        !self.office.model.stages[start].timers.is_empty() || self.office.week.in_cadence[start]
    }

    /// Brings a prospect to life and files it.
    fn meet_first(&mut self, id: u32) {
        self.wake(id);
        self.refile(id);
    }

    fn work_day(&mut self, day: u32) {
        let leads_before = self.life.tally.leads();
        self.now = Moment::of_day(day);
        self.today = day;
        self.open_day = day;
        if day % WORKING_DAYS_PER_WEEK == 0 {
            self.new_names(day / WORKING_DAYS_PER_WEEK);
        }
        self.let_things_happen();
        self.open_dues();
        self.day_left = self.office.week.day + self.day_left.min(0);
        self.hold_meetings();
        if self.is_on(day / WORKING_DAYS_PER_WEEK) {
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
        let id = self.desk.grow(segment, self.now.weeks);
        self.life.tally.listed(self.now.quarter, self.office.model.start, 1);
        let ranking = self.desk.rankings.get(segment);
        let vital = ranking.is_some_and(|ranking| ranking.is_vital(self.world, id));
        self.desk.vital[id as usize] = vital;
        self.desk.lists[segment].push_back(id, vital);
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
        let Desk { promised, owed, people, returning, lists, vital, .. } = &mut *self.desk;
        for (line, owed) in owed.iter_mut().enumerate() {
            for &id in promised.open(line, self.today) {
                if people[id as usize].is_promised_on(self.today) {
                    owed.push(self.today, id);
                }
            }
        }
        for &id in returning.open(0, self.today) {
            let segment = usize::from(people[id as usize].segment);
            lists[segment].push_back(id, vital[id as usize]);
        }
        self.open_touches();
        self.open_day = self.today + 1;
    }

    fn open_touches(&mut self) {
        let Desk { cadences, touch_due, waiting, .. } = &mut *self.desk;
        let (segments, count) = (self.office.segments.len(), cadences.len());
        for (at, agenda) in cadences.iter_mut().enumerate() {
            for segment in 0..segments {
                for &id in agenda.open(segment, self.today) {
                    let since = touch_due[id as usize * count + at];
                    if since <= self.today {
                        waiting[at * segments + segment].push(since, id);
                    }
                }
            }
        }
    }

    fn hold_meetings(&mut self) {
        let segments = self.office.segments.len();
        for &activity in &self.office.week.meetings {
            let task = Task { activity, aim: Served::Promises };
            while self.day_left > 0 || self.office.model.activities[activity].time == 0 {
                let due = (0..segments).find_map(|segment| self.promise_due(activity, segment));
                let Some(id) = due else { break };
                let segment = usize::from(self.desk.people[id as usize].segment);
                self.owed(activity, segment).pop();
                self.attempt(task, id);
            }
        }
    }

    fn work_blocks(&mut self) {
        let week = self.office.week;
        for (at, block) in week.blocks.iter().enumerate() {
            let scale = if week.energy.is_some() { self.energy } else { 1.0 };
            let budget = match block.budget {
                Budget::AsNeeded => i64::MAX,
                Budget::Time(time) | Budget::Attempts(time) if scale >= 1.0 => {
                    time + self.desk.carried[at]
                }
                Budget::Time(time) | Budget::Attempts(time) => {
                    (time as f64 * scale) as i64 + self.desk.carried[at]
                }
            };
            self.desk.carried[at] = self.work_block(block, budget);
        }
    }

    /// Spends a block's budget of today; says what is carried over to tomorrow.
    fn work_block(&mut self, block: &Block, mut budget: i64) -> i64 {
        loop {
            let Some((task, id)) = self.next_task(block) else {
                return self.idle(block, budget);
            };
            let time = self.office.model.activities[task.activity].time;
            let cost = if matches!(block.budget, Budget::Attempts(_)) { ATTEMPT } else { time };
            if budget < cost {
                self.put_back(block, task, id);
                return budget;
            }
            if self.day_left <= 0 && time > 0 {
                // Crowded out: only what is less than one attempt is kept for tomorrow.
                self.put_back(block, task, id);
                return budget.min(cost - 1);
            }
            let left_before = self.day_left;
            self.serve(block, task);
            self.attempt(task, id);
            budget -= match block.budget {
                Budget::Attempts(_) => ATTEMPT,
                Budget::Time(_) => left_before - self.day_left,
                Budget::AsNeeded => 0,
            };
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

    /// The first task of the block that has somebody eligible, and whom.
    #[inline]
    fn next_task(&mut self, block: &Block) -> Option<(Task, u32)> {
        block.tasks.iter().find_map(|task| {
            let id = match task.aim {
                Served::List => self.next_name(task.activity, block.segment),
                Served::Promises => self.promise_due(task.activity, block.segment),
                Served::Cadence(cadence) => self.touch_due(cadence, block.segment),
            };
            id.map(|id| (*task, id))
        })
    }

    /// Takes the served prospect off its line. A name was taken off the list when it was found.
    #[inline]
    fn serve(&mut self, block: &Block, task: Task) {
        let segments = self.office.segments.len();
        match task.aim {
            Served::List => {}
            Served::Promises => self.owed(task.activity, block.segment).pop(),
            Served::Cadence(cadence) => self.desk.waiting[cadence * segments + block.segment].pop(),
        }
    }

    fn put_back(&mut self, block: &Block, task: Task, id: u32) {
        if task.aim == Served::List {
            self.desk.lists[block.segment].push_front(id, self.desk.vital[id as usize]);
        }
    }

    /// The next name of the list, taken off it. Names that were reached or ended are dropped.
    #[inline]
    fn next_name(&mut self, activity: usize, segment: usize) -> Option<u32> {
        let mut passed_over = 0;
        while passed_over < self.desk.lists[segment].len() {
            let (id, vital) = self.desk.lists[segment].pop_front()?;
            self.wake(id);
            let prospect = &self.desk.people[id as usize];
            if !prospect.is_fresh() {
                continue;
            }
            if self.office.model.activities[activity].tables[usize::from(prospect.stage)].is_some() {
                return Some(id);
            }
            self.desk.lists[segment].push_back(id, vital);
            passed_over += 1;
        }
        None
    }

    /// The promises due that an activity keeps in a segment.
    #[inline]
    fn owed(&mut self, activity: usize, segment: usize) -> &mut Line {
        let keeper = self.office.model.activities[activity].keeper;
        &mut self.desk.owed[keeper * self.office.segments.len() + segment]
    }

    #[inline]
    fn promise_due(&mut self, activity: usize, segment: usize) -> Option<u32> {
        let keeper = self.office.model.activities[activity].keeper;
        let Desk { people, owed, .. } = &mut *self.desk;
        let line = &mut owed[keeper * self.office.segments.len() + segment];
        line.front(|day, id| people[id as usize].is_promised_on(day))
    }

    #[inline]
    fn touch_due(&mut self, cadence: usize, segment: usize) -> Option<u32> {
        let Desk { touch_due, waiting, cadences, .. } = &mut *self.desk;
        let line = &mut waiting[cadence * self.office.segments.len() + segment];
        line.front(|since, id| touch_due[id as usize * cadences.len() + cadence] == since)
    }

    /// Makes sure that a prospect is born and up to date.
    #[inline]
    fn wake(&mut self, id: u32) {
        if self.desk.people[id as usize].next_at() <= self.now.weeks {
            self.rouse(id);
        }
    }

    fn rouse(&mut self, id: u32) {
        if !self.desk.people[id as usize].is_born() {
            self.bear(id);
        }
        self.catch_up(id);
    }

    fn bear(&mut self, id: u32) {
        let Desk { people, starts, latents, .. } = &mut *self.desk;
        let unborn = &people[id as usize];
        let (segment, at) = (unborn.segment, unborn.born_at());
        let mut slots = slots(self.office.model, starts, latents, id);
        people[id as usize] = self.life.born(self.world, id, segment, at, &mut slots);
    }

    fn catch_up(&mut self, id: u32) {
        let Desk { people, starts, latents, .. } = &mut *self.desk;
        let mut slots = slots(self.office.model, starts, latents, id);
        self.life.advance(&mut people[id as usize], &mut slots, self.now.weeks);
    }

    fn close_day(&mut self, leads_before: i64) {
        let quarter = self.now.quarter;
        if self.life.tally.leads() > leads_before {
            self.dry_spell = 0;
        } else {
            self.dry_spell += 1;
            self.life.tally.count(quarter, Count::DaysWithoutLead, 1);
        }
        self.longest_dry_spell = self.longest_dry_spell.max(self.dry_spell);
        if let Some(effort) = &self.office.week.energy {
            let hours = (self.office.week.day - self.day_left) as f64
                / metric::Unit::Hours.per_unit();
            self.energy = effort.tomorrow(self.energy, self.credit, hours);
            self.credit = 0.0;
        }
        if (self.today + 1).is_multiple_of(WORKING_DAYS_PER_QUARTER) {
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
    }
}

