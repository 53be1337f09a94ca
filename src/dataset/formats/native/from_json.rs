//! Values that read themselves from JSON: fast where nothing in them is rare, else by way of serde.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::Deserializer;

use super::fast::{GiveUp, Reader};

/// The value that all of `json` is; `None` where serde_json has to be asked.
pub(super) fn read<'de, T: FromJson<'de>>(json: &'de str) -> Option<T> {
    let mut reader = Reader::new(json);
    let mut value = T::default();
    value.fast(&mut reader).ok()?;
    reader.peek().is_none().then_some(value)
}

/// A value that knows how it looks in JSON; `Deserialize` in all but name, so that drafts stay free of serde.
pub(super) trait FromJson<'de>: Default {
    /// What error messages call it.
    const WHAT: &'static str;

    /// How many of them a list has room for at first.
    const EXPECTED: usize = 4;

    fn from_json<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error>;

    /// Fills a default with what nearly every record holds, without serde where that is much faster.
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

/// Fills in the next value, whatever it is, by way of serde.
#[cold]
pub(super) fn ask_serde<'de, T: FromJson<'de>>(json: &mut Reader<'de>, value: &mut T) -> Result<(), GiveUp> {
    *value = json.by_serde::<Json<T>>()?.0;
    Ok(())
}
