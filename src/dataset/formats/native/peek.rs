//! The id of a record, read without parsing anything after it.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};

use super::fast::plain_len;
use super::from_json::Json;

/// Returns the value of `id`; `None` if there is none before a fault, or if the record is not an object.
pub(super) fn peek_id(json: &[u8]) -> Option<String> {
    foremost(json).or_else(|| by_serde(json))
}

/// Fast path for an id without escapes that comes first or after the schema, as nearly all do.
fn foremost(json: &[u8]) -> Option<String> {
    let fields = json.strip_prefix(b"{")?;
    let rest = fields.strip_prefix(br#""schema":"quoteval/1","#).unwrap_or(fields).strip_prefix(br#""id":""#)?;
    let (id, rest) = rest.split_at(plain_len(rest));
    String::from_utf8(id.to_owned()).ok().filter(|_| rest.starts_with(b"\""))
}

fn by_serde(json: &[u8]) -> Option<String> {
    let mut found = None;
    // Stopping early counts as an error in serde; faults in the record are found when the whole record is read.
    let _ = serde_json::Deserializer::from_slice(json).deserialize_map(FindId(&mut found));
    found
}

struct FindId<'f>(&'f mut Option<String>);

impl<'de> Visitor<'de> for FindId<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Json(key)) = map.next_key::<Json<Cow<'de, str>>>()? {
            if key == "id" {
                *self.0 = Some(map.next_value::<Json<Cow<'de, str>>>()?.0.into_owned());
                return Err(A::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::peek_id;

    #[test]
    fn only_the_outer_id_counts() {
        assert_eq!(peek_id(br#"{"schema":"quoteval/1","meta":{"id":"x"},"id":"a\n1","quot"#), Some("a\n1".into()));
        assert_eq!(peek_id(br#"{"id":"a1","id":"x"}"#), Some("a1".into()));
        assert_eq!(peek_id(br#"{"id":"a"#), None);
        assert_eq!(peek_id(br#"{"quotations":[{"id":"q"}]}"#), None);
        assert_eq!(peek_id(b"[1]"), None);
        assert_eq!(peek_id(br#"{"id":7}"#), None);
    }
}
