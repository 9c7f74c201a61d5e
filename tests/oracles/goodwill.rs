//! Goodwill between encounters, seen by a policy that asks only where there is enough of it.

use longview_tests::{Ran, assert_always, on_a_list_of};

use super::maths::left_after;

const NAMES: u32 = 20;
/// A threshold so much below what there is lets everybody pass, one so much above nobody.
const MARGIN: f64 = 1e-5;

/// Three talks, so many weeks apart, each of which adds goodwill; after the third the rep asks
/// whoever has at least so much.
struct Talks {
    adds: [f64; 3],
    gaps: [f64; 2],
    half_life: f64,
}

impl Talks {
    /// Goodwill right after the third talk; it never falls below nought.
    fn left(&self) -> f64 {
        let added = |left: f64, adds: f64| (left + adds).max(0.0);
        let first = added(0.0, self.adds[0]);
        let second = added(first * left_after(self.gaps[0], self.half_life), self.adds[1]);
        added(second * left_after(self.gaps[1], self.half_life), self.adds[2])
    }

    fn asked_above(&self, threshold: f64) -> Ran {
        let ([first, second, third], [one, two]) = (self.adds, self.gaps);
        let half_life = self.half_life;
        let rest = format!(
            "[strategy.asks]
            ask = {{ chance = 1, from = \"third\", goodwill = {threshold}, after = [\"follow_up\"] }}
            [[strategy.asks.block]]
            as_needed = true
            do = [\"follow_up\", \"cold_call\"]
            [model]
            start = \"stranger\"
            [model.goodwill]
            half_life = \"{half_life} weeks\"
            [model.stage.stranger]
            [model.stage.first]
            rung = 1
            [model.stage.second]
            rung = 2
            [model.stage.third]
            rung = 3
            [model.stage.agreed]
            rung = 4
            decided = true
            [model.activity.cold_call]
            channel = \"phone\"
            aim = \"list\"
            effort = \"action\"
            minutes = 1
            reach = 1
            on.stranger.talk = {{ weight = 1, to = \"first\", goodwill = {first}, promise = \"{one} weeks\" }}
            [model.activity.follow_up]
            channel = \"phone\"
            aim = \"promises\"
            effort = \"action\"
            minutes = 1
            reach = 1
            on.first.talk = {{ weight = 1, to = \"second\", goodwill = {second}, promise = \"{two} weeks\" }}
            on.second.talk = {{ weight = 1, to = \"third\", goodwill = {third} }}
            [model.activity.ask]
            channel = \"ask\"
            aim = \"ask\"
            effort = \"action\"
            minutes = 1
            on.third.accepted = {{ weight = 1, to = \"agreed\" }}"
        );
        Ran::scenario(&on_a_list_of(NAMES, 4, &rest), 2)
    }
}

#[track_caller]
fn assert_left(talks: &Talks, left: f64) {
    for (threshold, asked) in [(left * (1.0 - MARGIN), NAMES), (left * (1.0 + MARGIN), 0)] {
        let ran = talks.asked_above(threshold);
        let what = format!("asked where goodwill is at least {threshold}");
        assert_always(&what, ran.first().total("asks"), asked.into());
    }
}

#[test]
fn after_one_half_life_goodwill_is_one_half() {
    let talks = Talks { adds: [1.0, 0.0, 0.0], gaps: [7.0, 10.0], half_life: 17.0 };
    assert_left(&talks, 0.5);
}

#[test]
fn goodwill_adds_up_and_falls_between_encounters() {
    let talks = Talks { adds: [1.7, 0.6, 0.25], gaps: [6.0, 13.0], half_life: 9.0 };
    assert_left(&talks, talks.left());
}

#[test]
fn goodwill_never_falls_below_nought() {
    let talks = Talks { adds: [2.0, -5.0, 0.75], gaps: [4.0, 4.0], half_life: 20.0 };
    assert_left(&talks, 0.75);
}
