//! The help: the table of keys, by topic.

use crate::tui::keymap::{BINDINGS, Scope, Topic};
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use ratatui::text::{Line, Span};

/// Lines of the help.
pub fn length() -> usize {
    Topic::ALL.len() * 2
        + BINDINGS.iter().filter(|b| b.scope == Scope::Browse).count()
        + LEGEND.len()
}

/// What the glyphs mean.
const LEGEND: &[(&str, &str)] = &[
    ("◆", "contested: somebody asserts it, somebody else denies it"),
    ("●", "agreed: two independent actors say so, nobody denies it"),
    ("○", "single-party: one side only speaks"),
    ("·", "unattributed: no claims"),
];

pub(super) fn lines(model: &Model, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::with_capacity(length());
    for &topic in Topic::ALL {
        lines.push(Line::styled(topic.title(), theme.heading()));
        for binding in BINDINGS.iter().filter(|b| b.scope == Scope::Browse && b.topic == topic) {
            let style = if model.enabled(binding.command) { theme.plain() } else { theme.quiet() };
            lines.push(Line::from(vec![
                Span::styled(format!("  {:<16}", binding.chords.join(" ")), theme.strong()),
                Span::styled(binding.about, style),
            ]));
        }
        lines.push(Line::default());
    }
    for (glyph, meaning) in LEGEND {
        lines.push(Line::raw(format!("  {glyph}  {meaning}")));
    }
    lines
}
