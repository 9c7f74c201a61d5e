//! The list of a segment: who is called next, who comes back, who is new.

use std::collections::{BTreeMap, VecDeque};

use super::rep::Rep;
use super::twist::Twist;

/// Two lists, of which the second is served when the first has nobody. Without a focus all names
/// are on the second.
#[derive(Default)]
pub(super) struct List {
    vital: VecDeque<usize>,
    others: VecDeque<usize>,
    /// The score from which on names are vital; without it none are.
    vital_from: Option<f64>,
    /// Missed names by the day on which they come back, in the order in which they were missed.
    returning: BTreeMap<usize, Vec<(usize, Which)>>,
}

/// One of the two lists.
#[derive(Clone, Copy)]
pub(super) enum Which {
    Vital,
    Others,
}

impl List {
    fn at(&mut self, which: Which) -> &mut VecDeque<usize> {
        match which {
            Which::Vital => &mut self.vital,
            Which::Others => &mut self.others,
        }
    }

    fn which(&self, score: f64) -> Which {
        match self.vital_from {
            Some(from) if score >= from => Which::Vital,
            _ => Which::Others,
        }
    }

    pub(super) fn take_first(&mut self, which: Which) {
        self.at(which).pop_front();
    }

    pub(super) fn goes_to_the_back(&mut self, who: usize, which: Which) {
        self.at(which).push_back(who);
    }

    pub(super) fn comes_back_on(&mut self, day: usize, who: usize, which: Which) {
        self.returning.entry(day).or_default().push((who, which));
    }

    pub(super) fn names_return(&mut self, day: usize) {
        for (who, which) in self.returning.remove(&day).unwrap_or_default() {
            self.goes_to_the_back(who, which);
        }
    }
}

impl Rep<'_> {
    /// The names at the start, segments in the order of the file.
    pub(super) fn open_lists(&mut self) {
        for (at, segment) in self.setting.experiment.market.segments.iter().enumerate() {
            let names: Vec<usize> = (0..segment.prospects).map(|_| self.birth(at, 0)).collect();
            let scores: Vec<f64> = names.iter().map(|who| self.score(*who)).collect();
            let mut list = List { vital_from: self.vital_from(&scores), ..List::default() };
            for (who, score) in names.into_iter().zip(scores) {
                let which = list.which(score);
                list.goes_to_the_back(who, which);
            }
            self.lists.push(list);
        }
    }

    /// How the rep judges a name.
    fn score(&mut self, who: usize) -> f64 {
        let Some(focus) = &self.setting.strategy.focus else { return 0.0 };
        let segment = &self.setting.experiment.market.segments[self.people[who].segment];
        let alike = segment.deal_value.sigma.get() <= 0.0;
        let accuracy = if alike { 0.0 } else { focus.accuracy.get() };
        accuracy * self.people[who].value_score
            + (1.0 - accuracy * accuracy).sqrt() * self.luck.normal()
    }

    /// The lowest score among the best.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a list")]
    fn vital_from(&self, scores: &[f64]) -> Option<f64> {
        let focus = self.setting.strategy.focus.as_ref()?;
        let vital = (focus.top.get() * scores.len() as f64).round() as usize;
        let mut best_first = scores.to_vec();
        best_first.sort_by(|one, other| other.total_cmp(one));
        best_first.get(vital.checked_sub(1)?).copied()
    }

    pub(super) fn new_names_arrive(&mut self, day: usize) {
        for (at, segment) in self.setting.experiment.market.segments.iter().enumerate() {
            let Some(arrivals) = segment.arrivals else { continue };
            let mean = match arrivals.dispersion {
                Some(dispersion) => self.luck.gamma(dispersion.get(), arrivals.mean.get()),
                None => arrivals.mean.get(),
            };
            for _ in 0..self.luck.poisson(mean) {
                let who = self.birth(at, day);
                let score = self.score(who);
                let which = self.lists[at].which(score);
                self.lists[at].goes_to_the_back(who, which);
            }
        }
    }

    /// Whose turn it is for an activity of aim list: he stands first on his list then.
    pub(super) fn next_name(&mut self, activity: usize, segment: usize) -> Option<(usize, Which)> {
        let order = if self.setting.twist == Twist::VitalFewLast {
            [Which::Others, Which::Vital]
        } else {
            [Which::Vital, Which::Others]
        };
        order.into_iter().find_map(|which| Some((self.first_of(activity, segment, which)?, which)))
    }

    /// Names that are not fresh are dropped, those in a stage without a table go to the back.
    fn first_of(&mut self, activity: usize, segment: usize, which: Which) -> Option<usize> {
        let (people, setting) = (&self.people, self.setting);
        let list = self.lists[segment].at(which);
        for _ in 0..list.len() {
            let who = *list.front()?;
            let person = &people[who];
            let fresh = !person.reached && setting.model.stages[person.stage].end.is_none();
            if !fresh {
                list.pop_front();
            } else if setting.on_reach[activity][person.stage].is_none() {
                list.rotate_left(1);
            } else {
                return Some(who);
            }
        }
        None
    }
}
