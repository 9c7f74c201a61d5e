//! The room that words take, and labels that make way for each other.

use unicode_width::UnicodeWidthChar;

/// The width of a text in a common sans-serif letter of this size, or a little more.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a letter in parts of its size: that of `DejaVu Sans`, among the widest of the fonts
/// that systems choose by themselves.
fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | 'J' | '\'' | '|' => 0.3,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '/' | '-' => 0.35,
        't' | 'f' | 'r' | '!' | '(' | ')' | '[' | ']' => 0.42,
        'm' | 'M' | 'W' | '@' | '%' | '…' => 1.0,
        'w' | 'N' | 'O' | 'Q' | 'G' | 'D' | 'H' | 'U' => 0.82,
        'A'..='Z' => 0.7,
        _ if letter.width() == Some(2) => 1.05,
        _ => 0.64,
    }
}

/// The text cut to a width, with an ellipsis where something was cut off.
pub(crate) fn cut(text: &str, size: f64, at_most: f64) -> String {
    if width(text, size) <= at_most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = at_most - em('…') * size;
    for letter in text.chars() {
        room -= em(letter) * size;
        if room < 0.0 {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// The text in lines of at most this width, at most so many of them.
pub(crate) fn lines(text: &str, size: f64, at_most: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= at_most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| cut(line, size, at_most)).collect()
}

/// Heights near the wanted ones (in any order), a gap apart and within limits where there is room.
pub(crate) fn spread(wanted: &[f64], gap: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut placed: Vec<f64> =
        order.iter().map(|at| wanted[*at].clamp(top, bottom.max(top))).collect();
    for at in 1..placed.len() {
        placed[at] = placed[at].max(placed[at - 1] + gap);
    }
    let mut floor = bottom;
    for place in placed.iter_mut().rev() {
        *place = place.min(floor);
        floor = *place - gap;
    }
    let mut heights = vec![0.0; wanted.len()];
    order.iter().zip(placed).for_each(|(at, place)| heights[*at] = place);
    heights
}

#[cfg(test)]
mod tests {
    use super::{cut, lines, spread, width};

    #[test]
    fn labels_make_way_and_stay_inside() {
        let heights = spread(&[50.0, 52.0, 51.0], 10.0, (0.0, 60.0));
        assert_eq!(heights, [40.0, 60.0, 50.0]);
        assert_eq!(spread(&[20.0, 5.0], 10.0, (0.0, 60.0)), [20.0, 5.0]);
    }

    #[test]
    fn long_words_are_cut() {
        let shown = cut("a plan with a very long name", 10.0, 80.0);
        assert!(shown.ends_with('…') && width(&shown, 10.0) <= 80.0, "{shown}");
        assert_eq!(cut("short", 10.0, 80.0), "short");
    }

    #[test]
    fn text_is_broken_between_words() {
        let broken = lines("one two three four five six", 10.0, 60.0, 2);
        assert_eq!(broken.len(), 2);
        assert!(broken[1].ends_with('…'), "{broken:?}");
        assert!(lines("", 10.0, 60.0, 2).is_empty());
    }
}
