//! Outcome tables tilted by receptivity: averages hold for the fresh, and the tilt is the one that
//! the multinomial logit says.

use longview_scenario::Scenario;
use longview_tests::{Ran, assert_share, on_a_list_of};

use super::maths::{left_after, normal_mean};

const NAMES: u32 = 10_000;
const PULLS: [f64; 3] = [0.85, 0.0, -1.3];
/// Averages that a file states.
const STATED: [f64; 3] = [0.15, 0.55, 0.30];
const NEED: &str = "
    [model.need]
    out_of_market = \"60 weeks\"
    in_market = \"20 weeks\"
    bought_elsewhere = 0
    lost_to = \"gone\"";
/// Twenty weeks of eighty.
const IN_MARKET: f64 = 0.25;
const IN_MARKET_ODDS: f64 = 1.2;
const OUT_OF_MARKET_ODDS: f64 = -0.1;

fn table(shares: [f64; 3]) -> String {
    let [yes, maybe, no] = shares;
    let [up, level, down] = PULLS;
    format!(
        "yes = {{ weight = {yes}, to = \"customer\", pull = {up} }}
        maybe = {{ weight = {maybe}, to = \"gone\", pull = {level} }}
        no = {{ weight = {no}, to = \"gone\", pull = {down} }}"
    )
}

const STAGES: &str = "
    [model.stage.stranger]
    [model.stage.known]
    rung = 1
    [model.stage.customer]
    rung = 2
    end = \"won\"
    [model.stage.gone]
    end = \"lost\"
    [model.activity.cold_call]
    channel = \"phone\"
    aim = \"list\"
    effort = \"action\"
    minutes = 0.1
    reach = 1";

fn assert_table(ran: &Ran, shares: [f64; 3], what: &str) {
    for (outcome, share) in ["yes", "maybe", "no"].iter().zip(shares) {
        let found = ran.first().spoken(outcome);
        assert_share(&format!("{what}: {outcome}"), found, NAMES.into(), share);
    }
}

/// People differ in fit, by segment and within it, and in need; the shares of all first talks are
/// the stated ones all the same.
#[test]
fn the_first_talks_of_a_mixed_population_have_the_stated_averages() {
    let table = table(STATED);
    let mixed = format!(
        "[[strategy.calls.block]]
        as_needed = true
        do = [\"cold_call\"]
        [market.segment.ours]
        prospects = 3000
        fit = {{ mean = 1, sd = 1 }}
        [market.segment.theirs]
        prospects = 7000
        fit = {{ mean = -0.5, sd = 0.4 }}
        [model]
        start = \"stranger\"
        [model.receptivity]
        in_market = {IN_MARKET_ODDS}
        out_of_market = {OUT_OF_MARKET_ODDS}
        {STAGES}
        [model.activity.cold_call.on.stranger]
        hello = {{ weight = 0, to = \"known\" }}
        {table}
        {NEED}"
    );
    assert_table(&Ran::scenario(&on_a_list_of(NAMES, 1, &mixed), 40), STATED, "mixed");
}

const FIT_SD: f64 = 0.8;
/// Weights that the scenarios below do not know: they state the averages that follow from them.
const WEIGHTS: [f64; 3] = [0.10, 0.50, 0.40];

/// Average shares under the logit `p_i(x) ~ w_i exp(c_i x)` when everybody is as receptive by
/// `shift` log-odds more than when fresh; need is stationary and independent of fit.
fn averages(shift: f64) -> [f64; 3] {
    let shares = |x: f64| {
        let odds: [f64; 3] = std::array::from_fn(|at| WEIGHTS[at] * (PULLS[at] * x).exp());
        odds.map(|odd| odd / odds.iter().sum::<f64>())
    };
    normal_mean(|z| {
        let fit = FIT_SD * z + shift;
        let (inside, outside) = (shares(fit + IN_MARKET_ODDS), shares(fit + OUT_OF_MARKET_ODDS));
        std::array::from_fn(|at| IN_MARKET * inside[at] + (1.0 - IN_MARKET) * outside[at])
    })
}

const GOODWILL: f64 = 2.0;
const FATIGUE: f64 = 4.0;
const FREE: f64 = 0.5;
const GOODWILL_HALF_LIFE: f64 = 17.0;
const FATIGUE_HALF_LIFE: f64 = 6.5;

/// Everybody is talked to on the first morning, which leaves goodwill and fatigue, and again exactly
/// a quarter later, when the table is drawn.
fn second_talk(by_goodwill: f64, by_fatigue: f64, skill: f64) -> Scenario {
    let table = table(averages(0.0));
    let model = format!(
        "skills = [{skill}]
        [[strategy.calls.block]]
        as_needed = true
        do = [\"follow_up\", \"cold_call\"]
        [market.segment.all]
        fit = {{ mean = 0, sd = {FIT_SD} }}
        [model]
        start = \"stranger\"
        [model.receptivity]
        goodwill = {by_goodwill}
        in_market = {IN_MARKET_ODDS}
        out_of_market = {OUT_OF_MARKET_ODDS}
        fatigue = {by_fatigue}
        [model.goodwill]
        half_life = \"{GOODWILL_HALF_LIFE} weeks\"
        [model.fatigue]
        half_life = \"{FATIGUE_HALF_LIFE} weeks\"
        free = {FREE}
        {STAGES}
        fatigue = {FATIGUE}
        on.stranger.hello = {{ weight = 1, to = \"known\", goodwill = {GOODWILL}, promise = \"13 weeks\" }}
        [model.activity.follow_up]
        channel = \"phone\"
        aim = \"promises\"
        effort = \"action\"
        minutes = 0.1
        reach = 1
        [model.activity.follow_up.on.known]
        {table}
        {NEED}"
    );
    on_a_list_of(NAMES, 2, &model)
}

#[track_caller]
fn assert_second_talk(by_goodwill: f64, by_fatigue: f64, skill: f64) {
    let scenario = second_talk(by_goodwill, by_fatigue, skill);
    let goodwill = GOODWILL * left_after(13.0, GOODWILL_HALF_LIFE);
    let tired = (FATIGUE * left_after(13.0, FATIGUE_HALF_LIFE) - FREE).max(0.0);
    let shift = by_goodwill * goodwill - by_fatigue * tired + skill;
    let what = format!("goodwill {by_goodwill}, fatigue {by_fatigue}, skill {skill}");
    assert_table(&Ran::scenario(&scenario, 40), averages(shift), &what);
}

#[test]
fn without_a_shift_the_second_talk_has_the_stated_averages() {
    assert_second_talk(0.0, 0.0, 0.0);
}

#[test]
fn what_is_left_of_goodwill_tilts_the_second_talk() {
    assert_second_talk(0.9, 0.0, 0.0);
}

#[test]
fn what_is_left_of_fatigue_above_the_free_level_tilts_the_second_talk() {
    assert_second_talk(0.0, 1.5, 0.0);
}

#[test]
fn the_skill_of_the_rep_tilts_the_second_talk() {
    assert_second_talk(0.0, 0.0, 0.7);
}

#[test]
fn goodwill_fatigue_and_skill_add_up() {
    assert_second_talk(0.6, 1.0, -0.3);
}
