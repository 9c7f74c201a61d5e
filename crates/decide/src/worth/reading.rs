//! What the twins say, replication by replication, and what things are worth by it.

use longview_engine::metric::{Id, Unit};
use longview_engine::model::{Channel, Model};
use longview_engine::run::{Levels, Misfit};
use longview_scenario::Economics;

use super::moments::{Function, Linear, Moments};
use super::twins::{Change, Twins, hours_planned};
use super::{FirstTalks, HourWorth, OutcomeWorth, RungWorth, Worth};
use crate::replications::Replications;

/// What is read of every twin: how much more the plan has of each than its twin, and those whom the
/// change took out.
const READ: usize = 4;
const CUSTOMERS: usize = 0;
const REVENUE: usize = 1;
const HOURS: usize = 2;
const GONE: usize = 3;

/// Reads a replication: every twin beside the plan.
fn row(strategies: &[Levels], gone: usize) -> Vec<i64> {
    let [base, twins @ ..] = strategies else { return Vec::new() };
    twins.iter().flat_map(|twin| read(base, twin, gone)).collect()
}

fn read(base: &Levels, twin: &Levels, gone: usize) -> [i64; READ] {
    let total =
        |levels: &Levels, id: Id| levels.cumulative.last().map_or(0, |row| row[id as usize]);
    let more = |id: Id| total(base, id) - total(twin, id);
    let taken_out = twin.stages[gone].last().copied().unwrap_or(0);
    [more(Id::Customers), more(Id::Revenue), more(Id::Hours), taken_out]
}

/// What came out of all replications.
pub(super) struct Reading<'a> {
    moments: Moments,
    twins: &'a Twins,
    economics: &'a Economics,
    through_quarter: u32,
}

impl<'a> Reading<'a> {
    pub(super) fn of(
        replications: &Replications<'_>,
        twins: &'a Twins,
        economics: &'a Economics,
        through_quarter: u32,
    ) -> Result<Self, Vec<Misfit>> {
        let moments = Moments::new(READ * twins.changes.len());
        let read = |strategies: &[Levels]| row(strategies, twins.gone);
        let push = |moments: &mut Moments, row: Vec<i64>| moments.push(&row);
        let (_, moments) = replications.summed(moments, read, push)?;
        Ok(Self { moments, twins, economics, through_quarter })
    }

    fn model(&self) -> &Model {
        &self.twins.experiment.model
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.twins.changes.iter().enumerate()
    }

    pub(super) fn first_talks(&self) -> Vec<FirstTalks> {
        let mut activities: Vec<usize> = self
            .changes()
            .filter_map(|(_, change)| match change {
                Change::Undone { activity, .. } => Some(*activity),
                _ => None,
            })
            .collect();
        activities.dedup();
        activities.into_iter().map(|activity| self.first_talks_of(activity)).collect()
    }

    fn first_talks_of(&self, activity: usize) -> FirstTalks {
        let outcomes: Vec<(usize, &str)> = self
            .changes()
            .filter_map(|(twin, change)| match change {
                Change::Undone { activity: own, outcome } if *own == activity => {
                    Some((twin, outcome.as_str()))
                }
                _ => None,
            })
            .collect();
        let twins: Vec<usize> = outcomes.iter().map(|(twin, _)| *twin).collect();
        let all = columns(&twins, GONE);
        let kind = &self.model().activities[activity];
        let worth = |(twin, outcome): (usize, &str)| {
            let share = self.moments.ratio(&columns(&[twin], GONE), &all)?;
            Some(OutcomeWorth {
                outcome: outcome.to_owned(),
                appointment: books(self.model(), activity, outcome),
                share: self.moments.measured(&share),
                worth: self.per_person(&[twin])?,
            })
        };
        FirstTalks {
            activity: kind.name.clone(),
            spoken: kind.channel == Channel::Phone,
            per_run: self.moments.mean(&all),
            any: self.per_person(&twins),
            outcomes: outcomes.into_iter().filter_map(worth).collect(),
        }
    }

    pub(super) fn hours(&self) -> Vec<HourWorth> {
        let experiment = &self.twins.experiment;
        let base = &experiment.strategies[0];
        let weeks = hours_planned(base, self.through_quarter);
        let planned = f64::from(weeks) * f64::from(experiment.team.reps);
        let has = |activity: usize| {
            base.blocks.iter().any(|block| block.tasks.iter().any(|t| t.activity.0 == activity))
        };
        let hour = |(twin, change): (usize, &Change)| {
            let Change::Hour { activity } = change else { return None };
            // What the twin has more than the plan.
            let per_hour = |of: Linear| Function::mean(&self.moments, of.times(-1.0 / planned));
            let worked = per_hour(Linear::of([(column(twin, HOURS), in_units(Unit::Hours))]));
            Some(HourWorth {
                activity: self.model().activities[*activity].name.clone(),
                planned: has(*activity),
                worked: self.moments.measured(&worked),
                worth: self
                    .worth(&per_hour(columns(&[twin], CUSTOMERS)), &per_hour(self.net(&[twin]))),
            })
        };
        self.changes().filter_map(hour).collect()
    }

    pub(super) fn rungs(&self) -> Vec<RungWorth> {
        let rung = |(twin, change): (usize, &Change)| {
            let Change::Gone { stage } = change else { return None };
            Some(RungWorth {
                stage: self.model().stages[*stage].name.clone(),
                start: self.model().start.0 == *stage,
                standing: self.moments.mean(&columns(&[twin], GONE)),
                worth: self.per_person(&[twin]),
            })
        };
        self.changes().filter_map(rung).collect()
    }

    /// What those are worth whom these twins took out, per person.
    pub(super) fn per_person(&self, twins: &[usize]) -> Option<Worth> {
        let people = columns(twins, GONE);
        let customers = self.moments.ratio(&columns(twins, CUSTOMERS), &people)?;
        let net = self.moments.ratio(&self.net(twins), &people)?;
        Some(self.worth(&customers, &net))
    }

    fn worth(&self, customers: &Function, net: &Function) -> Worth {
        let measured = |function: &Function| self.moments.measured(function);
        let appointment = self.appointment();
        let in_appointments =
            appointment.map(|appointment| measured(&customers.over(&appointment)));
        Worth { customers: measured(customers), net: measured(net), in_appointments }
    }

    /// Customers of a first encounter that books an appointment, where they are visible.
    fn appointment(&self) -> Option<Function> {
        let booked: Vec<usize> = self
            .changes()
            .filter_map(|(twin, change)| match change {
                Change::Undone { activity, outcome } => {
                    books(self.model(), *activity, outcome).then_some(twin)
                }
                _ => None,
            })
            .collect();
        let people = columns(&booked, GONE);
        let found = self.moments.ratio(&columns(&booked, CUSTOMERS), &people)?;
        let measured = self.moments.measured(&found);
        (measured.is_visible() && measured.value > 0.0).then_some(found)
    }

    /// Margin less the cost of hours.
    fn net(&self, twins: &[usize]) -> Linear {
        let Economics { margin, hour_cost, .. } = self.economics;
        let revenue = margin * in_units(Unit::Money);
        let hours = -hour_cost * in_units(Unit::Hours);
        let parts = twins
            .iter()
            .flat_map(|twin| [(column(*twin, REVENUE), revenue), (column(*twin, HOURS), hours)]);
        Linear::of(parts)
    }
}

fn in_units(unit: Unit) -> f64 {
    1.0 / unit.per_unit()
}

fn column(twin: usize, what: usize) -> usize {
    twin * READ + what
}

fn columns(twins: &[usize], what: usize) -> Linear {
    Linear::of(twins.iter().map(|twin| (column(*twin, what), 1.0)))
}

/// Whether an outcome of an activity leads to an appointment.
fn books(model: &Model, activity: usize, outcome: &str) -> bool {
    let tables = model.activities[activity].tables.iter().flatten();
    tables
        .flat_map(|table| &table.outcomes)
        .filter(|known| known.name == outcome)
        .any(|known| known.to.is_some_and(|to| model.stages[to.0].appointment))
}
