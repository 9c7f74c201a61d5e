//! Pictures and pages of answers that were made by hand.

#[expect(unreachable_pub, clippy::cast_possible_wrap, reason = "made for tests only")]
#[path = "../../decide/tests/fixture/mod.rs"]
mod fixture;

use fixture::{RUNS, answer, scenario};
use longview_decide::answer::CompareAnswer;
use longview_engine::metric::Id;
use longview_report::chart::{Chart, Drawing, Figure};
use longview_report::pictures::{CONTENTS, PictureKind, folder};
use longview_report::{Compared, Document, charts, html, svg};
use longview_scenario::Scenario;

fn charts_of(answer: &CompareAnswer, scenario: &Scenario) -> Vec<Chart> {
    charts::compare(&Compared { answer, scenario, settings: &[] })
}

fn page_of(answer: &CompareAnswer, scenario: &Scenario) -> String {
    html::compare(&Compared { answer, scenario, settings: &[] }).html()
}

fn named<'a>(charts: &'a [Chart], name: &str) -> &'a Chart {
    charts.iter().find(|chart| chart.name == name).expect(name)
}

/// What an attacker or a careless author may write into a file.
const NASTY: &str = "<script>alert(1)</script>\"'><img src=x onerror=y>\u{1b}[31m\u{202e}&amp;";

fn nasty(quarters: u32) -> (CompareAnswer, Scenario) {
    let (mut answer, mut scenario) = (answer(quarters, RUNS, None), scenario(quarters));
    for text in [&mut answer.scenario.title, &mut scenario.title, &mut answer.scenario.currency] {
        NASTY.clone_into(text);
    }
    for strategy in &mut answer.strategies {
        strategy.name = format!("{}{NASTY}", strategy.name);
        strategy.title = Some(NASTY.to_owned());
    }
    for stage in &mut answer.strategies[0].stages {
        NASTY.clone_into(&mut stage.stage);
    }
    scenario.about = Some(NASTY.to_owned());
    NASTY.clone_into(&mut scenario.text);
    (answer, scenario)
}

#[test]
fn every_picture_is_well_formed_at_every_size() {
    for quarters in [1, 2, 8, 20] {
        for (answer, scenario) in
            [(answer(quarters, RUNS, None), scenario(quarters)), nasty(quarters)]
        {
            for chart in charts_of(&answer, &scenario) {
                for canvas in [svg::WIDE, svg::NARROW, svg::ALONE] {
                    let drawn = svg::draw(&chart, &canvas);
                    let parsed = roxmltree::Document::parse(&drawn);
                    assert!(parsed.is_ok(), "{}: {parsed:?}", chart.name);
                    assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{}", chart.name);
                }
            }
        }
    }
}

#[test]
fn pictures_say_what_they_show_in_words() {
    let charts = charts_of(&answer(8, RUNS, None), &scenario(8));
    let mut names: Vec<&str> = charts.iter().map(|chart| chart.name.as_str()).collect();
    assert!(names.len() >= 9, "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), charts.len(), "names are unique");
    for chart in &charts {
        assert!(chart.question.ends_with('?'), "{}", chart.question);
        assert!(chart.alt.contains(|digit: char| digit.is_ascii_digit()), "{}", chart.alt);
        assert!(!chart.y.title.is_empty() && !chart.reading.is_empty(), "{}", chart.name);
    }
}

#[test]
fn pictures_show_the_figures_of_the_answer() {
    let answer = answer(8, RUNS, None);
    let charts = charts_of(&answer, &scenario(8));
    let figures = named(&charts, "customers").figures();
    let expected = answer.strategies.iter().flat_map(|strategy| {
        strategy.quarters.iter().enumerate().map(|(at, row)| {
            let found = row[Id::Customers as usize];
            let texts = [strategy.name.clone(), format!("Q{}", at + 1)].map(Figure::Text);
            let numbers = [found.mean, found.p10, found.p90].map(Figure::Number);
            texts.into_iter().chain(numbers).collect::<Vec<_>>()
        })
    });
    assert_eq!(figures.rows, expected.collect::<Vec<_>>());
    let ahead = named(&charts, "ahead").figures();
    let chance = answer.comparisons[0].cumulative[7][Id::Customers as usize].probability_better;
    assert_eq!(ahead.rows[7][2], Figure::Number(chance));
}

#[test]
fn twelve_conversations_are_twelve_dots() {
    let charts = charts_of(&answer(8, RUNS, None), &scenario(8));
    let Drawing::Dots(lots) = &named(&charts, "conversations").drawing else { panic!("dots") };
    let counts: Vec<(&str, u32)> = lots.iter().map(|lot| (lot.name.as_str(), lot.count)).collect();
    // 29 appointments, 78 callbacks and 52 refusals of 159 talks.
    assert_eq!(counts, [("appointment", 2), ("callback", 6), ("no", 4)]);
}

#[test]
fn a_page_stands_alone_and_is_small() {
    let page = page_of(&answer(20, RUNS, None), &scenario(20));
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    assert!(!page.contains("<script") && !page.contains("<link rel=\"stylesheet"));
    for address in page.match_indices("=\"http").map(|(at, _)| &page[at + 2..at + 40]) {
        assert!(address.starts_with("http://www.w3.org/2000/svg"), "{address}");
    }
    assert!(page.contains("<h1>Does “long-view” bring more customers than “today”?</h1>"));
    assert!(page.contains("0123456789abcdef"), "the hash of the scenario");
    assert_eq!(page.matches("<figure").count(), page.matches("download=\"").count());
}

#[test]
fn text_of_a_scenario_stays_text_in_pages_and_pictures() {
    let (answer, scenario) = nasty(8);
    let page = page_of(&answer, &scenario);
    for drawn in charts_of(&answer, &scenario).iter().map(|chart| svg::draw(chart, &svg::ALONE)) {
        is_harmless(&drawn);
    }
    is_harmless(&page);
    assert!(page.contains("&lt;script&gt;") || page.contains("&#60;script&#62;"));
}

fn is_harmless(text: &str) {
    for wrong in ["<script", "<img", "\u{1b}", "\u{202e}", "onerror=y>"] {
        assert!(!text.contains(wrong), "{wrong:?}");
    }
}

#[test]
fn the_first_screen_has_no_statistics() {
    let page = page_of(&answer(8, RUNS, None), &scenario(8));
    let (first, rest) = page.split_once("<details>").expect("the math folds out");
    let shown = first.split_once("<body>").expect("a body").1.to_lowercase();
    for word in ["standard error", "replication", "monte carlo", "percentile", "p90", "median"] {
        assert!(!shown.contains(word), "{word}");
    }
    assert!(rest.contains("standard error"), "it is there for who looks for it");
}

#[test]
fn a_folder_lists_what_it_holds() {
    let charts = charts_of(&answer(8, RUNS, None), &scenario(8));
    let Document::Folder(leaves) = folder(&charts, PictureKind::Svg, "made by a test") else {
        panic!("a folder")
    };
    assert_eq!(leaves.len(), 2 * charts.len() + 1);
    let contents = leaves.iter().find(|leaf| leaf.name == CONTENTS).expect("contents");
    let contents = String::from_utf8(contents.bytes.clone()).expect("text");
    for leaf in &leaves {
        let listed = contents.lines().any(|line| line.split('\t').next() == Some(&leaf.name));
        assert!(listed || leaf.name == CONTENTS, "{}", leaf.name);
    }
}

#[test]
fn identical_plans_have_no_picture_of_their_difference() {
    let charts = charts_of(&answer(2, RUNS, Some(1)), &scenario(2));
    assert!(charts.iter().all(|chart| !chart.name.contains("difference") && chart.name != "ahead"));
}
