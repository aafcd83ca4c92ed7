//! The one table of what can be wrong: the word of each code, how grave it is, and what it says.

use crate::domain::vocabulary::vocabulary;
use std::fmt::Write as _;

/// How grave faults of a code are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usual {
    Error,
    Warning,
    /// A warning in JSON lines, which come from a database, and an error in a curator's file.
    Either,
}

/// `Variant = "word", gravity, "heading over such faults"`
macro_rules! codes {
    ($($variant:ident = $word:literal, $usual:ident, $about:literal;)+) => {
        vocabulary! {
            /// What is wrong.
            Code { $(#[doc = $about] $variant = $word),+ }
        }

        impl Code {
            /// The heading over faults of this code.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),+ }
            }

            pub const fn usual(self) -> Usual {
                match self { $(Self::$variant => Usual::$usual),+ }
            }
        }
    };
}

codes! {
    Unreadable = "unreadable", Error, "Files and folders that cannot be read";
    Skipped = "skipped", Warning, "No regular file, or a folder that leads in a circle";
    Encoding = "encoding", Error, "Bytes that are not UTF-8";
    Syntax = "syntax", Error, "No TOML, or no JSON";
    UnknownKey = "unknown-key", Either, "Keys that event files do not have";
    MissingKey = "missing-key", Error, "Keys that are required";
    WrongType = "wrong-type", Error, "Values of the wrong type";
    Empty = "empty", Error, "Text or lists that are required and empty";
    SeveralLines = "several-lines", Warning, "Several lines where one is meant";
    Invisible = "invisible", Warning, "Characters that hide or reorder text, or control a terminal";
    Id = "id", Error, "Ids that are none";
    Word = "word", Error, "Words that are not of the vocabulary";
    Date = "date", Error, "Dates that are none";
    Time = "time", Error, "Times that are none";
    Url = "url", Error, "Addresses that are none";
    Country = "country", Error, "Country codes that are none";
    Range = "range", Error, "Numbers outside their bounds";
    Sha256 = "sha256", Error, "Hashes that are none";
    Glyph = "glyph", Error, "Glyphs that are not one column wide";
    Citation = "citation", Error, "Citations that are none";
    Figure = "figure", Error, "Figures without a number, or with bounds that contradict it";
    Placement = "placement", Error, "No region and not `unplaced`, or both";
    Duplicate = "duplicate", Error, "Second declarations of an id";
    UnknownActor = "unknown-actor", Error, "Actors that are not declared";
    UnknownSource = "unknown-source", Error, "Sources that are not declared";
    UnknownRegion = "unknown-region", Error, "Regions that are not known";
    UnknownKind = "unknown-kind", Error, "Kinds that are not declared";
    UnknownEvent = "unknown-event", Either, "Events that are not declared";
    ParentCycle = "parent-cycle", Error, "Parents that lie below their child";
    QuoteMissing = "quote-missing", Error, "Quotes that stand in no source they cite";
    ParagraphMissing = "paragraph-missing", Error, "Cited paragraphs beyond the end of the source";
    QuoteParagraph = "quote-paragraph", Warning, "Quotes that stand in another paragraph than the one cited";
    CopyChanged = "copy-changed", Warning, "Local copies that are not the ones recorded";
    ConfirmedSingleOrigin = "confirmed-single-origin", Warning, "Claims graded as confirmed that rest on one origin";
    SingleOrigin = "single-origin", Warning, "Several sources, or an agreement, that rest on one origin";
    FiguresDiffer = "figures-differ", Warning, "Figures of one thing that cannot both be right";
    PartsMismatch = "parts-mismatch", Warning, "Parts that do not come to their figure";
    AccountsContradict = "accounts-contradict", Warning, "Accounts that cannot be of the same time or place";
    SourceUndated = "source-undated", Warning, "Cited sources without a date of publication";
    PublishedBefore = "published-before", Warning, "Events and claims dated after all their sources";
    QuoteUnchecked = "quote-unchecked", Warning, "Quotes of sources of which no copy is at hand";
    ParagraphUncited = "paragraph-uncited", Warning, "Paragraphs of a source that nobody cites";
}

/// The table of codes in Markdown, for the documentation: those that are warnings, which can be
/// switched off.
pub fn codes_markdown() -> String {
    let mut out = String::from("| code | warns of |\n|---|---|\n");
    for code in Code::ALL.iter().filter(|code| code.usual() == Usual::Warning) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| `{code}` | {} |", code.about());
    }
    out
}
