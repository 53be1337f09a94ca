//! Values that read themselves from JSON: with the fast reader if they contain nothing unusual, otherwise with serde.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::Deserializer;

use super::fast::{GiveUp, Reader};

/// Reads a value from all of `json`; `None` if serde_json has to read it.
pub(super) fn read<'de, T: FromJson<'de>>(json: &'de str) -> Option<T> {
    let mut reader = Reader::new(json);
    let mut value = T::default();
    value.fast(&mut reader).ok()?;
    reader.peek().is_none().then_some(value)
}

/// A value with a JSON form: `Deserialize` under another name, so that drafts do not depend on serde.
pub(super) trait FromJson<'de>: Default {
    /// Name of the value in error messages.
    const WHAT: &'static str;

    /// Initial capacity for a list of these values.
    const EXPECTED: usize = 4;

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error>;

    /// Fills a default value with the fast reader, or with serde for values that gain nothing from it.
    fn fast(&mut self, json: &mut Reader<'de>) -> Result<(), GiveUp> {
        ask_serde(json, self)
    }
}

/// Wraps a [`FromJson`] for serde.
pub(super) struct Json<T>(pub(super) T);

impl<'de, T: FromJson<'de>> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        T::from_json(json).map(Json)
    }
}

/// The visitor for a type.
pub(super) struct Of<T>(pub(super) PhantomData<T>);

/// Reads the next value with serde, whatever it is.
#[cold]
pub(super) fn ask_serde<'de, T: FromJson<'de>>(json: &mut Reader<'de>, value: &mut T) -> Result<(), GiveUp> {
    *value = json.by_serde::<Json<T>>()?.0;
    Ok(())
}
