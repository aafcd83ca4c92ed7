//! What can be written on the command line.

use crate::export::{EXPORT_FORMATS, Format, Group, LIST_FORMATS};
use crate::loader::fault::{Code, Usual};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Browse sourced chronologies of news events: what happened, when, where, who says so, who denies
/// it, and in which source it stands.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Exit status: 0 done; 1 errors in the data, or something could not be \
written; 2 could not run.\nA path that is named like a subcommand is written ./list.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub browse: Browse,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List events, one a line
    List(List),
    /// Show one event whole
    Show(Show),
    /// Write events as a document: Markdown, JSON, CSV, a calendar, a map
    Export(Export),
    /// All that one actor says, in order, over all events
    Actor(Actor),
    /// Sources or actors side by side: what each leaves out, and what it tells differently
    Compare(Compare),
    /// A source by paragraphs: its copy, its quotes where they stand, and which events cite what
    Source(Source),
    /// Report every fault in event files, at file, line and column
    ///
    /// On a terminal the first fifty, errors before warnings; in a pipe, a file and JSON all of them.
    Check(Check),
    /// Print the JSON Schema of event files
    Schema,
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// The chronicle to read.
#[derive(Debug, Args)]
pub struct Paths {
    /// Event files, or directories of them; `-` reads TOML or JSON lines from standard input, alone or
    /// beside them. None: the chronicle built into the program
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Which events.
#[derive(Debug, Args)]
pub struct Chosen {
    /// Only events that match, e.g. 'region:UA status:contested "drones"'
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true, value_parser = no_option)]
    pub filter: Option<String>,
    /// Only events from this date (or event id) on
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = no_option)]
    pub from: Option<String>,
    /// Only events up to this date (or event id), itself included
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = no_option)]
    pub to: Option<String>,
    #[command(flatten)]
    pub known: KnownOn,
}

/// As of when.
#[derive(Debug, Args)]
pub struct KnownOn {
    /// Only what could be known by the end of this date: sources published, claims and figures made
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = no_option)]
    pub known_on: Option<String>,
}

/// How they are put.
#[derive(Debug, Args)]
pub struct Arranged {
    /// Headings over the events
    #[arg(long, value_name = "BY", default_value = Group::Date.word(), value_parser = groups())]
    pub group: Group,
    /// Latest first
    #[arg(long)]
    pub reverse: bool,
}

#[derive(Debug, Args)]
pub struct Colored {
    /// Whether to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
pub struct Browse {
    #[command(flatten)]
    pub input: Paths,
    #[command(flatten)]
    pub texts: Texts,
    #[command(flatten)]
    pub chosen: Chosen,
    #[command(flatten)]
    pub arranged: Arranged,
    #[command(flatten)]
    pub color: Colored,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub input: Paths,
    #[command(flatten)]
    pub texts: Texts,
    #[command(flatten)]
    pub chosen: Chosen,
    #[command(flatten)]
    pub arranged: Arranged,
    #[command(flatten)]
    pub color: Colored,
    /// How to write them
    #[arg(long, default_value = Format::Table.word(), value_parser = formats(LIST_FORMATS))]
    pub format: Format,
    /// Exit with 0 though some of the data could not be read
    #[arg(long)]
    pub lenient: bool,
}

#[derive(Debug, Args)]
pub struct Show {
    /// The id of the event
    pub id: String,
    #[command(flatten)]
    pub input: Paths,
    #[command(flatten)]
    pub texts: Texts,
    #[command(flatten)]
    pub known: KnownOn,
    #[command(flatten)]
    pub color: Colored,
}

/// How a page is printed, and what from.
#[derive(Debug, Args)]
pub struct Page {
    #[command(flatten)]
    pub input: Paths,
    #[command(flatten)]
    pub texts: Texts,
    #[command(flatten)]
    pub color: Colored,
    /// How to write it
    #[arg(long, default_value = "text")]
    pub format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Text,
    Md,
    Json,
}

#[derive(Debug, Args)]
pub struct Actor {
    /// The actor: an id, a name or an alias, as after `actor:` in a query; those below it are told
    /// with it
    #[arg(value_name = "ACTOR")]
    pub name: String,
    #[command(flatten)]
    pub page: Page,
    #[command(flatten)]
    pub known: KnownOn,
}

#[derive(Debug, Args)]
pub struct Source {
    /// The id of the source, its start and `*`, or words of its title, publisher or author
    #[arg(value_name = "SOURCE")]
    pub name: String,
    #[command(flatten)]
    pub page: Page,
    #[command(flatten)]
    pub known: KnownOn,
}

#[derive(Debug, Args)]
pub struct Compare {
    /// Two or more sources, by id or words of their titles, or actors, by id, name or alias, with commas
    /// between
    #[arg(value_name = "A,B")]
    pub names: String,
    #[command(flatten)]
    pub page: Page,
    #[command(flatten)]
    pub chosen: Chosen,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub input: Paths,
    #[command(flatten)]
    pub texts: Texts,
    #[command(flatten)]
    pub chosen: Chosen,
    #[command(flatten)]
    pub arranged: Arranged,
    #[command(flatten)]
    pub color: Colored,
    /// What to write; if not told, what the name of FILE ends in, else md
    #[arg(long, value_parser = formats(EXPORT_FORMATS))]
    pub format: Option<Format>,
    /// Where to write it; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// Replace the file if there is one
    #[arg(long)]
    pub force: bool,
    /// With the curator's own notes
    #[arg(long)]
    pub notes: bool,
    /// Exit with 0 though some of the data could not be read
    #[arg(long)]
    pub lenient: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub input: Paths,
    #[command(flatten)]
    pub color: Colored,
    /// How to report
    #[arg(long, default_value = "human")]
    pub format: Report,
    #[command(flatten)]
    pub texts: Texts,
    /// Warnings to leave out, with commas between them
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = allowed())]
    pub allow: Vec<Code>,
    /// Warnings to take for errors, with commas between them; `warnings` is all of them
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = denied())]
    pub deny: Vec<Deny>,
}

/// Where copies of the sources are.
#[derive(Debug, Args)]
pub struct Texts {
    /// Where the local copies of the sources are, to compare quotes with
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Report {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deny {
    Warnings,
    Code(Code),
}

impl Deny {
    const ALL_WARNINGS: &'static str = "warnings";

    fn from_word(word: &str) -> Option<Self> {
        match word {
            Self::ALL_WARNINGS => Some(Self::Warnings),
            _ => Code::from_word(word).map(Self::Code),
        }
    }
}

/// The codes that may be of warnings; an error cannot be switched off.
fn warnings() -> impl Iterator<Item = PossibleValue> {
    let codes = Code::ALL.iter().filter(|code| code.usual() != Usual::Error);
    codes.map(|code| PossibleValue::new(code.word()).help(code.about()))
}

fn allowed() -> impl clap::builder::TypedValueParser<Value = Code> {
    PossibleValuesParser::new(warnings())
        .try_map(|word| Code::from_word(&word).ok_or("no such code"))
}

fn denied() -> impl clap::builder::TypedValueParser<Value = Deny> {
    let all = PossibleValue::new(Deny::ALL_WARNINGS).help("All of them");
    PossibleValuesParser::new(std::iter::once(all).chain(warnings()))
        .try_map(|word| Deny::from_word(&word).ok_or("no such code"))
}

#[derive(Debug, Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}

/// A query may begin with `-`, and so does a date before year 0; but an option is not one of them.
fn no_option(value: &str) -> Result<String, &'static str> {
    if value.starts_with("--") { Err("the value is missing") } else { Ok(value.to_owned()) }
}

fn formats(allowed: &'static [Format]) -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(allowed.iter().map(|format| format.word()))
        .try_map(|word| Format::from_word(&word).ok_or("no such format"))
}

fn groups() -> impl clap::builder::TypedValueParser<Value = Group> {
    PossibleValuesParser::new(Group::WORDS)
        .try_map(|word| Group::from_word(&word).ok_or("no such group"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_path_named_like_a_subcommand_is_written_with_its_place() {
        let command = |args: &[&str]| Cli::try_parse_from(args).unwrap();
        assert!(command(&["dateline", "list"]).command.is_some());
        let cli = command(&["dateline", "./list", "data"]);
        assert!(cli.command.is_none());
        assert_eq!(cli.browse.input.paths, [PathBuf::from("./list"), PathBuf::from("data")]);
    }

    #[test]
    fn a_query_may_begin_with_what_it_leaves_out_and_an_option_is_no_query() {
        let chosen = |arguments: &[&str]| Some(Cli::try_parse_from(arguments).ok()?.browse.chosen);
        let query = chosen(&["dateline", "-f", "-kind:statement", "--from", "-0044"]).unwrap();
        assert_eq!(query.filter.as_deref(), Some("-kind:statement"));
        assert_eq!(query.from.as_deref(), Some("-0044"));
        for missing in [["-f", "--reverse"], ["--to", "--reverse"], ["--known-on", "--reverse"]] {
            assert!(chosen(&["dateline", missing[0], missing[1]]).is_none(), "{missing:?}");
        }
    }

    #[test]
    fn a_format_belongs_to_its_subcommand() {
        assert!(Cli::try_parse_from(["dateline", "list", "--format", "md"]).is_err());
        assert!(Cli::try_parse_from(["dateline", "export", "--format", "table"]).is_err());
    }
}
