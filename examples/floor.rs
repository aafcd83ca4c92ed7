//! The least a screen of rows costs on this stack: 48 full rows, a blocking read, no data to look
//! anything up in. What `dateline` takes for a key is compared with this.
#![expect(clippy::disallowed_types, reason = "there is no keymap here")]

use crossterm::event::{Event, KeyCode, KeyEventKind, read};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::io;

fn main() -> io::Result<()> {
    let mut terminal = ratatui::init();
    let outcome = run(&mut terminal);
    ratatui::restore();
    outcome
}

fn run(terminal: &mut ratatui::DefaultTerminal) -> io::Result<()> {
    let rows: Vec<String> =
        (0..10_000).map(|i| format!("{i:>8}  {}", "a row of the list ".repeat(9))).collect();
    let mut top: usize = 0;
    loop {
        let height = usize::from(terminal.size()?.height);
        terminal.draw(|frame| {
            let shown = rows.iter().skip(top).take(height).map(|row| Line::raw(row.as_str()));
            frame.render_widget(Paragraph::new(shown.collect::<Vec<_>>()), frame.area());
        })?;
        match read()? {
            Event::Key(key) if key.kind == KeyEventKind::Press => match key.code {
                KeyCode::Char('j') => top = (top + 1).min(rows.len() - 1),
                KeyCode::Char('k') => top = top.saturating_sub(1),
                KeyCode::Char(' ') => top = (top + height).min(rows.len() - 1),
                KeyCode::Char('g') => top = 0,
                KeyCode::Char('G') => top = rows.len().saturating_sub(height),
                KeyCode::Char('q') => return Ok(()),
                _ => {}
            },
            _ => {}
        }
    }
}
