//! The vocabulary: spans, quotations, entities, documents, tasks. This module imports no other module but `named`.

mod document;
mod entity;
mod one_or_many;
mod marks;
mod offsets;
mod quotation;
mod span;
mod system;
mod task;
mod term;
mod unit_set;
mod units;
mod words;

pub(crate) use document::{Document, Meta};
pub use document::{GoldDocument, InvalidQuotation, Layers, Prediction};
pub use entity::Entity;
pub(crate) use entity::FEW_ENTITIES;
pub(crate) use offsets::{OffsetMap, OffsetUnit};
pub(crate) use one_or_many::OneOrMany;
pub(crate) use quotation::derived_id;
pub(crate) use quotation::{EntityIndex, Located, Polarity};
pub use quotation::{
    GoldQuotation, GoldSpeaker, PredictedQuotation, PredictedSpeaker, Quotation, QuotationType, Reserved,
};
pub use span::{Fragments, Span, SpanError};
pub use system::System;
pub(crate) use task::{END_TO_END, GOLD_QUOTATIONS};
pub use task::{Given, KnownEntity, Setting, Task, TaskQuotation};
pub(crate) use term::Term;
pub(crate) use unit_set::{MentionSet, UnitSet};
pub(crate) use units::unicode_version;
pub(crate) use units::{CHARS, TOKENS, UNIT, WORDS};
pub use units::{UnitProfile, Units};
