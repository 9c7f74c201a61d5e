//! The clocks of a prospect: which of its timers fires next and when, and when its present spell of
//! need ends.

use super::{IN_MARKET, Prospect, Slots};
use crate::compiled::{Compiled, REACH_CLASSES};
use crate::rng::Purpose;
use crate::units::WORKING_DAYS_PER_WEEK;

impl Compiled {
    /// Brings to life the prospect behind a name that nobody has looked at, as it stood when it came
    /// onto the list.
    #[inline]
    pub(crate) fn bear(&self, prospect: &mut Prospect, at: f64, slots: &mut Slots) {
        prospect.stocks_day = (at * f64::from(WORKING_DAYS_PER_WEEK)) as u16;
        slots.counts[..self.count_slots].fill(0);
        if let Some(since) = self.since_slot {
            slots.times[since] = at;
        }
        if self.reach_varies {
            let word = prospect.draws(Purpose::REACHABILITY, 0).word();
            prospect.reach_class = (word >> (64 - REACH_CLASSES.trailing_zeros())) as u16;
        }
        self.start_need(prospect, at);
        self.start_timers(prospect, slots, at);
        prospect.keep_quiet();
    }

    fn start_need(&self, prospect: &mut Prospect, at: f64) {
        let Some(need) = &self.need else { return };
        let mut draws = prospect.draws(Purpose::NEED_START, 0);
        let in_market = draws.happens(need.in_at_start);
        prospect.flags |= if in_market { IN_MARKET } else { 0 };
        let mean = if in_market { need.in_mean } else { need.out_mean };
        prospect.need_at = at + mean * draws.exponential();
    }

    #[inline(always)]
    pub(super) fn start_timers(&self, prospect: &mut Prospect, slots: &mut Slots, now: f64) {
        let stage = &self.stages[usize::from(prospect.stage)];
        prospect.timer_at = f64::INFINITY;
        if stage.timers.is_empty() {
            return;
        }
        if stage.keeps_latents {
            return self.start_latents(prospect, slots, now);
        }
        slots.counts[stage.slot] += 1;
        let occurrence = slots.counts[stage.slot];
        let (mut earliest, mut timer) = (f64::INFINITY, 0);
        if let Some(contest) = &stage.contest {
            let first = contest.timers[0];
            let finish =
                contest.race.finish(prospect.draws(Purpose::timer(first), occurrence).word());
            let dice = || prospect.draws(Purpose::which_timer(first), occurrence).word();
            earliest = finish.weeks;
            timer = contest.timers[contest.race.first(&finish, dice)];
        }
        for (at, delay) in &stage.lone {
            let latent = delay.draw(&mut prospect.draws(Purpose::timer(*at), occurrence));
            if latent < earliest {
                (earliest, timer) = (latent, *at);
            }
        }
        prospect.timer_at = now + earliest;
        prospect.timer = timer as u16;
    }

    fn start_latents(&self, prospect: &mut Prospect, slots: &mut Slots, now: f64) {
        for at in self.stages[usize::from(prospect.stage)].timers.clone() {
            self.draw_latent(prospect, slots, at, now);
        }
        self.earliest_latent(prospect, slots);
    }

    /// An outcome that stays in the stage restarts its own timer only.
    pub(super) fn restart_timer(
        &self,
        prospect: &mut Prospect,
        slots: &mut Slots,
        at: usize,
        now: f64,
    ) {
        let stage = &self.stages[usize::from(prospect.stage)];
        if stage.keeps_latents {
            self.draw_latent(prospect, slots, at, now);
            self.earliest_latent(prospect, slots);
        } else {
            self.start_timers(prospect, slots, now);
        }
    }

    fn draw_latent(&self, prospect: &Prospect, slots: &mut Slots, at: usize, now: f64) {
        let (timer, stage) = (&self.timers[at], usize::from(prospect.stage));
        let stage = &self.stages[stage];
        slots.counts[timer.slot] += 1;
        let mut draws = prospect.draws(Purpose::timer(at), slots.counts[timer.slot]);
        let position = at - stage.timers.start;
        let (_, delay) = &stage.lone[position];
        slots.times[stage.latent_slot + position] = now + delay.draw(&mut draws);
    }

    fn earliest_latent(&self, prospect: &mut Prospect, slots: &Slots) {
        let stage = &self.stages[usize::from(prospect.stage)];
        let latents = &slots.times[stage.latent_slot..][..stage.timers.len()];
        let earliest = latents.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        let (at, fires_at) = earliest.expect("a stage that keeps latent times has timers");
        prospect.timer = (stage.timers.start + at) as u16;
        prospect.timer_at = *fires_at;
    }
}
