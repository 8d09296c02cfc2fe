//! Tables without verticals, whose columns are drawn by the rule over them: reST's simple tables, pandoc's.

use super::{Stretch, write::Writer};

/// Writes lines of text, and the tables among them.
pub(super) fn write(lines: &[Stretch], writer: &mut Writer<'_>) {
    for line in lines {
        writer.push_text(*line);
    }
}
