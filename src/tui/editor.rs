//! The reader's editor at a line of a file: how it is called, not the calling.

use std::ffi::OsString;
use std::path::Path;

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `+LINE FILE`, which vi, nano, emacs, micro and most others share.
    Plus,
    /// `FILE:LINE`
    Colon,
    /// `--goto FILE:LINE`
    Goto,
    /// `--line LINE FILE`
    Line,
}

/// Those that would open a file named `+LINE`.
const STYLES: &[(&str, Style)] = &[
    ("code", Style::Goto),
    ("code-insiders", Style::Goto),
    ("codium", Style::Goto),
    ("cursor", Style::Goto),
    ("hx", Style::Colon),
    ("helix", Style::Colon),
    ("subl", Style::Colon),
    ("zed", Style::Colon),
    ("zeditor", Style::Colon),
    ("kate", Style::Line),
];

/// The program and its arguments; none where the variable holds no word.
pub(super) fn call(editor: &str, path: &Path, line: u32) -> Option<(String, Vec<OsString>)> {
    let mut words = words(editor).into_iter();
    let program = words.next()?;
    let mut arguments: Vec<OsString> = words.map(OsString::from).collect();
    // A path is never taken for an option.
    let path = if path.is_relative() { Path::new(".").join(path) } else { path.to_owned() };
    let stem = Path::new(&program).file_stem().unwrap_or_default();
    let style = STYLES.iter().find(|(name, _)| stem == *name).map_or(Style::Plus, |&(_, it)| it);
    let mut file = path.into_os_string();
    match style {
        Style::Plus => arguments.push(format!("+{line}").into()),
        Style::Line => arguments.extend(["--line".into(), line.to_string().into()]),
        Style::Goto => arguments.push("--goto".into()),
        Style::Colon => {}
    }
    if matches!(style, Style::Colon | Style::Goto) {
        file.push(format!(":{line}"));
    }
    arguments.push(file);
    Some((program, arguments))
}

/// Words as a shell has them, of which quotation marks keep some together: `emacsclient -a ""`.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            Some(_) | None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(editor: &str) -> String {
        let (program, arguments) = call(editor, Path::new("a.toml"), 7).unwrap();
        arguments.iter().fold(program, |line, it| format!("{line}|{}", it.to_string_lossy()))
    }

    #[test]
    fn every_editor_is_told_the_line_as_it_understands_it() {
        assert_eq!(called("vi"), "vi|+7|./a.toml");
        assert_eq!(called("/usr/bin/code --wait"), "/usr/bin/code|--wait|--goto|./a.toml:7");
        assert_eq!(called("hx"), "hx|./a.toml:7");
        assert_eq!(called("kate -b"), "kate|-b|--line|7|./a.toml");
        assert_eq!(called("emacsclient -t -a \"\""), "emacsclient|-t|-a||+7|./a.toml");
        assert_eq!(called("'/opt/my editor/ed' -x"), "/opt/my editor/ed|-x|+7|./a.toml");
        assert_eq!(call("  ", Path::new("a"), 1), None);
    }
}
