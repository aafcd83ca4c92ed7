//! What holds of the one table of keys.

use super::*;
use std::collections::BTreeSet;

#[test]
fn a_chord_means_one_thing_in_a_scope() {
    for scope in [Browse, Picker, Menu, Reader, Prompt] {
        let mut seen = BTreeSet::new();
        for binding in BINDINGS.iter().filter(|b| b.scope == scope) {
            for chord in binding.chords {
                assert!(seen.insert(*chord), "{chord} is bound twice in {scope:?}");
            }
        }
    }
}

#[test]
fn every_binding_says_what_it_is_for() {
    assert!(BINDINGS.iter().all(|b| !b.about.is_empty() && !b.chords.is_empty()));
}

#[test]
fn letters_and_control_chords_are_told_apart() {
    let key = |code, modifiers| KeyEvent::new(code, modifiers);
    let meaning = |code, modifiers| resolve(Browse, key(code, modifiers));
    assert_eq!(meaning(KeyCode::Char('G'), KeyModifiers::SHIFT), Key::Command(C::Last));
    assert_eq!(meaning(KeyCode::Char('d'), KeyModifiers::CONTROL), Key::Command(C::HalfDown));
    assert_eq!(meaning(KeyCode::Char('d'), KeyModifiers::ALT), Key::Unbound);
    assert_eq!(resolve(Prompt, key(KeyCode::Char('q'), KeyModifiers::NONE)), Key::Text);
}
