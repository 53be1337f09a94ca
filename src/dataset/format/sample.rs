//! The beginning of a file, by which formats recognise it.

/// A file's name and its first bytes, or all of them if they are few.
#[derive(Clone, Copy)]
pub(crate) struct Sample<'s> {
    pub(crate) name: &'s str,
    pub(crate) bytes: &'s [u8],
}

impl<'s> Sample<'s> {
    /// True if these characters stand anywhere.
    pub(crate) fn has(&self, part: &str) -> bool {
        memchr::memmem::find(self.bytes, part.as_bytes()).is_some()
    }

    /// True if this stands anywhere in double quotes, as the keys of JSON objects do.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        let is_quoted =
            |at: usize| at > 0 && self.bytes[at - 1] == b'"' && self.bytes.get(at + key.len()) == Some(&b'"');
        memchr::memmem::find_iter(self.bytes, key).any(is_quoted)
    }

    /// The number of these keys that the file has.
    pub(crate) fn count_keys(&self, keys: &[&str]) -> usize {
        keys.iter().filter(|key| self.has_key(key)).count()
    }

    /// True if the file begins with this byte, white space aside.
    pub(crate) fn opens(&self, with: u8) -> bool {
        self.bytes.trim_ascii_start().first() == Some(&with)
    }

    pub(crate) fn first_line(&self) -> &'s [u8] {
        self.bytes.split(|&byte| byte == b'\n').next().unwrap_or_default()
    }

    /// True if the name ends like this, in any case.
    pub(crate) fn is_named(&self, ending: &str) -> bool {
        self.name.to_ascii_lowercase().ends_with(ending)
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn keys_are_quoted() {
        let has = |bytes: &str, key| Sample { name: "a.json", bytes: bytes.as_bytes() }.has_key(key);
        assert!(has("{\"quotes\":1}", "quotes") && has("{\"x\": \"quote quote\", \"quote\":1}", "quote"));
        assert!(!has("{\"quotes\":1}", "quote") && !has("quote\"", "quote") && !has("\"quote", "quote"));
    }
}
