//! A picture, apart from how it is drawn: one description from which every output draws.
//!
//! A [`Chart`] is made once per answer (see [`crate::charts`]). The SVG of a page, the files of a
//! folder, the small pictures of a terminal, the native charts of a workbook and the CSV beside
//! each picture are all read off it, so they cannot disagree.

use std::ops::Range;

use longview_engine::units::WORKING_DAYS_PER_WEEK;

/// A picture: the question that it answers, what it shows, and in which form.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Lower-case letters, digits and hyphens, unique among the charts of an answer: the name of a
    /// file, an anchor in a page, a sheet.
    pub name: String,
    /// The title: what the picture answers.
    pub question: String,
    /// How to read it, in a sentence or two.
    pub reading: String,
    /// What it shows, for those who cannot see it: with the figures that matter.
    pub alt: String,
    /// Across.
    pub x: Axis,
    /// Upwards; of [`Drawing::Bars`] the length of the bars.
    pub y: Axis,
    /// What is drawn.
    pub drawing: Drawing,
    /// Lines that say what a place means, such as "even" at nought.
    pub marks: Vec<Mark>,
}

/// A direction of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it measures, with its unit: "customers since the start", "revenue in EUR".
    pub title: String,
    /// Its places.
    pub scale: Scale,
    /// The least and the greatest value shown, where several charts must share them; `None` fits
    /// the data.
    pub limits: Option<(f64, f64)>,
}

/// The places of an axis.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Names at the positions 0, 1, 2 and so on, such as quarters.
    Names(Vec<String>),
    /// Numbers.
    Numbers(Measure),
}

/// What numbers measure, hence how they are written.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// So many.
    Count,
    /// A chance or share: 0.25 is written "25 %".
    Share,
    /// Money in this currency.
    Money(String),
    /// Anything else, in the unit that the title of the axis names.
    Plain,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// A line per series; points with a range have it as a band around the line. Of more than
    /// [`Chart::MOST_BANDS`] series only the last range is drawn, as an upright line.
    Lines(Vec<Series>),
    /// Series upon series, each as high as its values: what adds up to a whole.
    Areas(Vec<Series>),
    /// Upright columns side by side, a colour per series, at the named places of x.
    Columns(Vec<Series>),
    /// Lying bars, one per name of x; the series are the parts of a bar, laid end to end. Where
    /// something is below nought or has a range, every series has a thin bar of its own from nought.
    Bars(Vec<Series>),
    /// Places without lines, each with the name of its series: one thing against another.
    Points(Vec<Series>),
    /// A dot for each of a few things that people can count, by kind.
    Dots(Vec<Lot>),
    /// A square for each working day: a column per week, with Monday at the top.
    Calendar(Calendar),
}

/// Values that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is, as it stands beside its line.
    pub name: String,
    /// Which colour and which dashes: the same thing has the same hue in every chart of an answer.
    pub hue: Hue,
    /// From left to right.
    pub points: Vec<Point>,
}

/// A colour and a pattern that go together, so that nobody needs to tell colours apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// The plan or thing at this position; they repeat after [`Hue::COUNT`].
    Nth(usize),
    /// What is not in the foreground.
    Quiet,
}

impl Hue {
    /// Different hues before they repeat.
    pub const COUNT: usize = 8;
}

/// A value at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The place: of a [`Scale::Names`] the position of the name.
    pub x: f64,
    /// The value, usually a mean or a typical run.
    pub y: f64,
    /// The range in eight worlds of ten, where there is one.
    pub range: Option<(f64, f64)>,
}

/// Some of the things that are counted out in dots.
#[derive(Debug, Clone, PartialEq)]
pub struct Lot {
    /// Their kind.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Their colour.
    pub hue: Hue,
}

/// Working days that were of one kind or another.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// What the squares of three kinds mean: filled, empty, marked.
    pub meanings: [String; 3],
    /// Days, a block of weeks each.
    pub blocks: Vec<Days>,
}

/// Working days, one after the other from a Monday on.
#[derive(Debug, Clone, PartialEq)]
pub struct Days {
    /// Whose days.
    pub name: String,
    /// What stands above them.
    pub heading: String,
    /// The colour of the days that are filled.
    pub hue: Hue,
    /// For each day, whether its square is filled.
    pub filled: Vec<bool>,
    /// Days that are marked, by their positions; none of them is filled.
    pub marked: Range<usize>,
}

/// A line across the picture with a few words.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: At,
    /// What it means; may be empty.
    pub label: String,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// From left to right at this height.
    Height(f64),
    /// From top to bottom at this place of x.
    Place(f64),
}

/// The figures of a chart as a table, one value a row: what its CSV has.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Names of the columns.
    pub heads: Vec<String>,
    /// The rows, as wide as the heads.
    pub rows: Vec<Vec<Figure>>,
}

/// A cell of [`Figures`].
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Words.
    Text(String),
    /// A number with all its digits.
    Number(f64),
    /// Nothing is known here.
    Empty,
}

impl Axis {
    /// Numbers that the data limit.
    pub fn numbers(title: impl Into<String>, measure: Measure) -> Self {
        Self { title: title.into(), scale: Scale::Numbers(measure), limits: None }
    }

    /// Named places.
    pub fn names(title: impl Into<String>, names: Vec<String>) -> Self {
        Self { title: title.into(), scale: Scale::Names(names), limits: None }
    }

    /// The quarters "Q1", "Q2" and so on.
    pub fn quarters(count: usize) -> Self {
        Self::names("quarter", (1..=count).map(|quarter| format!("Q{quarter}")).collect())
    }

    /// How its numbers are written; named places are counted.
    pub fn measure(&self) -> &Measure {
        match &self.scale {
            Scale::Numbers(measure) => measure,
            Scale::Names(_) => &Measure::Count,
        }
    }
}

impl Point {
    /// A value without a range.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y, range: None }
    }
}

impl Chart {
    /// More bands than this cover each other.
    pub const MOST_BANDS: usize = 3;

    /// The series that are drawn; none where things are counted out.
    pub fn series(&self) -> &[Series] {
        match &self.drawing {
            Drawing::Lines(series)
            | Drawing::Areas(series)
            | Drawing::Columns(series)
            | Drawing::Bars(series)
            | Drawing::Points(series) => series,
            Drawing::Dots(_) | Drawing::Calendar(_) => &[],
        }
    }

    /// Every figure that is drawn.
    pub fn figures(&self) -> Figures {
        match &self.drawing {
            Drawing::Dots(lots) => of_lots(lots),
            Drawing::Calendar(calendar) => self.of_days(&calendar.blocks),
            _ => self.of_series(),
        }
    }

    fn of_series(&self) -> Figures {
        let has_ranges =
            self.series().iter().flat_map(|series| &series.points).any(|at| at.range.is_some());
        let mut heads = vec!["series".to_owned(), self.x.title.clone(), self.y.title.clone()];
        if has_ranges {
            heads.extend(["one in ten is below", "one in ten is above"].map(str::to_owned));
        }
        let width = heads.len();
        let rows = self.series().iter().flat_map(|series| {
            series.points.iter().map(move |point| {
                let name = Figure::Text(series.name.clone());
                let mut row = vec![name, self.place(point.x), Figure::Number(point.y)];
                row.extend(
                    point.range.into_iter().flat_map(|(low, high)| [low, high]).map(Figure::Number),
                );
                row.resize(width, Figure::Empty);
                row
            })
        });
        Figures { heads, rows: rows.collect() }
    }

    /// A row per day; days and weeks are counted from 1.
    fn of_days(&self, all: &[Days]) -> Figures {
        let length = WORKING_DAYS_PER_WEEK as usize;
        let rows = all.iter().flat_map(|days| {
            days.filled.iter().enumerate().map(|(at, filled)| {
                let numbers = [at / length + 1, at % length + 1, usize::from(*filled)];
                let numbers = numbers.map(|number| Figure::Number(number as f64));
                [Figure::Text(days.name.clone())].into_iter().chain(numbers).collect()
            })
        });
        let [x, y] = [&self.x, &self.y].map(|axis| axis.title.clone());
        Figures {
            heads: vec!["series".to_owned(), x, "day of the week".to_owned(), y],
            rows: rows.collect(),
        }
    }

    /// What stands at this place of x.
    fn place(&self, x: f64) -> Figure {
        match &self.x.scale {
            Scale::Numbers(_) => Figure::Number(x),
            Scale::Names(names) => {
                let name = names.iter().zip(0u32..).find(|(_, at)| f64::from(*at) >= x);
                name.map_or(Figure::Empty, |(name, _)| Figure::Text(name.clone()))
            }
        }
    }
}

fn of_lots(lots: &[Lot]) -> Figures {
    let row =
        |lot: &Lot| vec![Figure::Text(lot.name.clone()), Figure::Number(f64::from(lot.count))];
    Figures {
        heads: ["kind", "count"].map(str::to_owned).to_vec(),
        rows: lots.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, Chart, Drawing, Figure, Hue, Lot, Measure, Point, Series};

    fn chart(drawing: Drawing) -> Chart {
        Chart {
            name: "customers".into(),
            question: "How many?".into(),
            reading: String::new(),
            alt: String::new(),
            x: Axis::quarters(2),
            y: Axis::numbers("customers", Measure::Count),
            drawing,
            marks: Vec::new(),
        }
    }

    #[test]
    fn figures_have_a_row_per_point() {
        let with_range = Point { x: 1.0, y: 3.0, range: Some((1.0, 5.0)) };
        let points = vec![Point::new(0.0, 2.5), with_range];
        let series = Series { name: "today".into(), hue: Hue::Nth(0), points };
        let figures = chart(Drawing::Lines(vec![series])).figures();
        assert_eq!(
            figures.heads,
            ["series", "quarter", "customers", "one in ten is below", "one in ten is above"]
        );
        let text = |text: &str| Figure::Text(text.into());
        let first = [text("today"), text("Q1"), Figure::Number(2.5), Figure::Empty, Figure::Empty];
        assert_eq!(figures.rows[0], first);
        assert_eq!(figures.rows[1][3..], [Figure::Number(1.0), Figure::Number(5.0)]);
    }

    #[test]
    fn dots_are_told_by_kind() {
        let lot = Lot { name: "appointment".into(), count: 2, hue: Hue::Nth(0) };
        let figures = chart(Drawing::Dots(vec![lot])).figures();
        assert_eq!(figures.rows, [[Figure::Text("appointment".into()), Figure::Number(2.0)]]);
    }
}
