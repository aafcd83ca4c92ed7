//! The screen without a terminal, for tests.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dateline::loader::{self, Input, Loaded};
use dateline::tui::canvas::Canvas;
use dateline::tui::message::{Effect, Message};
use dateline::tui::model::{Model, Overlay};
use dateline::tui::report::Survey;
use dateline::tui::theme::Theme;
use dateline::tui::{self, Arrival, Options, update, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(crate) struct Screen {
    pub(crate) model: Model,
    /// Whether errands are done at once, so fast that nobody sees the screen without them.
    pub(crate) helped: bool,
}

impl Screen {
    pub(crate) fn new(model: Model) -> Self {
        Self { model, helped: true }
    }

    pub(crate) fn of(input: &Input, size: (u16, u16)) -> Self {
        let loaded = loader::load(input, &|_| ()).unwrap();
        let mut screen = Self::new(Model::new(input.clone(), String::new(), size));
        screen.take(loaded, &Options::default());
        screen
    }

    /// Data arrives.
    pub(crate) fn take(&mut self, loaded: Loaded, options: &Options) {
        let arrival = Arrival::new(loaded, &self.model.input, options.texts.as_deref());
        tui::take(&mut self.model, arrival, options).unwrap();
        if matches!(self.model.overlay, Overlay::Problems(_)) {
            self.review();
        }
    }

    /// The report is made, and comes.
    fn review(&mut self) {
        let survey = Survey::of(&self.model);
        let report = Box::new(survey.report());
        update::update(&mut self.model, Message::Reviewed(survey.timeline, report));
    }

    /// The chronicle in the binary.
    pub(crate) fn built_in(size: (u16, u16)) -> Self {
        Self::of(&Input::BuiltIn, size)
    }

    pub(crate) fn open(text: &str, size: (u16, u16)) -> Self {
        Self::of(&Input::Text { name: "test.toml".to_owned(), text: text.to_owned() }, size)
    }

    /// Presses keys: letters as they are, others as `<Enter>`.
    pub(crate) fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
            let key = if let Some((name, tail)) = named {
                rest = tail;
                key(name)
            } else {
                rest = rest.strip_prefix(c).unwrap_or("");
                KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
            };
            for effect in update::update(&mut self.model, Message::Key(key)) {
                match effect {
                    Effect::Review => self.review(),
                    Effect::RunErrands if self.helped => self.run_errands(),
                    effect => effects.push(effect),
                }
            }
        }
        effects
    }

    /// What is done elsewhere is done, and comes.
    pub(crate) fn run_errands(&mut self) {
        while let Some(errand) = self.model.errands.pop() {
            let mut told = Vec::new();
            errand.run(|message| told.push(message));
            for message in told {
                update::update(&mut self.model, message);
            }
        }
    }

    pub(crate) fn text(&self) -> String {
        let (columns, rows) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&mut Canvas::new(&mut buffer), &self.model, Theme::new(false));
        let line = |y| {
            let cells = (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>();
            format!("{}\n", cells.trim_end())
        };
        (0..rows).map(line).collect()
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.model
            .selection
            .iter()
            .map(|&e| self.model.timeline.event(e).id().to_string())
            .collect()
    }

    pub(crate) fn current(&self) -> String {
        self.model.timeline.event(self.model.current().unwrap()).id().to_string()
    }

    pub(crate) fn stand_on(&mut self, id: &str) {
        assert!(self.ids().iter().any(|other| other == id), "{id} is not in the list");
        self.press("g");
        // An open event that is taller than the screen is read through on the way.
        for _ in 0..1000 {
            if self.current() == id {
                break;
            }
            self.press("j");
        }
        assert_eq!(self.current(), id);
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        let screen = self.text();
        assert!(screen.contains(text), "no {text:?} in:\n{screen}");
    }
}

pub(crate) fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.strip_prefix("Ctrl-") {
        Some(name) => (KeyModifiers::CONTROL, name),
        None => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        "F1" => KeyCode::F(1),
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}
