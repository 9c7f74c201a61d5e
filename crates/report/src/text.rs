//! Text that came from a file, made safe and wrapped for a terminal.

/// The text on one line, without anything that a terminal or a reader could be misled by: control
/// characters (escape sequences among them) and marks that turn the direction of writing are
/// written out as `\u{1b}`.
pub fn plain(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '\n' | '\r' | '\t' => safe.push(' '),
            _ if misleads(letter) => safe.extend(letter.escape_unicode()),
            _ => safe.push(letter),
        }
        safe
    })
}

/// Whether a letter could drive a terminal or mislead a reader.
pub(crate) fn misleads(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Wraps a paragraph; lines after the first are indented.
pub(crate) fn wrap(paragraph: &str, width: usize, indent: &str) -> String {
    let options = textwrap::Options::new(width).subsequent_indent(indent).break_words(false);
    // A number and its percent sign stay together.
    let kept = paragraph.replace(" %", "\u{a0}%");
    textwrap::fill(&kept, options).replace("\u{a0}%", " %")
}

/// Two columns of the terminal per letter of some scripts: the width that the text takes.
pub(crate) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The text cut to a width, with an ellipsis where something was cut off.
pub(crate) fn cut(text: &str, at_most: usize) -> String {
    if width(text) <= at_most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        let grown = width(&kept) + unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        if grown >= at_most {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::{cut, plain};

    #[test]
    fn escape_sequences_are_written_out() {
        assert_eq!(plain("a\u{1b}[31mred\u{7}"), "a\\u{1b}[31mred\\u{7}");
        assert_eq!(plain("two\r\nlines\tand a tab"), "two  lines and a tab");
        assert_eq!(plain("ab\u{202e}cd"), "ab\\u{202e}cd");
        assert_eq!(plain("Größe 漢字"), "Größe 漢字");
    }

    #[test]
    fn long_text_is_cut_by_width() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("漢字漢字", 6), "漢字…");
    }
}
