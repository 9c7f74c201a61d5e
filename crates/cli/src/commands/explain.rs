//! `longview explain`: what does this scenario say, and what does it do on average?

use longview_decide::explain::{ExplainRequest, realise};
use longview_engine::run::Misfit;
use longview_report::{Document, Explanation, html, parquet, xlsx};

use crate::args::{ExplainArgs, FormatName};
use crate::exit::Failure;
use crate::output::{Outputs, Wanted};
use crate::source;

const OFFERED: &[FormatName] = &[
    FormatName::Table,
    FormatName::Json,
    FormatName::Csv,
    FormatName::Html,
    FormatName::Xlsx,
    FormatName::Parquet,
];

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let outputs = Outputs::prepare(OFFERED, &args.output, args.scenario.scenario.as_deref())?;
    let scenario = source::scenario(&args.scenario)?;
    let request = ExplainRequest {
        seed: args.run.seed,
        replications: args.replications,
        threads: args.run.threads,
    };
    let realised = realise(&scenario, &request).map_err(misfit)?;
    let explanation = Explanation { scenario: &scenario, realised: &realised };
    outputs.write(|wanted| match wanted {
        Wanted::Text(format) => format.explain(&explanation).into(),
        Wanted::Page => html::explain(&explanation).html().into(),
        Wanted::Workbook => Document::Bytes(xlsx::explain(&explanation)),
        Wanted::Parquet => Document::Bytes(parquet::explain(&explanation)),
        Wanted::Pictures(_) => unreachable!("pictures are not offered"),
    })
}

fn misfit(misfits: Vec<Misfit>) -> Failure {
    let all: Vec<String> = misfits.into_iter().map(|misfit| misfit.0).collect();
    Failure::Misfit(format!("the experiment does not fit together: {}", all.join("; ")))
}
