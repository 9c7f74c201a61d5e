//! Every broken file in `invalid/` is refused with the message beside it.

use std::path::Path;

use longview_scenario::{Refusal, load};

/// What a refused file is answered with; the path as seen from the crate, so that it is the same
/// on every machine.
fn refusal(path: &Path) -> String {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let relative = path.strip_prefix(crate_folder).unwrap_or(path);
    match load(relative, &[]) {
        Ok(_) => panic!("{} is accepted", path.display()),
        Err(Refusal::Invalid(problems)) => problems.render(false),
        Err(Refusal::Unreadable(why)) => panic!("{} is not read: {why}", path.display()),
    }
}

#[test]
fn every_broken_file_is_refused_with_its_message() {
    insta::with_settings!({ snapshot_path => "../invalid", omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::glob!("..", "invalid/*.toml", |path| insta::assert_snapshot!("message", refusal(path)));
    });
}
