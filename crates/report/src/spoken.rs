//! What people call things that a file names by a key. Formats for programs keep the key.

use crate::text::plain;

/// Activities that scenarios have a short key for: the key, one of it, and many.
const ACTIVITIES: [(&str, &str, &str); 5] = [
    ("cold_call", "cold call", "cold calls"),
    ("follow_up", "follow-up", "follow-ups"),
    ("email", "e-mail", "e-mails"),
    ("content", "content", "content"),
    ("meeting", "meeting", "meetings"),
];

/// An activity in a sentence about many of it: "cold calls".
pub(crate) fn activity(key: &str) -> String {
    known(key).map_or_else(|| self::key(key), |(_, _, many)| many.to_owned())
}

/// An activity in a sentence about one of it: "cold call".
pub(crate) fn one_activity(key: &str) -> String {
    known(key).map_or_else(|| self::key(key), |(_, one, _)| one.to_owned())
}

/// A number by its path, with the path: "reach of cold calls (`cold_call.reach`)".
pub(crate) fn number(path: &str) -> String {
    let (said, key) = (without_path(path), plain(path));
    if said == key { said } else { format!("{said} ({key})") }
}

fn without_path(path: &str) -> String {
    let parts: Vec<String> = path.split('.').map(activity).collect();
    match parts.as_slice() {
        [of, what] => format!("{what} of {of}"),
        [of @ .., what] if !of.is_empty() => format!("{what} of “{}”", of.join(", ")),
        _ => parts.join(" "),
    }
}

/// A number of a plan by its key there: "hours of cold calls".
pub(crate) fn lever(key: &str) -> String {
    match key.strip_suffix("_hours") {
        Some(by) => format!("hours of {}", activity(by)),
        None if key == "emails" => activity("email"),
        None => plain(key),
    }
}

/// The same with its unit: "hours of cold calls a week".
pub(crate) fn lever_in(key: &str, unit: &str) -> String {
    let said = lever(key);
    match unit.strip_prefix("hours") {
        Some(rest) if said.starts_with("hours of") => format!("{said}{rest}"),
        _ => format!("{said}, {unit}"),
    }
}

fn known(key: &str) -> Option<(&'static str, &'static str, &'static str)> {
    ACTIVITIES.into_iter().find(|(known, ..)| *known == key)
}

/// A key with spaces between its words: "meet later".
pub(crate) fn key(key: &str) -> String {
    plain(key).replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::{activity, lever, lever_in, number, one_activity};

    #[test]
    fn keys_become_words() {
        assert_eq!(
            (one_activity("cold_call"), activity("cold_call")),
            ("cold call".into(), "cold calls".into())
        );
        assert_eq!(activity("trade-fair_visit\u{1b}"), "trade fair visit\\u{1b}");
        assert_eq!(number("cold_call.reach"), "reach of cold calls (cold_call.reach)");
        let weight = "weight of “ask, meet later, accepted” (ask.meet-later.accepted.weight)";
        assert_eq!(number("ask.meet-later.accepted.weight"), weight);
        assert_eq!(number("fit"), "fit");
        assert_eq!(lever("cold_call_hours"), "hours of cold calls");
        assert_eq!(lever_in("cold_call_hours", "hours a week"), "hours of cold calls a week");
        assert_eq!(lever_in("emails", "attempts a week"), "e-mails, attempts a week");
        assert_eq!(lever("nurture.every"), "nurture.every");
        assert_eq!(super::key("not-ready_yet"), "not ready yet");
    }
}
