//! Integers that may not fit 64 bits.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An integer written as a JSON number if it fits 64 bits, else as a string of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide(pub(super) u128);

impl Serialize for Wide {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match u64::try_from(self.0) {
            Ok(number) => serializer.serialize_u64(number),
            Err(_) => serializer.collect_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Wide {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Digits)
    }
}

struct Digits;

impl Visitor<'_> for Digits {
    type Value = Wide;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, or a string of digits")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Wide, E> {
        Ok(Wide(number.into()))
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<Wide, E> {
        digits.parse().map(Wide).map_err(|_| E::invalid_value(serde::de::Unexpected::Str(digits), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_a_number_and_what_does_not_a_string() {
        for (number, written) in
            [(0, "0"), (u64::MAX.into(), "18446744073709551615"), (1 << 64, "\"18446744073709551616\"")]
        {
            assert_eq!(serde_json::to_string(&Wide(number)).unwrap(), written);
            assert_eq!(serde_json::from_str::<Wide>(written).unwrap(), Wide(number));
        }
        for wrong in ["-1", "1.0", "\"1e3\"", "\"-1\"", "null"] {
            assert!(serde_json::from_str::<Wide>(wrong).is_err(), "{wrong}");
        }
    }
}
