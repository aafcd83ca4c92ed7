//! Accounts that cannot be of the same event: another time, or another place.

use super::{Kind, MOST_COMPARED, Spot};
use crate::domain::account::Account;
use crate::domain::chronicle::Chronicle;
use crate::domain::region::RegionIx;
use crate::domain::when::When;

pub(super) fn weigh(spot: &mut Spot<'_, '_>) {
    let timeline = spot.timeline;
    let event = timeline.event(spot.event);
    let accounts = event.accounts().get(..MOST_COMPARED).unwrap_or(event.accounts());
    // Two accounts are compared in what neither of them contradicts the event in.
    let mut dated: Vec<(&Account, &When)> = Vec::new();
    let mut placed: Vec<&Account> = Vec::new();
    let chronicle = timeline.chronicle();
    for account in accounts {
        let mut told = Vec::new();
        if let Some(date) = &account.date {
            if apart(date, &event.date) {
                told.push(format!(
                    "dates it {}, the event {}",
                    date.display(),
                    event.date.display()
                ));
            } else {
                if let Some((other, when)) = dated.iter().find(|(_, when)| apart(date, when)) {
                    let (date, when) = (date.display(), when.display());
                    told.push(format!("dates it {date}, {} {when}", source(chronicle, other)));
                }
                dated.push((account, date));
            }
        }
        if !account.regions.is_empty() {
            if elsewhere(chronicle, &account.regions, event.regions()) {
                let (here, there) =
                    (names(chronicle, &account.regions), names(chronicle, event.regions()));
                told.push(format!("places it in {here}, the event in {there}"));
            } else {
                let other = placed
                    .iter()
                    .find(|other| elsewhere(chronicle, &account.regions, &other.regions));
                if let Some(other) = other {
                    let (here, there) =
                        (names(chronicle, &account.regions), names(chronicle, &other.regions));
                    let source = source(chronicle, other);
                    told.push(format!("places it in {here}, {source} in {there}"));
                }
                placed.push(account);
            }
        }
        if !told.is_empty() {
            let message = format!("{} {}", source(chronicle, account), told.join("; it "));
            spot.tell(Kind::AccountsContradict, Some(account.line), message);
        }
    }
}

fn source(chronicle: &Chronicle, account: &Account) -> String {
    format!("`{}`", chronicle.sources[account.source.source].id)
}

fn apart(one: &When, other: &When) -> bool {
    !one.overlaps(other.earliest(), other.latest())
}

/// Whether no region of the one lies in or above a region of the other.
fn elsewhere(chronicle: &Chronicle, some: &[RegionIx], others: &[RegionIx]) -> bool {
    let below = |a, b| chronicle.region_line(a).any(|above| above == b);
    let related = |a: &RegionIx| others.iter().any(|b| below(*a, *b) || below(*b, *a));
    !others.is_empty() && !some.iter().any(related)
}

fn names(chronicle: &Chronicle, regions: &[RegionIx]) -> String {
    regions.iter().map(|&region| &*chronicle.regions[region].name).collect::<Vec<_>>().join(", ")
}
