//! Reading event files: every fault at its place, and good data never lost to bad.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use dateline::domain::digest::hex;
use dateline::loader::fault::{Code, Fault, Usual, render_human};
use dateline::loader::{Input, Loaded, Review, copies, digest, load, review};
use dateline::timeline::Timeline;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn data() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    files(&folder, &["toml"])
}

fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| extensions.iter().any(|ext| path.extension().is_some_and(|e| e == *ext)))
        .collect();
    files.sort();
    files
}

fn read(input: &Input) -> Loaded {
    load(input, &|_| {}).unwrap()
}

fn read_text(text: &str) -> Loaded {
    read(&Input::Text { name: "-".to_owned(), text: text.to_owned() })
}

fn read_paths(paths: &[PathBuf]) -> Loaded {
    read(&Input::Paths(paths.to_vec()))
}

/// The bytes as a file that is read.
fn read_bytes(bytes: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    fs::write(&path, bytes).unwrap();
    read_paths(&[path])
}

fn ids(loaded: &Loaded) -> Vec<String> {
    let timeline = &loaded.timeline;
    timeline.events().map(|event| timeline.event(event).id().to_string()).collect()
}

/// `line:column severity code message | help`, a line each.
fn shown(faults: &[Fault]) -> String {
    let mut out = String::new();
    for fault in faults {
        let Fault { line, column, severity, code, message, help, .. } = fault;
        write!(out, "{line}:{column} {severity} {code} {message}").unwrap();
        if let Some(help) = help {
            write!(out, " | {help}").unwrap();
        }
        out.push('\n');
    }
    out
}

const BASE: &str = "[[source]]\nid = \"s\"\ntitle = \"S\"\n\n";

fn event(id: &str) -> String {
    format!(
        "[[event]]\nid = \"{id}\"\ntitle = \"T\"\ndate = \"2031-05-03\"\nregions = [\"UA\"]\nsources = [\"s\"]\n\n"
    )
}

fn reviewed(timeline: &Timeline, input: &Input, texts: Option<&Path>) -> Review {
    review(timeline, input, &copies::read(timeline, input, texts))
}

/// What is found in copies of sources, without the weak spots.
fn check_quotes(timeline: &Timeline, input: &Input, texts: Option<&Path>) -> Vec<Fault> {
    let mut faults = reviewed(timeline, input, texts).faults;
    faults.retain(|fault| {
        use Code::{CopyChanged, ParagraphMissing, QuoteMissing, QuoteParagraph};
        matches!(fault.code, CopyChanged | ParagraphMissing | QuoteMissing | QuoteParagraph)
    });
    faults
}

/// Finds what is wrong after the reading.
type Later = fn(&Timeline, &Input, Option<&Path>) -> Vec<Fault>;

/// Mistakes, and what is weak without a mistake: a file of each code.
const CORPORA: [(&str, Later); 2] = [
    ("invalid", check_quotes),
    ("weak", |timeline, input, texts| reviewed(timeline, input, texts).faults),
];

#[test]
fn every_fixture_has_its_faults() {
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let mut wrong = String::new();
    for (corpus, later) in CORPORA {
        let folder = fixtures().join(corpus);
        let here = format!("{}/", folder.display());
        for path in files(&folder, &["toml", "ndjson"]) {
            let input = Input::Paths(vec![path.clone()]);
            let loaded = read(&input);
            let mut faults = loaded.faults;
            faults.extend(later(&loaded.timeline, &input, Some(&folder.join("texts"))));
            for fault in &faults {
                assert_eq!(Path::new(&*fault.path), path);
            }
            let expected = path.with_extension("txt");
            let faults = shown(&faults).replace(&here, "");
            if bless {
                fs::write(&expected, &faults).unwrap();
            }
            let expected = fs::read_to_string(&expected).unwrap_or_default();
            if faults != expected {
                let name = path.file_name().unwrap().to_string_lossy();
                write!(wrong, "{name}\n expected {expected} found    {faults}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Faults of the file system, which no fixture can hold.
const WITHOUT_FIXTURE: [Code; 2] = [Code::Unreadable, Code::Skipped];

#[test]
fn every_code_has_a_fixture() {
    for code in Code::ALL {
        let shows = CORPORA.iter().any(|(corpus, _)| {
            let path = fixtures().join(corpus).join(format!("{code}.txt"));
            let expected = fs::read_to_string(&path).unwrap_or_default();
            expected.lines().any(|line| line.split(' ').nth(2) == Some(code.word()))
        });
        assert_eq!(shows, !WITHOUT_FIXTURE.contains(code), "{code}");
    }
}

#[test]
fn a_file_has_one_fault_where_it_has_one_mistake() {
    for (corpus, _) in CORPORA {
        for path in files(&fixtures().join(corpus), &["txt"]) {
            let expected = fs::read_to_string(&path).unwrap();
            assert_eq!(expected.lines().count(), 1, "{}: {expected}", path.display());
            let severity = expected.split(' ').nth(1);
            let usual = expected.split(' ').nth(2).and_then(Code::from_word).map(Code::usual);
            match usual {
                Some(Usual::Warning) => assert_eq!(severity, Some("warning")),
                Some(Usual::Error) => assert_eq!(severity, Some("error")),
                Some(Usual::Either) | None => {}
            }
        }
    }
}

#[test]
fn ten_faults_hide_no_good_event() {
    let loaded = read_paths(&[fixtures().join("ten-faults.toml")]);
    let faults = shown(&loaded.faults);
    assert_eq!(loaded.faults.len(), 10, "{faults}");
    for fault in &loaded.faults {
        assert!(fault.line > 10 && fault.column >= 1 && !fault.excerpt.is_empty(), "{fault:?}");
    }
    let ids = ids(&loaded);
    for good in ["good-1", "good-2", "good-3"] {
        assert!(ids.iter().any(|id| id == good), "{ids:?}");
    }
    let first = loaded.timeline.chronicle().find_event("good-1").unwrap();
    assert_eq!(loaded.timeline.event(first).title(), "Authority closes the harbour");
    assert_eq!(render_human(&loaded.faults, false).matches("error[").count(), 10);
}

/// The ids and statuses, in order.
fn summary(loaded: &Loaded) -> Vec<(String, String)> {
    assert_eq!(shown(&loaded.faults), "");
    let timeline = &loaded.timeline;
    timeline
        .events()
        .map(|event| {
            (timeline.event(event).id().to_string(), format!("{:?}", timeline.status(event)))
        })
        .collect()
}

/// Numbers that look like chance and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[test]
fn data_that_has_changed_since_it_was_read_has_no_digest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    fs::write(&path, "# one\n").unwrap();
    let loaded = read_paths(std::slice::from_ref(&path));
    fs::write(&path, "# two\n").unwrap();
    digest::settle(loaded.timeline.chronicle());
    assert_eq!(loaded.timeline.chronicle().digest(), None);
    fs::write(&path, "# one\n").unwrap();
    digest::settle(loaded.timeline.chronicle());
    assert_eq!(loaded.timeline.chronicle().digest(), Some(hex(&Sha256::digest("# one\n"))));
}

#[test]
fn the_built_in_chronicle_is_whole() {
    let loaded = read_paths(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("data")]);
    assert_eq!(summary(&loaded).len(), 24);
    assert_eq!(summary(&read(&Input::BuiltIn)), summary(&loaded));
    let on_disk = loaded.timeline.chronicle();
    assert_eq!(on_disk.digest(), None, "not made before it is asked for");
    digest::settle(on_disk);
    assert!(on_disk.digest().is_some());
    assert_eq!(read(&Input::BuiltIn).timeline.chronicle().digest(), on_disk.digest());
}

#[test]
fn the_order_of_files_and_tables_is_no_matter() {
    let expected = summary(&read_paths(&data()));
    let mut dice = Dice(7);
    // Blocks begin at a table that is not part of the one before it.
    let mut blocks = Vec::new();
    for path in data() {
        let text = fs::read_to_string(path).unwrap();
        let mut block = String::new();
        for line in text.lines() {
            if line.starts_with('[') && !block.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
            block.push_str(line);
            block.push('\n');
        }
        blocks.push(block);
    }
    for _ in 0..8 {
        let mut files = data();
        dice.shuffle(&mut files);
        assert_eq!(summary(&read_paths(&files)), expected);
        dice.shuffle(&mut blocks);
        let folder = tempfile::tempdir().unwrap();
        for (number, some) in blocks.chunks(blocks.len() / 5 + 1).enumerate() {
            fs::write(folder.path().join(format!("{number}.toml")), some.concat()).unwrap();
        }
        assert_eq!(summary(&read_paths(&[folder.path().to_owned()])), expected);
    }
}

/// A claim's quote with its citation, against a copy of two paragraphs.
fn quoted(quote: &str, citation: &str, sha256: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let text = "The harbour is closed.\nThe crane drivers left the quay at noon, the union said.\n";
    fs::write(folder.path().join("copy.txt"), text).unwrap();
    let path = folder.path().join("a.toml");
    let toml = format!(
        "[[source]]\nid = \"s\"\ntitle = \"S\"\ntext = \"copy.txt\"\nsha256 = \"{sha256}\"\n\n\
         [[actor]]\nid = \"a\"\nname = \"A\"\n\n{}\
         [[event.claim]]\nby = \"a\"\nstance = \"denies\"\nquote = \"{quote}\"\nsources = [\"{citation}\"]\n",
        event("e")
    );
    fs::write(&path, toml).unwrap();
    let input = Input::Paths(vec![path]);
    let loaded = read(&input);
    assert_eq!(shown(&loaded.faults), "");
    let beside = shown(&check_quotes(&loaded.timeline, &input, None));
    assert_eq!(beside, shown(&check_quotes(&loaded.timeline, &input, Some(folder.path()))));
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(check_quotes(&loaded.timeline, &input, Some(elsewhere.path())), []);
    beside.replace(&*folder.path().to_string_lossy(), "DIR")
}

#[test]
fn quotes_are_looked_up_in_copies() {
    let text = "The harbour is closed.\nThe crane drivers left the quay at noon, the union said.\n";
    let hash = hex(&Sha256::digest(text));
    let exact = "The crane drivers left the quay";
    assert_eq!(quoted(exact, "s#2", &hash), "");
    assert_eq!(quoted("The crane  drivers left", "s", &hash), "");
    let missing = quoted("The crane drivers never left the quay", "s#2", &hash);
    assert!(missing.contains("error quote-missing “The crane drivers never left"), "{missing}");
    assert!(missing.contains(" | nearest, in s#2: “"), "{missing}");
    let beyond = quoted(exact, "s#3", &hash);
    assert!(beyond.contains("error paragraph-missing `s#3` is cited"), "{beyond}");
    let paragraph = quoted(exact, "s#1", &hash);
    assert!(paragraph.contains("warning quote-paragraph"), "{paragraph}");
    let changed = quoted(exact, "s#2", &"0".repeat(64));
    assert!(
        changed.starts_with("2:1 warning copy-changed") || changed.contains("copy-changed"),
        "{changed}"
    );
    assert_eq!(changed.lines().count(), 1, "{changed}");
}

/// A chronicle of one claim, with its quote written in some way.
fn with_quote(key: &str) -> String {
    format!(
        "{BASE}[[actor]]\nid = \"a\"\nname = \"A\"\n\n{}  [[event.claim]]\n  by = \"a\"\n  \
         stance = \"denies\"\n  text = \"A quote = no\"\n  {key}\n  sources = [\"s\"]\n",
        event("e")
    )
}

#[test]
fn a_quote_that_is_missing_is_shown_at_its_text() {
    let texts = tempfile::tempdir().unwrap();
    fs::write(texts.path().join("s.txt"), "Something else.\n").unwrap();
    let place = |text: &str| {
        let input = Input::Text { name: "-".to_owned(), text: text.to_owned() };
        let loaded = read(&input);
        let faults = check_quotes(&loaded.timeline, &input, Some(texts.path()));
        assert_eq!(faults.len(), 1, "{}", shown(&faults));
        let Fault { line, column_in_excerpt, length, excerpt, .. } =
            faults.into_iter().next().unwrap();
        let from = excerpt.chars().skip(usize::try_from(column_in_excerpt).unwrap());
        (line, from.take(usize::try_from(length).unwrap()).collect::<String>())
    };
    for (key, line, text) in [
        ("quote = \"Not at all\"", 20, "Not at all"),
        ("quote   =   'Not at all'", 20, "Not at all"),
        ("quote = \"\"\"\n  Not at all\n  ever\"\"\"", 21, "Not at all"),
        ("quote = \"\"\"Not at all,\nnot ever\"\"\"", 20, "Not at all,"),
        ("quote = \"Not \\\"at\\\" all\"", 20, "Not \\\"at\\\" all"),
        ("quote = \"\\u0041ll\"", 20, "\\u0041ll"),
    ] {
        assert_eq!(place(&with_quote(key)), (line, text.to_owned()), "{key}");
    }
    let claims = |quote: &str| {
        format!(r#"{{"by":"a","stance":"denies","quote":"{quote}","sources":["s"]}}"#)
    };
    let line = format!(
        r#"{{"id":"e","title":"T","date":"2031","regions":["UA"],"sources":["s"],"claims":[{},{}]}}"#,
        claims("Something else"),
        claims("Not at all")
    );
    let (_, text) = place(&line);
    assert_eq!(text, "Not at all");
    // The source is declared by its use: what is wrong with it is not shown at the event's id.
    let input = Input::Text { name: "-".to_owned(), text: line };
    let faults = reviewed(&read(&input).timeline, &input, None).faults;
    let told: Vec<_> = faults.iter().map(|fault| (fault.code, fault.line, fault.column)).collect();
    assert_eq!(told, [(Code::SourceUndated, 1, 1), (Code::QuoteUnchecked, 1, 1)]);
}

#[test]
fn byte_order_marks_and_line_ends() {
    let plain = format!("{BASE}{}", event("e"));
    let marked = format!("\u{feff}{plain}");
    let windows = plain.replace('\n', "\r\n");
    for text in [&plain, &marked, &windows, &format!("\u{feff}{windows}")] {
        let loaded = read_bytes(text.as_bytes());
        assert_eq!(shown(&loaded.faults), "", "{text:?}");
        assert_eq!(ids(&loaded), ["e"]);
    }
    let loaded = read_bytes(format!("\u{feff}nonsense = 1\r\n{BASE}").as_bytes());
    assert_eq!(shown(&loaded.faults), "1:1 error unknown-key unknown table `nonsense`\n");
    let loaded = read_bytes(format!("{BASE}{}", event("e")).replace("\"T\"", "\"T\r\"").as_bytes());
    assert!(
        loaded.faults.iter().any(|f| f.line == 7 && f.code == Code::Syntax),
        "{:?}",
        loaded.faults
    );
    let loaded = read_bytes(format!("{BASE}{}", event("e")).replace("\"T\"", "\"T\0\"").as_bytes());
    assert!(
        loaded.faults.iter().any(|f| f.line == 7 && f.code == Code::Syntax),
        "{:?}",
        loaded.faults
    );
    let loaded = read_bytes(b"\0");
    assert_eq!((loaded.faults.len(), loaded.faults[0].line), (1, 1), "{:?}", loaded.faults);
}

#[test]
fn bytes_that_are_not_utf_8_are_told_and_hide_nothing_else() {
    let mut bytes = format!("{BASE}{}# Ünlesbar: ", event("a")).into_bytes();
    bytes.extend_from_slice(b"\xff and \xe9\xe8\n");
    bytes.extend_from_slice(&event("b").replace("\"T\"", "\"\u{1}\"").into_bytes());
    let at = bytes.iter().position(|&byte| byte == 1).unwrap();
    bytes[at] = 0xfc;
    let loaded = read_bytes(&bytes);
    let places: Vec<_> =
        loaded.faults.iter().map(|f| (f.code, f.line, f.column, f.length)).collect();
    let code = Code::Encoding;
    assert_eq!(places, [(code, 12, 13, 1), (code, 12, 19, 2), (code, 15, 10, 1)]);
    assert_eq!(ids(&loaded), ["a", "b"]);
    assert_eq!(
        loaded.timeline.event(loaded.timeline.chronicle().find_event("b").unwrap()).title(),
        "\u{fffd}"
    );
    // The digest is of the bytes that are there, and a pipe is read like a file.
    let piped = read(&Input::Piped(bytes.clone()));
    assert_eq!(ids(&piped), ["a", "b"]);
    assert_eq!(shown(&piped.faults), shown(&loaded.faults));
    let digest = Some(hex(&Sha256::digest(&bytes)));
    assert_eq!(loaded.timeline.chronicle().digest(), digest);
    assert_eq!(read(&Input::Piped(bytes)).timeline.chronicle().digest(), digest);
}

#[test]
fn a_file_in_another_encoding_does_not_flood() {
    let mut bytes = Vec::new();
    for number in 0..1_000 {
        bytes.extend_from_slice(format!("# {number} na\n").as_bytes());
    }
    bytes.iter_mut().filter(|byte| **byte == b'a').for_each(|byte| *byte = 0xef);
    let loaded = read_bytes(&bytes);
    assert_eq!(loaded.faults.len(), 101);
    let last = loaded.faults.last().unwrap();
    assert_eq!((last.line, last.column), (101, 8));
    assert_eq!(last.message, "expected UTF-8, found other bytes in 900 more places from here");
}

#[test]
fn deep_nesting_is_a_fault() {
    for unit in ["[", "{a=", "a.", "[a."] {
        for start in ["", "x = "] {
            let loaded = read_text(&format!("{BASE}{start}{}", unit.repeat(100_000)));
            assert!(!loaded.faults.is_empty(), "{start}{unit}");
            assert!(render_human(&loaded.faults, false).len() < 20_000, "{start}{unit}");
        }
    }
    let loaded = read_text(&format!("{{\"id\":{}", "[".repeat(100_000)));
    assert_eq!(loaded.faults.len(), 1);
}

#[test]
fn nothing_to_read() {
    let loaded = read_bytes(b"");
    assert!(loaded.faults.is_empty() && loaded.timeline.is_empty());
    let folder = tempfile::tempdir().unwrap();
    let loaded = read_paths(&[folder.path().to_owned()]);
    assert!(loaded.faults.is_empty() && loaded.timeline.is_empty());
    let absent = Input::Paths(vec![folder.path().join("absent.toml")]);
    let error = load(&absent, &|_| {}).unwrap_err();
    assert_eq!(error.reason, "no such file or directory");
}

#[test]
fn capitals_in_the_ending_of_a_file_are_no_matter() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("A.TOML"), format!("{BASE}{}", event("a"))).unwrap();
    fs::write(folder.path().join("b.Toml"), event("b")).unwrap();
    fs::write(folder.path().join("c.toml.bak"), event("c")).unwrap();
    assert_eq!(ids(&read_paths(&[folder.path().to_owned()])), ["a", "b"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_reached_twice_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("2031")).unwrap();
    fs::write(path("2031/a.toml"), format!("{BASE}{}", event("e"))).unwrap();
    std::os::unix::fs::symlink("2031", path("latest")).unwrap();
    let all = [folder.path().to_owned()];
    let again = [folder.path().to_owned(), path("2031/../2031/a.toml")];
    for roots in [&all[..], &again] {
        let loaded = read_paths(roots);
        assert_eq!((ids(&loaded), loaded.faults.len()), (vec!["e".to_owned()], 0));
    }
}

#[cfg(unix)]
#[test]
fn the_lock_of_an_editor_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), format!("{BASE}{}", event("e"))).unwrap();
    let lock = folder.path().join(".#a.toml");
    std::os::unix::fs::symlink("ana@desk.4711:1761600000", lock).unwrap();
    let loaded = read_paths(&[folder.path().to_owned()]);
    assert_eq!((ids(&loaded), loaded.faults.len()), (vec!["e".to_owned()], 0));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.toml"), format!("{BASE}{}", event("e"))).unwrap();
    let made = std::process::Command::new("mkfifo").arg(path("pipe.toml")).status().unwrap();
    assert!(made.success());
    fs::create_dir(path("sub")).unwrap();
    std::os::unix::fs::symlink("..", path("sub/up")).unwrap();
    std::os::unix::fs::symlink("nowhere.toml", path("gone.toml")).unwrap();
    let loaded = read_paths(&[folder.path().to_owned()]);
    assert_eq!(ids(&loaded), ["e"]);
    let faults: Vec<_> = loaded
        .faults
        .iter()
        .map(|f| (f.path.rsplit('/').next().unwrap(), f.code, f.is_error()))
        .collect();
    let expected = [
        ("gone.toml", Code::Unreadable, true),
        ("pipe.toml", Code::Skipped, false),
        ("up", Code::Skipped, false),
    ];
    assert_eq!(faults, expected);
    let pipe = Input::Paths(vec![path("pipe.toml")]);
    assert_eq!(load(&pipe, &|_| {}).unwrap_err().reason, "neither a file nor a folder");
}

#[test]
fn ten_thousand_bad_events() {
    let mut text = BASE.to_owned();
    for number in 0..10_000 {
        text.push_str(&event(&format!("e-{number}")).replace("05-03", "05-33"));
    }
    text.push_str(&event("good"));
    let loaded = read_text(&text);
    assert_eq!(loaded.faults.len(), 10_000);
    assert_eq!(ids(&loaded), ["good"]);
    assert_eq!((loaded.faults[9_999].line, loaded.faults[9_999].column), (70_001, 17));
    let human = render_human(&loaded.faults, false);
    assert!(human.ends_with("and 9950 more\n") && human.len() < 20_000);
    let mut text = BASE.to_owned();
    for number in 0..10_000 {
        text.push_str(&event(&format!("e-{number}")).replace("UA", &format!("Nowhere {number}")));
    }
    assert_eq!(read_text(&text).faults.len(), 10_000);
}

#[test]
fn a_line_in_a_string_is_no_event() {
    let filler = |range: std::ops::Range<usize>| -> String {
        range.map(|number| event(&format!("e-{number}"))).collect()
    };
    let tricky = event("tricky").replace(
        "title",
        &format!("note = \"\"\"\n{}\n[[event]]\nid = 1\n\"\"\"\ntitle", "long ".repeat(70_000)),
    );
    let text = format!("{BASE}{}{tricky}{}", filler(0..1000), filler(1000..9000));
    assert!(text.len() > 1 << 20);
    let loaded = read_text(&text);
    assert_eq!(shown(&loaded.faults), "");
    assert_eq!(loaded.timeline.len(), 9001);
    let tricky = loaded.timeline.chronicle().find_event("tricky").unwrap();
    let note = loaded.timeline.event(tricky).note().unwrap();
    assert!(note.ends_with("[[event]]\nid = 1"));
    // A fault after the cuts has its place in the whole file.
    let faulty = format!("{text}{}", event("last").replace("05-03", "05-33"));
    let lines = u32::try_from(faulty.lines().count()).unwrap();
    let loaded = read_text(&faulty);
    assert_eq!(loaded.timeline.len(), 9001);
    assert_eq!((loaded.faults.len(), loaded.faults[0].line), (1, lines - 3));
    let plain = format!("[chronicle]\ntitle = \"A\"\n{BASE}{}", filler(0..9000));
    let loaded = read_text(&format!("{plain}[chronicle]\ntitle = \"B\"\n"));
    assert_eq!(
        (loaded.timeline.len(), loaded.faults.len()),
        (9000, 1),
        "{}",
        shown(&loaded.faults)
    );
}

const LINE: &str = r#"{"id":"a","title":"A","date":"2031-05-03","regions":["UA"],"sources":["Wire Service#2"],"actors":["Björn Åkesson",{"id":"Björn Åkesson","role":"target"}],"kind":"Ferry strike"}"#;

#[test]
fn json_lines_declare_what_they_use() {
    let regions = LINE.replace("\"UA\"", "\"The Old Port\",\"UA-63\"").replace("\"a\"", "\"b\"");
    let loaded = read_text(&format!("{LINE}\n\n{regions}\n"));
    assert_eq!(shown(&loaded.faults), "");
    let chronicle = loaded.timeline.chronicle();
    let names: Vec<_> = chronicle.actors.iter().map(|(_, a)| (&*a.id, &*a.name)).collect();
    assert_eq!(names, [("bjorn-akesson", "Björn Åkesson")]);
    let names: Vec<_> = chronicle.sources.iter().map(|(_, s)| (&*s.id, &*s.title)).collect();
    assert_eq!(names, [("wire-service", "Wire Service")]);
    let kind = chronicle.kinds.find("ferry-strike").unwrap();
    assert_eq!(&*chronicle.kinds[kind].name, "Ferry strike");
    let region = chronicle.regions.find("the-old-port").unwrap();
    assert_eq!(&*chronicle.regions[region].name, "The Old Port");
    let region = chronicle.regions.find("UA-63").unwrap();
    assert!(chronicle.regions[region].parent.is_some());
}

#[test]
fn computed_keys_are_not_read_back() {
    let computed = r#""earliest":null,"latest":"x","display_date":3,"status":"agreed","origins":1,"file":"f","line":9,"#;
    let line = LINE.replacen('{', &format!("{{{computed}"), 1);
    let (with, without) = (read_text(&line), read_text(LINE));
    assert_eq!(shown(&with.faults), "");
    let event = |loaded: &Loaded| format!("{:?}", loaded.timeline.chronicle().events);
    assert_eq!(event(&with), event(&without));
}

#[test]
fn a_broken_line_leaves_the_others() {
    let other = LINE.replace("\"a\"", "\"b\"");
    let loaded =
        read_text(&format!("\u{feff}{LINE}\n  {{\"title\":\"Ä\",oops}}\n[1]\n{other}\r\n"));
    assert_eq!(ids(&loaded), ["a", "b"]);
    let places: Vec<_> = loaded.faults.iter().map(|f| (f.line, f.column, f.code)).collect();
    assert_eq!(
        places,
        [(2, 16, Code::Syntax), (3, 1, Code::WrongType)],
        "{}",
        shown(&loaded.faults)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        render_human(&read_bytes(&bytes).faults, true);
        render_human(&read_text(&String::from_utf8_lossy(&bytes)).faults, false);
    }

    #[test]
    fn no_damage_panics(at in 0_usize..400, bytes in proptest::collection::vec(any::<char>(), 0..6)) {
        let text = format!("{BASE}{}", event("e"));
        let at = at.min(text.len());
        let damage: String = bytes.into_iter().collect();
        let (before, after) = text.split_at(at);
        for text in [format!("{before}{damage}{after}"), before.to_owned(), format!("{LINE}\n{damage}{LINE}")] {
            render_human(&read_text(&text).faults, false);
        }
    }
}
