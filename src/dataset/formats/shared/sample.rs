//! What the beginning of a file shows of its format.

/// Whether some bytes stand anywhere in the beginning of a file.
pub(in crate::dataset::formats) fn finder(sample: &[u8]) -> impl Fn(&[u8]) -> bool + '_ {
    |part| memchr::memmem::find(sample, part).is_some()
}

/// Whether a file begins with this character, white space aside.
pub(in crate::dataset::formats) fn opens(sample: &[u8], with: char) -> bool {
    u8::try_from(with).is_ok_and(|with| sample.trim_ascii_start().first() == Some(&with))
}
