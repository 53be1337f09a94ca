//! The contract: an attribute gives an item its values, and so puts it into slices.

use std::borrow::Cow;
use std::fmt;

use crate::model::{EntityIndex, GoldDocument};
use crate::score::Aligned;

/// Values of one item; an item may have none, one or (tags) several.
pub type Values<'d> = Vec<Cow<'d, str>>;

/// Something by which results are sliced.
pub trait Attribute: Send + Sync {
    /// Name, as in `--by NAME`.
    fn name(&self) -> &'static str;

    /// One line for lists.
    fn summary(&self) -> &'static str;

    /// Values, edge cases and an example, for `quoteval explain`.
    fn explanation(&self) -> &'static str;

    /// Values of a gold quotation.
    fn of_gold<'d>(&self, doc: &'d Aligned<'_>, gold: usize) -> Values<'d>;

    /// Values that all items of a document have; `None` where its items differ.
    fn of_document<'d>(&self, gold: &'d GoldDocument) -> Option<Values<'d>> {
        let _ = gold;
        None
    }

    /// What gold states of some entities, sorted and distinct; nothing where the attribute is none of speakers.
    fn of_speakers<'d>(&self, doc: &'d Aligned<'_>, speakers: &[EntityIndex]) -> Vec<&'d str> {
        let _ = (doc, speakers);
        Vec::new()
    }

    /// Whether it is an attribute of speakers, so that groups of them can be compared.
    fn is_of_speakers(&self) -> bool {
        false
    }

    /// Whether predictions have the attribute too; else there is recall alone.
    fn is_on_both(&self) -> bool {
        false
    }

    /// Values of a predicted quotation; none where only gold has the attribute.
    fn of_predicted<'d>(&self, doc: &'d Aligned<'_>, predicted: usize) -> Values<'d> {
        let _ = (doc, predicted);
        Values::new()
    }
}

impl fmt::Debug for dyn Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
