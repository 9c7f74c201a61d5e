//! What one rep brought about in one replication: whole numbers by quarter.

use crate::compiled::Compiled;
use crate::experiment::Experiment;
use crate::metric::{Id, Metric};
use crate::model::{Channel, Effort};
use crate::plan::Probe;
use crate::units::{WEEKS_PER_QUARTER, WORKING_DAYS_PER_QUARTER};

/// Where the metrics of an experiment come from; the same for every tally of it.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    /// Quarters simulated: reported ones and run-out.
    pub quarters: usize,
    /// Quarters reported.
    pub reported: usize,
    pub stages: usize,
    activities: Vec<Booked>,
    outcomes: usize,
    /// Positions of the outcome names that a conversation can end in.
    spoken: Vec<usize>,
    pub metrics: Vec<Metric>,
    pub probes: Vec<Probe>,
    /// Whether the value of every sale is noted.
    pub notes_deals: bool,
}

/// How attempts of an activity are booked.
#[derive(Debug, Clone, Copy)]
struct Booked {
    channel: Channel,
    effort: Effort,
    time: i64,
}

impl Ledger {
    pub(crate) fn new(experiment: &Experiment, compiled: &Compiled) -> Self {
        let spoken = spoken(compiled);
        let horizon = experiment.horizon;
        let by_outcome = spoken.iter().map(|at| {
            let name = &compiled.outcome_names[*at];
            Metric { name: format!("conversations_by_outcome.{name}"), ..Id::Contacts.metric() }
        });
        Self {
            quarters: (horizon.quarters + horizon.run_out) as usize,
            reported: horizon.quarters as usize,
            stages: compiled.stages.len(),
            activities: experiment
                .model
                .activities
                .iter()
                .map(|a| Booked { channel: a.channel, effort: a.effort, time: a.time.millis() })
                .collect(),
            outcomes: compiled.outcome_names.len(),
            metrics: Id::ALL.iter().map(|id| id.metric()).chain(by_outcome).collect(),
            spoken,
            probes: experiment.probes.clone(),
            notes_deals: false,
        }
    }
}

fn spoken(compiled: &Compiled) -> Vec<usize> {
    let phones = compiled.activities.iter().filter(|a| a.channel == Channel::Phone);
    let outcomes = phones.flat_map(|a| a.tables.iter().flatten()).flat_map(|t| &t.outcomes);
    let mut names: Vec<usize> = outcomes.map(|outcome| outcome.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What is counted as it happens, by quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Count {
    Leads,
    Appointments,
    AsksAccepted,
    FromFirstContactAppointment,
    FromInBetween,
    Inbound,
    Revenue,
    OptOuts,
    PromisesMade,
    PromisesKept,
    PromisesOverdue,
    DaysWithoutLead,
    LongestDrySpell,
    IdleTime,
    RevenueFromFirstContactAppointment,
    /// Energy of the days worked added up, in millionths.
    Energy,
    /// Number of counts, not a count.
    End,
}

/// The running numbers of one rep, or of a team when tallies are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    counts: Vec<[i64; Count::End as usize]>,
    /// Attempts by quarter and activity.
    tried: Vec<i64>,
    /// Encounters by quarter and activity.
    reached: Vec<i64>,
    /// Conversations by quarter and outcome name.
    spoken: Vec<i64>,
    /// Changes of the number of prospects by quarter and stage.
    moves: Vec<i64>,
    /// Changes of the expected pipeline by quarter, in cents.
    pipeline: Vec<i64>,
    /// Prospects ever on the list.
    prospects: i64,
    /// Leads of all quarters so far.
    leads: i64,
    /// By probe and time: prospects that got there within it.
    within: Vec<Vec<i64>>,
    /// By probe: times in seconds.
    times: Vec<crate::estimate::Sketch>,
    /// Values of sales in cents, where they are noted.
    deals: crate::estimate::Sketch,
    activities: usize,
    outcomes: usize,
    stages: usize,
}

impl Tally {
    pub(crate) fn new(ledger: &Ledger) -> Self {
        let quarters = ledger.quarters;
        Self {
            counts: vec![[0; Count::End as usize]; quarters],
            tried: vec![0; quarters * ledger.activities.len()],
            reached: vec![0; quarters * ledger.activities.len()],
            spoken: vec![0; quarters * ledger.outcomes],
            moves: vec![0; quarters * ledger.stages],
            pipeline: vec![0; quarters + 1],
            prospects: 0,
            leads: 0,
            within: ledger.probes.iter().map(|probe| vec![0; probe.by.len()]).collect(),
            times: vec![crate::estimate::Sketch::fine(); ledger.probes.len()],
            deals: crate::estimate::Sketch::fine(),
            activities: ledger.activities.len(),
            outcomes: ledger.outcomes,
            stages: ledger.stages,
        }
    }

    /// Forgets everything, keeping the space.
    pub(crate) fn clear(&mut self) {
        self.counts.fill([0; Count::End as usize]);
        for numbers in [
            &mut self.tried,
            &mut self.reached,
            &mut self.spoken,
            &mut self.moves,
            &mut self.pipeline,
        ] {
            numbers.fill(0);
        }
        self.prospects = 0;
        self.leads = 0;
        self.within.iter_mut().for_each(|by| by.fill(0));
        self.times.fill(crate::estimate::Sketch::fine());
        self.deals = crate::estimate::Sketch::fine();
    }

    /// Adds another rep's numbers; the longest dry spell is the longest that any rep had.
    pub(crate) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            let longest =
                mine[Count::LongestDrySpell as usize].max(theirs[Count::LongestDrySpell as usize]);
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
            mine[Count::LongestDrySpell as usize] = longest;
        }
        add_each(&mut self.tried, &other.tried);
        add_each(&mut self.reached, &other.reached);
        add_each(&mut self.spoken, &other.spoken);
        add_each(&mut self.moves, &other.moves);
        add_each(&mut self.pipeline, &other.pipeline);
        self.prospects += other.prospects;
        self.leads += other.leads;
        self.within.iter_mut().zip(&other.within).for_each(|(a, b)| add_each(a, b));
        self.times.iter_mut().zip(&other.times).for_each(|(a, b)| a.merge(b));
        self.deals.merge(&other.deals);
    }

    #[inline]
    pub(crate) fn count(&mut self, quarter: usize, what: Count, by: i64) {
        self.counts[quarter][what as usize] += by;
    }

    pub(crate) fn set(&mut self, quarter: usize, what: Count, to: i64) {
        self.counts[quarter][what as usize] = to;
    }

    pub(crate) fn lead(&mut self, quarter: usize) {
        self.leads += 1;
        self.count(quarter, Count::Leads, 1);
    }

    /// Leads so far.
    pub(crate) fn leads(&self) -> i64 {
        self.leads
    }

    #[inline]
    pub(crate) fn tried(&mut self, quarter: usize, activity: usize, attempts: i64) {
        self.tried[quarter * self.activities + activity] += attempts;
    }

    pub(crate) fn reached(&mut self, quarter: usize, activity: usize) {
        self.reached[quarter * self.activities + activity] += 1;
    }

    pub(crate) fn spoke(&mut self, quarter: usize, outcome_name: usize) {
        self.spoken[quarter * self.outcomes + outcome_name] += 1;
    }

    /// A prospect appears on the list.
    pub(crate) fn listed(&mut self, quarter: usize, stage: u8, prospects: i64) {
        self.moves[quarter * self.stages + usize::from(stage)] += prospects;
        self.prospects += prospects;
    }

    #[inline]
    pub(crate) fn moved(&mut self, quarter: usize, from: u8, to: u8) {
        let row = quarter * self.stages;
        self.moves[row + usize::from(from)] -= 1;
        self.moves[row + usize::from(to)] += 1;
    }

    /// A sale adds its value to every earlier quarter's end since the first contact.
    pub(crate) fn expected(&mut self, first_contact: usize, won: usize, cents: i64) {
        self.pipeline[first_contact] += cents;
        self.pipeline[won] -= cents;
    }

    /// Notes the value of a sale, in cents, if that is asked for and the quarter is reported.
    pub(crate) fn sold(&mut self, ledger: &Ledger, quarter: usize, cents: i64) {
        if ledger.notes_deals && quarter < ledger.reported {
            self.deals.push(cents);
        }
    }

    /// A prospect got to a probe's stage for the first time, so many weeks after it was met.
    pub(crate) fn arrived(&mut self, ledger: &Ledger, probe: usize, weeks: f64) {
        for (count, by) in self.within[probe].iter_mut().zip(&ledger.probes[probe].by) {
            *count += i64::from(weeks <= by.get() + TIME_SLACK);
        }
        self.times[probe].push((weeks * SECONDS_PER_WEEK).round() as i64);
    }

    /// Prospects in each stage at a quarter's end, for all quarters simulated.
    pub(crate) fn standing(&self, stage: usize) -> impl Iterator<Item = i64> + '_ {
        let changes = self.moves.iter().skip(stage).step_by(self.stages);
        changes.scan(0, |standing, change| {
            *standing += change;
            Some(*standing)
        })
    }

    /// The metrics of one quarter, in the ledger's order.
    pub(crate) fn metrics(&self, ledger: &Ledger, quarter: usize) -> Vec<i64> {
        let attempts = self.by_activity(&self.tried, quarter);
        let reached = self.by_activity(&self.reached, quarter);
        let counts = &self.counts[quarter];
        let on = |of: &[i64], channels: &[Channel]| -> i64 {
            let fits =
                ledger.activities.iter().zip(of).filter(|(a, _)| channels.contains(&a.channel));
            fits.map(|(_, n)| n).sum()
        };
        let time = |effort: Option<Effort>| -> i64 {
            let fits = ledger.activities.iter().zip(attempts);
            fits.filter(|(a, _)| effort.is_none_or(|e| a.effort == e))
                .map(|(a, n)| a.time * n)
                .sum()
        };
        let customers = counts[Count::FromFirstContactAppointment as usize]
            + counts[Count::FromInBetween as usize]
            + counts[Count::Inbound as usize];
        let fixed = Id::ALL.iter().map(|id| match id {
            Id::Attempts => on(attempts, &[Channel::Phone, Channel::Mail]),
            Id::Dials => on(attempts, &[Channel::Phone]),
            Id::Contacts => on(reached, &[Channel::Phone]),
            Id::Replies => on(reached, &[Channel::Mail]),
            Id::MeetingsHeld => on(reached, &[Channel::Meeting]),
            Id::Asks => on(reached, &[Channel::Ask]),
            Id::Customers => customers,
            Id::Pipeline => self.pipeline[..=quarter].iter().sum(),
            Id::Hours => time(None),
            Id::MotionHours => time(Some(Effort::Motion)),
            Id::ActionHours => time(Some(Effort::Action)),
            Id::Leads => counts[Count::Leads as usize],
            Id::Appointments => counts[Count::Appointments as usize],
            Id::AsksAccepted => counts[Count::AsksAccepted as usize],
            Id::CustomersFromFirstContactAppointment => {
                counts[Count::FromFirstContactAppointment as usize]
            }
            Id::CustomersFromInBetween => counts[Count::FromInBetween as usize],
            Id::CustomersInbound => counts[Count::Inbound as usize],
            Id::Revenue => counts[Count::Revenue as usize],
            Id::IdleHours => counts[Count::IdleTime as usize],
            Id::OptOuts => counts[Count::OptOuts as usize],
            Id::PromisesMade => counts[Count::PromisesMade as usize],
            Id::PromisesKept => counts[Count::PromisesKept as usize],
            Id::PromisesOverdue => counts[Count::PromisesOverdue as usize],
            Id::DaysWithoutLead => counts[Count::DaysWithoutLead as usize],
            Id::LongestDrySpell => counts[Count::LongestDrySpell as usize],
            Id::RevenueFromFirstContactAppointment => {
                counts[Count::RevenueFromFirstContactAppointment as usize]
            }
        });
        let row = &self.spoken[quarter * self.outcomes..(quarter + 1) * self.outcomes];
        fixed.chain(ledger.spoken.iter().map(|at| row[*at])).collect()
    }

    fn by_activity<'a>(&self, numbers: &'a [i64], quarter: usize) -> &'a [i64] {
        &numbers[quarter * self.activities..(quarter + 1) * self.activities]
    }

    /// Values of all sales noted, in cents.
    pub(crate) fn deals(&self) -> &crate::estimate::Sketch {
        &self.deals
    }

    /// Energy of a quarter's days worked added up, in millionths.
    pub(crate) fn energy(&self, quarter: usize) -> i64 {
        self.counts[quarter][Count::Energy as usize]
    }

    pub(crate) fn prospects(&self) -> i64 {
        self.prospects
    }

    pub(crate) fn within(&self, probe: usize) -> &[i64] {
        &self.within[probe]
    }

    pub(crate) fn times(&self, probe: usize) -> &crate::estimate::Sketch {
        &self.times[probe]
    }
}

/// Times are kept in whole seconds.
pub(crate) const SECONDS_PER_WEEK: f64 = 604_800.0;
/// Half a second, so that "within 7 days" counts what happened at 7 days despite rounding.
const TIME_SLACK: f64 = 0.5 / SECONDS_PER_WEEK;

fn add_each(mine: &mut [i64], theirs: &[i64]) {
    mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
}

/// Weeks by which sums of durations may be off.
pub(crate) const ROUNDING: f64 = 1e-9;

/// The quarter in which something happens by itself at a time in weeks: a quarter's end belongs to
/// the quarter it ends. Times past the last quarter count into the last.
#[inline]
pub(crate) fn quarter_of(weeks: f64, quarters: usize) -> usize {
    const LENGTH: f64 = WEEKS_PER_QUARTER as f64;
    // Durations that add up to a quarter may be off by a rounding.
    let weeks = weeks - ROUNDING;
    let mut quarter = (weeks * (1.0 / LENGTH)) as i32;
    // The product may be off by a rounding at the boundary itself.
    let start = f64::from(quarter) * LENGTH;
    quarter -= i32::from(weeks <= start);
    quarter += i32::from(weeks > start + LENGTH);
    (quarter.max(0) as usize).min(quarters - 1)
}

/// The quarter in which a rep works on a working day: the first day of a quarter comes after what
/// happens by itself at the quarter's end before it.
pub(crate) fn quarter_of_day(day: u16) -> usize {
    usize::from(day) / WORKING_DAYS_PER_QUARTER as usize
}

#[cfg(test)]
mod tests {
    use super::quarter_of;

    #[test]
    fn a_quarters_end_belongs_to_the_quarter_it_ends() {
        let cases = [
            (0.0, 0),
            (0.1, 0),
            (13.0, 0),
            (13.0 + 1e-10, 0),
            (13.0 + 1e-8, 1),
            (26.0, 1),
            (103.9, 7),
            (104.0, 7),
        ];
        for (weeks, quarter) in cases {
            assert_eq!(quarter_of(weeks, 8), quarter, "{weeks}");
        }
        assert_eq!(quarter_of(104.1, 8), 7);
        for quarter in 1..400 {
            assert_eq!(quarter_of(f64::from(quarter) * 13.0, 400), quarter as usize - 1);
        }
    }
}
