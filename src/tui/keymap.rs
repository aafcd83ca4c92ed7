//! The one owner of keys: dispatch, help, footer and the README's table are printed from [`BINDINGS`].
#![expect(clippy::disallowed_types, reason = "keys are named here and nowhere else")]

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
pub use table::BINDINGS;

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

use Command as C;
use Scope::{Browse, Menu, Picker, Prompt, Reader};
use Topic as T;

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
