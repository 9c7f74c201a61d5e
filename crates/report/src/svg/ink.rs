//! Colours, for light and for dark surroundings, and shapes that go with them.
//!
//! After Okabe and Ito 2008, "Color Universal Design": told apart by people who see fewer colours.
//! Their yellow is left out, for it cannot be seen on white, and some are darker here, so that a
//! line has three times the contrast that its ground has.

use std::fmt::Write;

use crate::chart::Hue;

/// What something is drawn with: a class for a style sheet, with a colour where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The ground on which everything stands.
    Ground,
    /// Words that matter.
    Word,
    /// Words at the side.
    Aside,
    /// Lines of the grid.
    Grid,
    /// What is shown.
    Hue(Hue),
}

/// Class, colour on light ground, colour on dark ground.
type Pot = (&'static str, &'static str, &'static str);

const GROUND: Pot = ("ground", "#ffffff", "#15181c");
const WORD: Pot = ("word", "#1b1f24", "#eceff3");
const ASIDE: Pot = ("aside", "#545b65", "#aab2bd");
const GRID: Pot = ("grid", "#dfe3e8", "#343a42");
const QUIET: Pot = ("quiet", "#6b717a", "#949ca7");

const HUES: [Pot; Hue::COUNT] = [
    ("hue0", "#0072b2", "#56b4e9"),
    ("hue1", "#d55e00", "#ff8a3d"),
    ("hue2", "#007f5c", "#2fd0a0"),
    ("hue3", "#b0558a", "#e69bc6"),
    ("hue4", "#b87d00", "#f0b840"),
    ("hue5", "#3d8fc4", "#a5d5f5"),
    ("hue6", "#6b4fa0", "#b7a1e8"),
    ("hue7", "#5d4a36", "#c8b49c"),
];

impl Ink {
    fn pot(self) -> Pot {
        match self {
            Self::Ground => GROUND,
            Self::Word => WORD,
            Self::Aside => ASIDE,
            Self::Grid => GRID,
            Self::Hue(Hue::Quiet) => QUIET,
            Self::Hue(Hue::Nth(at)) => HUES[at % Hue::COUNT],
        }
    }

    /// The class that a style sheet knows it by.
    pub(crate) fn class(self) -> &'static str {
        self.pot().0
    }

    /// The colour on light ground.
    pub(crate) fn colour(self) -> &'static str {
        self.pot().1
    }
}

fn pots() -> impl Iterator<Item = Pot> {
    [GROUND, WORD, ASIDE, GRID, QUIET].into_iter().chain(HUES)
}

/// Custom properties of a style sheet with the colours on light ground.
pub(crate) fn light() -> String {
    properties(|(_, light, _)| light)
}

/// Custom properties of a style sheet with the colours on dark ground.
pub(crate) fn dark() -> String {
    properties(|(_, _, dark)| dark)
}

fn properties(colour: impl Fn(Pot) -> &'static str) -> String {
    pots().fold(String::new(), |mut text, pot| {
        write!(text, "--{}:{};", pot.0, colour(pot)).expect("text takes everything");
        text
    })
}

/// Rules that colour pictures by the custom properties.
pub(crate) fn rules() -> String {
    pots().fold(String::new(), |mut text, (class, ..)| {
        let rule = format!(".f-{class}{{fill:var(--{class})}}.s-{class}{{stroke:var(--{class})}}");
        text.push_str(&rule);
        text
    })
}

/// Rules for a picture that stands alone: dark where its reader likes it dark.
pub(crate) fn alone() -> String {
    let rules = pots().fold(String::new(), |mut text, (class, _, dark)| {
        let rule = format!(".f-{class}{{fill:{dark}}}.s-{class}{{stroke:{dark}}}");
        text.push_str(&rule);
        text
    });
    format!("@media (prefers-color-scheme: dark){{{rules}}}")
}

#[cfg(test)]
mod tests {
    use super::{HUES, QUIET};

    /// Relative luminance (WCAG 2.2) of "#rrggbb".
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn lines_stand_out_from_either_ground() {
        for (class, light, dark) in HUES.into_iter().chain([QUIET]) {
            assert!(contrast(light, super::GROUND.1) >= 3.0, "{class} on light ground");
            assert!(contrast(dark, super::GROUND.2) >= 3.0, "{class} on dark ground");
        }
    }

    #[test]
    fn words_are_readable_on_either_ground_and_figures_in_the_parts_of_bars() {
        let parts = crate::charts::PARTS.map(|hue| super::Ink::Hue(hue).pot());
        for (class, light, dark) in [super::WORD, super::ASIDE].into_iter().chain(parts) {
            assert!(contrast(light, super::GROUND.1) >= 4.5, "{class} on light ground");
            assert!(contrast(dark, super::GROUND.2) >= 4.5, "{class} on dark ground");
        }
    }
}
