//! Rules about the quotations of a document as a whole: parents, span edges and duplicates.

use std::collections::HashMap;

use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean, shown};
use crate::dataset::format::rules::{self, Rule};
use crate::model::{Fragments, GoldQuotation, Quotation, Span, UnitProfile, Units};

/// Checks parents, edges and duplicates; `lines` are the lines of the quotations.
pub(super) fn check(text: &str, quotations: &[GoldQuotation], lines: &[usize], log: &mut Log<'_>) {
    let family = Family { text, quotations, lines };
    if quotations.iter().any(|gold| gold.quotation.parent.is_some()) {
        family.check_parents(log);
    }
    family.check_edges(log);
    let close = family.close();
    if !close.is_empty() {
        family.check_duplicates(&close, log);
    }
}

/// True if a position is between two letters or digits of a script that puts spaces between words.
fn is_inside_word(text: &str, at: usize) -> bool {
    let ends_word = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    if ends_word(text.as_bytes().get(at.wrapping_sub(1))) || ends_word(text.as_bytes().get(at)) {
        return false;
    }
    let in_word = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
    text[..at].chars().next_back().is_some_and(in_word) && text[at..].chars().next().is_some_and(in_word)
}

struct Family<'a> {
    text: &'a str,
    quotations: &'a [GoldQuotation],
    lines: &'a [usize],
}

impl<'a> Family<'a> {
    fn item(&self, index: usize) -> Item<'a> {
        Item::Quotation(index, Some(&self.quotations[index].quotation.id), self.lines[index])
    }

    /// Reports spans that begin or end inside a word: the offsets are probably in another unit, or off by one.
    fn check_edges(&self, log: &mut Log<'_>) {
        for (index, gold) in self.quotations.iter().enumerate() {
            let Quotation { content, cue, source, .. } = &gold.quotation;
            for (part, fragments) in [("content", Some(content)), ("cue", cue.as_ref()), ("source", source.as_ref())] {
                let mut spans = fragments.map_or(&[][..], Fragments::spans).iter();
                if let Some(cut) =
                    spans.find(|span| is_inside_word(self.text, span.start()) || is_inside_word(self.text, span.end()))
                {
                    let message = format!("{part}: a span begins or ends inside a word");
                    let hint = "are the offsets counted in another unit, or off by one?";
                    let fault = Fault::new(&rules::OFFSET_INSIDE_WORD, message).found(shown(cut.of(self.text)));
                    log.add(self.item(index), fault.hint(Some(hint.into())));
                }
            }
        }
    }

    fn check_parents(&self, log: &mut Log<'_>) {
        let by_id: HashMap<&str, usize> =
            self.quotations.iter().enumerate().map(|(index, gold)| (&*gold.quotation.id, index)).collect();
        let parents: Vec<Option<usize>> =
            (0..self.quotations.len()).map(|child| self.parent(child, &by_id, log)).collect();
        for child in cyclic(&parents) {
            let fault = Fault::new(&rules::PARENT_CYCLIC, "the quotation is its own ancestor");
            log.add(self.item(child), fault.found(self.quotations[child].quotation.parent.clone().unwrap_or_default()));
        }
        let words = Units::new(self.text, UnitProfile::Words);
        let words = |index: usize| words.touched(&self.quotations[index].quotation.content);
        let encloses = |parent: usize, child: usize| words(parent).shared(&words(child)) == words(child).len();
        for (child, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent.filter(|&parent| !encloses(parent, child)) {
                let message =
                    format!("the content of the parent {} does not enclose it", self.quotations[parent].quotation.id);
                log.add(self.item(child), Fault::new(&rules::PARENT_NOT_ENCLOSING, message));
            }
        }
    }

    fn parent(&self, child: usize, by_id: &HashMap<&str, usize>, log: &mut Log<'_>) -> Option<usize> {
        let id = self.quotations[child].quotation.parent.as_deref()?;
        let parent = by_id.get(id).copied();
        if parent.is_none() {
            let mut ids: Vec<&str> = by_id.keys().copied().collect();
            ids.sort_unstable();
            let fault = Fault::new(&rules::PARENT_UNKNOWN, "the parent is no quotation of the document").found(id);
            log.add(self.item(child), fault.expected("the id of a quotation").hint(did_you_mean(id, ids)));
        }
        parent
    }

    /// Returns the quotations that may share a word with another; only these can be duplicates.
    fn close(&self) -> Vec<usize> {
        let is_apart = |pair: &[GoldQuotation]| {
            let [end, start] = [pair[0].quotation.content.end(), pair[1].quotation.content.start()];
            end < start && has_space(self.text, end, start)
        };
        if self.quotations.windows(2).all(is_apart) {
            return Vec::new();
        }
        let hull = |index: &usize| {
            let content = &self.quotations[*index].quotation.content;
            (content.start(), content.end())
        };
        let mut order: Vec<usize> = (0..self.quotations.len()).collect();
        order.sort_by_key(hull);
        let (mut close, mut end, mut last) = (Vec::new(), 0, None);
        for index in order {
            let (start, this_end) = hull(&index);
            if let Some(last) = last.filter(|_| start <= end || !has_space(self.text, end, start)) {
                close.extend([last, index]);
            }
            if this_end >= end {
                (end, last) = (this_end, Some(index));
            }
        }
        close.sort_unstable();
        close.dedup();
        close
    }

    fn check_duplicates(&self, close: &[usize], log: &mut Log<'_>) {
        let words = Units::new(self.text, UnitProfile::Words);
        let mut seen: HashMap<_, (usize, HashMap<_, usize>)> = HashMap::new();
        for &index in close {
            let gold = &self.quotations[index];
            let set = words.touched(&gold.quotation.content);
            if set.is_empty() {
                continue;
            }
            let who = (&gold.speaker, &gold.quotation.parent);
            let Some((first, alike)) = seen.get_mut(&set) else {
                seen.insert(set, (index, HashMap::from([(who, index)])));
                continue;
            };
            match alike.get(&who) {
                Some(&twin) => self.report(&rules::DUPLICATE_QUOTATION, "words, speaker and parent", twin, index, log),
                None => self.report(&rules::SAME_CONTENT, "words", *first, index, log),
            }
            alike.entry(who).or_insert(index);
        }
    }

    fn report(&self, rule: &'static Rule, what: &str, first: usize, index: usize, log: &mut Log<'_>) {
        let message = format!("same {what} as quotation {}", self.quotations[first].quotation.id);
        log.add(self.item(index), Fault::new(rule, message));
    }
}

fn has_space(text: &str, start: usize, end: usize) -> bool {
    Span::new(text, start, end).is_ok_and(|gap| gap.of(text).contains(char::is_whitespace))
}

/// Returns the members of cycles in a map from child to parent.
fn cyclic(parents: &[Option<usize>]) -> Vec<usize> {
    const FRESH: usize = usize::MAX;
    let mut walk_of = vec![FRESH; parents.len()];
    let mut members = Vec::new();
    for start in 0..parents.len() {
        let mut at = Some(start);
        while let Some(index) = at.filter(|&index| walk_of[index] == FRESH) {
            walk_of[index] = start;
            at = parents[index];
        }
        if let Some(entry) = at.filter(|&index| walk_of[index] == start) {
            let mut index = entry;
            loop {
                members.push(index);
                match parents[index] {
                    Some(parent) if parent != entry => index = parent,
                    _ => break,
                }
            }
        }
    }
    members.sort_unstable();
    members
}

#[cfg(test)]
mod tests {
    use super::cyclic;

    #[test]
    fn only_members_of_a_cycle_are_cyclic() {
        assert_eq!(cyclic(&[Some(1), Some(2), None]), [0_usize; 0]);
        assert_eq!(cyclic(&[Some(1), Some(2), Some(1), Some(3), Some(0)]), [1, 2, 3]);
    }
}
