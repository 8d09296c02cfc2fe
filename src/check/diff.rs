//! Two readings, cell by cell.

use crate::model::{Cell, Number, Report};
use crate::template::Field;

/// A cell in which two reports differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference<'r> {
    field: Field,
    before: &'r Cell,
    after: &'r Cell,
}

impl<'r> Difference<'r> {
    /// Which cell.
    #[must_use]
    pub const fn field(&self) -> Field {
        self.field
    }

    /// The cell of the first report.
    #[must_use]
    pub const fn before(&self) -> &'r Cell {
        self.before
    }

    /// The cell of the second report.
    #[must_use]
    pub const fn after(&self) -> &'r Cell {
        self.after
    }

    /// How much more the second report has, where both have a number in the same unit.
    #[must_use]
    pub fn change(&self) -> Option<Number> {
        let same = self.before.unit() == self.after.unit();
        let (before, after) = (self.before.number()?, self.after.number()?);
        after.checked_sub(before).filter(|_| same)
    }
}

/// The cells in which two reports differ, in the form's order: another state, another number, another unit, other candidates.
///
/// It says what is different, and judges nothing. Cells that neither report has are the same. What is printed may differ:
/// `1,000` is `1000`, and `2.50` is `2.5`.
///
/// ```
/// let before = gongkai::read_text("第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t\n")?;
/// let after = gongkai::read_text("第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t20\n行政强制\t0\n")?;
///
/// let differences: Vec<_> = gongkai::check::diff(&before, &after).collect();
/// assert_eq!(differences[0].change(), Some(3.into()));
/// assert_eq!(differences[1].before().state(), gongkai::State::Blank);
/// assert_eq!(differences[1].after().state(), gongkai::State::Reported);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn diff<'r>(
    before: &'r Report,
    after: &'r Report,
) -> impl Iterator<Item = Difference<'r>> + use<'r> {
    let pairs = Field::all().map(move |field| Difference {
        field,
        before: before.cell(field),
        after: after.cell(field),
    });
    pairs.filter(|pair| !says_the_same(pair.before, pair.after))
}

/// Whether two cells say the same, wherever and however they are printed.
fn says_the_same(left: &Cell, right: &Cell) -> bool {
    let candidates = || left.candidates().iter().zip(right.candidates());
    left.state() == right.state()
        && left.number() == right.number()
        && left.unit() == right.unit()
        && left.candidates().len() == right.candidates().len()
        && candidates().all(|(left, right)| {
            (left.state(), left.number(), left.unit())
                == (right.state(), right.number(), right.unit())
        })
}
