//! The best week in sentences.

use longview_decide::optimize::space::{Dial, Space};
use longview_decide::optimize::{Candidate, Flat, Objective, OptimizeAnswer};

use crate::numbers::{grouped, of_hundred, trimmed};
use crate::target::goal;

/// What is asked.
pub(super) fn question(answer: &OptimizeAnswer) -> String {
    let hours = trimmed(answer.space.hours, 1);
    let aim = match &answer.objective {
        Objective::Revenue => format!("for the most revenue by the end of Q{}", answer.quarters),
        Objective::Goal(found) => format!("to reach: {}", goal(found)),
        Objective::Cautious(share) => format!(
            "for the most revenue by the end of Q{} that {} worlds reach",
            answer.quarters,
            of_hundred(1.0 - share)
        ),
    };
    format!("What is the best week of {hours} hours, {aim}?")
}

/// What a plan is worth, in words.
pub(super) fn worth(answer: &OptimizeAnswer, score: f64) -> String {
    match &answer.objective {
        Objective::Goal(_) => format!("{} worlds", of_hundred(score)),
        Objective::Revenue | Objective::Cautious(_) => {
            format!("{} {}", answer.scenario.currency, grouped(rounded(score), 0))
        }
    }
}

/// A difference of that, or how far it may be off.
pub(super) fn apart(answer: &OptimizeAnswer, difference: f64) -> String {
    match &answer.objective {
        Objective::Goal(_) => format!("{} worlds of 100", trimmed(100.0 * difference, 1)),
        Objective::Revenue | Objective::Cautious(_) => {
            format!("{} {}", answer.scenario.currency, grouped(rounded(difference), 0))
        }
    }
}

/// To three digits, which is more than the worlds earn.
fn rounded(value: f64) -> f64 {
    if value.abs() < 1.0 {
        return 0.0;
    }
    let unit = 10_f64.powf(value.abs().log10().floor() - 2.0);
    (value / unit).round() * unit
}

/// "12 hours of cold calls".
pub(super) fn parts(space: &Space, place: &[i32]) -> Vec<String> {
    let part = |(part, steps): (&longview_decide::optimize::space::Part, &i32)| {
        let hours = trimmed(space.hours_of(*steps), 2);
        match part.minutes {
            Some(_) => format!(
                "{hours} hours of {} ({} of them)",
                part.name,
                grouped(space.amount(part, *steps), 0)
            ),
            None => format!("{hours} hours of {}", part.name),
        }
    };
    space.parts.iter().zip(place).filter(|(_, steps)| **steps > 0).map(part).collect()
}

/// "weeks between touches 6".
pub(super) fn dial(dial: &Dial, steps: i32) -> String {
    let at = usize::try_from(steps).unwrap_or(0);
    match dial.words.get(at) {
        Some(word) => word.clone(),
        None => trimmed(dial.values[at], 2),
    }
}

/// Every sentence of the answer.
pub(super) fn answer(answer: &OptimizeAnswer) -> Vec<String> {
    let best = answer.best();
    let mut said = vec![week(answer, best), against(answer, best)];
    said.push(sure(answer, best));
    said.extend(level(answer));
    said
}

fn week(answer: &OptimizeAnswer, best: &Candidate) -> String {
    let space = &answer.space;
    let dials = space.dials.iter().zip(&best.place[space.parts.len()..]);
    let dials: Vec<String> =
        dials.map(|(found, steps)| format!("{}: {}", found.name, dial(found, *steps))).collect();
    let rest = if dials.is_empty() { String::new() } else { format!("; {}", dials.join(", ")) };
    format!("The best found: {}{rest}.", parts(space, &best.place).join(", "))
}

fn against(answer: &OptimizeAnswer, best: &Candidate) -> String {
    let value = match &answer.objective {
        Objective::Goal(_) => format!("With it {} reach the goal", worth(answer, best.score)),
        Objective::Revenue => format!("It brings {} on average", worth(answer, best.score)),
        Objective::Cautious(_) => format!("With it that is {}", worth(answer, best.score)),
    };
    let others = answer.present.iter().map(|plan| {
        let (low, high) = plan.behind;
        format!(
            "{} as it is: {} (the best found brings between {} and {} more)",
            plan.plan,
            worth(answer, plan.score),
            apart(answer, low),
            apart(answer, high)
        )
    });
    format!(
        "{value}, give or take {}. {}.",
        apart(answer, best.give_or_take),
        others.collect::<Vec<_>>().join("; ")
    )
}

/// The certificate.
fn sure(answer: &OptimizeAnswer, best: &Candidate) -> String {
    let kept = answer.candidates.len();
    if kept < 2 {
        return "The search kept no other plan that differs from it.".to_owned();
    }
    let guarantee = answer.guarantee.map_or_else(String::new, |found| {
        if found.at_most_below > 0.0 {
            format!(
                " Guaranteed in 95 of 100 such choices: it is the best of them, or at most {} below the best.",
                apart(answer, found.at_most_below)
            )
        } else {
            " Guaranteed in 95 of 100 such choices: it is the best of them.".to_owned()
        }
    });
    format!(
        "How sure: of the {kept} plans that the search kept it is the best with a chance of {}; to choose it gives \
         away {} on average.{guarantee} Whether a plan that was never tried is better still, nobody can \
         promise.",
        of_hundred(best.chance_best),
        apart(answer, best.regret),
    )
}

/// Where other values make no difference.
fn level(answer: &OptimizeAnswer) -> Option<String> {
    let wide: Vec<String> = answer
        .flat
        .iter()
        .filter(|flat| flat.steps.1 > flat.steps.0)
        .map(|flat| format!("{} {}", name(answer, flat), between(answer, flat)))
        .collect();
    (!wide.is_empty()).then(|| format!("No difference that anyone could see: {}.", wide.join("; ")))
}

/// What is chosen.
pub(super) fn name(answer: &OptimizeAnswer, flat: &Flat) -> String {
    let space = &answer.space;
    match flat.dimension.checked_sub(space.parts.len()) {
        None => format!("hours of {}", space.parts[flat.dimension].name),
        Some(at) => space.dials[at].name.to_owned(),
    }
}

/// A value of it.
pub(super) fn value(answer: &OptimizeAnswer, dimension: usize, steps: i32) -> String {
    let space = &answer.space;
    match dimension.checked_sub(space.parts.len()) {
        None => trimmed(space.hours_of(steps), 2),
        Some(at) => dial(&space.dials[at], steps),
    }
}

/// "between 5 and 9".
pub(super) fn between(answer: &OptimizeAnswer, flat: &Flat) -> String {
    let [low, high] = [flat.steps.0, flat.steps.1].map(|at| value(answer, flat.dimension, at));
    format!("between {low} and {high}")
}

/// The plan as a strategy of a scenario file.
pub fn strategy(answer: &OptimizeAnswer) -> String {
    let aim = match &answer.objective {
        Objective::Revenue => "the most revenue".to_owned(),
        Objective::Goal(found) => goal(found),
        Objective::Cautious(_) => "the most revenue for the cautious".to_owned(),
    };
    let title = format!("The best week of {} hours for {aim}", trimmed(answer.space.hours, 1));
    answer.space.toml("best", &title, &answer.best().place)
}

/// How it was done.
pub(super) fn method(answer: &OptimizeAnswer) -> Vec<String> {
    let mut said = vec![
        "The hours are those of the whole week; meetings come first, and what they take the last blocks \
         lack. What can be chosen: hours by activity, and the numbers of staying in touch, asking and \
         focus that some plan of the scenario has."
            .to_owned(),
        "Every plan is tried in the same worlds. Scrambled low-discrepancy points (Owen 1995) spread \
         over all plans; sequential halving keeps the better half in twice as many worlds (Karnin, Koren \
         and Somekh 2013); a pattern search goes on from the best to better neighbours (Hooke and Jeeves \
         1961, doi:10.1145/321062.321069). Such a search finds a good plan, and cannot promise the best."
            .to_owned(),
        format!(
            "The plans that it kept are compared in {} worlds that the search never saw, so that luck in \
             the search counts for nothing. The guarantee is that of Nelson and Matejcik (1995, \
             doi:10.1287/mnsc.41.12.1935); it takes differences of any two plans to scatter alike. The \
             chance to be the best and what is given away come from the Bayesian bootstrap (Rubin 1981, \
             doi:10.1214/aos/1176345338), which takes the worlds seen for all worlds.",
            grouped(answer.worlds as f64, 0)
        ),
        format!(
            "“No difference that anyone could see”: one number of the best plan is changed, other hours give \
             way in proportion, and in {} worlds nothing tells the two apart (19 times of 20).",
            grouped(answer.flat_worlds as f64, 0)
        ),
    ];
    if let Objective::Cautious(share) = answer.objective {
        said.push(format!(
            "The cautious choice looks at the revenue that {} worlds reach, not at the average: a plan that \
             wins much in lucky worlds and little in others ranks lower.",
            of_hundred(1.0 - share)
        ));
    }
    said
}
