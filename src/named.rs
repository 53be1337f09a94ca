//! Enums whose values have a name in options, files and reports.

/// The error of [`FromStr`](std::str::FromStr) for a word that is not the name of any value of the type.
///
/// ```
/// let error = "sentences".parse::<quoteval::UnitProfile>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown unit 'sentences': words, tokens or chars");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.describe())]
pub struct UnknownName {
    /// The term for the type, such as `setting`.
    pub kind: &'static str,
    /// The unknown name.
    pub name: String,
    /// The known names.
    pub known: Vec<&'static str>,
}

impl UnknownName {
    fn describe(&self) -> String {
        let known = match self.known.as_slice() {
            [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            known => known.concat(),
        };
        format!("unknown {} '{}': {known}", self.kind, self.name)
    }
}

/// Gives enums that derive [`strum::VariantArray`] and [`strum::IntoStaticStr`] the constant `ALL`, `as_str`, `Display`, and a
/// `FromStr` whose error lists the names. The literal after the type is its term in that error. A type that is not public needs
/// a call of its own, with its visibility in brackets before the type.
macro_rules! named {
    (($visibility:vis) $type:ty: $kind:literal) => {
        impl $type {
            /// Every value, in the order of reports.
            $visibility const ALL: [Self; <Self as ::strum::VariantArray>::VARIANTS.len()] =
                *<Self as ::strum::VariantArray>::VARIANTS.first_chunk().expect("invariant: the array is as long as the slice");

            /// The name in options, files and reports.
            #[must_use]
            $visibility fn as_str(self) -> &'static str {
                self.into()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::named::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.into_iter().find(|value| value.as_str() == name);
                found.ok_or_else(|| $crate::named::UnknownName {
                    kind: $kind,
                    name: name.to_owned(),
                    known: Self::ALL.map(Self::as_str).to_vec(),
                })
            }
        }
    };
    ($($type:ty: $kind:literal),+ $(,)?) => {
        $($crate::named::named!((pub) $type: $kind);)+
    };
}

pub(crate) use named;
