//! Claims: who says what about an event, and with which stance.

use super::actor::ActorIx;
use super::event::{EventIx, Few};
use super::source::Citation;
use super::texts::Text;
use super::vocabulary::vocabulary;
use super::when::When;

vocabulary! {
    /// How a claimant stands to what is claimed.
    Stance {
        Asserts = "asserts",
        Confirms = "confirms",
        Denies = "denies",
        Disputes = "disputes",
        DeclinesToDeny = "declines-to-deny",
        NoComment = "no-comment",
        ClaimsResponsibility = "claims-responsibility",
        Retracts = "retracts",
    }
}

/// The side a stance takes in the status of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    For,
    Against,
    /// Shown, but counted for neither side.
    Neither,
}

impl Stance {
    pub const fn side(self) -> Side {
        match self {
            Self::Asserts | Self::Confirms | Self::ClaimsResponsibility => Side::For,
            Self::Denies | Self::Disputes => Side::Against,
            Self::DeclinesToDeny | Self::NoComment | Self::Retracts => Side::Neither,
        }
    }

    /// After its claimant: "Kremlin declines to deny".
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Confirms => "confirms",
            Self::Denies => "denies",
            Self::Disputes => "disputes",
            Self::DeclinesToDeny => "declines to deny",
            Self::NoComment => "does not comment",
            Self::ClaimsResponsibility => "claims responsibility",
            Self::Retracts => "retracts",
        }
    }

    /// One column; the meaning does not rest on colour.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Asserts => "+",
            Self::Confirms => "✓",
            Self::ClaimsResponsibility => "!",
            Self::Denies => "✗",
            Self::Disputes => "≠",
            Self::DeclinesToDeny => "~",
            Self::NoComment => "·",
            Self::Retracts => "↶",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Claim {
    pub by: ActorIx,
    pub stance: Stance,
    /// The event it is about; none means the event it stands in.
    pub about: Option<EventIx>,
    /// When it was said.
    pub date: Option<When>,
    pub text: Option<Text>,
    /// Verbatim, short.
    pub quote: Option<Text>,
    /// The channel: "Telegram".
    pub via: Option<Text>,
    pub sources: Few<Citation, 1>,
    /// Credibility of the information by the Admiralty system, 1 (confirmed) to 6 (cannot be judged).
    pub credibility: Option<u8>,
    /// Line of its table in the event's file, counted from 1.
    pub line: u32,
}
