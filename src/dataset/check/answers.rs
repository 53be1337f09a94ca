//! The gold-quotations setting: predicted quotations are paired with gold by id and take over its content.

use std::collections::{HashMap, HashSet};

use super::place::{ContentPlace, Places};
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean, shown};
use crate::dataset::format::rules;
use crate::dataset::locate::Near;
use crate::model::{Fragments, Given, Located, PredictedQuotation, Prediction, UnitProfile, Units, derived_id};

/// Contents of the gold quotations by id.
pub(super) struct GivenContents<'t> {
    given: &'t Given<'t>,
    by_id: HashMap<&'t str, &'t Fragments>,
}

impl<'t> GivenContents<'t> {
    pub(super) fn new(given: &'t Given<'t>) -> Self {
        Self { given, by_id: given.quotations.iter().map(|quotation| (quotation.id, quotation.content)).collect() }
    }

    /// Returns the content of the gold quotation with this id. A quotation without an id is paired by its place.
    pub(super) fn find(
        &self,
        id: &str,
        drafts: &[DraftSpan<'_>],
        places: &mut Places<'_>,
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> ContentPlace {
        match self.by_id.get(id) {
            Some(gold) => Self::agreeing(gold, drafts, places, item, log),
            None if id.is_empty() => self.by_place(drafts, places, item, log),
            None => self.unknown(id, item, log),
        }
    }

    /// Adds an abstention for each unanswered gold quotation, in gold order.
    pub(super) fn complete(&self, prediction: &mut Prediction) {
        let answered: HashSet<String> =
            prediction.quotations.iter().map(|answer| answer.quotation.id.clone()).collect();
        let open = self.given.quotations.iter().filter(|given| !answered.contains(given.id));
        let abstentions = open.map(|given| PredictedQuotation::abstention(given.id, given.content.clone()));
        prediction.quotations.extend(abstentions);
    }

    fn by_place(
        &self,
        drafts: &[DraftSpan<'_>],
        places: &mut Places<'_>,
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> ContentPlace {
        let found = places.content(drafts, (&[], None), item, log);
        if let ContentPlace::At(content, _) = &found {
            let id = derived_id(content, &places.chars());
            if !self.by_id.contains_key(&*id) {
                return self.unknown(&id, item, log);
            }
        }
        found
    }

    fn unknown(&self, id: &str, item: Item<'_>, log: &mut Log<'_>) -> ContentPlace {
        let mut known: Vec<&str> = self.by_id.keys().copied().collect();
        known.sort_unstable();
        let fault = Fault::new(&rules::ANSWER_UNKNOWN, "the answer is to no gold quotation").found(id);
        log.add(item, fault.expected("the id of a gold quotation").hint(did_you_mean(id, known)));
        ContentPlace::Faulty
    }

    /// Returns the content of gold; the predicted content, if any, must agree with it.
    fn agreeing(
        gold: &Fragments,
        drafts: &[DraftSpan<'_>],
        places: &mut Places<'_>,
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> ContentPlace {
        let text = places.text();
        if !drafts.is_empty() {
            let agrees = match places.near(Near::At(gold.start()), drafts, item, log) {
                ContentPlace::At(content, _) => same_words(text, &content, gold),
                ContentPlace::Nowhere(_) => false,
                ContentPlace::Faulty => return ContentPlace::Faulty,
            };
            if !agrees {
                let fault = Fault::new(&rules::ANSWER_DIFFERS, "the content is not that of the gold quotation");
                let hint = Some("leave `content` out".into());
                log.add(item, fault.expected(shown(&gold.text(text))).hint(hint));
            }
        }
        ContentPlace::At(gold.clone(), Located::Given)
    }
}

fn same_words(text: &str, a: &Fragments, b: &Fragments) -> bool {
    a == b || {
        let words = Units::new(text, UnitProfile::Words);
        words.touched(a) == words.touched(b)
    }
}
