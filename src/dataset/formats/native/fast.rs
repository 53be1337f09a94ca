//! A reader for the JSON that nearly every record is: without a fault and without anything rare.
//!
//! It exists for speed alone: quotations are short words and offsets, on which it is several times as fast as serde_json. It
//! takes only what serde_json takes as well, and reads it alike. A value with anything rare in it, such as an escape or a
//! fraction, it hands to serde_json; on a fault it gives up, without a word, and serde_json reads the record anew from its
//! beginning and says what is wrong.

use serde::de::IgnoredAny;

use super::scan::{few_digits, plain_len, quote_at};

/// How many digits surely fit a 64-bit integer.
const DIGITS: usize = 18;

/// How many lists and objects surely are not nested too deep for serde_json, which here does not see what is around them.
const BRACKETS: usize = 100;

/// Something is wrong; what, is not asked here.
#[derive(Debug)]
pub(super) struct GiveUp;

/// A place in a JSON text.
pub(super) struct Reader<'de> {
    json: &'de str,
    at: usize,
}

impl<'de> Reader<'de> {
    /// Begins before the first byte.
    pub(super) const fn new(json: &'de str) -> Self {
        Self { json, at: 0 }
    }

    /// The next byte that is not blank.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.json.as_bytes().get(self.at) {
            Some(&byte) if byte > b' ' => Some(byte),
            _ => self.peek_beyond_blanks(),
        }
    }

    #[cold]
    fn peek_beyond_blanks(&mut self) -> Option<u8> {
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        let rest = self.json.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(is_blank).count();
        self.json.as_bytes().get(self.at).copied()
    }

    /// Goes beyond the next byte if it is this one.
    #[inline]
    fn skips(&mut self, wanted: u8) -> bool {
        if self.peek() != Some(wanted) {
            return false;
        }
        self.at += 1;
        true
    }

    #[inline]
    fn expect(&mut self, wanted: u8) -> Result<(), GiveUp> {
        if self.skips(wanted) { Ok(()) } else { Err(GiveUp) }
    }

    /// Goes beyond a `null`, if one is next.
    #[inline]
    pub(super) fn skips_null(&mut self) -> bool {
        let is_null = self.peek() == Some(b'n') && self.json.as_bytes()[self.at..].starts_with(b"null");
        self.at += if is_null { 4 } else { 0 };
        is_null
    }

    /// A string without an escape; `None` if the next value is anything else.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'de str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at + 1;
        let end = start + plain_len(&self.json.as_bytes()[start..]);
        if self.json.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(&self.json[start..end])
    }

    /// An integer that is surely no fraction and not too large; `None` if the next value is anything else.
    #[inline]
    pub(super) fn plain_integer(&mut self) -> Option<i64> {
        let first = self.peek()?;
        let digits = &self.json.as_bytes()[self.at..];
        let (number, len) = few_digits(digits);
        if len > 0 && ends_integer(first, len, digits[len]) {
            self.at += len;
            return Some(number as i64);
        }
        self.long_integer(first, digits)
    }

    fn long_integer(&mut self, first: u8, digits: &[u8]) -> Option<i64> {
        let mut number = 0;
        for (len, byte) in digits.iter().take(DIGITS).enumerate() {
            if !byte.is_ascii_digit() {
                if !ends_integer(first, len, *byte) {
                    return None;
                }
                self.at += len;
                return Some(number);
            }
            number = number * 10 + i64::from(byte - b'0');
        }
        None
    }

    /// Calls `member` before each member of a list.
    #[inline]
    pub(super) fn list(&mut self, mut member: impl FnMut(&mut Self) -> Result<(), GiveUp>) -> Result<(), GiveUp> {
        self.expect(b'[')?;
        if self.skips(b']') {
            return Ok(());
        }
        loop {
            member(self)?;
            if !self.skips(b',') {
                return self.expect(b']');
            }
        }
    }

    /// A list of two integers.
    #[inline]
    pub(super) fn pair(&mut self) -> Result<[i64; 2], GiveUp> {
        self.expect(b'[')?;
        let first = self.plain_integer().ok_or(GiveUp)?;
        self.expect(b',')?;
        let second = self.plain_integer().ok_or(GiveUp)?;
        self.expect(b']')?;
        Ok([first, second])
    }

    /// Everything up to the next quotation mark: a key as it is written, which [`unescaped`] has to see unless it is known.
    #[inline]
    fn key(&mut self) -> Option<&'de [u8]> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let rest = &self.json.as_bytes()[self.at + 1..];
        let len = quote_at(rest)?;
        self.at += len + 2;
        Some(&rest[..len])
    }

    /// Calls `field` with each key of an object and before its value.
    #[inline]
    pub(super) fn object(
        &mut self,
        mut field: impl FnMut(&mut Self, &'de [u8]) -> Result<(), GiveUp>,
    ) -> Result<(), GiveUp> {
        self.expect(b'{')?;
        if self.skips(b'}') {
            return Ok(());
        }
        loop {
            let key = self.key().ok_or(GiveUp)?;
            self.expect(b':')?;
            field(self, key)?;
            if !self.skips(b',') {
                return self.expect(b'}');
            }
        }
    }

    /// Goes beyond a value.
    pub(super) fn skip(&mut self) -> Result<(), GiveUp> {
        self.by_serde::<IgnoredAny>().map(drop)
    }

    /// The next value, whatever it is.
    pub(super) fn by_serde<T: serde::Deserialize<'de>>(&mut self) -> Result<T, GiveUp> {
        let rest = &self.json[self.at..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter();
        let value = values.next().and_then(Result::ok).ok_or(GiveUp)?;
        let end = values.byte_offset();
        if memchr::memchr2_iter(b'[', b'{', &rest.as_bytes()[..end]).nth(BRACKETS).is_some() {
            return Err(GiveUp);
        }
        self.at += end;
        Ok(value)
    }
}

/// Whether so many digits, the first of them known, are an integer if this follows.
const fn ends_integer(first: u8, digits: usize, next: u8) -> bool {
    (digits == 1 || digits > 1 && first != b'0') && !matches!(next, b'.' | b'e' | b'E')
}

/// The name of a field, if nothing in it is escaped.
pub(super) fn unescaped(key: &[u8]) -> Result<String, GiveUp> {
    let plain = Some(key).filter(|key| plain_len(key) == key.len());
    plain.and_then(|key| String::from_utf8(key.to_owned()).ok()).ok_or(GiveUp)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use crate::dataset::format::draft::DraftDocument;
    use crate::dataset::formats::native::from_json::read;
    use crate::dataset::formats::native::read::by_serde;

    /// Records with everything that the format has, and all that is read by way of serde.
    const WHOLE: [&str; 6] = [
        r#"{"schema":"quoteval/1","id":"a","text":"“It works,” Ann Lee said — and much more than that, for 64 bytes.",
            "offset_unit":"char","meta":{"n":[1,{"x":-0.5e3}],"s":"é"},"entities":[{"id":"lee","name":"Ann Lee",
            "aliases":["Lee"],"type":"person","gender":null,"kb_id":"Q1","mentions":[[12,19],{"start":1,"end":2}]}],
            "quotations":[{"id":"q","type":"direct","content":[[0,11]],"cue":[{"text":"said","occurrence":2}],
            "source":["Ann Lee"],"speaker":["lee","roe"],"tags":["a","b"],"parent":null,"polarity":"denied"}]}"#,
        r#"{"id":"a","quotations":[{"content":["It works,"],"speaker":"Ann","confidence":0.87,"rule":"r"}],"x":[{}]}"#,
        r#"{"schema":"quoteval-predictions/1","system":{"name":"s","version":null,"x":[[[]]]}}"#,
        r#" { "id" : "a\n\u00e9\ud83d\ude00" , "quotations" : [ ] , "error" : "e\\" } "#,
        r#"{"quotations":[{"content":[[-0,1],[-5,18446744073709551615],[123456789012345678,1]],"id":null,"y":1e9}]}"#,
        r#"{"text_file":"t.txt","text_sha256":"","entities":[],"quotations":null,"y":{"a":[true,false]},"z":"\u0041"}"#,
    ];

    /// What is put into records where it does not belong.
    const PIECES: [&str; 32] = [
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "-",
        "-0",
        "0",
        "01",
        "1.0",
        "1.",
        "1e2",
        "1e400",
        "99999999999999999999",
        "\0",
        "\t",
        "\u{1f}",
        "\u{7f}",
        "\\u0000",
        "\\ud800",
        "\\x",
        "\"id\":\"b\",",
        "\"content\":[[0,1]],",
        "\"y\":{},",
        "\u{feff}",
        " ",
        "\n",
    ];

    fn shown(draft: &DraftDocument<'_>) -> String {
        format!("{draft:?}")
    }

    /// That what is read here is what serde_json reads.
    fn agrees(json: &str) -> Result<(), TestCaseError> {
        if let Some(draft) = read::<DraftDocument<'_>>(json) {
            let theirs = by_serde(json).map_err(|error| TestCaseError::fail(format!("{json:?}: {error}")))?;
            prop_assert_eq!(shown(&draft), shown(&theirs));
        }
        Ok(())
    }

    #[test]
    fn what_is_whole_is_read_here() {
        for json in &WHOLE[..4] {
            let draft = read(json).unwrap_or_else(|| panic!("{json}"));
            assert_eq!(shown(&draft), shown(&by_serde(json).unwrap()));
        }
    }

    #[test]
    fn nesting_is_as_deep_as_serde_json_lets_it_be() {
        for depth in 90..140 {
            for field in ["meta", "y"] {
                let (open, close) = ("{\"a\":".repeat(depth), "}".repeat(depth));
                agrees(&format!("{{\"{field}\":{open}1{close}}}")).unwrap();
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn both_read_alike_whatever_is_changed(
            json in select(WHOLE.to_vec()),
            changes in vec((any::<Index>(), 0..4_usize, select(PIECES.to_vec())), 1..4),
            end in prop_oneof![9 => Just(None), 1 => any::<Index>().prop_map(Some)],
        ) {
            let mut chars: Vec<String> = json.chars().map(String::from).collect();
            for (at, cut, piece) in changes {
                let at = at.index(chars.len());
                let end = (at + cut).min(chars.len());
                chars.splice(at..end, [piece.to_owned()]);
            }
            if let Some(end) = end {
                chars.truncate(end.index(chars.len()));
            }
            agrees(&chars.concat())?;
        }

        #[test]
        fn both_read_alike_whatever_is_left_out(json in select(WHOLE.to_vec()), at in any::<Index>(), len in 1..9_usize) {
            let mut chars: Vec<char> = json.chars().collect();
            let at = at.index(chars.len());
            chars.drain(at..(at + len).min(json.chars().count()));
            agrees(&String::from_iter(chars))?;
        }

        #[test]
        fn both_read_alike_whatever_bytes_flip(json in select(WHOLE.to_vec()), at in any::<Index>(), bits in 1..0x80_u8) {
            let mut bytes = json.as_bytes().to_vec();
            bytes[at.index(json.len())] ^= bits;
            if let Ok(json) = String::from_utf8(bytes) {
                agrees(&json)?;
            }
        }

        #[test]
        fn both_read_alike_where_integers_stand(number in "-?(0|[0-9]{1,20})([.eE][0-9]{0,3})?", blank in "[ \n]?") {
            agrees(&format!("{{\"quotations\":[{{\"content\":[[{number}{blank},{blank}1],{{\"start\":{number}}}]}}]}}"))?;
            agrees(&format!("{{\"quotations\":[{{\"confidence\":{number},\"cue\":[{{\"occurrence\":{number}}}]}}]}}"))?;
        }
    }
}
