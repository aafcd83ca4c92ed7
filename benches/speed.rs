//! How long things take: `cargo bench --bench speed`, or a part: `cargo bench --bench speed -- search`.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up has nothing to measure")]
#![expect(clippy::disallowed_types, reason = "a benchmark presses the keys that a reader presses")]

#[path = "chronicle.rs"]
mod chronicle;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dateline::domain::copies::Copies;
use dateline::export::{self, Format, Group, Selection};
use dateline::loader::{self, Input};
use dateline::query::{self, Query};
use dateline::timeline::Timeline;
use dateline::tui::canvas::Canvas;
use dateline::tui::message::Message;
use dateline::tui::model::Model;
use dateline::tui::theme::Theme;
use dateline::tui::{self, Arrival, Options, update, view};
use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZES: [usize; 3] = [100, 10_000, 100_000];
const SIZE: (u16, u16) = (160, 48);

fn main() {
    divan::main();
}

fn input(events: usize) -> Input {
    let text = chronicle::declarations() + &chronicle::events(0..events, events);
    Input::Text { name: "bench.toml".to_owned(), text }
}

fn timeline(events: usize, prepared: bool) -> Timeline {
    let timeline = loader::load(&input(events), &|_| ()).unwrap().timeline;
    if prepared {
        timeline.prepare();
    }
    timeline
}

fn model(events: usize) -> Model {
    let input = input(events);
    let loaded = loader::load(&input, &|_| ()).unwrap();
    let arrival = Arrival::new(loaded, &input, None);
    let mut model = Model::new(input, String::new(), SIZE);
    tui::take(&mut model, arrival, &Options::default()).unwrap();
    model.timeline.prepare();
    model
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn load(bencher: Bencher<'_, '_>, events: usize) {
    let input = input(events);
    bencher.bench_local(|| loader::load(&input, &|_| ()).unwrap().timeline.len());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn order(bencher: Bencher<'_, '_>, events: usize) {
    let timeline = timeline(events, false);
    bencher
        .with_inputs(|| timeline.chronicle().clone())
        .bench_local_values(|chronicle| Timeline::new(chronicle).len());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn prepare(bencher: Bencher<'_, '_>, events: usize) {
    let timeline = timeline(events, false);
    bencher
        .with_inputs(|| Timeline::new(timeline.chronicle().clone()))
        .bench_local_refs(|timeline| timeline.prepare());
}

fn asked(bencher: Bencher<'_, '_>, timeline: &Timeline, text: &str) {
    bencher.bench_local(|| {
        let matcher = Query::parse(text).unwrap().compile(timeline).unwrap();
        query::select(timeline, &matcher).len()
    });
}

#[divan::bench(args = SIZES)]
fn filter_by_region(bencher: Bencher<'_, '_>, events: usize) {
    asked(bencher, &timeline(events, true), "region:region-3 -actor:actor-7");
}

#[divan::bench(args = SIZES)]
fn filter_by_region_unprepared(bencher: Bencher<'_, '_>, events: usize) {
    asked(bencher, &timeline(events, false), "region:region-3 -actor:actor-7");
}

#[divan::bench(args = SIZES)]
fn search_a_rare_word(bencher: Bencher<'_, '_>, events: usize) {
    asked(bencher, &timeline(events, true), "zugzwang");
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn search_a_rare_word_unprepared(bencher: Bencher<'_, '_>, events: usize) {
    asked(bencher, &timeline(events, false), "zugzwang");
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn search_a_common_word(bencher: Bencher<'_, '_>, events: usize) {
    asked(bencher, &timeline(events, true), "pipeline");
}

fn press(model: &mut Model, key: KeyCode) {
    update::update(model, Message::Key(KeyEvent::new(key, KeyModifiers::NONE)));
}

/// From the key to the rows in sight, without the count that follows.
#[divan::bench(args = SIZES)]
fn type_a_letter_of_a_query(bencher: Bencher<'_, '_>, events: usize) {
    let mut model = model(events);
    press(&mut model, KeyCode::Char('f'));
    bencher.bench_local(|| {
        press(&mut model, KeyCode::Char('p'));
        press(&mut model, KeyCode::Backspace);
    });
}

#[divan::bench(args = SIZES)]
fn open_the_region_picker(bencher: Bencher<'_, '_>, events: usize) {
    let mut model = model(events);
    bencher.bench_local(|| {
        press(&mut model, KeyCode::Char('r'));
        press(&mut model, KeyCode::Esc);
    });
}

#[divan::bench(args = SIZES)]
fn frame(bencher: Bencher<'_, '_>, events: usize) {
    let mut model = model(events);
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    bencher.bench_local(|| {
        press(&mut model, KeyCode::Char('j'));
        buffer.reset();
        view::draw(&mut Canvas::new(&mut buffer), &model, Theme::new(true));
    });
}

fn exported(bencher: Bencher<'_, '_>, events: usize, format: Format) {
    let timeline = timeline(events, false);
    let all: Vec<_> = timeline.events().collect();
    let selection = Selection {
        timeline: &timeline,
        events: &all,
        query: String::new(),
        range: None,
        group: Group::Date,
        reverse: false,
        notes: false,
        copies: Copies::NONE,
    };
    bencher.bench_local(|| {
        let mut bytes = Vec::new();
        export::write(format, &selection, &mut bytes).unwrap();
        bytes.len()
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn export_markdown(bencher: Bencher<'_, '_>, events: usize) {
    exported(bencher, events, Format::Markdown);
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn export_ndjson(bencher: Bencher<'_, '_>, events: usize) {
    exported(bencher, events, Format::Ndjson);
}
