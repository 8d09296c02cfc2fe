//! From places in the text that was read to places in the document that it was taken from.

use super::Draft;
use crate::span::Span;

impl Draft {
    /// Gives every span its place in `document`. `pieces` says of a range of the text from which ranges of the
    /// document it was taken, in its order.
    pub(crate) fn relocate<I: Iterator<Item = Span>>(
        &mut self,
        document: &str,
        pieces: impl Fn(Span) -> I,
    ) {
        let cover = |span: Span| pieces(span).reduce(Span::cover).unwrap_or_default();
        let title = self.title.and_then(|span| self.text.get(span.range()));
        let title = title.map(str::to_owned);
        let places = [
            self.title.as_mut(),
            self.agency.as_mut().and_then(|agency| agency.span.as_mut()),
        ];
        let places = places.into_iter().flatten();
        let places = places.chain(self.sections.iter_mut().flatten());
        let tables = self.tables.iter_mut().flatten();
        let places = places.chain(tables.map(|table| &mut table.span));
        let places = places.chain(self.extra_rows.iter_mut().map(|row| &mut row.span));
        let places = places.chain(self.claims.iter_mut().map(|claim| &mut claim.span));
        let findings = self.findings.iter_mut();
        let places = places.chain(findings.flat_map(|finding| finding.spans_mut()));
        let rows = self.rows.iter_mut();
        let places = places.chain(rows.flat_map(|row| {
            let label = row.label_span.iter_mut();
            label.chain(row.label_rest.iter_mut())
        }));
        for span in places {
            *span = cover(*span);
        }
        for cell in &mut self.cells {
            cell.relocate(cover, |span| pieces(span).collect());
        }
        self.text = document.to_owned();
        let printed = self.title.and_then(|span| self.text.get(span.range()));
        self.title_text = title.filter(|title| printed != Some(title));
    }
}
