//! `dateline man`: the manual page, with each subcommand in a section.

use super::args::Cli;
use super::{Done, Outcome, streams};
use clap::CommandFactory as _;
use clap_mangen::Man;
use std::io;

pub(crate) fn run() -> Outcome {
    streams::to_stdout(&page()?)?;
    Ok(Done::Well)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for subcommand in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let heading = format!(".SH \"{}\"\n", subcommand.get_name().to_uppercase());
        page.extend_from_slice(heading.as_bytes());
        let man = Man::new(subcommand.clone());
        // Its own headings become smaller ones under the subcommand's.
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part)?;
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        let part = String::from_utf8_lossy(&part).replace(".SH ", ".SS ");
        page.extend_from_slice(part.as_bytes());
    }
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}
