//! The rep's week: whom to call next, how long it takes, and what is owed to whom.
//!
//! A working day runs in a fixed order: what happened by itself up to this morning; promises, touches
//! and names that fall due; meetings; then the blocks of the week, each attempt going to the first
//! of the block's tasks that has somebody eligible.

use crate::compiled::{Activity, Compiled, Outcome, STAY};
use crate::metric;
use crate::model::{Channel, End};
use crate::prospect::{Life, Moment, NO_DAY, Origin, Prospect, Slots};
use crate::queues::{Agenda, Line, List};
use crate::rng::{Chance, Purpose, World};
use crate::roster;
use crate::tally::{Count, Ledger, Tally};
use crate::units::{WORKING_DAYS_PER_QUARTER, WORKING_DAYS_PER_WEEK};
use crate::week::{ATTEMPT, Block, Budget, Served, Task, Week};

/// The space that a rep's work needs, used again for the next replication.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    pub people: Vec<Prospect>,
    starts: Vec<u32>,
    latents: Vec<f64>,
    /// Attempts so far by prospect and activity.
    attempts: Vec<u32>,
    vital: Vec<bool>,
    /// By segment, where the strategy focuses on the vital few.
    rankings: Vec<roster::Ranking>,
    /// When something will happen by itself that the rep must know of.
    calendar: Agenda,
    promised: Agenda,
    returning: Agenda,
    cadences: Vec<Agenda>,
    /// By prospect and cadence: the day from which a touch is due, and touches so far.
    touch_due: Vec<u32>,
    touches: Vec<u32>,
    lists: Vec<List>,
    /// Promises due, by activity that keeps them and segment.
    owed: Vec<Line>,
    /// Touches due, by cadence and segment.
    waiting: Vec<Line>,
    /// What a block could not spend yesterday, in the unit of its budget.
    carried: Vec<i64>,
    opened: Vec<u32>,
}

/// What every rep of an experiment shares.
#[derive(Clone, Copy)]
pub(crate) struct Office<'a> {
    pub model: &'a Compiled,
    pub ledger: &'a Ledger,
    pub segments: &'a [crate::market::Segment],
    pub week: &'a Week,
}

/// One rep at work in one replication.
pub(crate) struct Shift<'a> {
    office: Office<'a>,
    desk: &'a mut Desk,
    life: Life<'a>,
    world: World,
    now: Moment,
    /// First day whose dues have not been opened yet.
    open_day: u32,
    /// Working time left today, in milliseconds; below nought when the last attempt ran over.
    day_left: i64,
    energy: f64,
    credit: f64,
    dry_spell: i64,
    longest_dry_spell: i64,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attempted {
    OptedOut,
    Reached,
    Missed,
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
        self.desk.calendar.take(0, self.now.day, &mut opened);
        for &id in &opened {
            self.catch_up(id);
            self.refile(id);
        }
        self.desk.opened = opened;
    }

    fn open_dues(&mut self) {
        let day = self.now.day;
        let mut opened = std::mem::take(&mut self.desk.opened);
        for line in 0..self.desk.owed.len() {
            opened.clear();
            self.desk.promised.take(line, day, &mut opened);
            opened.iter().for_each(|id| self.desk.owed[line].push(day, *id));
        }
        self.open_touches(&mut opened);
        opened.clear();
        self.desk.returning.take(0, day, &mut opened);
        for &id in &opened {
            let segment = usize::from(self.desk.people[id as usize].segment);
            self.desk.lists[segment].push_back(id, self.desk.vital[id as usize]);
        }
        self.desk.opened = opened;
        self.open_day = day + 1;
    }

    fn open_touches(&mut self, opened: &mut Vec<u32>) {
        let (segments, cadences) = (self.office.segments.len(), self.desk.cadences.len());
        for cadence in 0..cadences {
            for segment in 0..segments {
                opened.clear();
                self.desk.cadences[cadence].take(segment, self.now.day, opened);
                for &id in opened.iter() {
                    let since = self.desk.touch_due[id as usize * cadences + cadence];
                    self.desk.waiting[cadence * segments + segment].push(since, id);
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
                self.desk.owed[activity * segments + segment].pop();
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
            Served::Promises => self.desk.owed[task.activity * segments + block.segment].pop(),
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
            if prospect.was_reached() || !self.life.is_open(prospect) {
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

    #[inline]
    fn promise_due(&mut self, activity: usize, segment: usize) -> Option<u32> {
        let people = &self.desk.people;
        let line = &mut self.desk.owed[activity * self.office.segments.len() + segment];
        line.front(|day, id| people[id as usize].promise_day == day)
    }

    #[inline]
    fn touch_due(&mut self, cadence: usize, segment: usize) -> Option<u32> {
        let (due, cadences) = (&self.desk.touch_due, self.desk.cadences.len());
        let line = &mut self.desk.waiting[cadence * self.office.segments.len() + segment];
        line.front(|since, id| due[id as usize * cadences + cadence] == since)
    }

    /// Makes sure that a prospect is born and up to date.
    #[inline]
    fn wake(&mut self, id: u32) {
        if !self.desk.people[id as usize].is_born() {
            self.bear(id);
        }
        if self.desk.people[id as usize].next_at() <= self.now.weeks {
            self.catch_up(id);
        }
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

    /// One attempt: it takes its time, it may end the relationship, reach the prospect, or miss.
    fn attempt(&mut self, task: Task, id: u32) {
        let model = self.office.model;
        let activity = &model.activities[task.activity];
        let number = self.desk.attempt_number(model, id, task.activity);
        self.life.tally.tried(self.now.quarter, task.activity);
        self.day_left -= activity.time;
        let prospect = &mut self.desk.people[id as usize];
        if task.aim == Served::Promises && prospect.settle() {
            self.life.tally.count(self.now.quarter, Count::PromisesKept, 1);
        }
        if model.tracks_goodwill || model.tracks_fatigue {
            prospect.settle_stocks(model, self.now.day);
        }
        let word = prospect.draws(Purpose::attempt(task.activity), number).word();
        let attempted = what_became(model, activity, prospect, word);
        prospect.fatigue += activity.fatigue;
        prospect.touched_day = self.now.day;
        self.count_touch(task, id);
        match attempted {
            Attempted::Missed => self.miss(task, id, number),
            Attempted::Reached => self.encounter(task, id, number),
            Attempted::OptedOut => self.opt_out(id),
        }
    }

    #[inline]
    fn count_touch(&mut self, task: Task, id: u32) {
        if let Served::Cadence(cadence) = task.aim {
            self.desk.touches[id as usize * self.desk.cadences.len() + cadence] += 1;
        }
    }

    fn opt_out(&mut self, id: u32) {
        if let Some(opt_out) = &self.office.model.opt_out {
            self.enter(id, opt_out.to);
        }
        self.refile(id);
    }

    fn enter(&mut self, id: u32, to: u8) {
        let Desk { people, starts, latents, .. } = &mut *self.desk;
        let mut slots = slots(self.office.model, starts, latents, id);
        self.life.enter(&mut people[id as usize], &mut slots, to, &self.now, Origin::Ours);
    }

    #[inline]
    fn miss(&mut self, task: Task, id: u32, number: u32) {
        let model = self.office.model;
        let activity = &model.activities[task.activity];
        let prospect = &mut self.desk.people[id as usize];
        if model.tracks_goodwill {
            prospect.add_goodwill(activity.miss_goodwill);
        }
        let in_cadence = self.office.week.in_cadence[usize::from(prospect.stage)];
        match task.aim {
            Served::List => self.return_name(activity, id, number),
            Served::Promises => self.try_again(activity, task.activity, id, number),
            Served::Cadence(_) => {}
        }
        if in_cadence || task.aim != Served::List {
            self.refile(id);
        }
    }

    #[inline]
    fn return_name(&mut self, activity: &Activity, id: u32, number: u32) {
        if number + 1 >= activity.max_attempts {
            return self.give_up(activity, id);
        }
        let segment = usize::from(self.desk.people[id as usize].segment);
        if activity.retry_days == 0 {
            self.desk.lists[segment].push_back(id, self.desk.vital[id as usize]);
        } else {
            self.desk.returning.file(0, self.now.day + activity.retry_days, id);
        }
    }

    fn try_again(&mut self, activity: &Activity, at: usize, id: u32, number: u32) {
        let prospect = &mut self.desk.people[id as usize];
        prospect.misses += 1;
        let again = prospect.misses < activity.max_attempts
            && prospect.draws(Purpose::again(at), number).happens(activity.again);
        if again {
            prospect.put_off(self.now.day + activity.retry_days);
        } else {
            prospect.promise_day = NO_DAY;
            self.give_up(activity, id);
        }
    }

    fn give_up(&mut self, activity: &Activity, id: u32) {
        if activity.then != STAY && activity.then != self.desk.people[id as usize].stage {
            self.enter(id, activity.then);
            self.refile(id);
        }
    }

    fn encounter(&mut self, task: Task, id: u32, number: u32) {
        let model = self.office.model;
        let activity = &model.activities[task.activity];
        self.life.tally.reached(self.now.quarter, task.activity);
        let prospect = &mut self.desk.people[id as usize];
        if task.aim == Served::Promises {
            prospect.promise_day = NO_DAY;
        }
        let table = activity.tables[usize::from(prospect.stage)].as_ref();
        let table = table.expect("a prospect without a table is never aimed at");
        let outcome = self.lead_to(table, task.activity, id, number);
        if activity.channel == Channel::Phone {
            self.life.tally.spoke(self.now.quarter, outcome.name);
        }
        self.ask_for_the_sale(task.activity, id, number, outcome);
        self.refile(id);
    }

    /// Draws what an encounter leads to and lets it happen.
    fn lead_to<'t>(
        &mut self,
        table: &'t crate::compiled::Table,
        activity: usize,
        id: u32,
        number: u32,
    ) -> &'t Outcome {
        let Desk { people, starts, latents, .. } = &mut *self.desk;
        let prospect = &mut people[id as usize];
        let mut dice = prospect.draws(Purpose::outcome(activity), number);
        let outcome = self.life.pick(prospect, table, &mut dice, &self.now);
        let promise = prospect.draws(Purpose::promise(activity), number);
        let mut slots = slots(self.office.model, starts, latents, id);
        self.life.apply(prospect, &mut slots, outcome, promise, &self.now, Origin::Ours);
        self.credit(outcome);
        outcome
    }

    fn credit(&mut self, outcome: &Outcome) {
        let Some(effort) = &self.office.week.energy else { return };
        let books =
            outcome.to != STAY && self.office.model.stages[usize::from(outcome.to)].appointment;
        self.credit += effort.by_outcome[outcome.name];
        self.credit += if books { effort.by_appointment } else { 0.0 };
    }

    /// The ask follows at once on an encounter that left the prospect open and booked nothing.
    fn ask_for_the_sale(&mut self, after: usize, id: u32, number: u32, outcome: &Outcome) {
        let model = self.office.model;
        let Some(ask) = &self.office.week.ask else { return };
        if !ask.after[after] || !self.may_ask(ask, id, outcome) {
            return;
        }
        let willing = ask.chance * if self.office.week.energy.is_some() { self.energy } else { 1.0 };
        let mut dice = self.desk.people[id as usize].draws(Purpose::ask(after), number);
        if !dice.happens(Chance::new(willing)) {
            return;
        }
        let stage = usize::from(self.desk.people[id as usize].stage);
        let activity = &model.activities[ask.activity];
        let Some(table) = activity.tables[stage].as_ref() else { return };
        let number = self.desk.attempt_number(model, id, ask.activity);
        self.life.tally.tried(self.now.quarter, ask.activity);
        self.life.tally.reached(self.now.quarter, ask.activity);
        self.day_left -= activity.time;
        self.desk.people[id as usize].fatigue += activity.fatigue;
        let outcome = self.lead_to(table, ask.activity, id, number);
        let accepted = outcome.to != STAY && {
            let to = &model.stages[usize::from(outcome.to)];
            to.decided || to.end == Some(End::Won)
        };
        self.life.tally.count(self.now.quarter, Count::AsksAccepted, accepted.into());
    }

    fn may_ask(&mut self, ask: &crate::week::Ask, id: u32, outcome: &Outcome) -> bool {
        let model = self.office.model;
        let prospect = &mut self.desk.people[id as usize];
        let stage = &model.stages[usize::from(prospect.stage)];
        let booked = outcome.to != STAY && model.stages[usize::from(outcome.to)].appointment;
        let warm = ask.goodwill.is_none_or(|least| prospect.goodwill_at(model, &self.now) >= least);
        stage.end.is_none() && !stage.decided && !booked && stage.rung >= ask.from_rung && warm
    }

    /// Puts a prospect where the rep will find it: calendar, promises, cadences.
    fn refile(&mut self, id: u32) {
        self.watch(id);
        self.file_promise(id);
        if !self.desk.cadences.is_empty() {
            self.file_touches(id);
        }
    }

    /// Only what may concern the rep is watched; everything else is caught up with when it is looked
    /// at.
    fn watch(&mut self, id: u32) {
        let prospect = &self.desk.people[id as usize];
        let calls = self.office.model.need.as_ref().is_some_and(|need| need.calls_us.is_some());
        let concerns = prospect.has_timer() || (calls && prospect.was_reached());
        if concerns && prospect.next_at() < f64::INFINITY {
            let day = first_day_at(prospect.next_at()).max(self.open_day);
            self.desk.calendar.file(0, day, id);
        } else {
            self.desk.calendar.remove(id);
        }
    }

    fn file_promise(&mut self, id: u32) {
        let segments = self.office.segments.len();
        let prospect = &mut self.desk.people[id as usize];
        if prospect.promise_day == NO_DAY {
            return self.desk.promised.remove(id);
        }
        if prospect.is_filed() {
            return;
        }
        prospect.promise_day = prospect.promise_day.max(self.open_day);
        prospect.mark_filed();
        let stage = &self.office.model.stages[usize::from(prospect.stage)];
        let keeper = stage.keeper.expect("a promise is only made where somebody keeps it");
        let line = keeper * segments + usize::from(prospect.segment);
        self.desk.promised.file(line, prospect.promise_day, id);
    }

    fn file_touches(&mut self, id: u32) {
        let count = self.desk.cadences.len();
        for cadence in 0..count {
            let rhythm = &self.office.week.cadences[cadence];
            let prospect = &self.desk.people[id as usize];
            let at = id as usize * count + cadence;
            let kept = rhythm.stages[usize::from(prospect.stage)]
                && self.desk.touches[at] < rhythm.touches;
            let due = match prospect.touched_day {
                _ if !kept => NO_DAY,
                NO_DAY => 0,
                touched => touched + rhythm.gap_days,
            };
            if due == self.desk.touch_due[at] {
                continue;
            }
            self.desk.touch_due[at] = due;
            if kept {
                let day = due.max(self.open_day);
                self.desk.cadences[cadence].file(prospect.segment.into(), day, id);
            } else {
                self.desk.cadences[cadence].remove(id);
            }
        }
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
        if (self.now.day + 1).is_multiple_of(WORKING_DAYS_PER_QUARTER) {
            let overdue = self.overdue();
            self.life.tally.set(quarter, Count::PromisesOverdue, overdue);
            self.life.tally.set(quarter, Count::LongestDrySpell, self.longest_dry_spell);
        }
    }

    /// Promised contacts that fell due and that nobody has attempted yet.
    fn overdue(&self) -> i64 {
        let waiting = self.desk.owed.iter().flat_map(Line::waiting);
        let owed = waiting.filter(|&(day, id)| {
            let prospect = &self.desk.people[id as usize];
            prospect.promise_day == day && prospect.is_owed()
        });
        owed.count() as i64
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

/// The chance to opt out comes first on the dice, then that to be reached.
#[inline]
fn what_became(
    model: &Compiled,
    activity: &Activity,
    prospect: &mut Prospect,
    word: u64,
) -> Attempted {
    let class = if activity.reach_varies { prospect.reach_class() } else { 0 };
    let segment = usize::from(prospect.segment);
    let tired = prospect.fatigue - model.receptivity.free;
    if let Some(opt_out) = model.opt_out.as_ref() {
        if tired > 0.0 && opt_out.slope > 0.0 {
            let leaves = (opt_out.base + opt_out.slope * tired).min(1.0);
            let reach = activity.reach[segment][class.min(activity.reach[segment].len() - 1)];
            return read_dice(
                word,
                Chance::new(leaves),
                Chance::new(leaves + (1.0 - leaves) * reach),
            );
        }
        let reached_below = &activity.reached_below[segment];
        return read_dice(
            word,
            opt_out.base_chance,
            reached_below[class.min(reached_below.len() - 1)],
        );
    }
    let reached_below = &activity.reached_below[segment];
    read_dice(word, Chance::default(), reached_below[class.min(reached_below.len() - 1)])
}

#[inline]
fn read_dice(word: u64, leaves: Chance, reached_below: Chance) -> Attempted {
    if leaves.covers(word) {
        Attempted::OptedOut
    } else if reached_below.covers(word) {
        Attempted::Reached
    } else {
        Attempted::Missed
    }
}

/// The first working day at or after a time in weeks.
fn first_day_at(weeks: f64) -> u32 {
    let days = weeks * f64::from(WORKING_DAYS_PER_WEEK);
    let whole = days as u32;
    whole + u32::from(f64::from(whole) + 1e-9 < days)
}

fn slots<'a>(
    model: &Compiled,
    starts: &'a mut [u32],
    latents: &'a mut [f64],
    id: u32,
) -> Slots<'a> {
    let (id, starts_each, latents_each) = (id as usize, model.timer_slots, model.latent_slots);
    Slots {
        starts: &mut starts[id * starts_each..(id + 1) * starts_each],
        latents: &mut latents[id * latents_each..(id + 1) * latents_each],
    }
}

impl Desk {
    fn reset(&mut self, office: &Office) {
        let (model, week) = (office.model, office.week);
        let segments = office.segments.len();
        self.people.clear();
        for (segment, range) in roster::ranges(office.segments).enumerate() {
            let unborn = Prospect::coming(segment as u8, 0.0);
            self.people.resize(range.end as usize, unborn);
        }
        let names = self.people.len();
        refill(&mut self.starts, names * model.timer_slots, 0);
        refill(&mut self.latents, names * model.latent_slots, f64::INFINITY);
        refill(&mut self.attempts, names * model.activities.len(), 0);
        refill(&mut self.vital, names, false);
        self.rankings.clear();
        refill(&mut self.touch_due, names * week.cadences.len(), NO_DAY);
        refill(&mut self.touches, names * week.cadences.len(), 0);
        refill(&mut self.carried, week.blocks.len(), 0);
        let days = office.ledger.quarters * WORKING_DAYS_PER_QUARTER as usize;
        self.calendar.reset(1, days, names);
        self.promised.reset(model.activities.len() * segments, days, names);
        self.returning.reset(1, days, names);
        self.cadences.resize_with(week.cadences.len(), Agenda::default);
        self.cadences.iter_mut().for_each(|agenda| agenda.reset(segments, days, names));
        self.lists.resize_with(segments, List::default);
        self.lists.iter_mut().for_each(List::clear);
        self.owed.resize_with(model.activities.len() * segments, Line::default);
        self.owed.iter_mut().for_each(Line::clear);
        self.waiting.resize_with(week.cadences.len() * segments, Line::default);
        self.waiting.iter_mut().for_each(Line::clear);
    }

    /// Makes room for a new name; says its number.
    fn grow(&mut self, segment: usize, weeks: f64) -> u32 {
        let id = self.people.len();
        let before = id.max(1);
        let (starts, latents) = (self.starts.len() / before, self.latents.len() / before);
        let (attempts, cadences) = (self.attempts.len() / before, self.cadences.len());
        self.people.push(Prospect::coming(segment as u8, weeks));
        self.starts.resize((id + 1) * starts, 0);
        self.latents.resize((id + 1) * latents, f64::INFINITY);
        self.attempts.resize((id + 1) * attempts, 0);
        self.touch_due.resize((id + 1) * cadences, NO_DAY);
        self.touches.resize((id + 1) * cadences, 0);
        self.vital.push(false);
        self.calendar.grow();
        self.promised.grow();
        self.returning.grow();
        self.cadences.iter_mut().for_each(Agenda::grow);
        id as u32
    }

    /// Attempts of an activity on a prospect before this one, which is counted.
    #[inline]
    fn attempt_number(&mut self, model: &Compiled, id: u32, activity: usize) -> u32 {
        let count = &mut self.attempts[id as usize * model.activities.len() + activity];
        *count += 1;
        *count - 1
    }
}

fn refill<T: Clone>(space: &mut Vec<T>, length: usize, value: T) {
    space.clear();
    space.resize(length, value);
}
