//! Colours and attributes: the sixteen ANSI colours, so that the user's own palette rules.
//!
//! Colour never carries a meaning alone: every style that means something comes with a glyph,
//! a word or an attribute, and without colour the attributes stay.

use crate::domain::claim::Side;
use crate::domain::status::Status;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;

#[derive(Clone, Copy, Debug)]
pub struct Theme {
    color: bool,
}

impl Theme {
    pub const fn new(color: bool) -> Self {
        Self { color }
    }

    fn fg(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }

    pub fn plain(self) -> Style {
        Style::new()
    }

    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Secondary text. Dim without colour, because not all palettes show bright black on black.
    pub fn quiet(self) -> Style {
        if self.color { self.fg(Color::DarkGray) } else { Style::new().add_modifier(Modifier::DIM) }
    }

    pub fn heading(self) -> Style {
        self.fg(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    pub fn accent(self) -> Style {
        self.fg(Color::Cyan)
    }

    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A selected line of a menu: in one piece, as reversed colours of its parts are a patchwork.
    pub fn select(self, mut line: Line<'_>) -> Line<'_> {
        for span in &mut line.spans {
            span.style = Style::new();
        }
        line.style(self.selected())
    }

    pub fn date(self) -> Style {
        self.fg(Color::Green)
    }

    pub fn region(self) -> Style {
        self.fg(Color::Magenta)
    }

    pub fn chip(self) -> Style {
        self.fg(Color::Cyan).add_modifier(Modifier::REVERSED)
    }

    pub fn found(self) -> Style {
        self.fg(Color::Yellow).add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
    }

    pub fn warning(self) -> Style {
        self.fg(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    pub fn error(self) -> Style {
        self.fg(Color::Red).add_modifier(Modifier::BOLD)
    }

    pub fn quote(self) -> Style {
        Style::new().add_modifier(Modifier::ITALIC)
    }

    pub fn status(self, status: Status) -> Style {
        match status {
            Status::Contested => self.fg(Color::Red).add_modifier(Modifier::BOLD),
            Status::Agreed => self.fg(Color::Green),
            Status::SingleParty => self.fg(Color::Yellow),
            Status::Unattributed => self.quiet(),
        }
    }

    pub fn side(self, side: Side) -> Style {
        match side {
            Side::For => self.fg(Color::Green),
            Side::Against => self.fg(Color::Red).add_modifier(Modifier::BOLD),
            Side::Neither => self.fg(Color::Yellow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::text::Span;

    #[test]
    fn a_selected_line_is_in_one_piece() {
        let theme = Theme::new(true);
        let parts = vec![Span::styled("[x]", theme.accent()), Span::styled("UA", theme.quiet())];
        let line = theme.select(Line::from(parts));
        let styles = line.spans.iter().map(|span| line.style.patch(span.style));
        assert!(styles.into_iter().all(|style| style == theme.selected()));
    }
}
