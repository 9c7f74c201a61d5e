//! Every format of a lesson that was made by hand.

#[expect(unreachable_pub, clippy::cast_possible_wrap, reason = "made for tests only")]
#[path = "../../decide/tests/fixture/mod.rs"]
mod fixture;

use fixture::{RUNS, answer, scenario};
use longview_decide::boundary::{Crossing, Edge, Found, Point, Side};
use longview_decide::lesson::{
    Boundary, ByHours, Chosen, Fair, Finding, Judgement, Lesson, LessonAnswer, Measured, Plausible,
    Prediction, Standing, Tally, TwoReps, Verdict, Within, lessons,
};
use longview_engine::estimate::Estimate;
use longview_engine::metric::Unit;
use longview_report::Document;
use longview_report::lesson::{Taught, handout, list, told};
use longview_report::told::Told;

fn lesson(name: &str) -> &'static Lesson {
    lessons().iter().find(|lesson| lesson.name == name).expect("a lesson")
}

fn estimate(mean: f64, mcse: f64) -> Estimate {
    Estimate { mean, mcse, p10: mean - 4.0, p50: mean, p90: mean + 5.0 }
}

fn found() -> Found {
    let point = |at, margin| Point { at, margin, mcse: 0.25 };
    Found {
        curve: vec![point(0.02, -2.75), point(0.11, 0.1), point(0.35, 5.7)],
        crossings: vec![Crossing { at: 0.1068, between: (0.089, 0.125), holds: Side::Above }],
        edges: vec![],
    }
}

fn boundary(lesson: &Lesson, number: usize, found: Found, within: Within) -> Boundary {
    let source = "a survey\u{1b}[31m of nobody".to_owned();
    Boundary {
        number: lesson.numbers[number],
        default: 0.35,
        plausible: Plausible { low: 0.27, high: 0.6, source },
        found,
        within,
        measured: Measured::Metric(Unit::Count),
    }
}

/// The lesson on the other ten: it holds, turns at one number, and at the other has an edge only.
fn other_ten() -> LessonAnswer {
    let lesson = lesson("ten-hours");
    let edges = vec![Edge { at: 1.0, visible: Side::Below, holds: true }];
    let no_turn = Found { edges, crossings: vec![], ..found() };
    LessonAnswer {
        lesson,
        compare: answer(8, RUNS, None),
        search_replications: 25,
        prediction: Prediction {
            predict: lesson.predict,
            value: estimate(1.53, 0.02),
            measured: Measured::Times,
            right: Chosen::Narrowly(3, 4),
        },
        findings: vec![Finding {
            condition: lesson.conditions[0],
            value: estimate(5.77, 0.2),
            measured: Measured::Metric(Unit::Count),
            standing: Standing::Holds,
        }],
        verdict: Verdict::Holds,
        boundaries: vec![
            boundary(lesson, 0, found(), Within::Holds),
            boundary(lesson, 1, no_turn, Within::Open),
        ],
        judgement: None,
    }
}

/// The lesson on a bad week, with a claim that fails.
fn bad_week() -> LessonAnswer {
    let lesson = lesson("bad-week");
    let tally =
        |appointments, exact, simulated| Tally { appointments, exact, simulated, mcse: 0.004 };
    let judgement = Judgement {
        hours: 10.0,
        attempts: 200,
        talk: 0.06,
        booked: 1.0 / 6.0,
        tally: vec![tally(0, 0.134, 0.1335), tally(1, 0.2707, 0.27)],
        fair: vec![Fair { as_good: 0.5, false_alarm: 0.046, miss: 0.19, hours: 98, fails_at: 12 }],
        two_reps: TwoReps { conversations: 247, hours: 205.8 },
        by_hours: vec![ByHours { hours: 10, none: 0.134, at_most_one: 0.405, found_out: 0.0 }],
    };
    LessonAnswer {
        lesson,
        findings: vec![Finding {
            condition: lesson.conditions[0],
            value: estimate(0.06, 0.004),
            measured: Measured::Share,
            standing: Standing::Fails,
        }],
        verdict: Verdict::Fails,
        prediction: Prediction {
            predict: lesson.predict,
            value: estimate(0.405, 0.005),
            measured: Measured::Share,
            right: Chosen::Clearly(2),
        },
        boundaries: vec![],
        judgement: Some(judgement),
        ..other_ten()
    }
}

fn taught(answer: &LessonAnswer) -> Told {
    told(&Taught { answer, scenario: &scenario(8), settings: &[] })
}

fn text(document: Document) -> String {
    match document {
        Document::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

#[test]
fn lessons_are_listed_with_their_questions() {
    insta::assert_snapshot!(text(list(lessons()).text(80)));
}

#[test]
fn table_of_a_lesson_that_holds() {
    insta::assert_snapshot!(text(taught(&other_ten()).text(80)));
}

#[test]
fn table_of_a_lesson_that_fails() {
    insta::assert_snapshot!(text(taught(&bad_week()).text(80)));
}

/// A condition without a number has a row of its own, and so has every turn.
#[test]
fn csv_of_a_lesson_has_a_row_per_number_or_condition() {
    for (answer, rows) in [(other_ten(), 2), (bad_week(), 1)] {
        let csv = text(taught(&answer).csv());
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head = reader.headers().unwrap().clone();
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(lines.len(), rows);
        let at = |name: &str| head.iter().position(|known| known == name).unwrap();
        assert_eq!(&lines[0][at("verdict")], if rows == 2 { "holds" } else { "fails" });
        assert_eq!(&lines[0][at("turns_at")], if rows == 2 { "0.1068" } else { "" });
        assert_eq!(&lines[0][at("replications")], "100");
    }
}

#[test]
fn every_table_of_a_lesson_is_rectangular() {
    for table in [other_ten(), bad_week()].iter().flat_map(|answer| taught(answer).tables) {
        assert!(!table.columns.is_empty() && !table.name.is_empty());
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        }
    }
}

#[test]
fn json_of_a_lesson_has_the_names_that_programs_rely_on() {
    let found = taught(&other_ten()).json;
    assert_eq!(found["schema"], "longview/lesson/1");
    assert_eq!(
        (&found["verdict"], &found["lesson"]["name"]),
        (&"holds".into(), &"ten-hours".into())
    );
    assert_eq!(found["prediction"]["right"], 3);
    assert_eq!(found["findings"][0]["standing"], "holds");
    let [first, second] = [0, 1].map(|at| &found["boundaries"][at]);
    assert_eq!(first["turns"][0]["at"].as_f64(), Some(0.1068));
    assert_eq!(first["turns"][0]["holds"], "above");
    assert_eq!(
        (first["within_plausible"].as_str(), first["curve"][2]["margin"].as_f64()),
        (Some("holds"), Some(5.7))
    );
    assert_eq!(
        (second["turns"].as_array().unwrap().len(), &second["edges"][0]["visible"]),
        (0, &"below".into())
    );
    let judged = taught(&bad_week()).json;
    assert_eq!(judged["judgement"]["fair"][0]["hours"], 98);
    assert_eq!(judged["verdict"], "fails");
}

#[test]
fn a_source_cannot_drive_the_terminal() {
    let told = taught(&other_ten());
    for text in [text(told.text(100)), text(told.csv()), text(told.html())] {
        assert!(!text.contains('\u{1b}'));
    }
}

/// Guess, then look: what was found is covered, and the question is not.
#[test]
fn a_page_asks_before_it_answers() {
    let page = text(taught(&other_ten()).html());
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let (prompt, cover) = (place("Both plans take ten hours"), place("<details class=\"reveal\">"));
    assert!(prompt < cover && cover < place("The runs say") && cover < place("It turns at"));
    assert!(!page.contains("<script"));
}

#[test]
fn the_picture_of_a_boundary_shows_where_it_turns() {
    let charts = taught(&other_ten()).charts();
    let find = |name: &str| charts.iter().find(|chart| chart.name == name).unwrap();
    let marks: Vec<&str> = find("turn-1").marks.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(marks, ["as “appointments-only”", "turns at 11 %"]);
    let edges: Vec<&str> = find("turn-2").marks.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(edges[1], "true before this");
    assert_eq!(find("turn-1").series()[0].points.len(), 3);
}

#[test]
fn every_picture_that_a_lesson_wants_exists() {
    for lesson in lessons().iter().filter(|lesson| lesson.name != "bad-week") {
        let answer = LessonAnswer { lesson, boundaries: vec![], ..other_ten() };
        let charts = taught(&answer).charts();
        assert!(!charts.is_empty(), "{}", lesson.name);
    }
}

#[test]
fn a_handout_leads_from_page_to_page() {
    let (scenario, first, second) = (scenario(8), other_ten(), bad_week());
    let all = [&first, &second].map(|answer| Taught { answer, scenario: &scenario, settings: &[] });
    let Document::Folder(leaves) = handout(&all) else { panic!("a folder") };
    let names: Vec<&str> = leaves.iter().map(|leaf| leaf.name.as_str()).collect();
    assert_eq!(names, ["index.html", "ten-hours.html", "bad-week.html", "contents.txt"]);
    let text = |at: usize| String::from_utf8(leaves[at].bytes.clone()).unwrap();
    for (page, linked) in [
        (0, ["ten-hours.html", "bad-week.html"]),
        (1, ["index.html", "bad-week.html"]),
        (2, ["index.html", "ten-hours.html"]),
    ] {
        for file in linked {
            assert!(text(page).contains(&format!("href=\"{file}\"")), "{page} leads to {file}");
        }
    }
    assert!(text(1).contains("Lesson 1 of 2"));
    assert!(text(3).lines().count() == 3 && !text(0).contains("<script"));
}
