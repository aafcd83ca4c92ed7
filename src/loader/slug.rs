//! Ids: which texts are one, and what id a name gives.

use crate::domain::fold::fold;

pub(super) const fn is_slug_char(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '-')
}

pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && text.bytes().all(|byte| is_slug_char(char::from(byte)))
}

/// A name as an id: folded, and hyphens for what an id cannot hold.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if !trimmed.is_empty() {
        return trimmed.to_owned();
    }
    // A script without Latin letters: its code points are an id that stays the same.
    let points: Vec<String> =
        name.chars().take(16).map(|c| format!("{:x}", u32::from(c))).collect();
    if points.is_empty() { "x".to_owned() } else { format!("u{}", points.join("-")) }
}

/// The slug of a name; where that loses letters, with a number made of the whole name, so that
/// different names do not become one.
pub(super) fn own_slug(name: &str) -> String {
    let slug = slug(name);
    let folded = fold(name);
    if !folded.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return slug;
    }
    // FNV-1a, 32 bits.
    let hash = name
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{slug}-{hash:08x}")
}
