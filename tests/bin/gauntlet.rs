//! The large gauntlet: `gauntlet [SEED]` puts millions of the engine's delays through it, and says
//! whether it would notice mistakes.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use longview_tests::gauntlet::power::{Mistake, Wrong, mistakes, null_control};
use longview_tests::gauntlet::{LARGE, Size, everything};
use longview_tests::statistics::{Discoveries, FALSE_DISCOVERIES, Finding};

/// Exact delays are slow to draw, and few are enough to see whether p-values are evenly spread.
const CONTROL: Size = Size { alone: 20_000, company: 20_000, again: 0, beside: 0 };
/// What must be found out: one part in a hundred of time, two of shape, half of the last 1/4096.
const WRONG: Wrong = Wrong { longer: 1.01, reshaped: Some(1.02), cut: Some(1.0 / 8192.0) };

fn main() -> ExitCode {
    let seed = match std::env::args().nth(1).map(|seed| seed.parse()) {
        None => longview_tests::SEED,
        Some(Ok(seed)) => seed,
        Some(Err(_)) => return say("usage: gauntlet [SEED]\n", ExitCode::from(2)),
    };
    let findings = everything(LARGE, seed);
    let wrong = mistakes(WRONG, LARGE.alone, seed, findings.len());
    let control = honesty(seed);
    let discoveries = Discoveries::among(&findings);
    let missed = wrong.iter().any(|mistake| mistake.adjusted > FALSE_DISCOVERIES);
    let dishonest = !Discoveries::among(&control).made.is_empty();
    let mut text = told(seed, &findings, &discoveries);
    text += &told_control(&control);
    text += &told_mistakes(&wrong);
    let fine = discoveries.made.is_empty() && !missed && !dishonest;
    say(&text, if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn say(text: &str, code: ExitCode) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

fn honesty(seed: u64) -> Vec<Finding> {
    let finding = |case: &str, check, p| Finding { case: case.to_owned(), check, p };
    let checks = null_control(CONTROL, seed).into_iter();
    checks
        .flat_map(|one| {
            [
                finding("Kolmogorov-Smirnov", one.check, one.kolmogorov),
                finding("Anderson-Darling", one.check, one.anderson_darling),
            ]
        })
        .collect()
}

fn told(seed: u64, findings: &[Finding], discoveries: &Discoveries) -> String {
    let Size { alone, company, again, beside } = LARGE;
    let mut text = format!(
        "Seed {seed}. Prospects per case: {alone} alone, {company} in company, {again} entered again, {beside} beside another.\n\
         {} findings, {} discoveries at a false-discovery level of {FALSE_DISCOVERIES}; smallest adjusted p-value {:.2}.\n\n\
         | check | findings | smallest p | expected |\n|---|---|---|---|\n",
        findings.len(),
        discoveries.made.len(),
        discoveries.adjusted,
    );
    for check in checks(findings) {
        let own = findings.iter().filter(|finding| finding.check == check);
        let smallest = own.clone().map(|finding| finding.p).fold(1.0, f64::min);
        let count = own.count();
        line(
            &mut text,
            &format!("| {check} | {count} | {smallest:.1e} | {:.1e} |", 1.0 / count as f64),
        );
    }
    discoveries.made.iter().for_each(|made| line(&mut text, &format!("DISCOVERY {made}")));
    text
}

fn checks(findings: &[Finding]) -> Vec<&'static str> {
    let mut checks = Vec::new();
    for finding in findings {
        if !checks.contains(&finding.check) {
            checks.push(finding.check);
        }
    }
    checks
}

fn told_control(control: &[Finding]) -> String {
    let mut text = "\nExact delays instead of the engine's: are p-values evenly spread?\n\n\
                    | check | Kolmogorov-Smirnov | Anderson-Darling |\n|---|---|---|\n"
        .to_owned();
    for two in control.chunks(2) {
        line(&mut text, &format!("| {} | {:.3} | {:.3} |", two[0].check, two[0].p, two[1].p));
    }
    text
}

fn told_mistakes(mistakes: &[Mistake]) -> String {
    let mut text = "\nThe engine's delays against laws that are wrong:\n\n\
                    | mistake | found by | adjusted p |\n|---|---|---|\n"
        .to_owned();
    for Mistake { name, oddest, adjusted } in mistakes {
        line(&mut text, &format!("| {name} | {} | {adjusted:.0e} |", oddest.check));
    }
    text
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes everything");
}
