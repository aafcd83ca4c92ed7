//! Wrapping text of several tones.

use crate::domain::text::{clean, wrap};
use crate::page::{Run, Tone};

/// The runs as one text in lines that fit the columns; every piece keeps its tone.
pub fn wrapped(runs: &[Run], columns: usize) -> Vec<Vec<Run>> {
    let mut text = String::new();
    let mut tones: Vec<(usize, Tone)> = Vec::new();
    for run in runs {
        text.push_str(&clean(&run.text));
        tones.push((text.len(), run.tone));
    }
    let mut at = 0;
    wrap(&text, columns)
        .into_iter()
        .map(|line| {
            let mut out: Vec<Run> = Vec::new();
            let mut left = line.as_str();
            while let Some(c) = left.chars().next() {
                // Wrapping drops white space and nothing else.
                at += text.get(at..).and_then(|rest| rest.find(c)).unwrap_or(0);
                let (end, tone) = tone_at(&tones, at);
                let same = left.chars().zip(text.get(at..end).unwrap_or_default().chars());
                let same: usize = same.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
                let (piece, rest) =
                    left.split_at_checked(same.max(c.len_utf8())).unwrap_or((left, ""));
                at += piece.len();
                left = rest;
                match out.last_mut() {
                    Some(run) if run.tone == tone => run.text.push_str(piece),
                    _ => out.push(Run::new(piece, tone)),
                }
            }
            out
        })
        .collect()
}

/// The tone at a byte, and where it ends.
fn tone_at(tones: &[(usize, Tone)], at: usize) -> (usize, Tone) {
    let run = tones.partition_point(|&(end, _)| end <= at);
    tones.get(run).or(tones.last()).map_or((at, Tone::Plain), |&tone| tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_keeps_its_tone_over_a_break() {
        let runs =
            [Run::strong("NATO confirms"), Run::quiet(" · 28 Oct 2024"), Run::plain(" done")];
        let lines = wrapped(&runs, 10);
        let told: Vec<Vec<(&str, Tone)>> = lines
            .iter()
            .map(|line| line.iter().map(|run| (run.text.as_str(), run.tone)).collect())
            .collect();
        assert_eq!(
            told,
            [
                vec![("NATO", Tone::Strong)],
                vec![("confirms", Tone::Strong), (" ·", Tone::Quiet)],
                vec![("28 Oct", Tone::Quiet)],
                vec![("2024", Tone::Quiet), (" done", Tone::Plain)],
            ]
        );
    }

    #[test]
    fn letters_without_spaces_between_them_are_not_lost() {
        let runs = [Run::strong("北朝鮮の部隊"), Run::plain("がロシアにいる")];
        let told: String = wrapped(&runs, 7).into_iter().flatten().map(|run| run.text).collect();
        assert_eq!(told, "北朝鮮の部隊がロシアにいる");
    }
}
