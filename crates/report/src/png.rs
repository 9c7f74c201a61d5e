//! SVG as PNG, with a font of its own, so that the same picture has the same bytes everywhere.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// Liberation Sans 2.1.5 (SIL Open Font License, see the folder `fonts`).
const FONT: &[u8] = include_bytes!("../fonts/LiberationSans-Regular.ttf");
const FAMILY: &str = "Liberation Sans";

/// Pixels per pixel of the SVG: sharp on a projector and on paper.
const SCALE: f32 = 2.0;

/// Paints SVG; keeps its fonts from picture to picture.
pub(crate) struct Painter {
    fonts: Arc<fontdb::Database>,
    has_all: bool,
}

impl Painter {
    pub(crate) fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(FONT.to_vec());
        fonts.set_sans_serif_family(FAMILY);
        Self { fonts: Arc::new(fonts), has_all: false }
    }

    /// The picture as PNG. The SVG is one of our own.
    pub(crate) fn paint(&mut self, svg: &str) -> Vec<u8> {
        if !self.has_all && svg.chars().any(is_foreign) {
            self.add_fonts_of_the_system();
        }
        let options = Options {
            font_family: FAMILY.to_owned(),
            fontdb: Arc::clone(&self.fonts),
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).expect("our own SVG is well-formed");
        let size = tree.size().to_int_size().scale_by(SCALE);
        let size = size.expect("a picture has some size");
        let mut pixels = Pixmap::new(size.width(), size.height()).expect("a picture fits memory");
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        pixels.encode_png().expect("memory takes every picture")
    }

    /// Names in scripts that our own font lacks take the letters of whatever the system has.
    fn add_fonts_of_the_system(&mut self) {
        let mut fonts = fontdb::Database::clone(&self.fonts);
        fonts.load_system_fonts();
        self.fonts = Arc::new(fonts);
        self.has_all = true;
    }
}

/// Letters beyond Latin, Greek, Cyrillic, common punctuation and currencies.
fn is_foreign(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{52f}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20bf}')
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::Painter;
    use crate::chart::{Axis, Chart, Drawing, Hue, Measure, Point, Series};
    use crate::svg::{ALONE, draw};

    fn painted(name: &str) -> Vec<u8> {
        let series = Series {
            name: name.into(),
            hue: Hue::Nth(0),
            points: vec![Point::new(0.0, 1.0), Point::new(1.0, 2.0)],
        };
        let chart = Chart {
            name: "customers".into(),
            question: "How many?".into(),
            reading: String::new(),
            alt: String::new(),
            x: Axis::quarters(2),
            y: Axis::numbers("customers", Measure::Count),
            drawing: Drawing::Lines(vec![series]),
            marks: Vec::new(),
        };
        Painter::new().paint(&draw(&chart, &ALONE))
    }

    #[test]
    fn pictures_stand_on_light_ground_and_have_words() {
        let pixels = Pixmap::decode_png(&painted("today")).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (1920, 1120));
        let corner = pixels.pixel(2, 2).unwrap();
        assert_eq!((corner.red(), corner.green(), corner.blue()), (255, 255, 255));
        assert!(painted("today") != painted("tomorrow"), "names are drawn");
    }
}
