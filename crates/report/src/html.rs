//! Answers as pages: a question, its answer in a sentence, pictures, a table, and the math behind.

use longview_decide::answer::CompareAnswer;
use longview_decide::verdict::Verdict;
use longview_engine::estimate::Estimate;
use longview_engine::metric::Id;

use crate::behind::Origin;
use crate::charts::{self, Chapter};
use crate::page::{Cells, Grid, Page, Part, Section};
use crate::text::plain;
use crate::{
    Compared, Explanation, explain, ignorance, levels, numbers, quarters, ranking, sentence,
    sureness,
};

/// The page of a comparison.
pub fn compare(compared: &Compared<'_>) -> Page {
    let Compared { answer, scenario, .. } = compared;
    let mut sections: Vec<Section> = charts::chapters(compared).into_iter().map(section).collect();
    if let Some(first) = sections.first_mut() {
        first.parts.extend(others(answer));
        first.parts.extend(differences(answer));
        first.parts.extend(ranked(answer));
        first.parts.push(all_figures(answer));
    }
    let split = sections.iter_mut().find(|section| section.heading == ignorance::HEADING);
    if let Some(split) = split {
        split.parts.extend(ignorance::parts(answer));
    }
    sections.extend(observed(answer));
    sections.push(behind(compared));
    Page {
        over: scenario.title.clone(),
        question: question(answer),
        answer: told(compared),
        sections,
        foot: made_by(answer),
        links: Vec::new(),
    }
}

fn section(chapter: Chapter) -> Section {
    let parts = chapter.charts.into_iter().map(Part::Picture).collect();
    Section { heading: chapter.heading.to_owned(), parts }
}

/// Titles name no more plans than this beside the baseline.
const MOST_NAMED: usize = 2;

fn question(answer: &CompareAnswer) -> String {
    let name = |at: usize| format!("“{}”", answer.strategies[at].name);
    let baseline = name(answer.baseline);
    let others: Vec<String> = answer.comparisons.iter().map(|found| name(found.strategy)).collect();
    match others.as_slice() {
        [] => format!("What does {baseline} bring?"),
        [other] => format!("Does {other} bring more customers than {baseline}?"),
        _ if others.len() > MOST_NAMED => {
            format!("Which of {} plans brings the most customers?", others.len() + 1)
        }
        [others @ .., last] => {
            let all: Vec<&str> =
                std::iter::once(&baseline).chain(others).map(String::as_str).collect();
            format!("Which plan brings the most customers: {} or {last}?", all.join(", "))
        }
    }
}

/// The verdict on the plan that brings most of those compared, that on the baseline, and what the
/// plans are.
fn told(compared: &Compared<'_>) -> Vec<String> {
    let answer = compared.answer;
    let best = by_customers(answer).first().copied();
    let mut told = Vec::new();
    for at in best.into_iter().chain([answer.baseline]) {
        told.push(sentence::sentence(answer, at));
        told.extend(sentence::money_sentence(answer, at));
    }
    told.extend(ranking::sentence(answer));
    told.extend(sureness::sentence(answer).filter(|_| falls_short(answer)));
    told.extend(compared.scenario.about.clone());
    let titled = answer.strategies.iter().filter_map(|strategy| {
        let title = strategy.title.as_ref()?;
        Some(format!("{}: {title}", strategy.name))
    });
    let titled: Vec<String> = titled.collect();
    if !titled.is_empty() {
        told.push(format!("The plans. {}.", titled.join("; ")));
    }
    told
}

/// Whether less is sure than was asked for.
fn falls_short(answer: &CompareAnswer) -> bool {
    answer.sureness.as_ref().is_some_and(|found| !found.reached)
}

/// The plans that are compared with the baseline, those with the most customers first.
fn by_customers(answer: &CompareAnswer) -> Vec<usize> {
    let mean = |at: &usize| answer.strategies[*at].total[Id::Customers as usize].mean;
    let mut plans: Vec<usize> = answer.comparisons.iter().map(|found| found.strategy).collect();
    plans.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
    plans
}

/// The verdicts on the plans that the answer leaves out.
fn others(answer: &CompareAnswer) -> Option<Part> {
    let told: Vec<String> = by_customers(answer)
        .into_iter()
        .skip(1)
        .map(|at| {
            let money = sentence::money_sentence(answer, at);
            let sentence = sentence::sentence(answer, at);
            money.map_or(sentence.clone(), |money| format!("{sentence} {money}"))
        })
        .collect();
    (!told.is_empty()).then_some(Part::List(told))
}

/// The plans that are compared, less the baseline: what the pictures show, as figures.
fn differences(answer: &CompareAnswer) -> Vec<Part> {
    let differing = answer
        .comparisons
        .iter()
        .filter(|found| answer.verdicts[found.strategy] != Verdict::Identical);
    let table = differing.map(|found| {
        let [strategy, baseline] =
            [found.strategy, found.baseline].map(|at| &answer.strategies[at].name);
        let caption = format!(
            "{strategy} less {baseline}, from the start to the end of each quarter: averages, and the range in eight worlds of ten"
        );
        Part::Table(levels::differences(found).with_caption(caption))
    });
    table.collect()
}

/// Which plan is best, and how surely.
fn ranked(answer: &CompareAnswer) -> Option<Part> {
    let grid = ranking::grid(answer)?;
    Some(Part::Table(grid.with_caption(ranking::caption(answer))))
}

/// Every figure of every plan, folded.
fn all_figures(answer: &CompareAnswer) -> Part {
    let mut parts = vec![Part::Text(legend(answer))];
    parts.extend(answer.strategies.iter().map(|strategy| {
        let caption = match &strategy.title {
            Some(title) => format!("{}: {title}", strategy.name),
            None => strategy.name.clone(),
        };
        Part::Table(levels::grid(answer, strategy).with_caption(caption))
    }));
    Part::Fold { summary: "All figures, quarter by quarter".to_owned(), parts }
}

fn legend(answer: &CompareAnswer) -> String {
    let legend = format!(
        "Each figure is that of a typical run; under it, one run in ten is lower and one in ten higher. \
         Rows marked * happen too seldom for a typical figure and show the average. Money is in {}.",
        answer.scenario.currency
    );
    match quarters::remark(answer.scenario.quarters as usize) {
        Some(remark) => format!("{legend} {remark}"),
        None => legend,
    }
}

fn observed(answer: &CompareAnswer) -> Option<Section> {
    if answer.observed.is_empty() {
        return None;
    }
    let caption = levels::OBSERVED.to_owned();
    let mut parts = vec![Part::Table(levels::observed(&answer.observed).with_caption(caption))];
    let mut sources: Vec<String> =
        answer.observed.iter().filter_map(|beside| beside.source.clone()).collect();
    sources.dedup();
    parts.push(Part::List(sources.into_iter().map(|source| format!("Source: {source}")).collect()));
    Some(Section { heading: "Real figures".to_owned(), parts })
}

/// What the comparison stands on.
fn behind(compared: &Compared<'_>) -> Section {
    let answer = compared.answer;
    let mut method = vec![
        "Every plan met the same people with the same luck, over and over: each time is one world. \
         \"Eight worlds of ten\" leaves out the tenth with the lowest figure and the tenth with the highest."
            .to_owned(),
        format!(
            "{} worlds (replications), seed {}, scenario {}.",
            numbers::grouped(answer.replications as f64, 0),
            answer.seed,
            answer.scenario.hash
        ),
    ];
    method.extend(sentence::precision(answer));
    method.extend(sureness::sentence(answer));
    let replications = answer.replications.to_string();
    let origin = Origin {
        scenario: compared.scenario,
        settings: compared.settings,
        command: &["compare".to_owned(), "--replications".to_owned(), replications],
        seed: answer.seed,
        replications: answer.replications,
    };
    origin.section(method, vec![errors(answer), sureness::quantiles(answer)])
}

/// How far the averages of the horizon may be off.
fn errors(answer: &CompareAnswer) -> Grid {
    let ids = [
        (Id::Customers, "customers"),
        (Id::Revenue, "revenue"),
        (Id::Pipeline, "expected pipeline"),
    ];
    let heads = ids.iter().flat_map(|(_, name)| [(*name).to_owned(), "standard error".to_owned()]);
    let cells = |row: &dyn Fn(Id) -> Estimate| {
        let cells = ids.iter().flat_map(|(id, _)| {
            let found = row(*id);
            [numbers::short_mean(&found), numbers::standard_error(found.mcse)]
        });
        cells.collect::<Vec<String>>()
    };
    let levels = answer
        .strategies
        .iter()
        .map(|strategy| (strategy.name.clone(), cells(&|id| strategy.total[id as usize])));
    let differences = answer.comparisons.iter().map(|found| {
        let [strategy, baseline] =
            [found.strategy, found.baseline].map(|at| &answer.strategies[at].name);
        let name = format!("{strategy} less {baseline}");
        (name, cells(&|id| found.total[id as usize].difference))
    });
    Grid {
        caption: format!("Averages by Q{} and their standard errors", answer.scenario.quarters),
        corner: "plan".to_owned(),
        heads: heads.collect(),
        rows: levels.chain(differences).collect(),
        cells: Cells::Numbers,
    }
}

/// The page of an explanation.
pub fn explain(explanation: &Explanation<'_>) -> Page {
    let Explanation { scenario, realised } = explanation;
    let mut answer: Vec<String> = scenario.about.iter().cloned().collect();
    answer.push(format!("Model: {}.", scenario.model_title));
    answer.extend(scenario.model_about.clone());
    answer.push(
        "Every number has a best guess and, where it is not sure, a range that holds the true one \
         nine times of ten. Plans are compared on the best guesses."
            .to_owned(),
    );
    Page {
        over: "Explained".to_owned(),
        question: format!("What does “{}” assume?", scenario.title),
        answer,
        sections: explain::sections(explanation),
        foot: format!(
            "longview {}: seed {}, {} replications, scenario {}.",
            env!("CARGO_PKG_VERSION"),
            realised.seed,
            numbers::grouped(realised.replications as f64, 0),
            realised.scenario.hash
        ),
        links: Vec::new(),
    }
}

/// How an answer came about, in a sentence.
pub fn made_by(answer: &CompareAnswer) -> String {
    plain(&format!(
        "Simulated with longview {}: seed {}, {} replications, scenario {}. \
         What would happen if the assumptions held; not a forecast for any market.",
        env!("CARGO_PKG_VERSION"),
        answer.seed,
        numbers::grouped(answer.replications as f64, 0),
        answer.scenario.hash
    ))
}
