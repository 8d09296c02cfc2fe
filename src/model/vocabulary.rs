//! The words of a reading: layouts, scripts, and what a finding says.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `as_str` and `Display`: the name that JSON has, too.
macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $type {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in records.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(super) use names;

/// How a table is laid out in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Layout {
    /// Cells of a real grid, with their row and column spans: HTML, DOCX, XLSX, or a drawn table.
    Grid,
    /// Cells of a row set apart by a delimiter: a tab, a pipe, a comma.
    Delimited,
    /// One cell under the other; blanks show in the number of empty lines.
    Stacked,
    /// Columns by position, padded with spaces.
    Positional,
    /// Labels and numbers one after the other on one line.
    RunOn,
}

names!(Layout {
    Grid = "grid",
    Delimited = "delimited",
    Stacked = "stacked",
    Positional = "positional",
    RunOn = "run_on",
});

/// What the text of a report is: what its spans index.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TextKind {
    /// The document itself, byte for byte, markup included.
    #[default]
    Input,
    /// The document as text, made of bytes in another encoding than UTF-8.
    Decoded,
    /// What a reader took out of a file that is no text.
    Extracted,
}

names!(TextKind {
    Input = "input",
    Decoded = "decoded",
    Extracted = "extracted",
});

/// The script of a whole document.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Script {
    /// Simplified characters.
    Simplified,
    /// Traditional characters.
    Traditional,
    /// Both, to a degree that is no accident.
    Mixed,
    /// No character that tells them apart.
    #[default]
    Neutral,
}

names!(Script {
    Simplified = "simplified",
    Traditional = "traditional",
    Mixed = "mixed",
    Neutral = "neutral",
});

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Something is wrong or missing: numbers cannot be relied on before somebody has looked.
    Error,
    /// Something is unusual, and may be wrong.
    Warning,
    /// Something worth knowing.
    Advice,
}

names!(Severity { Error = "error", Warning = "warning", Advice = "advice" });

/// What looks at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// The document says so itself.
    Document,
    /// The reading could not make it out.
    Reading,
    /// It could be either.
    Unclear,
}

names!(Cause { Document = "document", Reading = "reading", Unclear = "unclear" });

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// The numbers agree.
    Holds,
    /// The numbers agree if blanks and placeholders count as 0.
    HoldsIfBlankIsZero,
    /// The numbers do not agree.
    Fails,
    /// A cell that the check needs is unreadable, ambiguous or absent, or none of its cells holds a number.
    Undecided,
    /// The check was used to settle one of its cells, and so can say nothing of its own.
    ByConstruction,
}

names!(Outcome {
    Holds = "holds",
    HoldsIfBlankIsZero = "holds_if_blank_is_zero",
    Fails = "fails",
    Undecided = "undecided",
    ByConstruction = "by_construction",
});
