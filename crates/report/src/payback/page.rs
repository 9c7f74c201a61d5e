//! A payback as a page.

use longview_decide::payback::{Harvest, PaybackAnswer, PaybackPlan};
use longview_engine::estimate::Estimate;

use super::{PaidBack, charts, words};
use crate::behind::Origin;
use crate::page::{Cells, Grid, Page, Part, Section};
use crate::{numbers, quarters};

pub(super) fn page(found: &PaidBack<'_>) -> Page {
    let answer = found.answer;
    let command = [
        "payback".to_owned(),
        "--hours".to_owned(),
        answer.hours.to_string(),
        "--replications".to_owned(),
        answer.replications.to_string(),
    ];
    let origin = Origin {
        scenario: found.scenario,
        settings: found.settings,
        command: &command,
        seed: answer.seed,
        replications: answer.replications,
    };
    let plans = by_net(answer).into_iter().map(|plan| words::plan(answer, plan));
    Page {
        over: answer.scenario.title.clone(),
        question: format!("{} of calls: what comes back, and when?", words::hours(answer)),
        answer: plans.chain([words::introduction(answer)]).collect(),
        sections: vec![
            paid_back(answer),
            harvest(answer),
            cost(answer),
            origin.section(method(), Vec::new()),
        ],
        foot: origin.foot(),
        links: Vec::new(),
    }
}

/// The plan whose block brings most in the end first.
fn by_net(answer: &PaybackAnswer) -> Vec<&PaybackPlan> {
    let net = |plan: &PaybackPlan| plan.so_far.last().map_or(0.0, |end| end.net.mean);
    let mut plans: Vec<&PaybackPlan> = answer.plans.iter().collect();
    plans.sort_by(|a, b| net(b).total_cmp(&net(a)));
    plans
}

fn paid_back(answer: &PaybackAnswer) -> Section {
    Section {
        heading: "Has it paid back?".to_owned(),
        parts: vec![
            Part::Picture(charts::chances(answer)),
            Part::Picture(charts::net(answer)),
            Part::Table(chances(answer)),
        ],
    }
}

fn chances(answer: &PaybackAnswer) -> Grid {
    let blocks = answer.plans.first().map_or(&[][..], |plan| &plan.after_blocks);
    let rows = answer.plans.iter().map(|plan| {
        let cells = plan.after_blocks.iter().map(|found| numbers::of_hundred(found.chance));
        (plan.name.clone(), cells.collect())
    });
    let unit =
        |blocks: u32| if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") };
    Grid {
        caption: "How often so many blocks together have paid back, each followed up to the end"
            .to_owned(),
        corner: "plan".to_owned(),
        heads: blocks.iter().map(|found| unit(found.blocks)).collect(),
        rows: rows.collect(),
        cells: Cells::Numbers,
    }
}

fn harvest(answer: &PaybackAnswer) -> Section {
    let told = answer.plans.iter().map(words::customers).collect();
    let pictures = [charts::origins(answer), charts::customers(answer), charts::margin(answer)];
    let tables = answer.plans.iter().map(|plan| Part::Table(so_far(answer, plan)));
    let parts = [Part::List(told)].into_iter().chain(pictures.map(Part::Picture)).chain(tables);
    Section { heading: "What comes back?".to_owned(), parts: parts.collect() }
}

type Cell<'a> = &'a dyn Fn(&Harvest) -> String;

fn so_far(answer: &PaybackAnswer, plan: &PaybackPlan) -> Grid {
    let shown = quarters::shown(plan.so_far.len());
    let row = |label: &str, say: Cell<'_>| {
        let cells = shown.iter().map(|quarter| say(&plan.so_far[quarter - 1]));
        (label.to_owned(), cells.collect())
    };
    let short = numbers::short_mean;
    let rows = vec![
        row("customers", &|h| with_range(&h.customers.all)),
        row("  appointment at once", &|h| short(&h.customers.appointments)),
        row("  all others", &|h| short(&h.customers.others)),
        row("margin", &|h| with_range(&h.margin.all)),
        row("  appointment at once", &|h| short(&h.margin.appointments)),
        row("  all others", &|h| short(&h.margin.others)),
        row("cost", &|h| short(&h.cost)),
        row("margin less cost", &|h| with_range(&h.net)),
        row("paid back, in % of blocks", &|h| numbers::grouped(100.0 * h.paid_back.0, 0)),
    ];
    Grid {
        caption: format!(
            "{}, one block, from its start to the end of each quarter: averages, and the range in eight worlds of ten; \
             money is in {}",
            words::name(plan),
            answer.scenario.currency
        ),
        corner: "figure".to_owned(),
        heads: shown.iter().map(|quarter| format!("Q{quarter}")).collect(),
        rows,
        cells: Cells::Numbers,
    }
}

/// The average, and under it the range in eight worlds of ten.
fn with_range(estimate: &Estimate) -> String {
    let [low, high] =
        [estimate.p10, estimate.p90].map(|end| numbers::short(numbers::three_digits(end)));
    format!("{}\n{low} to {high}", numbers::short_mean(estimate))
}

fn cost(answer: &PaybackAnswer) -> Section {
    let told = answer.plans.iter().map(words::effort).collect();
    Section {
        heading: "What does it take?".to_owned(),
        parts: vec![Part::List(told), Part::Picture(charts::hours(answer))],
    }
}

fn method() -> Vec<String> {
    vec![
        "Each world is one block by one rep: the plan's calls to new names are put into one block, in the same proportions, \
         and nobody new is called after it. Promises, letters, meetings and asks that follow from it go on to the end, \
         by the plan's own rules, and as long as they take. Every hour of them costs what an hour costs. Idle hours cost nothing."
            .to_owned(),
        "\"Paid back\" means that the margin of the customers so far is more than what all hours so far have cost. \
         The margin covers the cost on average from the quarter on at whose end the average of margin less cost is above \
         nought by more than two standard errors."
            .to_owned(),
        "Several blocks together are groups of different worlds: blocks with different people and different luck."
            .to_owned(),
    ]
}
