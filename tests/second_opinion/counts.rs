//! What is counted, by metric and quarter, in the units of the engine (cents, milliseconds).

use std::collections::BTreeMap;

use longview_engine::experiment::Experiment;
use longview_engine::metric::{Id, Metric, Over};

/// What one rep, or a team, did in one run.
pub(super) struct Counts {
    metrics: Vec<Vec<f64>>,
    /// Conversations by the name of their outcome.
    spoken: BTreeMap<String, Vec<f64>>,
    /// Prospects by stage at quarters' ends.
    standing: Vec<Vec<f64>>,
    quarters: usize,
}

impl Counts {
    /// Nothing yet, for so many quarters, the run-out included.
    pub(super) fn nothing(experiment: &Experiment) -> Self {
        let quarters = (experiment.horizon.quarters + experiment.horizon.run_out) as usize;
        Self {
            metrics: vec![vec![0.0; quarters]; Id::ALL.len()],
            spoken: BTreeMap::new(),
            standing: vec![vec![0.0; quarters]; experiment.model.stages.len()],
            quarters,
        }
    }

    pub(super) fn quarters(&self) -> usize {
        self.quarters
    }

    pub(super) fn add(&mut self, metric: Id, quarter: usize, amount: f64) {
        self.metrics[metric as usize][quarter] += amount;
    }

    pub(super) fn one(&mut self, metric: Id, quarter: usize) {
        self.add(metric, quarter, 1.0);
    }

    pub(super) fn conversation(&mut self, outcome: &str, quarter: usize) {
        let quarters = self.quarters;
        let by_quarter =
            self.spoken.entry(outcome.to_owned()).or_insert_with(|| vec![0.0; quarters]);
        by_quarter[quarter] += 1.0;
    }

    pub(super) fn stands(&mut self, stage: usize, quarter: usize) {
        self.standing[stage][quarter] += 1.0;
    }

    /// A team is the sum of its reps, but for the longest dry spell.
    pub(super) fn join(&mut self, rep: &Self) {
        for id in Id::ALL {
            let own = self.metrics[*id as usize].iter_mut();
            for (sum, one) in own.zip(&rep.metrics[*id as usize]) {
                let longest = id.metric().over == Over::Longest;
                *sum = if longest { sum.max(*one) } else { *sum + one };
            }
        }
        for (name, theirs) in &rep.spoken {
            let quarters = self.quarters;
            let own = self.spoken.entry(name.clone()).or_insert_with(|| vec![0.0; quarters]);
            own.iter_mut().zip(theirs).for_each(|(sum, one)| *sum += one);
        }
        for (own, theirs) in self.standing.iter_mut().zip(&rep.standing) {
            own.iter_mut().zip(theirs).for_each(|(sum, one)| *sum += one);
        }
    }

    /// Whether there are conversations that ended in something that is no metric of these.
    pub(super) fn says_more_than(&self, metrics: &[Metric]) -> bool {
        let known = |name: &String| metrics.iter().any(|metric| metric.name == metric_of(name));
        !self.spoken.keys().all(known)
    }

    /// The metric at this place in each of the first so many quarters, and in total. Conversations
    /// by outcome follow those that every run has.
    pub(super) fn of(&self, at: usize, metric: &Metric, quarters: usize) -> Vec<f64> {
        let counted = self.metrics.get(at).or_else(|| {
            self.spoken.iter().find(|(name, _)| metric_of(name) == metric.name).map(|(_, all)| all)
        });
        let mut values = counted.map_or(vec![0.0; quarters], |all| all[..quarters].to_vec());
        values.push(match metric.over {
            Over::Flow => values.iter().sum(),
            Over::Stock | Over::Longest => values[quarters - 1],
        });
        values
    }

    /// Those who stood in this stage at the ends of the first so many quarters.
    pub(super) fn standing(&self, stage: usize, quarters: usize) -> &[f64] {
        &self.standing[stage][..quarters]
    }
}

fn metric_of(outcome: &str) -> String {
    format!("conversations_by_outcome.{outcome}")
}
