//! The help, over the list or a page.

use crate::tui::help::{Row, last_scroll, rows};
use crate::tui::keymap::Scope;
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use ratatui::text::{Line, Span};

/// The lines in view. Keys of the list that do nothing now are dimmed.
pub(super) fn lines(model: &Model, scroll: usize, theme: Theme) -> Vec<Line<'static>> {
    let line = |row| match row {
        Row::Heading(title) => Line::styled(title, theme.heading()),
        Row::Key(binding) => {
            let works = binding.scope != Scope::Browse || model.enabled(binding.command);
            let style = if works { theme.plain() } else { theme.quiet() };
            Line::from(vec![
                Span::styled(format!("  {:<16}", binding.chords.join(" ")), theme.strong()),
                Span::styled(binding.about, style),
            ])
        }
        Row::Glyph(glyph, meaning) => Line::raw(format!("  {glyph}  {meaning}")),
        Row::Gap => Line::default(),
    };
    rows().into_iter().skip(scroll.min(last_scroll(model))).map(line).collect()
}
