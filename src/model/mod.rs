//! The vocabulary: spans, quotations, entities, documents. Invariants hold by construction; nobody else is known here.

mod document;
mod entity;
mod offsets;
mod quotation;
mod span;
mod task;
mod unit_set;
mod units;
mod words;

pub use document::{Document, GoldDocument, InvalidQuotation, Meta, Prediction};
pub use entity::Entity;
pub use offsets::{OffsetMap, OffsetUnit};
pub use quotation::{
    EntityIndex, GoldQuotation, GoldSpeaker, Located, Polarity, PredictedQuotation, PredictedSpeaker, Quotation,
    QuotationType, Reserved,
};
pub use span::{Fragments, Span, SpanError};
pub use task::{Given, KnownEntity, Setting, Task, TaskQuotation};
pub use unit_set::{MentionSet, UnitSet};
pub use units::{UNICODE_VERSION, UnitProfile, Units};
