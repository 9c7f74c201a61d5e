use std::path::Path;
#[test]
fn show() {
    for entry in std::env::var("FILES").unwrap().split_whitespace() {
        match longview_scenario::load(Path::new(entry), &[]) {
            Ok(s) => println!("{entry}: ok {} knobs {} {}", s.hash, s.knobs.len(), s.model_title),
            Err(longview_scenario::Refusal::Invalid(p)) => println!("{entry}: {} problems\n{}", p.len(), p.render(false)),
            Err(e) => println!("{entry} {e:?}"),
        }
    }
}
