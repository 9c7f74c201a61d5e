//! A person on the list.

use longview_engine::market::Segment;
use longview_engine::model::Model;

use super::luck::Luck;
use super::reach::CLASSES;
use super::twist::Twist;

/// A stock that decays exponentially between events.
pub(super) struct Stock {
    level: f64,
    at: f64,
    half_life: f64,
}

impl Stock {
    fn empty(at: f64, half_life: f64) -> Self {
        Self { level: 0.0, at, half_life }
    }

    pub(super) fn now(&self, moment: f64) -> f64 {
        self.level * 2_f64.powf(-(moment - self.at) / self.half_life)
    }

    /// Adds to it; it never falls below nought.
    pub(super) fn add(&mut self, amount: f64, moment: f64) {
        self.level = (self.now(moment) + amount).max(0.0);
        self.at = moment;
    }
}

/// A contact that the rep owes, or a meeting.
pub(super) struct Promise {
    /// The working day on which it is due.
    pub(super) due: usize,
    /// The activity that keeps it.
    pub(super) keeper: usize,
    pub(super) attempted: bool,
    /// Misses in a row on this promise.
    pub(super) misses: u32,
}

/// The first encounter of any kind.
#[derive(Clone, Copy)]
pub(super) struct Met {
    pub(super) quarter: usize,
    pub(super) led_to_appointment: bool,
}

/// What may happen next by itself.
pub(super) enum Next {
    Timer(usize),
    Need,
}

pub(super) struct Prospect {
    pub(super) segment: usize,
    pub(super) fit: f64,
    /// How its deal value lies among the others', as a standard Normal score.
    pub(super) value_score: f64,
    pub(super) cents: f64,
    pub(super) reach_class: usize,
    pub(super) in_market: bool,
    /// Never, where need plays no part or has come to an end.
    pub(super) spell_ends: f64,
    pub(super) stage: usize,
    /// When each timer of the stage fires.
    pub(super) timers: Vec<f64>,
    pub(super) goodwill: Stock,
    pub(super) fatigue: Stock,
    pub(super) promise: Option<Promise>,
    pub(super) last_attempt: Option<usize>,
    /// Attempts so far, by activity.
    pub(super) attempts: Vec<u32>,
    /// Touches so far, by cadence.
    pub(super) touches: Vec<u32>,
    /// The first morning on which it stood in a stage of each cadence without a break.
    pub(super) stands_since: Vec<Option<usize>>,
    pub(super) met: Option<Met>,
    /// Whether one of our activities ever reached it.
    pub(super) reached: bool,
    pub(super) own_call_led_to_commitment: bool,
}

impl Prospect {
    /// A person of this segment at birth, before it stands anywhere.
    pub(super) fn born(
        moment: f64,
        at: usize,
        segment: &Segment,
        model: &Model,
        luck: &mut Luck,
        twist: Twist,
    ) -> Self {
        let value_score = luck.normal();
        let value = segment.deal_value;
        let (in_market, spell_ends) = first_spell(moment, model, luck, twist);
        Self {
            segment: at,
            fit: segment.fit_mean.get() + segment.fit_sd.get() * luck.normal(),
            value_score,
            cents: (value.median.get() as f64 * (value.sigma.get() * value_score).exp()).round(),
            reach_class: luck.one_of(CLASSES),
            in_market,
            spell_ends,
            stage: model.start.0,
            timers: Vec::new(),
            goodwill: Stock::empty(moment, model.goodwill_half_life.get()),
            fatigue: Stock::empty(moment, model.fatigue.half_life.get()),
            promise: None,
            last_attempt: None,
            attempts: vec![0; model.activities.len()],
            touches: Vec::new(),
            stands_since: Vec::new(),
            met: None,
            reached: false,
            own_call_led_to_commitment: false,
        }
    }

    /// What happens next by itself, and when; a timer goes before a turn of need.
    pub(super) fn next_by_itself(&self) -> Option<(f64, Next)> {
        let mut next = (f64::INFINITY, Next::Need);
        for (timer, fires) in self.timers.iter().enumerate() {
            if *fires < next.0 {
                next = (*fires, Next::Timer(timer));
            }
        }
        if self.spell_ends < next.0 {
            next = (self.spell_ends, Next::Need);
        }
        next.0.is_finite().then_some(next)
    }
}

/// Whether somebody needs what we sell at birth, and until when: the stationary state.
fn first_spell(moment: f64, model: &Model, luck: &mut Luck, twist: Twist) -> (bool, f64) {
    let Some(need) = &model.need else { return (false, f64::INFINITY) };
    let (inside, outside) = (need.in_market.get(), need.out_of_market.get());
    let in_market = luck.happens(inside / (inside + outside)) && twist != Twist::NeedStartsOutside;
    let mean = if in_market { inside } else { outside };
    (in_market, moment + luck.exponential(mean))
}
