//! The beginning of a file, used to recognise its format.

/// A file's name and its first bytes, or all bytes of a short file.
#[derive(Clone, Copy)]
pub(crate) struct Sample<'s> {
    pub(crate) name: &'s str,
    pub(crate) bytes: &'s [u8],
}

impl<'s> Sample<'s> {
    /// True if the sample contains this text.
    pub(crate) fn has(&self, part: &str) -> bool {
        memchr::memmem::find(self.bytes, part.as_bytes()).is_some()
    }

    /// True if the sample contains this text in double quotes, like the key of a JSON object.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        let is_quoted =
            |at: usize| at > 0 && self.bytes[at - 1] == b'"' && self.bytes.get(at + key.len()) == Some(&b'"');
        memchr::memmem::find_iter(self.bytes, key).any(is_quoted)
    }

    /// Counts how many of these keys the sample contains.
    pub(crate) fn count_keys(&self, keys: &[&str]) -> usize {
        keys.iter().filter(|key| self.has_key(key)).count()
    }

    /// True if the first byte after white space is this one.
    pub(crate) fn opens(&self, with: u8) -> bool {
        self.bytes.trim_ascii_start().first() == Some(&with)
    }

    pub(crate) fn first_line(&self) -> &'s [u8] {
        self.bytes.split(|&byte| byte == b'\n').next().unwrap_or_default()
    }

    /// True if the name ends like this, ignoring case.
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
