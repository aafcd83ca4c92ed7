//! The chronicle in the binary.

use include_dir::{Dir, include_dir};

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Its files in order of path, as `data/…`.
pub(super) fn files() -> Vec<(String, &'static str)> {
    let mut files: Vec<(String, &'static str)> = DATA
        .files()
        .filter(|file| file.path().extension().is_some_and(|ext| ext == "toml"))
        .filter_map(|file| Some((format!("data/{}", file.path().display()), file.contents_utf8()?)))
        .collect();
    files.sort();
    files
}
