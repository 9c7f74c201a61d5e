//! What a coach reads first: a sentence per strategy, then the quarters.

use longview_decide::answer::{CompareAnswer, ComparisonAnswer, StrategyAnswer};
use longview_decide::verdict::Verdict;
use longview_engine::metric::Id;

use crate::grid::Grid;
use crate::text::{plain, wrap};
use crate::{
    Explanation, Format, charts, explain, ignorance, levels, numbers, quarters, ranking, sentence,
    sureness, terminal,
};

/// Plain text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Columns of the terminal or page.
    pub width: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { width: 100 }
    }
}

impl Format for Table {
    fn compare(&self, answer: &CompareAnswer) -> String {
        let mut parts = vec![heading(&answer.scenario.title), self.verdicts(answer)];
        parts.extend(
            charts::small(answer).iter().filter_map(|chart| terminal::draw(chart, self.width)),
        );
        parts.extend(ignorance::text(answer, self.width));
        let differing = answer.comparisons.iter().filter(|found| is_differing(answer, found));
        parts.extend(differing.map(|found| self.difference(answer, found)));
        parts.extend(self.ranking(answer));
        parts.push(self.legend(answer));
        for strategy in &answer.strategies {
            parts.push(self.levels(answer, strategy));
        }
        parts.extend(self.observed(answer));
        parts.push(wrap(&footer(answer), self.width, "  ") + "\n");
        parts.join("\n")
    }

    fn explain(&self, explanation: &Explanation<'_>) -> String {
        explain::text(explanation, self.width)
    }
}

/// A title with a line under it.
pub(crate) fn heading(title: &str) -> String {
    let title = plain(title);
    format!("{title}\n{}\n", "=".repeat(crate::text::width(&title)))
}

impl Table {
    fn verdicts(self, answer: &CompareAnswer) -> String {
        let mut lines = String::new();
        for at in 0..answer.strategies.len() {
            lines += &(wrap(&sentence::sentence(answer, at), self.width, "  ") + "\n");
            if let Some(money) = sentence::money_sentence(answer, at) {
                lines += &(wrap(&format!("  {money}"), self.width, "  ") + "\n");
            }
        }
        if let Some(ranked) = ranking::sentence(answer) {
            lines += &(wrap(&ranked, self.width, "  ") + "\n");
        }
        if let Some(precision) = sentence::precision(answer) {
            lines += &(wrap(&precision, self.width, "  ") + "\n");
        }
        if let Some(sure) = sureness::sentence(answer) {
            lines += &(wrap(&sure, self.width, "  ") + "\n");
        }
        lines
    }

    /// Which of more than two plans is best; of two the difference says it.
    fn ranking(self, answer: &CompareAnswer) -> Option<String> {
        let grid = ranking::grid(answer).filter(|_| answer.strategies.len() > 2)?;
        let caption = wrap(&ranking::caption(answer), self.width, "  ");
        Some(format!("{caption}\n{}", grid.render(self.width)))
    }

    fn difference(self, answer: &CompareAnswer, found: &ComparisonAnswer) -> String {
        let [strategy, baseline] =
            [found.strategy, found.baseline].map(|at| plain(&answer.strategies[at].name));
        let title = format!(
            "{strategy} less {baseline}, from the start to the end of each quarter: averages, and the range in eight worlds of ten"
        );
        let grid = levels::differences(found);
        format!("{}\n{}", wrap(&title, self.width, "  "), grid.render(self.width))
    }

    fn legend(self, answer: &CompareAnswer) -> String {
        let mut legend = "Below, each figure is that of a typical run; under it, one run in ten is lower \
                      and one in ten higher (left out where both are within 2 % or so). Rows marked * happen too seldom for a typical figure and show the average."
            .to_owned();
        legend = format!("{legend} Money is in {}.", plain(&answer.scenario.currency));
        if let Some(remark) = quarters::remark(answer.scenario.quarters as usize) {
            legend = format!("{legend} {remark}");
        }
        wrap(&legend, self.width, "") + "\n"
    }

    fn levels(self, answer: &CompareAnswer, strategy: &StrategyAnswer) -> String {
        let name = plain(&strategy.name);
        let title = strategy.title.as_ref().map_or(name.clone(), |title| {
            let title = plain(title);
            format!("{name}: {title}")
        });
        let underline = "-".repeat(crate::text::width(&title).min(self.width));
        let mut text =
            format!("{title}\n{underline}\n{}", levels::grid(answer, strategy).render(self.width));
        for remark in [origins(strategy), leads(answer, strategy)].into_iter().flatten() {
            text += &(wrap(&remark, self.width, "  ") + "\n");
        }
        text + &self.stages(answer, strategy)
    }

    fn stages(self, answer: &CompareAnswer, strategy: &StrategyAnswer) -> String {
        let shown = quarters::shown(answer.scenario.quarters as usize);
        let heads = shown.iter().map(|quarter| format!("Q{quarter}")).collect();
        let rows = strategy.stages.iter().map(|stage| {
            let ends = shown.iter().filter_map(|quarter| stage.at_quarter_end.get(quarter - 1));
            (format!("  {}", plain(&stage.stage)), ends.map(numbers::short_mean).collect())
        });
        let grid = Grid { heads, rows: rows.collect() };
        format!(
            "Prospects by stage at the end of the quarter, average\n{}",
            grid.render(self.width)
        )
    }

    fn observed(self, answer: &CompareAnswer) -> Option<String> {
        if answer.observed.is_empty() {
            return None;
        }
        let grid = levels::observed(&answer.observed);
        let mut sources: Vec<String> =
            answer.observed.iter().filter_map(|beside| beside.source.clone()).collect();
        sources.dedup();
        let mut text =
            format!("{}\n{}", wrap(levels::OBSERVED, self.width, ""), grid.render(self.width));
        for source in sources {
            text += &(wrap(&format!("Source: {}", plain(&source)), self.width, "  ") + "\n");
        }
        Some(text)
    }
}

fn is_differing(answer: &CompareAnswer, found: &ComparisonAnswer) -> bool {
    answer.verdicts[found.strategy] != Verdict::Identical
}

/// Where customers came from; `None` when there were none.
fn origins(strategy: &StrategyAnswer) -> Option<String> {
    let [first, between, inbound] = strategy.origins;
    let customers = strategy.total[Id::Customers as usize];
    let means = strategy.origins.map(|origin| origin.customers.mean);
    if means.iter().all(|mean| *mean <= 0.0) {
        return None;
    }
    let (parts, sum) = numbers::adding_up(&means, numbers::earned_decimals(customers.mcse));
    let share = |share: f64| numbers::percent(share);
    Some(format!(
        "Customers: {sum} on average = {} with an appointment at the first conversation ({}) + {} of the others, won later ({}) + {} who called us ({}).",
        parts[0],
        share(first.share),
        parts[1],
        share(between.share),
        parts[2],
        share(inbound.share)
    ))
}

/// Should one expect leads every day? `None` when no run had any.
fn leads(answer: &CompareAnswer, strategy: &StrategyAnswer) -> Option<String> {
    const WORKING_DAYS: f64 = longview_engine::units::WORKING_DAYS_PER_QUARTER as f64;
    let total = |id: Id| strategy.total[id as usize];
    if total(Id::Leads).mean <= 0.0 {
        return None;
    }
    let reps = f64::from(answer.scenario.reps);
    let days = WORKING_DAYS * f64::from(answer.scenario.quarters) * reps;
    let without = numbers::of_hundred(total(Id::DaysWithoutLead).mean / days);
    let whose = if answer.scenario.reps > 1 { " of any rep" } else { "" };
    Some(format!(
        "Leads: none on {without} working days. Up to {} working days in a row without a lead are still normal: \
         in one run of ten the longest dry spell{whose} is longer.",
        numbers::grouped(total(Id::LongestDrySpell).p90, 0)
    ))
}

/// What one needs to know to get the same answer again.
pub(crate) fn footer(answer: &CompareAnswer) -> String {
    let estimate = match answer.comparisons.first() {
        Some(found) => found.total[Id::Customers as usize].difference,
        None => answer.strategies[answer.baseline].total[Id::Customers as usize],
    };
    format!(
        "seed {}, {} replications, standard error {} customers, scenario {}",
        answer.seed,
        numbers::grouped(answer.replications as f64, 0),
        numbers::standard_error(estimate.mcse),
        answer.scenario.hash
    )
}
