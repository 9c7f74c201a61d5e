//! Verdicts in a coach's words: no statistics, and no digit that the runs do not earn.

use longview_decide::answer::{CompareAnswer, Difference};
use longview_decide::verdict::{Course, Spell, Standing, Verdict};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use crate::numbers;
use crate::text::plain;

/// One sentence on the strategy at this position.
pub(crate) fn sentence(answer: &CompareAnswer, strategy: usize) -> String {
    let name = name(answer, strategy);
    let customers = |found: &[Difference]| found[Id::Customers as usize];
    match (&answer.verdicts[strategy], answer.comparison_of(strategy)) {
        (Verdict::Judged(course), Some(found)) => {
            let difference = customers(&found.total);
            format!("{name} {}; {}.", course_words(course), outcome(answer, course, &difference))
        }
        (Verdict::Identical, Some(_)) => format!(
            "{name} gives exactly what {} gives, in every quarter of every run.",
            self::name(answer, answer.baseline)
        ),
        (Verdict::TooFewRuns, Some(found)) => {
            let difference = customers(&found.total).difference;
            format!(
                "{name}: {} run(s) are too few to judge by; on average they give {}.",
                answer.replications,
                more_or_fewer(&difference)
            )
        }
        _ => baseline(answer, strategy),
    }
}

/// One sentence on money, for a strategy that is compared; `None` where there is nothing to say.
pub(crate) fn money_sentence(answer: &CompareAnswer, strategy: usize) -> Option<String> {
    let found = answer.comparison_of(strategy)?;
    let revenue = &found.total[Id::Revenue as usize].difference;
    let pipeline = &found.total[Id::Pipeline as usize].difference;
    let silent = answer.verdicts[strategy] == Verdict::Identical
        || (is_nought(revenue) && is_nought(pipeline));
    let last = answer.scenario.quarters;
    (!silent).then(|| {
        format!(
            "Revenue by Q{last}: {}. Expected pipeline at the end of Q{last}: {}.",
            more_or_less_money(answer, revenue),
            more_or_less_money(answer, pipeline)
        )
    })
}

/// How good the averages are, to two standard errors of the customers that are least certain.
pub(crate) fn precision(answer: &CompareAnswer) -> Option<String> {
    let customers = Id::Customers as usize;
    let levels = worst(answer.strategies.iter().map(|found| found.total[customers].mcse))?;
    let differences =
        worst(answer.comparisons.iter().map(|found| found.total[customers].difference.mcse));
    let paired = differences.map_or_else(String::new, |error| {
        format!(", their differences (same people, same luck) to about ±{error}")
    });
    Some(format!("The averages are good to about ±{levels} customers{paired}."))
}

/// Twice the largest error; `None` when nothing was left to chance.
fn worst(errors: impl Iterator<Item = f64>) -> Option<String> {
    let worst = errors.fold(0.0, f64::max);
    (worst > 0.0).then(|| numbers::standard_error(2.0 * worst))
}

fn name(answer: &CompareAnswer, strategy: usize) -> String {
    plain(&answer.strategies[strategy].name)
}

fn baseline(answer: &CompareAnswer, strategy: usize) -> String {
    let total = &answer.strategies[strategy].total;
    let customers = &total[Id::Customers as usize];
    let alone = answer.strategies.len() == 1;
    let role = if alone { "" } else { ", the plan that the others are held against," };
    let money = |id: Id| numbers::money(&plain(&answer.scenario.currency), &total[id as usize]);
    format!(
        "{}{role} brings {} by Q{}, {}; revenue {}, expected pipeline {}.",
        name(answer, strategy),
        plural(&numbers::mean(customers.mean, customers.mcse), "customer"),
        answer.scenario.quarters,
        level_span(customers),
        money(Id::Revenue),
        money(Id::Pipeline)
    )
}

fn outcome(answer: &CompareAnswer, course: &Course, customers: &Difference) -> String {
    let last = answer.scenario.quarters;
    let amount = more_or_fewer(&customers.difference);
    let span = difference_span(&customers.difference);
    let is_level = |standing: &Standing| *standing == Standing::Level;
    let brings = if course.standings.iter().all(is_level) {
        format!("by Q{last} it brings on average {amount}, {span}")
    } else if course.standings.last().is_some_and(is_level) {
        format!("by Q{last} there is no visible difference (on average {amount}, {span})")
    } else {
        format!("by Q{last} it brings {amount}, {span}")
    };
    format!("{brings}; {}", better_in(customers, answer.replications))
}

fn better_in(customers: &Difference, worlds: u64) -> String {
    let better = format!("better in {}", some_or_all(customers.probability_better, worlds));
    if customers.probability_equal < 0.005 {
        return better;
    }
    format!("{better}, equal in {}", some_or_all(customers.probability_equal, worlds))
}

/// "88 of 100", but "all of 300 worlds".
fn some_or_all(chance: f64, worlds: u64) -> String {
    let of_what = if (chance - 0.5).abs() < 0.5 { "" } else { " worlds" };
    numbers::of_worlds(chance, worlds) + of_what
}

/// "is behind until Q2, ahead from Q4 on".
fn course_words(course: &Course) -> String {
    let spells = course.spells();
    let last = course.standings.len();
    let told: Vec<String> = spells
        .iter()
        .enumerate()
        .filter(|(at, spell)| is_told(*at, spell, spells.len()))
        .map(|(_, spell)| format!("{} {}", standing_word(spell.standing), when(spell, last)))
        .collect();
    if told.is_empty() {
        "shows no visible difference in any quarter".to_owned()
    } else {
        format!("is {}", told.join(", "))
    }
}

/// Level quarters go without saying between two others, but not where the course ends in them.
fn is_told(at: usize, spell: &Spell, spells: usize) -> bool {
    spell.standing != Standing::Level || (at > 0 && at + 1 == spells)
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Behind => "behind",
        Standing::Level => "level",
        Standing::Ahead => "ahead",
    }
}

fn when(spell: &Spell, last: usize) -> String {
    match (spell.from, spell.to) {
        (1, to) if to == last => "in every quarter".to_owned(),
        (1, 1) => "in Q1".to_owned(),
        (1, to) => format!("until Q{to}"),
        (from, to) if to == last && from < last => format!("from Q{from} on"),
        (from, to) if from == to => format!("in Q{from}"),
        (from, to) => format!("from Q{from} to Q{to}"),
    }
}

fn plural(number: &str, thing: &str) -> String {
    if number == "1" { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// "3.1 more customers", "0.4 fewer customers".
fn more_or_fewer(difference: &Estimate) -> String {
    let size = numbers::mean(difference.mean.abs(), difference.mcse);
    let word = if difference.mean < 0.0 { "fewer" } else { "more" };
    let thing = if size == "1" { "customer" } else { "customers" };
    format!("{size} {word} {thing}")
}

fn level_span(customers: &Estimate) -> String {
    span(customers.p10, customers.p90, whole)
}

/// "between 0 and 7 in eight worlds of ten"; with words where the ends differ in sign.
fn difference_span(difference: &Estimate) -> String {
    let Estimate { mean, p10, p90, .. } = *difference;
    if p10 >= 0.0 && mean >= 0.0 {
        span(p10, p90, whole)
    } else if p90 <= 0.0 && mean <= 0.0 {
        span(-p90, -p10, whole)
    } else {
        span(p10, p90, with_word)
    }
}

fn with_word(count: f64) -> String {
    let size = whole(count.abs());
    match count {
        fewer if fewer < 0.0 => format!("{size} fewer"),
        more if more > 0.0 => format!("{size} more"),
        _ => "none".to_owned(),
    }
}

fn whole(count: f64) -> String {
    numbers::grouped(numbers::three_digits(count), 0)
}

fn span(low: f64, high: f64, say: impl Fn(f64) -> String) -> String {
    let (low, high) = (say(low), say(high));
    if low == high {
        format!("{low} in at least eight worlds of ten")
    } else {
        format!("between {low} and {high} in eight worlds of ten")
    }
}

fn is_nought(estimate: &Estimate) -> bool {
    estimate.mean == 0.0 && estimate.mcse == 0.0
}

fn more_or_less_money(answer: &CompareAnswer, difference: &Estimate) -> String {
    let currency = plain(&answer.scenario.currency);
    if answer.replications > 1 && difference.mean.abs() <= 2.0 * difference.mcse {
        return "no visible difference".to_owned();
    }
    let size = Estimate { mean: difference.mean.abs(), ..*difference };
    let word = if difference.mean < 0.0 { "less" } else { "more" };
    format!("{} {word}", numbers::money(&currency, &size))
}

#[cfg(test)]
mod tests {
    use Standing::{Ahead, Behind, Level};
    use longview_decide::verdict::{Course, Standing};
    use longview_engine::estimate::Estimate;

    use super::{course_words, difference_span, more_or_fewer};

    fn told(standings: &[Standing]) -> String {
        course_words(&Course::new(standings.to_vec()))
    }

    #[test]
    fn every_course_is_told_in_order() {
        assert_eq!(told(&[Behind, Behind, Level, Ahead]), "is behind until Q2, ahead in Q4");
        assert_eq!(told(&[Behind, Level, Ahead, Ahead]), "is behind in Q1, ahead from Q3 on");
        assert_eq!(told(&[Level, Ahead, Ahead, Level]), "is ahead from Q2 to Q3, level in Q4");
        assert_eq!(
            told(&[Ahead, Behind, Ahead, Ahead]),
            "is ahead in Q1, behind in Q2, ahead from Q3 on"
        );
        assert_eq!(told(&[Ahead, Ahead]), "is ahead in every quarter");
        assert_eq!(told(&[Level, Level]), "shows no visible difference in any quarter");
    }

    #[test]
    fn differences_have_words_instead_of_signs() {
        let said = |mean, p10, p90| {
            let difference = Estimate { mean, mcse: 0.05, p10, p50: mean, p90 };
            format!("{}, {}", more_or_fewer(&difference), difference_span(&difference))
        };
        assert_eq!(
            said(3.1, 0.0, 7.0),
            "3.1 more customers, between 0 and 7 in eight worlds of ten"
        );
        assert_eq!(
            said(-3.1, -7.0, 0.0),
            "3.1 fewer customers, between 0 and 7 in eight worlds of ten"
        );
        assert_eq!(
            said(3.1, -2.0, 7.0),
            "3.1 more customers, between 2 fewer and 7 more in eight worlds of ten"
        );
        assert_eq!(
            said(-0.4, -1.0, 0.0),
            "0.4 fewer customers, between 0 and 1 in eight worlds of ten"
        );
        assert_eq!(said(2.0, 2.0, 2.0), "2.0 more customers, 2 in at least eight worlds of ten");
    }
}
