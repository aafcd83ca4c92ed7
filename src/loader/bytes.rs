//! Bytes of a kind in a text, looked for in many at a time.

/// How many bytes are asked at once.
const AT_ONCE: usize = 32;

/// Whether any byte is of a kind, which a space must not be.
pub(super) fn any(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> bool {
    let Some(last) = bytes.last_chunk::<AT_ONCE>() else {
        let mut padded = [b' '; AT_ONCE];
        padded.iter_mut().zip(bytes).for_each(|(slot, &byte)| *slot = byte);
        return any_of_whole(&padded, is);
    };
    let whole = bytes.len() - bytes.len() % AT_ONCE;
    any_of_whole(bytes.get(..whole).unwrap_or(bytes), is) || any_of_whole(last, is)
}

/// Control characters, but for tabs and ends of lines, and what characters that hide or reorder text begin
/// with.
pub(super) const fn is_suspect(byte: u8) -> bool {
    byte < 0x20 && byte.wrapping_sub(b'\t') > 1
        || byte == 0x7f
        || byte & 0xdf == 0xc2
        || byte == 0xd8
        || byte == 0xef
}

/// Whether nothing in a stretch of a file asks for a look at its texts one by one, as long as they stand
/// there without escapes.
pub(super) fn are_plain(bytes: &[u8]) -> bool {
    !any(bytes, is_suspect)
}

/// The same of so many bytes, once or several times. No early end, and no known length: else the
/// compiler makes a loop of single bytes of it.
#[inline(never)]
fn any_of_whole(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, &byte| found | is(byte))
}

#[cfg(test)]
mod tests {
    use super::any;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            let mut bytes = vec![b'a'; length];
            assert!(!any(&bytes, |byte| byte == b'x'), "{length}");
            for at in 0..length {
                bytes[at] = b'x';
                assert!(any(&bytes, |byte| byte == b'x'), "{at} of {length}");
                bytes[at] = b'a';
            }
        }
    }
}
