//! The one owner of keys: dispatch, help, footer and the README's table are printed from [`BINDINGS`].
#![expect(clippy::disallowed_types, reason = "keys are named here and nowhere else")]

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a key is for. User intents only; machine events are messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    First,
    Last,
    NextPeriod,
    PreviousPeriod,
    Expand,
    CollapseAll,
    NextPane,
    Links,
    Back,
    Regions,
    Actors,
    Query,
    Contested,
    KnownOn,
    DayEarlier,
    DayLater,
    ClearFilters,
    Undo,
    Search,
    NextMatch,
    PreviousMatch,
    GoToDate,
    MarkRange,
    Mark,
    Export,
    Yank,
    OpenSource,
    ActorPage,
    ComparePage,
    SourcePage,
    Edit,
    Problems,
    Help,
    Step,
    Suspend,
    Quit,
    Toggle,
    Exclude,
    Apply,
}

impl Command {
    /// Whether it moves along what is shown, and does nothing else.
    pub const fn travels(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::PageDown
                | Self::PageUp
                | Self::HalfDown
                | Self::HalfUp
                | Self::First
                | Self::Last
        )
    }
}

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The list or the detail pane.
    Browse,
    /// A list one types into to narrow it: regions, actors.
    Picker,
    /// A list one moves along: links, problems, help.
    Menu,
    /// A page over the list.
    Reader,
    /// A line of text.
    Prompt,
}

impl Scope {
    /// Those besides the list, as help and README tell them.
    const OVER: &'static [Self] = &[Self::Reader, Self::Picker, Self::Menu, Self::Prompt];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Browse => "On the list",
            Self::Reader => "On pages",
            Self::Picker => "In pickers",
            Self::Menu => "In menus, reports and questions",
            Self::Prompt => "In prompts",
        }
    }
}

/// The headings of the list's keys, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Move,
    Filter,
    Find,
    Evidence,
    Cut,
    Program,
}

impl Topic {
    pub const ALL: &'static [Self] =
        &[Self::Move, Self::Filter, Self::Find, Self::Evidence, Self::Cut, Self::Program];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move and read",
            Self::Filter => "Filter",
            Self::Find => "Find",
            Self::Evidence => "Evidence",
            Self::Cut => "Mark, export, open",
            Self::Program => "Program",
        }
    }
}

/// One row of the table: the chords that mean a command in a scope.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub scope: Scope,
    /// As shown to people: `j`, `Down`, `Ctrl-d`.
    pub chords: &'static [&'static str],
    pub command: Command,
    pub topic: Topic,
    pub about: &'static str,
    /// A word for the footer, unless the state has a better one; none keeps it out of the footer.
    pub hint: Option<&'static str>,
}

const fn bind(
    scope: Scope,
    chords: &'static [&'static str],
    command: Command,
    topic: Topic,
    about: &'static str,
    hint: Option<&'static str>,
) -> Binding {
    Binding { scope, chords, command, topic, about, hint }
}

use Command as C;
use Scope::{Browse, Menu, Picker, Prompt, Reader};
use Topic as T;

/// Every key there is.
pub const BINDINGS: &[Binding] = &[
    bind(Browse, &["j", "Down"], C::Down, T::Move, "next event, or down in the detail pane", None),
    bind(Browse, &["k", "Up"], C::Up, T::Move, "previous event, or up in the detail pane", None),
    bind(Browse, &["Space", "PageDown"], C::PageDown, T::Move, "a page down", None),
    bind(Browse, &["b", "PageUp"], C::PageUp, T::Move, "a page up", None),
    bind(Browse, &["Ctrl-d"], C::HalfDown, T::Move, "half a page down", None),
    bind(Browse, &["Ctrl-u"], C::HalfUp, T::Move, "half a page up", None),
    bind(Browse, &["g", "Home"], C::First, T::Move, "first event", None),
    bind(Browse, &["G", "End"], C::Last, T::Move, "last event", None),
    bind(Browse, &["}"], C::NextPeriod, T::Move, "next period", None),
    bind(Browse, &["{"], C::PreviousPeriod, T::Move, "previous period", None),
    bind(Browse, &["Enter"], C::Expand, T::Move, "expand or collapse the event", Some("open")),
    bind(Browse, &["z"], C::CollapseAll, T::Move, "collapse every event", None),
    bind(Browse, &["Tab"], C::NextPane, T::Move, "next pane", Some("detail")),
    bind(Browse, &["l"], C::Links, T::Move, "events this one is linked to", None),
    bind(Browse, &["Backspace"], C::Back, T::Move, "back to where you came from", Some("back")),
    bind(Browse, &["r"], C::Regions, T::Filter, "pick regions", Some("region")),
    bind(Browse, &["a"], C::Actors, T::Filter, "pick actors", Some("actor")),
    bind(Browse, &["f"], C::Query, T::Filter, "write a query", Some("query")),
    bind(Browse, &["x"], C::Contested, T::Filter, "contested events only, or all again", None),
    bind(Browse, &["K"], C::KnownOn, T::Filter, "only what was known on a date", None),
    bind(Browse, &["["], C::DayEarlier, T::Filter, "what was known a day earlier", None),
    bind(Browse, &["]"], C::DayLater, T::Filter, "what was known a day later", None),
    bind(Browse, &["c"], C::ClearFilters, T::Filter, "clear all filters", Some("clear")),
    bind(Browse, &["u"], C::Undo, T::Filter, "undo the last change of filters", None),
    bind(Browse, &["/"], C::Search, T::Find, "search, without filtering", Some("search")),
    bind(Browse, &["n"], C::NextMatch, T::Find, "next match", Some("next")),
    bind(Browse, &["N"], C::PreviousMatch, T::Find, "previous match", None),
    bind(Browse, &["d"], C::GoToDate, T::Find, "go to a date", None),
    bind(Browse, &["A"], C::ActorPage, T::Evidence, "all that an actor says, in order", None),
    bind(
        Browse,
        &["C"],
        C::ComparePage,
        T::Evidence,
        "sources or actors side by side",
        Some("compare"),
    ),
    bind(
        Browse,
        &["t"],
        C::SourcePage,
        T::Evidence,
        "read the source: its text, quotes and cited paragraphs",
        Some("text"),
    ),
    bind(Browse, &["v"], C::MarkRange, T::Cut, "mark a range: press, move", Some("range")),
    bind(
        Browse,
        &["e"],
        C::Export,
        T::Cut,
        "export the range, marks or selection: .md, .csv, …",
        Some("export"),
    ),
    bind(Browse, &["m"], C::Mark, T::Cut, "mark or unmark the event", None),
    bind(Browse, &["y"], C::Yank, T::Cut, "copy as Markdown", Some("copy")),
    bind(Browse, &["o"], C::OpenSource, T::Cut, "open a source in the browser", None),
    bind(Browse, &["E"], C::Edit, T::Cut, "edit in $EDITOR, at the line", None),
    bind(Browse, &["!"], C::Problems, T::Program, "errors and weak spots of the data", None),
    bind(Browse, &["?", "F1"], C::Help, T::Program, "help", Some("help")),
    bind(Browse, &["Esc"], C::Step, T::Program, "one step back", Some("stop reading")),
    bind(Browse, &["Ctrl-z"], C::Suspend, T::Program, "suspend", None),
    bind(Browse, &["q", "Ctrl-c"], C::Quit, T::Program, "quit", Some("quit")),
    bind(Picker, &["Down", "Ctrl-n"], C::Down, T::Filter, "next row of a picker", None),
    bind(Picker, &["Up", "Ctrl-p"], C::Up, T::Filter, "previous row of a picker", None),
    bind(Picker, &["PageDown"], C::PageDown, T::Filter, "a page down in a picker", None),
    bind(Picker, &["PageUp"], C::PageUp, T::Filter, "a page up in a picker", None),
    bind(Picker, &["Space", "Tab"], C::Toggle, T::Filter, "take the row in or out", Some("toggle")),
    bind(Picker, &["-"], C::Exclude, T::Filter, "exclude the row", Some("exclude")),
    bind(Picker, &["Enter"], C::Apply, T::Filter, "apply the picks", Some("apply")),
    bind(Picker, &["Esc"], C::Step, T::Filter, "leave the filters as they were", Some("cancel")),
    bind(Picker, &["Ctrl-c"], C::Quit, T::Program, "quit", None),
    bind(Menu, &["j", "Down"], C::Down, T::Move, "next row of a menu", Some("down")),
    bind(Menu, &["k", "Up"], C::Up, T::Move, "previous row of a menu", Some("up")),
    bind(Menu, &["Space", "PageDown"], C::PageDown, T::Move, "a page down in a menu", None),
    bind(Menu, &["b", "PageUp"], C::PageUp, T::Move, "a page up in a menu", None),
    bind(Menu, &["g", "Home"], C::First, T::Move, "first row of a menu", None),
    bind(Menu, &["G", "End"], C::Last, T::Move, "last row of a menu", None),
    bind(Menu, &["}"], C::NextPeriod, T::Move, "next group of a menu", None),
    bind(Menu, &["{"], C::PreviousPeriod, T::Move, "previous group of a menu", None),
    bind(Menu, &["Enter", "y"], C::Apply, T::Move, "go to the row, or yes", Some("go")),
    bind(Menu, &["E"], C::Edit, T::Cut, "edit the line of the row in $EDITOR", Some("edit")),
    bind(Menu, &["Esc", "q", "n"], C::Step, T::Move, "close the menu, or no", Some("close")),
    bind(Menu, &["Ctrl-c"], C::Quit, T::Program, "quit", None),
    bind(Reader, &["j", "Down"], C::Down, T::Evidence, "next line of a page", None),
    bind(Reader, &["k", "Up"], C::Up, T::Evidence, "previous line of a page", None),
    bind(Reader, &["Space", "PageDown"], C::PageDown, T::Evidence, "a screen down", None),
    bind(Reader, &["b", "PageUp"], C::PageUp, T::Evidence, "a screen up", None),
    bind(Reader, &["Ctrl-d"], C::HalfDown, T::Evidence, "half a screen down", None),
    bind(Reader, &["Ctrl-u"], C::HalfUp, T::Evidence, "half a screen up", None),
    bind(Reader, &["g", "Home"], C::First, T::Evidence, "top of a page", None),
    bind(Reader, &["G", "End"], C::Last, T::Evidence, "end of a page", None),
    bind(Reader, &["}", "n"], C::NextPeriod, T::Evidence, "next event of a page", Some("next")),
    bind(Reader, &["{", "N"], C::PreviousPeriod, T::Evidence, "event before", Some("previous")),
    bind(
        Reader,
        &["Enter"],
        C::Apply,
        T::Evidence,
        "go to the event; Backspace is back",
        Some("go"),
    ),
    bind(
        Reader,
        &["Tab"],
        C::NextPane,
        T::Evidence,
        "next source, or one event and all",
        Some("switch"),
    ),
    bind(Reader, &["?", "F1"], C::Help, T::Program, "help", Some("help")),
    bind(Reader, &["Esc", "q"], C::Step, T::Evidence, "close the page", Some("close")),
    bind(Reader, &["Ctrl-c"], C::Quit, T::Program, "quit", None),
    bind(Prompt, &["Enter"], C::Apply, T::Find, "accept the line", Some("accept")),
    bind(Prompt, &["Esc"], C::Step, T::Find, "cancel the line", Some("cancel")),
    bind(Prompt, &["Ctrl-c"], C::Quit, T::Program, "quit", None),
];

/// What a key means in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Command(Command),
    /// To be handled by the line editor.
    Text,
    Unbound,
}

/// The chord of a key event as the table writes it.
fn chord(key: KeyEvent) -> Option<String> {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(n) => format!("F{n}"),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PageUp".to_owned(),
        KeyCode::PageDown => "PageDown".to_owned(),
        KeyCode::Left
        | KeyCode::Right
        | KeyCode::BackTab
        | KeyCode::Delete
        | KeyCode::Insert
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    // Shift is in the character already; terminals differ in whether they also report it.
    Some(if key.modifiers.contains(KeyModifiers::CONTROL) { format!("Ctrl-{name}") } else { name })
}

/// Esc and a letter soon after it come as one key with Alt, of which there are none here: multiplexers and
/// slow lines hand on the two together.
pub fn as_pressed(key: KeyEvent) -> [Option<KeyEvent>; 2] {
    // With Control it is AltGr, by which some keyboards write.
    let with_alt =
        key.modifiers.contains(KeyModifiers::ALT) && !key.modifiers.contains(KeyModifiers::CONTROL);
    if with_alt && matches!(key.code, KeyCode::Char(_)) {
        let escape = KeyEvent { code: KeyCode::Esc, modifiers: KeyModifiers::NONE, ..key };
        let letter = KeyEvent { modifiers: key.modifiers - KeyModifiers::ALT, ..key };
        return [Some(escape), Some(letter)];
    }
    [Some(key), None]
}

/// What a key means. Releases mean nothing.
pub fn resolve(scope: Scope, key: KeyEvent) -> Key {
    if key.kind == KeyEventKind::Release {
        return Key::Unbound;
    }
    let bound = chord(key).and_then(|chord| {
        BINDINGS.iter().find(|b| b.scope == scope && b.chords.contains(&chord.as_str()))
    });
    match bound {
        Some(binding) => Key::Command(binding.command),
        None if matches!(scope, Prompt | Picker) => Key::Text,
        None => Key::Unbound,
    }
}

/// Keys under a heading.
#[derive(Clone, Debug)]
pub struct Section {
    pub scope: Scope,
    pub title: &'static str,
    pub bindings: Vec<&'static Binding>,
}

/// All keys: those of the list by topic, then those of what lies over it.
pub fn sections() -> Vec<Section> {
    let those = |keep: &dyn Fn(&Binding) -> bool| BINDINGS.iter().filter(|b| keep(b)).collect();
    let on_list = Topic::ALL.iter().map(|&topic| Section {
        scope: Browse,
        title: topic.title(),
        bindings: those(&|b| b.scope == Browse && b.topic == topic),
    });
    let over = Scope::OVER.iter().map(|&scope| Section {
        scope,
        title: scope.title(),
        bindings: those(&|b| b.scope == scope),
    });
    on_list.chain(over).collect()
}

/// The README's tables of keys, one for each place that the keys go to.
pub fn markdown() -> String {
    let mut out = String::new();
    let mut told = None;
    for section in sections() {
        if told != Some(section.scope) {
            let gap = if told.is_some() { "\n" } else { "" };
            let title = section.scope.title();
            out.push_str(&format!("{gap}### {title}\n\n| keys | what |\n|---|---|\n"));
            told = Some(section.scope);
        }
        for binding in section.bindings {
            let chords: Vec<String> = binding.chords.iter().map(|c| format!("`{c}`")).collect();
            out.push_str(&format!("| {} | {} |\n", chords.join(" "), binding.about));
        }
    }
    out
}

#[cfg(test)]
mod tests;
