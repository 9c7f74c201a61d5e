//! Every file of code says what it is for, and none is unfinished.

/// Written in two halves, so that this file does not name them.
const UNFINISHED: [&str; 4] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
];

#[test]
fn every_file_begins_by_saying_what_it_is() {
    for (path, text) in super::files("rs") {
        assert!(text.starts_with("//! "), "{} does not begin with //!", path.display());
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (path, text) in super::files("rs") {
        for mark in UNFINISHED {
            assert!(!text.contains(mark), "{} says {mark}", path.display());
        }
    }
}

/// What is compiled away when a test is ignored is not tested.
#[test]
fn no_test_is_ignored() {
    for (path, text) in super::files("rs") {
        let mark = concat!("#[ign", "ore");
        assert!(!text.contains(mark), "{} ignores a test", path.display());
    }
}
