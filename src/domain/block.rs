//! Events that were read together lie together: their texts in one segment, all lists of a kind in one
//! piece, and the rest in a row for each event. A million events in pieces of their own would take more
//! room, and more time to be walked through.

use super::actor::Participant;
use super::clock_time::ClockTime;
use super::event::{Event, FileIx, More};
use super::kind::KindIx;
use super::lists::Lists;
use super::parts::{Parts, PartsIx, Single};
use super::region::RegionIx;
use super::source::Citation;
use super::table::Index as _;
use super::texts::{Place, Texts, Words};
use super::when::When;

/// Some events of one file.
#[derive(Clone, Debug)]
pub struct Block {
    pub file: FileIx,
    pub texts: Texts,
    rows: Vec<Row>,
    /// Whether each id is known to come after the one before it.
    ids_ascend: bool,
    pub regions: Lists<RegionIx>,
    pub actors: Lists<Participant>,
    pub sources: Lists<Citation>,
    pub parts: Parts,
}

/// What every event has, but for its texts and lists.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) words: Words,
    pub date: When,
    pub time: Option<ClockTime>,
    pub kind: KindIx,
    /// Of its table in the file, counted from 1.
    pub line: u32,
    /// What most events of a large set do not have.
    pub(super) parts: Option<PartsIx>,
}

/// An event on its way into a block.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub summary: &'a str,
    pub date: When,
    pub time: Option<ClockTime>,
    /// Order among events of the same date; smaller first, 0 where not given.
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
        Self { ids_ascend: true, ..Self::sharing(Texts::default(), FileIx::new(0)) }
    }
}

impl Block {
    /// Without events, to be filled with some whose texts are there already.
    fn sharing(texts: Texts, file: FileIx) -> Self {
        let (rows, regions, actors, sources, parts) = Default::default();
        Self { file, texts, rows, ids_ascend: false, regions, actors, sources, parts }
    }

    /// Adds an event. Its texts can be read when the block is sealed.
    pub fn add(&mut self, new: NewEvent<'_>) {
        let last = self.rows.last().map(|row| self.texts.added(row.words.id()));
        self.ids_ascend &= last.is_none_or(|last| last < new.id);
        let words = Words::add(&mut self.texts, new.id, new.title, new.summary);
        self.add_lists(new.regions, new.actors, new.sources);
        let NewEvent { date, time, kind, line, .. } = new;
        let parts = self.parts.add(new.seq, new.more);
        self.rows.push(Row { words, date, time, kind, line, parts });
    }

    fn add_lists(&mut self, regions: &[RegionIx], actors: &[Participant], sources: &[Citation]) {
        self.regions.push(regions.iter().copied());
        self.actors.push(actors.iter().copied());
        self.sources.push(sources.iter().copied());
    }

    /// Nothing is added any more: makes the texts readable, and gives back room that was for more.
    pub fn seal(&mut self) {
        self.texts.seal();
        self.rows.shrink_to_fit();
        self.regions.shrink_to_fit();
        self.actors.shrink_to_fit();
        self.sources.shrink_to_fit();
        self.parts.shrink_to_fit();
    }

    /// Without events, to be filled with [some](Self::add_cut) of this one's: their texts are shared.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self::sharing(self.texts.clone(), self.file)
    }

    /// Adds an event of the block that this one was emptied from, with other sources, relations, claims,
    /// figures and accounts. One that is not told goes by its id alone.
    pub fn add_cut(&mut self, event: Event<'_>, is_told: bool, sources: &[Citation], more: More) {
        let words = if is_told { event.words } else { event.words.id_alone() };
        let more = match event.single().filter(|_| is_told) {
            Some(Single { place, note, .. }) => {
                More { place: place.clone(), note: note.clone(), tags: event.tags().into(), ..more }
            }
            None => more,
        };
        self.add_lists(event.regions(), event.actors(), sources);
        let (date, time, kind, line) = (event.date.clone(), event.time, event.kind, event.line);
        let parts = self.parts.add(event.seq(), more);
        self.rows.push(Row { words, date, time, kind, line, parts });
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its first and its last id where each is known to come after the one before it; none of no events.
    pub(super) fn ascent(&self) -> Option<(&str, &str)> {
        let (first, last) = self.rows.first().zip(self.rows.last())?;
        let id = |row: &Row| self.text(row.words.id());
        self.ids_ascend.then(|| (id(first), id(last)))
    }

    /// The row of an id, found by halving: right where each id comes after the one before it.
    pub(super) fn halve_to(&self, id: &str) -> Option<usize> {
        let own = |row: &Row| self.text(row.words.id());
        self.rows.binary_search_by(|row| own(row).cmp(id)).ok()
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

    pub(super) fn bytes(&self, place: Place) -> &[u8] {
        self.texts.bytes(place)
    }
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
    fn a_change_in_one_chronicle_leaves_another_that_shares_the_block() {
        let mut events = Events::default();
        let number = events.add(block(&[("a", &[0]), ("b", &[])]));
        events.push(number, 1);
        events.push(number, 0);
        let shared = events.arranged(&[EventIx::new(1), EventIx::new(0)]);
        if let Some(block) = events.block_mut(number) {
            block.rows_mut().iter_mut().for_each(|row| row.line = 5);
        }
        let told = |events: &Events| -> Vec<(String, u32)> {
            events.iter().map(|event| (event.id().to_owned(), event.line)).collect()
        };
        assert_eq!(told(&events), [("b".to_owned(), 5), ("a".to_owned(), 5)]);
        assert_eq!(told(&shared), [("a".to_owned(), 1), ("b".to_owned(), 1)]);
    }

    #[test]
    fn an_event_that_is_not_told_goes_by_its_id() {
        let whole = block(&[("a", &[3])]);
        let mut cut = whole.emptied();
        cut.add_cut(whole.event(0), false, &[], More::default());
        let event = cut.event(0);
        assert_eq!((event.title(), event.summary(), event.told()), ("a", "", ("a", 1)));
        assert_eq!(regions(&cut), [[3]]);
    }
}
