//! Values that read themselves from JSON: by the fast reader if nothing in them is rare, else by serde.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::Deserializer;

use super::fast::{GiveUp, Reader};

/// The value that all of `json` is; `None` if serde_json has to read it.
pub(super) fn read<'de, T: FromJson<'de>>(json: &'de str) -> Option<T> {
    let mut reader = Reader::new(json);
    let mut value = T::default();
    value.fast(&mut reader).ok()?;
    reader.peek().is_none().then_some(value)
}

/// A value with a JSON form: `Deserialize` under another name, so that drafts stay free of serde.
pub(super) trait FromJson<'de>: Default {
    /// Its name in error messages.
    const WHAT: &'static str;

    /// The number of them for which a list has room at first.
    const EXPECTED: usize = 4;

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error>;

    /// Fills a default by the fast reader, or by serde for values in which that gains nothing.
    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        ask_serde(json, self)
    }
}

/// Carries a [`FromJson`] through serde.
pub(super) struct Json<T>(pub(super) T);

impl<'de, T: FromJson<'de>> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        T::from_json(json).map(Json)
    }
}

/// The visitor of a shape.
pub(super) struct Of<T>(pub(super) PhantomData<T>);

/// Fills in the next value by serde, whatever it is.
#[cold]
pub(super) fn ask_serde<'de, T: FromJson<'de>>(json: &mut Reader<'de>, value: &mut T) -> Result<(), GiveUp> {
    *value = json.by_serde::<Json<T>>()?.0;
    Ok(())
}
