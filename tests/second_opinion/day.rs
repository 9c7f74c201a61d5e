//! A working day: who is due, meetings, blocks, and what the evening leaves.

use std::collections::VecDeque;

use longview_engine::metric::Id;
use longview_engine::model::Aim;
use longview_engine::plan::{Amount, Block, Rhythm};

use super::budget::Purse;
use super::list::Which;
use super::prospect::Promise;
use super::rep::Rep;
use super::setting::Served;
use super::time::{DAYS_A_QUARTER, DAYS_A_WEEK};
use super::twist::Twist;

const MILLIS_AN_HOUR: f64 = 3_600_000.0;

/// The day in hand. Leads count from the evening before.
#[derive(Default)]
pub(super) struct Today {
    pub(super) number: usize,
    /// Milliseconds that the day still has; below nought it has run over.
    pub(super) left: i64,
    pub(super) worked: i64,
    /// Milliseconds of blocks of hours for which nobody was eligible.
    unused: i64,
    pub(super) leads: u32,
    pub(super) credit: f64,
    /// Who is due this morning, in the order in which they are served: by activity and segment ...
    promises: Vec<Vec<VecDeque<usize>>>,
    /// ... and by cadence and segment.
    touches: Vec<Vec<VecDeque<usize>>>,
}

/// Whom an attempt goes to, and why.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    pub(super) who: usize,
    pub(super) activity: usize,
    pub(super) by: By,
}

#[derive(Clone, Copy)]
pub(super) enum By {
    List(Which),
    Promise,
    Cadence(usize),
}

impl Rep<'_> {
    pub(super) fn work(&mut self, day: usize) {
        self.open_day(day);
        self.hold_meetings();
        if self.is_on(day) {
            let segments = self.setting.experiment.market.segments.len();
            for block in 0..self.setting.strategy.blocks.len() {
                if self.setting.goes_on(block, day) {
                    (0..segments).for_each(|segment| self.work_block(block, segment));
                }
            }
        }
        self.close_day();
    }

    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a day")]
    fn open_day(&mut self, day: usize) {
        let week = self.setting.experiment.team.hours_per_week.millis() as f64;
        let run_over = self.today.left.min(0);
        self.today.number = day;
        self.today.left = (week / DAYS_A_WEEK as f64).round() as i64 + run_over;
        self.lists.iter_mut().for_each(|list| list.names_return(day));
        self.today.promises = self.promises_due();
        self.today.touches =
            (0..self.setting.cadences.len()).map(|cadence| self.touches_due(cadence)).collect();
    }

    fn is_on(&self, day: usize) -> bool {
        match self.setting.strategy.rhythm {
            Rhythm::Steady => true,
            Rhythm::Bursts { on, off } => {
                (day / DAYS_A_WEEK) % (on as usize + off as usize) < on as usize
            }
        }
    }

    /// The promise that this activity owes the prospect by today.
    fn owed(&self, who: usize, activity: usize) -> Option<&Promise> {
        let promise = self.people[who].promise.as_ref();
        promise.filter(|one| one.keeper == activity && one.due <= self.today.number)
    }

    fn nobody(&self) -> Vec<VecDeque<usize>> {
        vec![VecDeque::new(); self.setting.experiment.market.segments.len()]
    }

    /// Oldest due day first, ties by number.
    fn promises_due(&self) -> Vec<Vec<VecDeque<usize>>> {
        let people = self.people.iter().enumerate();
        let promised = people.filter_map(|(who, person)| Some((person.promise.as_ref()?, who)));
        let mut due: Vec<_> =
            promised.filter(|(promise, _)| promise.due <= self.today.number).collect();
        due.sort_by_key(|(promise, who)| (promise.due, *who));
        if self.setting.twist == Twist::LatestPromiseFirst {
            due.reverse();
        }
        let mut queues = vec![self.nobody(); self.setting.model.activities.len()];
        for (promise, who) in due {
            queues[promise.keeper][self.people[who].segment].push_back(who);
        }
        queues
    }

    /// The morning on which a prospect joined the queue of a cadence, if it stands in it today.
    fn joined(&self, who: usize, cadence: usize) -> Option<usize> {
        let (person, kept) = (&self.people[who], &self.setting.cadences[cadence]);
        let due = person.last_attempt.map_or(0, |day| day + kept.gap);
        let joined = due.max(person.stands_since[cadence]?);
        let left = kept.touches.is_none_or(|most| person.touches[cadence] < most);
        (left && joined <= self.today.number).then_some(joined)
    }

    /// Who joined first, ties by number.
    fn touches_due(&self, cadence: usize) -> Vec<VecDeque<usize>> {
        let waits = |who| Some((self.joined(who, cadence)?, who));
        let mut waiting: Vec<(usize, usize)> = (0..self.people.len()).filter_map(waits).collect();
        waiting.sort_unstable();
        let mut queues = self.nobody();
        for (_, who) in waiting {
            queues[self.people[who].segment].push_back(who);
        }
        queues
    }

    fn next_promise(&mut self, activity: usize, segment: usize) -> Option<usize> {
        while let Some(who) = self.today.promises[activity][segment].front().copied() {
            if self.owed(who, activity).is_some() {
                return Some(who);
            }
            self.today.promises[activity][segment].pop_front();
        }
        None
    }

    fn next_touch(&mut self, cadence: usize, segment: usize) -> Option<usize> {
        while let Some(who) = self.today.touches[cadence][segment].front().copied() {
            if self.joined(who, cadence).is_some() {
                return Some(who);
            }
            self.today.touches[cadence][segment].pop_front();
        }
        None
    }

    /// Takes the one whose turn it is off the queue.
    fn take(&mut self, turn: Turn) {
        let segment = self.people[turn.who].segment;
        match turn.by {
            By::List(which) => self.lists[segment].take_first(which),
            By::Promise => {
                self.today.promises[turn.activity][segment].pop_front();
            }
            By::Cadence(cadence) => {
                self.today.touches[cadence][segment].pop_front();
            }
        }
    }

    /// An attempt may run over, but it begins only while the day has time.
    fn day_has_room(&self, attempt_millis: i64) -> bool {
        self.today.left > 0 || attempt_millis == 0
    }

    fn hold_meetings(&mut self) {
        for (activity, meeting) in self.setting.model.activities.iter().enumerate() {
            if meeting.aim != Aim::Booked {
                continue;
            }
            for segment in 0..self.setting.experiment.market.segments.len() {
                while self.day_has_room(meeting.time.millis()) {
                    let Some(who) = self.next_promise(activity, segment) else { break };
                    let turn = Turn { who, activity, by: By::Promise };
                    self.take(turn);
                    self.attempt(turn);
                }
            }
        }
    }

    fn work_block(&mut self, at: usize, segment: usize) {
        let block = &self.setting.strategy.blocks[at];
        let mut purse = self.purse(at, segment);
        loop {
            let Some(turn) = self.turn(block, segment) else {
                self.today.unused += purse.nobody_left();
                break;
            };
            let millis = self.setting.model.activities[turn.activity].time.millis();
            if !purse.affords(millis) {
                break;
            }
            if !self.day_has_room(millis) {
                purse.crowded_out(millis);
                break;
            }
            self.take(turn);
            purse.pay(millis, self.attempt(turn));
        }
        let forgotten = self.setting.twist == Twist::NothingCarriedOver;
        self.carried[at][segment] = if forgotten { purse.left.min(0) } else { purse.left };
    }

    fn purse(&self, at: usize, segment: usize) -> Purse {
        let own = self.setting.strategy.time_shares.as_ref();
        let market = &self.setting.experiment.market.segments[segment];
        let share = own.map_or(market.time_share, |shares| shares[segment]);
        let amount: Amount = self.setting.strategy.blocks[at].amount;
        Purse::filled(amount, share.get(), self.energy, self.carried[at][segment])
    }

    /// The first activity of the block that has somebody eligible.
    fn turn(&mut self, block: &Block, segment: usize) -> Option<Turn> {
        let setting = self.setting;
        block.tasks.iter().find_map(|task| {
            let activity = task.activity.0;
            let (who, by) = match setting.served(task) {
                Served::List => {
                    let (who, which) = self.next_name(activity, segment)?;
                    (who, By::List(which))
                }
                Served::Promises => (self.next_promise(activity, segment)?, By::Promise),
                Served::Cadence(at) => (self.next_touch(at, segment)?, By::Cadence(at)),
            };
            Some(Turn { who, activity, by })
        })
    }

    fn close_day(&mut self) {
        let quarter = self.today.number / DAYS_A_QUARTER;
        let idle = self.today.unused.min(self.today.left.max(0));
        self.counts.add(Id::IdleHours, quarter, idle as f64);
        self.dry += 1;
        if self.today.leads > 0 {
            self.dry = 0;
        } else {
            self.counts.one(Id::DaysWithoutLead, quarter);
        }
        self.longest_dry = self.longest_dry.max(self.dry);
        if (self.today.number + 1).is_multiple_of(DAYS_A_QUARTER) {
            self.close_quarter(quarter);
        }
        self.tire();
        self.today = Today { left: self.today.left, ..Today::default() };
    }

    /// What stands on the evening of a quarter's last working day.
    fn close_quarter(&mut self, quarter: usize) {
        let owed = |promise: &&Promise| {
            let came = promise.due <= self.today.number;
            came && !promise.attempted && !self.setting.is_meeting(promise.keeper)
        };
        let promises = self.people.iter().filter_map(|person| person.promise.as_ref());
        let overdue = promises.filter(owed).count();
        self.counts.add(Id::PromisesOverdue, quarter, overdue as f64);
        self.counts.add(Id::LongestDrySpell, quarter, f64::from(self.longest_dry));
    }

    /// Energy at the end of the day.
    fn tire(&mut self) {
        let Some(by) = &self.setting.strategy.energy else { return };
        let on = self.is_on(self.today.number);
        let expected = if on { self.setting.expected_on(self.today.number) } else { 0.0 };
        let above = (self.today.credit - expected).max(0.0);
        let missing = (expected - self.today.credit).max(0.0);
        let hours = self.today.worked as f64 / MILLIS_AN_HOUR;
        let next = self.energy + by.recovery.get() * (1.0 - self.energy) + by.gain.get() * above
            - by.loss_aversion.get() * by.gain.get() * missing
            - by.cost_per_hour.get() * hours;
        self.energy = next.min(1.0).max(by.floor.get());
    }
}
