//! The types of `quoteval/1` in JSON, read directly into drafts that borrow where possible.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use smallvec::smallvec;

use super::fast::{self, GiveUp, Reader};
use super::from_json::{FromJson, Json, Of, ask_serde};
use crate::dataset::format::draft::{
    DraftDocument, DraftEntity, DraftQuotation, DraftSpan, DraftSpeakers, DraftSystem,
};

/// Reads objects field by field: a duplicate field is an error, an unknown field is recorded and skipped.
///
/// Fields after a semicolon are stored in the box `rare`, which is created when needed.
macro_rules! object {
    ($type:ident, $($key:literal => $slot:ident,)* $(; $($rare_key:literal => $rare_slot:ident,)*)?) => {
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut value = $type::default();
            $(let mut $slot = false;)*
            $($(let mut $rare_slot = false;)*)?
            while let Some(Json(key)) = map.next_key::<Json<Cow<'de, str>>>()? {
                match &*key {
                    $($key => {
                        if std::mem::replace(&mut $slot, true) {
                            return Err(A::Error::duplicate_field($key));
                        }
                        value.$slot = map.next_value::<Json<_>>()?.0;
                    })*
                    $($($rare_key => {
                        if std::mem::replace(&mut $rare_slot, true) {
                            return Err(A::Error::duplicate_field($rare_key));
                        }
                        value.rare.get_or_insert_default().$rare_slot = map.next_value::<Json<_>>()?.0;
                    })*)?
                    _ => {
                        map.next_value::<IgnoredAny>()?;
                        value.unknown.push(key.into_owned());
                    }
                }
            }
            Ok(value)
        }
    };
}

/// Like `object!`, for the fast reader.
macro_rules! fast_object {
    ($value:ident, $json:ident, $($key:literal => $slot:ident,)* $(; $($rare_key:literal => $rare_slot:ident,)*)?) => {{
        $(let mut $slot = false;)*
        $($(let mut $rare_slot = false;)*)?
        $json.object(|json, key| match key {
            $(_ if key == $key.as_bytes() => match std::mem::replace(&mut $slot, true) {
                true => Err(GiveUp),
                false => $value.$slot.fast(json),
            })*
            $($(_ if key == $rare_key.as_bytes() => match std::mem::replace(&mut $rare_slot, true) {
                true => Err(GiveUp),
                false => $value.rare.get_or_insert_default().$rare_slot.fast(json),
            })*)?
            _ => {
                $value.unknown.push(fast::unescaped(key)?);
                json.skip()
            }
        })
    }};
}

/// Implements the trait and the visitor, and lists the fields, for a type read by `object!`.
macro_rules! record {
    ($type:ident, $what:literal, $fields:ident,
        $($key:literal => $slot:ident,)* $(; $($rare_key:literal => $rare_slot:ident,)*)?
    ) => {
        #[doc = concat!("The fields of ", $what, ".")]
        #[cfg(test)]
        const $fields: &[&str] = &[$($key,)* $($($rare_key),*)?];

        impl<'de> FromJson<'de> for $type<'de> {
            const WHAT: &'static str = $what;
            const EXPECTED: usize = 32;

            fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
                json.deserialize_map(Of::<Self>(PhantomData))
            }

            fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
                fast_object!(self, json, $($key => $slot,)* $(; $($rare_key => $rare_slot,)*)?)
            }
        }

        impl<'de> Visitor<'de> for Of<$type<'de>> {
            type Value = $type<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($what)
            }

            object!($type, $($key => $slot,)* $(; $($rare_key => $rare_slot,)*)?);
        }
    };
}

record! { DraftDocument, "a document (an object)", DOCUMENT_FIELDS,
    "schema" => schema,
    "id" => id,
    "text" => text,
    "text_file" => text_file,
    "text_sha256" => text_sha256,
    "offset_unit" => offset_unit,
    "meta" => meta,
    "entities" => entities,
    "quotations" => quotations,
    "error" => error,
    "system" => system,
}

record! { DraftEntity, "an entity (an object)", ENTITY_FIELDS,
    "id" => id,
    "name" => name,
    "aliases" => aliases,
    "type" => entity_type,
    "gender" => gender,
    "kb_id" => kb_id,
    "mentions" => mentions,
}

record! { DraftQuotation, "a quotation (an object)", QUOTATION_FIELDS,
    "id" => id,
    "type" => quotation_type,
    "content" => content,
    "speaker" => speaker,
    ;
    "cue" => cue,
    "source" => source,
    "tags" => tags,
    "parent" => parent,
    "polarity" => polarity,
    "confidence" => confidence,
    "rule" => rule,
}

impl<'de> FromJson<'de> for DraftSpan<'de> {
    const WHAT: &'static str = "a span: {\"start\", \"end\", \"text\"}, [start, end] or a text";
    const EXPECTED: usize = 1;

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Of::<Self>(PhantomData))
    }

    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        match json.peek() {
            Some(b'[') => {
                let [start, end] = json.pair()?;
                (self.start, self.end) = (Some(start), Some(end));
                Ok(())
            }
            Some(b'{') => fast_object!(self, json,
                "start" => start,
                "end" => end,
                "text" => text,
                "occurrence" => occurrence,
            ),
            _ => self.text.fast(json),
        }
    }
}

impl<'de> Visitor<'de> for Of<DraftSpan<'de>> {
    type Value = DraftSpan<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(DraftSpan::WHAT)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut offset = |position| match seq.next_element::<Json<i64>>()? {
            Some(Json(offset)) => Ok(offset),
            None => Err(A::Error::invalid_length(position, &"a pair [start, end]")),
        };
        let span = DraftSpan::of_offsets(offset(0)?, offset(1)?);
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(span),
            Some(_) => Err(A::Error::invalid_length(3, &"a pair [start, end]")),
        }
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(DraftSpan::of_text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(DraftSpan::of_text(Cow::Owned(text.to_owned())))
    }

    object!(DraftSpan,
        "start" => start,
        "end" => end,
        "text" => text,
        "occurrence" => occurrence,
    );
}

impl<'de> FromJson<'de> for DraftSystem {
    const WHAT: &'static str = "a system: {\"name\", \"version\"}";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_map(Of::<Self>(PhantomData))
    }
}

impl<'de> Visitor<'de> for Of<DraftSystem> {
    type Value = DraftSystem;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(DraftSystem::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DraftSystem, A::Error> {
        let mut system = DraftSystem::default();
        while let Some(Json(key)) = map.next_key::<Json<Cow<'de, str>>>()? {
            match &*key {
                "name" => system.name = map.next_value::<Json<Option<Cow<'de, str>>>>()?.0.map(Cow::into_owned),
                "version" => system.version = map.next_value::<Json<Option<Cow<'de, str>>>>()?.0.map(Cow::into_owned),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(system)
    }
}

impl<'de> FromJson<'de> for DraftSpeakers<'de> {
    const WHAT: &'static str = "a speaker: a string or a list of strings";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Of::<Self>(PhantomData))
    }

    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        match json.plain_string() {
            Some(speaker) => self.0.push(Cow::Borrowed(speaker)),
            None => ask_serde(json, self)?,
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Of<DraftSpeakers<'de>> {
    type Value = DraftSpeakers<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(DraftSpeakers::WHAT)
    }

    fn visit_borrowed_str<E: Error>(self, speaker: &'de str) -> Result<Self::Value, E> {
        Ok(DraftSpeakers(smallvec![Cow::Borrowed(speaker)]))
    }

    fn visit_str<E: Error>(self, speaker: &str) -> Result<Self::Value, E> {
        Ok(DraftSpeakers(smallvec![Cow::Owned(speaker.to_owned())]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut speakers = DraftSpeakers::default();
        while let Some(Json(speaker)) = seq.next_element()? {
            speakers.0.push(speaker);
        }
        Ok(speakers)
    }
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT_FIELDS, ENTITY_FIELDS, QUOTATION_FIELDS};
    use crate::dataset::format::fields;

    #[test]
    fn errors_know_the_fields_that_are_read() {
        assert_eq!(DOCUMENT_FIELDS, fields::DOCUMENT);
        assert_eq!(ENTITY_FIELDS, fields::ENTITY);
        assert_eq!(QUOTATION_FIELDS, fields::QUOTATION);
    }
}
