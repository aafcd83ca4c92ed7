//! A page as Markdown.

use super::escape::{bold, cell, inline};
use crate::page::{Block, Level, Line, Page, Run, Table, Tone};

/// The page as a document of its own.
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    // Whether the lines above are a list that the next item joins.
    let mut listing = false;
    for block in &page.blocks {
        if !matches!(block, Block::Line(_) | Block::Gap) {
            listing = false;
        }
        match block {
            Block::Title(text) => out.push_str(&format!("# {}\n", inline(text))),
            Block::Heading(text) => out.push_str(&format!("\n## {}\n", inline(text))),
            Block::Event { title, aside, .. } => {
                let aside: String = aside.iter().map(|run| run.text.as_str()).collect();
                out.push_str(&format!("\n### {}\n", inline(&format!("{title}{aside}"))));
            }
            Block::Line(it) => line(it, &mut listing, &mut out),
            Block::Table(it) => table(it, &mut out),
            // Drawn for a fixed width of columns; the numbers are in the lines above.
            Block::Bar(_) | Block::Scale(..) | Block::Gap => {}
        }
    }
    out
}

fn line(line: &Line, listing: &mut bool, out: &mut String) {
    let text = runs(&line.runs);
    let label = line.label.as_ref().map(|label| inline(&label.text)).unwrap_or_default();
    match line.level {
        Level::Text => {
            *listing = false;
            out.push_str(&format!("\n{text}\n"));
        }
        Level::Fact | Level::Item => {
            if !*listing {
                out.push('\n');
            }
            *listing = true;
            let gap = if label.is_empty() { "" } else { " " };
            out.push_str(&format!("- {label}{gap}{text}\n"));
        }
        Level::Under if *listing => out.push_str(&format!("  - {text}\n")),
        Level::Under => out.push_str(&format!("\n{text}\n")),
    }
}

/// Runs in one line. What is strong stays so; tones that are only colour go.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let spaced = run.text.starts_with(' ') && !out.is_empty();
        let text = match run.tone {
            Tone::Strong | Tone::Found => bold(&run.text),
            _ if out.is_empty() => inline(&run.text),
            // Within a line nothing means what it means at its start.
            _ => inline(&format!("x{}", run.text.trim_start())).split_off(1),
        };
        if spaced {
            out.push(' ');
        }
        out.push_str(&text);
        if run.text.ends_with(' ') && !run.text.trim().is_empty() {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

fn table(table: &Table, out: &mut String) {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push('\n');
    out.push_str(&row(table.heads.iter().map(|head| cell(head)).collect()));
    out.push_str(&row(table.heads.iter().map(|_| "---".to_owned()).collect()));
    for it in &table.rows {
        let text = |runs: &Vec<Run>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        out.push_str(&row(it.cells.iter().map(|runs| cell(&text(runs))).collect()));
    }
}
