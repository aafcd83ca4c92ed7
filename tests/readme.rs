//! The README's tables are those of the program. `DATELINE_BLESS=1 cargo test --test readme` renews them.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the README fails")]

use std::fs;

fn block(name: &str, wanted: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = readme.find(&open).unwrap() + open.len();
    let end = start + readme.get(start..).unwrap().find(&close).unwrap();
    if std::env::var_os("DATELINE_BLESS").is_some() {
        let renewed =
            format!("{}{wanted}{}", readme.get(..start).unwrap(), readme.get(end..).unwrap());
        fs::write(path, renewed).unwrap();
        return;
    }
    assert_eq!(readme.get(start..end).unwrap(), wanted, "the README's {name} are stale");
}

#[test]
fn keys_fields_and_codes_are_those_of_the_program() {
    block("keys", &dateline::tui::keymap::markdown());
    block("fields", &dateline::query::fields_markdown());
    block("codes", &dateline::loader::fault::codes_markdown());
}

#[test]
fn the_event_file_of_the_readme_has_no_fault() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let start = readme.find("```toml\n").unwrap() + 8;
    let end = start + readme.get(start..).unwrap().find("```").unwrap();
    let text = readme.get(start..end).unwrap().to_owned();
    let input = dateline::loader::Input::Text { name: "README.md".into(), text };
    let loaded = dateline::loader::load(&input, &|_| ()).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.timeline.len(), 1);
}

#[test]
fn the_oldest_rust_is_the_one_that_cargo_asks_for() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let oldest = format!("Rust {} or later", env!("CARGO_PKG_RUST_VERSION"));
    assert!(readme.contains(&oldest), "the README does not say {oldest}");
}
