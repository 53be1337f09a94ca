//! Counts that add up over documents field by field.

/// Implements `AddAssign` for a struct of integers, and its conversion to and from a list of numbers in field order.
macro_rules! summed {
    ($type:ty, $width:literal: $($field:ident),+) => {
        impl ::std::ops::AddAssign for $type {
            fn add_assign(&mut self, other: Self) {
                $(self.$field += other.$field;)+
            }
        }

        impl $type {
            /// All numbers, in the order of the fields.
            #[must_use]
            pub const fn numbers(self) -> [u64; $width] {
                [$(self.$field),+]
            }

            /// The counts with these [`numbers`](Self::numbers).
            #[must_use]
            pub const fn of_numbers([$($field),+]: [u64; $width]) -> Self {
                Self { $($field),+ }
            }
        }
    };
}

pub(super) use summed;
