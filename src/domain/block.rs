//! Events that were read together lie together: their texts in one segment, their lists in one piece
//! each, and the rest in a row for each event. A million events in pieces of their own would take more
//! room, and more time to be walked through.

use super::actor::Participant;
use super::clock_time::ClockTime;
use super::event::{Event, FileIx, More};
use super::kind::KindIx;
use super::region::RegionIx;
use super::source::Citation;
use super::table::Index as _;
use super::texts::{Place, Texts, Words, narrow};
use super::when::When;

/// Some events of one file.
#[derive(Clone, Debug)]
pub struct Block {
    pub file: FileIx,
    pub texts: Texts,
    rows: Vec<Row>,
    regions: Vec<RegionIx>,
    actors: Vec<Participant>,
    sources: Vec<Citation>,
}

/// What every event has, but for its texts and lists.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) words: Words,
    pub date: When,
    pub time: Option<ClockTime>,
    /// Order among events of the same date; smaller first, 0 where not given.
    pub seq: i32,
    pub kind: KindIx,
    /// Of its table in the file, counted from 1.
    pub line: u32,
    /// Where its lists end; they begin where those of the row before end.
    ends: Ends,
    /// What most events of a large set do not have; one pointer where absent.
    pub more: Option<Box<More>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    regions: u32,
    actors: u32,
    sources: u32,
}

/// An event on its way into a block.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub summary: &'a str,
    pub date: When,
    pub time: Option<ClockTime>,
    pub seq: i32,
    pub kind: KindIx,
    pub line: u32,
    pub regions: &'a [RegionIx],
    pub actors: &'a [Participant],
    pub sources: &'a [Citation],
    pub more: More,
}

impl Default for Block {
    fn default() -> Self {
        Self::sharing(Texts::default(), FileIx::new(0))
    }
}

impl Block {
    /// Without events, to be filled with some whose texts are there already.
    fn sharing(texts: Texts, file: FileIx) -> Self {
        let (rows, regions, actors, sources) = Default::default();
        Self { file, texts, rows, regions, actors, sources }
    }

    /// Adds an event. Its texts can be read when the block is sealed.
    pub fn add(&mut self, new: NewEvent<'_>) {
        let NewEvent { id, title, summary, date, time, seq, kind, line, more, .. } = new;
        let words = Words::add(&mut self.texts, id, title, summary);
        let more = (!more.is_empty()).then(|| Box::new(more));
        let ends = self.list(new.regions, new.actors, new.sources);
        self.rows.push(Row { words, date, time, seq, kind, line, ends, more });
    }

    /// Adds lists; where they end.
    fn list(&mut self, regions: &[RegionIx], actors: &[Participant], sources: &[Citation]) -> Ends {
        self.regions.extend_from_slice(regions);
        self.actors.extend_from_slice(actors);
        self.sources.extend_from_slice(sources);
        Ends {
            regions: narrow(self.regions.len()),
            actors: narrow(self.actors.len()),
            sources: narrow(self.sources.len()),
        }
    }

    /// Nothing is added any more: makes the texts readable, and gives back room that was for more.
    pub fn seal(&mut self) {
        self.texts.seal();
        self.rows.shrink_to_fit();
        self.regions.shrink_to_fit();
        self.actors.shrink_to_fit();
        self.sources.shrink_to_fit();
    }

    /// Without events, to be filled with [some](Self::add_cut) of this one's: their texts are shared.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self::sharing(self.texts.clone(), self.file)
    }

    /// Adds an event of the block that this one was emptied from, with other sources and parts. One
    /// that is not told goes by its id.
    pub fn add_cut(
        &mut self,
        event: Event<'_>,
        is_told: bool,
        sources: &[Citation],
        more: Option<Box<More>>,
    ) {
        let words = if is_told { event.words } else { event.words.id_alone() };
        let ends = self.list(event.regions(), event.actors(), sources);
        let (date, time, seq) = (event.date.clone(), event.time, event.seq);
        let (kind, line) = (event.kind, event.line);
        self.rows.push(Row { words, date, time, seq, kind, line, ends, more });
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A number always comes from this block; a foreign one is a bug in this crate.
    pub fn event(&self, number: usize) -> Event<'_> {
        Event::new(self, &self.rows[number], number)
    }

    pub fn rows_mut(&mut self) -> &mut [Row] {
        &mut self.rows
    }

    pub(super) fn text(&self, place: Place) -> &str {
        self.texts.get(place)
    }

    pub(super) fn regions(&self, number: usize) -> &[RegionIx] {
        self.part(&self.regions, number, |ends| ends.regions)
    }

    pub(super) fn actors(&self, number: usize) -> &[Participant] {
        self.part(&self.actors, number, |ends| ends.actors)
    }

    pub(super) fn sources(&self, number: usize) -> &[Citation] {
        self.part(&self.sources, number, |ends| ends.sources)
    }

    /// What of a list belongs to an event.
    fn part<'a, T>(&self, list: &'a [T], number: usize, end: fn(&Ends) -> u32) -> &'a [T] {
        let end = |number: usize| self.rows.get(number).map_or(0, |row| end(&row.ends) as usize);
        let start = number.checked_sub(1).map_or(0, end);
        list.get(start..end(number)).unwrap_or(&[])
    }

    /// Renews what the lists refer to, and leaves out what is lost.
    pub fn renew_lists(
        &mut self,
        region: impl Fn(RegionIx) -> Option<RegionIx>,
        actor: impl Fn(Participant) -> Option<Participant>,
        source: impl Fn(Citation) -> Option<Citation>,
    ) {
        renew(&mut self.regions, &mut self.rows, |ends| &mut ends.regions, region);
        renew(&mut self.actors, &mut self.rows, |ends| &mut ends.actors, actor);
        renew(&mut self.sources, &mut self.rows, |ends| &mut ends.sources, source);
    }
}

fn renew<T: Copy>(
    items: &mut Vec<T>,
    rows: &mut [Row],
    end: fn(&mut Ends) -> &mut u32,
    renew: impl Fn(T) -> Option<T>,
) {
    let (mut from, mut kept) = (0, 0);
    for row in rows {
        let end = end(&mut row.ends);
        let to = *end as usize;
        for at in from..to {
            let renewed = items.get(at).copied().and_then(&renew);
            if let Some((slot, renewed)) = items.get_mut(kept).zip(renewed) {
                *slot = renewed;
                kept += 1;
            }
        }
        (from, *end) = (to, narrow(kept));
    }
    items.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::EventIx;
    use crate::domain::events::Events;
    use crate::domain::when::Day;

    fn block(events: &[(&str, &[usize])]) -> Block {
        let mut block = Block::default();
        for (id, regions) in events {
            let regions: Vec<RegionIx> = regions.iter().copied().map(RegionIx::new).collect();
            block.add(NewEvent {
                id,
                title: "Title",
                summary: "Summary.",
                date: When::day(Day::from_number(0)),
                time: None,
                seq: 0,
                kind: KindIx::new(0),
                line: 1,
                regions: &regions,
                actors: &[],
                sources: &[],
                more: More::default(),
            });
        }
        block.seal();
        block
    }

    fn regions(block: &Block) -> Vec<Vec<usize>> {
        let of = |event: Event<'_>| event.regions().iter().map(|region| region.get()).collect();
        (0..block.len()).map(|number| of(block.event(number))).collect()
    }

    #[test]
    fn what_is_lost_leaves_the_other_lists_where_they_are() {
        let mut block = block(&[("a", &[0, 1]), ("b", &[]), ("c", &[1, 2, 0]), ("d", &[1])]);
        let lost = |region: RegionIx| (region.get() != 1).then(|| RegionIx::new(region.get() + 7));
        block.renew_lists(lost, Some, Some);
        assert_eq!(regions(&block), [vec![7], vec![], vec![9, 7], vec![]]);
    }

    #[test]
    fn a_change_in_one_chronicle_leaves_another_that_shares_the_block() {
        let mut events = Events::default();
        let number = events.add(block(&[("a", &[0]), ("b", &[])]));
        events.push(number, 1);
        events.push(number, 0);
        let shared = events.arranged(&[EventIx::new(1), EventIx::new(0)]);
        if let Some(block) = events.block_mut(number) {
            block.rows_mut().iter_mut().for_each(|row| row.seq = 5);
        }
        let told = |events: &Events| -> Vec<(String, i32)> {
            events.iter().map(|event| (event.id().to_owned(), event.seq)).collect()
        };
        assert_eq!(told(&events), [("b".to_owned(), 5), ("a".to_owned(), 5)]);
        assert_eq!(told(&shared), [("a".to_owned(), 0), ("b".to_owned(), 0)]);
    }

    #[test]
    fn an_event_that_is_not_told_goes_by_its_id() {
        let whole = block(&[("a", &[3])]);
        let mut cut = whole.emptied();
        cut.add_cut(whole.event(0), false, &[], None);
        let event = cut.event(0);
        assert_eq!((event.title(), event.summary(), event.told()), ("a", "", ("a", 1)));
        assert_eq!(regions(&cut), [[3]]);
    }
}
