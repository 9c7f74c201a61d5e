//! Writes elements of SVG. Everything that is text goes through one place that escapes it.

use std::fmt::Write;

use super::ink::Ink;
use crate::chart::Hue;
use crate::text::plain;

/// A place in a picture: from the left, from the top.
pub(super) type Place = (f64, f64);

/// Which side of its place a text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It begins there.
    Right,
    /// Its middle is there.
    Middle,
    /// It ends there.
    Left,
}

/// A stroke's pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    None,
    Fine,
}

/// SVG in the making.
#[derive(Debug, Default)]
pub(super) struct Pen {
    text: String,
}

impl Pen {
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        self.text.write_fmt(element).expect("text takes everything");
    }

    pub(super) fn line(&mut self, points: &[Place], ink: Ink, width: f64, dash: Dash) {
        let (path, stroke) = (path(points), stroke(ink));
        let dash = if dash == Dash::Fine { r#" stroke-dasharray="4 4""# } else { "" };
        self.put(format_args!(
            r#"<path d="{path}" {stroke} stroke-width="{width}" stroke-linejoin="round"{dash}/>"#
        ));
    }

    /// The room between an upper and a lower edge.
    pub(super) fn band(&mut self, upper: &[Place], lower: &[Place], ink: Ink, opacity: f64) {
        let around: Vec<Place> = upper.iter().chain(lower.iter().rev()).copied().collect();
        let (path, fill) = (path(&around), fill(ink));
        self.put(format_args!(r#"<path d="{path}Z" {fill} fill-opacity="{opacity}"/>"#));
    }

    pub(super) fn rect(&mut self, (left, top): Place, (width, height): (f64, f64), ink: Ink) {
        let (x, y, w, h) = (Short(left), Short(top), Short(width.max(0.0)), Short(height.max(0.0)));
        let fill = fill(ink);
        self.put(format_args!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" {fill}/>"#));
    }

    pub(super) fn dot(&mut self, (x, y): Place, radius: f64, hue: Hue) {
        let (x, y, r, fill) = (Short(x), Short(y), Short(radius), fill(Ink::Hue(hue)));
        self.put(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" {fill}/>"#));
    }

    /// The shape that belongs to a hue, so that colours need not be told apart.
    pub(super) fn marker(&mut self, (x, y): Place, size: f64, hue: Hue) {
        let paint = rimmed(Ink::Hue(hue));
        let around = |corners: &[Place]| {
            let corners: Vec<Place> =
                corners.iter().map(|(dx, dy)| (x + dx * size, y + dy * size)).collect();
            path(&corners)
        };
        let corners: &[Place] = match hue {
            Hue::Nth(at) => CORNERS[at % CORNERS.len()],
            Hue::Quiet => &[],
        };
        if corners.is_empty() {
            let (x, y, r) = (Short(x), Short(y), Short(size));
            self.put(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" {paint}/>"#));
        } else {
            let path = around(corners);
            self.put(format_args!(r#"<path d="{path}Z" {paint}/>"#));
        }
    }

    pub(super) fn text(&mut self, (x, y): Place, side: Side, letter: f64, ink: Ink, said: &str) {
        let anchor = match side {
            Side::Right => "start",
            Side::Middle => "middle",
            Side::Left => "end",
        };
        let (x, y, letter, fill) = (Short(x), Short(y), Short(letter), fill(ink));
        let said = escape(said);
        self.put(format_args!(
            r#"<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{letter}" {fill}>{said}</text>"#
        ));
    }
}

/// Corners of the shapes, within a circle of size one or a little beyond; none is a circle.
const CORNERS: [&[Place]; 6] = [
    &[],
    &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    &[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
    &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
    &[(0.0, 1.2), (1.1, -0.8), (-1.1, -0.8)],
    &[(-1.2, -0.5), (1.2, -0.5), (1.2, 0.5), (-1.2, 0.5)],
];

/// What fills a shape.
fn fill(ink: Ink) -> String {
    format!(r#"class="f-{}" fill="{}""#, ink.class(), ink.colour())
}

/// What draws a line.
fn stroke(ink: Ink) -> String {
    format!(r#"class="s-{}" fill="none" stroke="{}""#, ink.class(), ink.colour())
}

/// What fills a shape that has a rim of the ground's colour.
fn rimmed(ink: Ink) -> String {
    let (ground, rim) = (Ink::Ground.class(), Ink::Ground.colour());
    format!(r#"class="f-{} s-{ground}" fill="{}" stroke="{rim}""#, ink.class(), ink.colour())
}

fn path(points: &[Place]) -> String {
    points.iter().enumerate().fold(String::new(), |mut path, (at, (x, y))| {
        let command = if at == 0 { 'M' } else { 'L' };
        write!(path, "{command}{} {}", Short(*x), Short(*y)).expect("text takes everything");
        path
    })
}

/// A length with one decimal at most.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0 + 0.0;
        write!(f, "{tenths}")
    }
}

/// Text that may stand in an element or an attribute, and that misleads nobody.
pub(super) fn escape(text: &str) -> String {
    plain(text).chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_cannot_become_an_element_or_an_attribute() {
        assert_eq!(escape(r#"<b a='1' b="2">&"#), "&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;");
        assert_eq!(escape("\u{1b}[31m\u{ffff}"), "\\u{1b}[31m\u{fffd}");
    }
}
