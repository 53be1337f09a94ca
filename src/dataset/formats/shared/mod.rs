//! Code shared by several formats; neither a format itself nor a place for rules of data.

pub(super) mod annotators;
pub(super) mod extracted;
pub(super) mod finding;
pub(super) mod graph;
pub(super) mod labels;
pub(super) mod left_out;
pub(super) mod nearest;
pub(super) mod part;
pub(super) mod tokens;
pub(super) mod written;
