//! What holds for every text.

use std::path::PathBuf;

use crate::support::{FIXTURE, fixture};
use longview_scenario::{Refusal, Scenario, load};
use proptest::prelude::*;

/// Loads a text as if it stood beside the fixture, whose model it needs.
fn load_text(text: &str) -> Result<Scenario, Refusal> {
    let name = format!("{}-{:?}.toml", std::process::id(), std::thread::current().id());
    let name = name.replace(['(', ')'], "");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let model = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model.toml");
    let text = text.replace("\"model.toml\"", &format!("'{}'", model.display()));
    std::fs::write(&path, text).expect("the folder for tests can be written");
    load(&path, &[])
}

/// The fixture with its model written into it, so that mutations hit everything.
fn whole_text() -> String {
    let scenario = std::fs::read_to_string(FIXTURE).expect("the fixture is there");
    let model = std::fs::read_to_string("tests/fixtures/model.toml").expect("its model is there");
    let own = model.replace("\n[", "\n[model.").replace("[model.[", "[[model.");
    let scenario: Vec<&str> = scenario
        .lines()
        .filter(|line| !line.starts_with("base") && !line.starts_with("stage."))
        .collect();
    scenario.join("\n").replace("[model]\n", &format!("[model]\n{own}\n"))
}

fn refused_or_not(text: &str) {
    match load_text(text) {
        Ok(scenario) => assert_eq!(scenario.hash.len(), 16),
        Err(Refusal::Invalid(problems)) => {
            assert!(!problems.is_empty());
            let told = problems.render(false);
            let raw = |c: char| c.is_control() && c != '\n';
            assert!(!told.contains(raw), "{told:?}");
        }
        Err(Refusal::Unreadable(why)) => panic!("{why}"),
    }
}

/// Pieces that mean something to the format.
const PIECES: [&str; 22] = [
    "0",
    "-1",
    "nan",
    "inf",
    "1e308",
    "\"\"",
    "\"0 days\"",
    "\"any\"",
    "\"customer\"",
    "{}",
    "[]",
    "true",
    "[strategy.today]",
    "[[observed]]",
    "about = 1",
    "law = \"normal\"",
    "=",
    "\"",
    "\u{1b}",
    "\u{e9}",
    "model",
    "{ about = 1, low = 2 }",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_line_replaced_or_removed_never_panics(at in 0usize..500, piece in 0usize..PIECES.len(), keep_key: bool) {
        let text = whole_text();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = at % lines.len();
        let key = lines[at].split('=').next().unwrap_or_default().to_owned();
        lines[at] = if keep_key { format!("{key}= {}", PIECES[piece]) } else { PIECES[piece].to_owned() };
        refused_or_not(&lines.join("\n"));
    }

    #[test]
    fn a_value_within_a_line_replaced_never_panics(at in 0usize..2000, piece in 0usize..PIECES.len()) {
        let text = whole_text();
        let values: Vec<_> = text.match_indices("= ").map(|(start, _)| start + 2).collect();
        let start = values[at % values.len()];
        let end = text[start..].find([',', '\n', '}']).map_or(text.len(), |end| start + end);
        refused_or_not(&format!("{}{} {}", &text[..start], PIECES[piece], &text[end..]));
    }

    #[test]
    fn a_stretch_cut_out_never_panics(from in 0usize..6000, length in 1usize..400) {
        let text = whole_text();
        let from = from % text.len();
        let to = (from + length).min(text.len());
        prop_assume!(text.is_char_boundary(from) && text.is_char_boundary(to));
        refused_or_not(&format!("{}{}", &text[..from], &text[to..]));
    }

    #[test]
    fn any_value_of_any_knob_is_accepted_or_refused(at in 0usize..500, value in prop::num::f64::ANY) {
        let scenario = fixture();
        let knob = &scenario.knobs[at % scenario.knobs.len()];
        let within = (knob.limits.0..=knob.limits.1).contains(&value);
        let changed = scenario.with(&[(knob.path.clone(), value)]);
        prop_assert!(within || changed.is_err());
    }
}

#[test]
fn the_text_that_is_mutated_is_itself_accepted() {
    crate::support::accepted(load_text(&whole_text()));
}

#[test]
fn comments_spacing_and_the_order_of_unrelated_tables_do_not_change_the_hash() {
    let text = std::fs::read_to_string(FIXTURE).unwrap();
    let (economics, rest) = text.split_once("[economics]").unwrap();
    let (prices, rest) = rest.split_once("[strategy.today]").unwrap();
    let moved =
        format!("# moved\n{economics}[strategy.today]{rest}\n\n[economics]{prices} # end\n");
    let hash = crate::support::accepted(load_text(&moved)).hash;
    assert_eq!(hash, fixture().hash);
    let other =
        crate::support::accepted(load_text(&text.replace("quarters = 8", "quarters = 9"))).hash;
    assert_ne!(hash, other);
}
