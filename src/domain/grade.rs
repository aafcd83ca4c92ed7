//! Grades by the Admiralty system: the reliability of a source and the credibility of what is claimed.
//! The two are told beside each other, as they were given, and never made into one number.

use super::chronicle::Chronicle;
use super::claim::Claim;
use super::source::{Citation, Reliability};
use std::fmt;

/// A credibility that says that it cannot be judged; outside the order of 1 to 5.
pub const NOT_JUDGED: u8 = 6;

/// "B2", or the one part that was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    pub reliability: Option<Reliability>,
    pub credibility: Option<u8>,
}

impl Grade {
    pub const fn is_empty(self) -> bool {
        self.reliability.is_none() && self.credibility.is_none()
    }

    /// What a claim has from one of the sources it cites.
    pub fn of(chronicle: &Chronicle, claim: &Claim, citation: Citation) -> Self {
        Self {
            reliability: chronicle.sources[citation.source].reliability,
            credibility: claim.credibility,
        }
    }

    /// In a sentence: "B2", "reliability B" or "credibility 2"; nothing where nothing was given.
    pub fn phrase(self) -> String {
        match (self.reliability, self.credibility) {
            (Some(reliability), None) => format!("reliability {reliability}"),
            (None, Some(credibility)) => format!("credibility {credibility}"),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(reliability) = self.reliability {
            write!(f, "{reliability}")?;
        }
        self.credibility.map_or(Ok(()), |credibility| write!(f, "{credibility}"))
    }
}

/// The grades of a claim, one for each source it cites, best reliability first and each once; none
/// where neither part was given.
pub fn grades(chronicle: &Chronicle, claim: &Claim) -> Vec<Grade> {
    let of = |&citation: &Citation| Grade::of(chronicle, claim, citation);
    let mut grades: Vec<Grade> =
        claim.sources.iter().map(of).filter(|grade| !grade.is_empty()).collect();
    // A source without a grade comes last.
    grades.sort_by_key(|grade| (grade.reliability.is_none(), *grade));
    grades.dedup();
    grades
}

/// The grades of a claim in words: "B2, C2"; where no source of it is graded "credibility 2".
pub fn told(chronicle: &Chronicle, claim: &Claim) -> Option<String> {
    let mut grades = grades(chronicle, claim);
    // "B2" says the digit already.
    if grades.iter().any(|grade| grade.reliability.is_some()) {
        grades.retain(|grade| grade.reliability.is_some());
    }
    let told: Vec<String> = grades.into_iter().map(Grade::phrase).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_reads_as_it_was_given() {
        let grade = |reliability, credibility| Grade { reliability, credibility };
        let b = Some(Reliability::B);
        for (grade, short, phrase) in [
            (grade(b, Some(2)), "B2", "B2"),
            (grade(b, None), "B", "reliability B"),
            (grade(None, Some(2)), "2", "credibility 2"),
            (grade(None, None), "", ""),
        ] {
            assert_eq!((grade.to_string().as_str(), grade.phrase().as_str()), (short, phrase));
        }
    }
}
