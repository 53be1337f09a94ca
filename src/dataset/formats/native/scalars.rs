//! Strings, numbers, lists and free metadata from JSON; `null` means absent.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use smallvec::SmallVec;

use super::fast::{GiveUp, Reader};
use super::from_json::{FromJson, Json, Of, ask_serde};
use crate::model::Meta;

impl<'de> FromJson<'de> for Cow<'de, str> {
    const WHAT: &'static str = "a string";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_str(Of::<Self>(PhantomData))
    }

    #[inline]
    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        match json.plain_string() {
            Some(text) => *self = Cow::Borrowed(text),
            None => ask_serde(json, self)?,
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Of<Cow<'de, str>> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

impl<'de> FromJson<'de> for i64 {
    const WHAT: &'static str = "an offset (an integer)";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_i64(Of::<Self>(PhantomData))
    }

    #[inline]
    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        match json.plain_integer() {
            Some(integer) => *self = integer,
            None => ask_serde(json, self)?,
        }
        Ok(())
    }
}

impl Visitor<'_> for Of<i64> {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(i64::WHAT)
    }

    fn visit_i64<E: Error>(self, offset: i64) -> Result<i64, E> {
        Ok(offset)
    }

    /// An offset that is too large is out of range anyway.
    fn visit_u64<E: Error>(self, offset: u64) -> Result<i64, E> {
        Ok(i64::try_from(offset).unwrap_or(i64::MAX))
    }
}

impl<'de> FromJson<'de> for u32 {
    const WHAT: &'static str = "a number from 1";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let number = i64::from_json(json)?;
        Self::try_from(number).map_err(|_| D::Error::custom(format!("{number} is not {}", Self::WHAT)))
    }
}

impl<'de> FromJson<'de> for f64 {
    const WHAT: &'static str = "a number";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(json)
    }
}

impl<'de, T: FromJson<'de>> FromJson<'de> for Option<T> {
    const WHAT: &'static str = T::WHAT;

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_option(Of::<Self>(PhantomData))
    }

    #[inline]
    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        if json.skips_null() { Ok(()) } else { self.get_or_insert_default().fast(json) }
    }
}

impl<'de, T: FromJson<'de>> Visitor<'de> for Of<Option<T>> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WHAT)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        T::from_json(json).map(Some)
    }
}

impl<'de, T: FromJson<'de>> FromJson<'de> for Vec<T> {
    const WHAT: &'static str = "a list";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Of::<Self>(PhantomData))
    }

    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        if json.skips_null() {
            return Ok(());
        }
        json.list(|json| {
            if self.is_empty() {
                self.reserve(T::EXPECTED);
            }
            self.push(T::default());
            self.last_mut().map_or(Err(GiveUp), |element| element.fast(json))
        })
    }
}

impl<'de, T: FromJson<'de>> Visitor<'de> for Of<Vec<T>> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list, of which each element is {}", T::WHAT)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let Some(Json(first)) = seq.next_element()? else { return Ok(Vec::new()) };
        let mut list = Vec::with_capacity(T::EXPECTED);
        list.push(first);
        while let Some(Json(element)) = seq.next_element()? {
            list.push(element);
        }
        Ok(list)
    }
}

impl<'de, T: FromJson<'de>> FromJson<'de> for SmallVec<[T; 1]> {
    const WHAT: &'static str = Vec::<T>::WHAT;

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        Vec::from_json(json).map(Self::from)
    }

    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        if json.skips_null() {
            return Ok(());
        }
        json.list(|json| {
            self.push(T::default());
            self.last_mut().map_or(Err(GiveUp), |element| element.fast(json))
        })
    }
}

impl<'de> FromJson<'de> for Meta {
    const WHAT: &'static str = "facts about the document (an object)";

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Of::<Self>(PhantomData))
    }
}

impl<'de> Visitor<'de> for Of<Meta> {
    type Value = Meta;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Meta::WHAT)
    }

    fn visit_unit<E: Error>(self) -> Result<Meta, E> {
        Ok(Meta::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Meta, A::Error> {
        let mut meta = Meta::new();
        while let Some((key, value)) = map.next_entry::<String, serde_json::Value>()? {
            if meta.contains_key(&key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            meta.insert(key, value);
        }
        Ok(meta)
    }
}
