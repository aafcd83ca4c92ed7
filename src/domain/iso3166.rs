//! The names of all ISO 3166-1 and ISO 3166-2 codes.

/// The English short name of a country (`UA`) or the name of a subdivision (`UA-63`).
pub fn name(code: &str) -> Option<&'static str> {
    match code.len() {
        2 => rust_iso3166::ALPHA2_MAP.get(code).map(|country| country.name),
        _ => rust_iso3166::iso3166_2::SUBDIVISION_MAP.get(code).map(|part| part.name),
    }
}

/// The country a subdivision code implies: `UA` for `UA-63`.
pub fn parent(code: &str) -> Option<&str> {
    let (country, _) = code.split_once('-')?;
    name(code).map(|_| country)
}

pub fn is_country(code: &str) -> bool {
    code.len() == 2 && name(code).is_some()
}

/// Every code, countries first, each group in order of code; for near matches.
pub fn codes() -> impl Iterator<Item = &'static str> {
    rust_iso3166::ALL_ALPHA2
        .iter()
        .copied()
        .chain(rust_iso3166::iso3166_2::SUBDIVISION_MAP.keys().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_and_parents() {
        assert_eq!(name("UA"), Some("Ukraine"));
        assert_eq!(name("RU-KRS"), Some("Kurskaya oblast'"));
        assert_eq!(name("XX-99"), None);
        assert_eq!(parent("UA-43"), Some("UA"), "Crimea, as ISO 3166-2 has it");
        assert_eq!(parent("UA-40"), Some("UA"), "Sevastopol, as ISO 3166-2 has it");
        assert_eq!(parent("kherson-city"), None);
        assert!(codes().all(|code| name(code).is_some()));
    }
}
