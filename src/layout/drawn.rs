//! Tables drawn with characters: ASCII grids, box drawing, reST.

use super::Strip;
use crate::fold::Token;

/// The text with every drawn grid taken apart into lines of cells, or nothing where none is drawn.
pub(crate) fn rebuild<'t>(_source: &str, _tokens: &'t [Token]) -> Option<Strip<'t>> {
    None
}
