//! What the style of an element does to its text.

/// How text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Not at all, and nothing stands in its place.
    pub(super) unshown: bool,
    pub(super) struck: bool,
    /// Raised or lowered.
    pub(super) raised: bool,
}

impl Style {
    /// Takes note of declarations. Of two for one property the last counts.
    pub(super) fn declare(&mut self, declarations: &[u8]) {
        for declaration in declarations.split(|byte| *byte == b';') {
            let Some(colon) = declaration.iter().position(|byte| *byte == b':') else {
                continue;
            };
            let (name, value) = declaration.split_at(colon);
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            let name = name.trim_ascii();
            if name.eq_ignore_ascii_case(b"display") {
                self.unshown = begins(value, b"none");
            } else if name.eq_ignore_ascii_case(b"vertical-align") {
                self.raised = begins(value, b"super") || begins(value, b"sub");
            } else if name.eq_ignore_ascii_case(b"text-decoration")
                || name.eq_ignore_ascii_case(b"text-decoration-line")
            {
                let mut words = value.split(u8::is_ascii_whitespace);
                self.struck = words.any(|word| begins(word, b"line-through"));
            }
        }
    }
}

fn begins(value: &[u8], word: &[u8]) -> bool {
    let head = value.get(..word.len()).unwrap_or_default();
    head.eq_ignore_ascii_case(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_declaration_counts() {
        let (unshown, struck, raised) = (true, true, true);
        let cases = [
            ("", Style::default()),
            ("color:red;width", Style::default()),
            (
                " DISPLAY : None !important; x:y",
                Style {
                    unshown,
                    ..Style::default()
                },
            ),
            ("display:none;display:table-cell", Style::default()),
            (
                "text-decoration: underline line-through",
                Style {
                    struck,
                    ..Style::default()
                },
            ),
            (
                "font-size:9pt;vertical-align:super",
                Style {
                    raised,
                    ..Style::default()
                },
            ),
            ("vertical-align:middle;mso-display:none", Style::default()),
        ];
        for (declarations, expected) in cases {
            let mut style = Style::default();
            style.declare(declarations.as_bytes());
            assert_eq!(style, expected, "{declarations}");
        }
    }
}
