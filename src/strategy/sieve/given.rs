//! The gold-quotations setting: finds the attribution of each given quotation.

use super::{At, Board, Draft, Head, ParsedText, Rule, limits};
use crate::model::{Fragments, Given, PredictedQuotation, PredictedSpeaker, Quotation, Span, Task, TaskQuotation};

/// The given quoted spans of a text, in order.
pub(super) fn quoted(task: &Task<'_>) -> Vec<Span> {
    let asked = task.given.iter().flat_map(|given| &given.quotations);
    let mut spans: Vec<Span> = asked.flat_map(|asked| asked.content.spans().iter().copied()).collect();
    spans.sort_unstable_by_key(|span| (span.start(), span.end()));
    spans
}

/// Replaces the quotations found by the given ones, each with the cue and source of the most informative quotation found.
pub(super) fn ask(board: &mut Board<'_>, given: &Given<'_>) {
    let mut fragments: Vec<(At, At, usize)> = Vec::new();
    let inside = |draft: &Draft| draft.source.is_some_and(|source| board.parsed.is_quoted(source.first));
    for (index, draft) in board.drafts.iter().enumerate().filter(|(_, draft)| !inside(draft)) {
        fragments.extend(draft.content.iter().map(|&(first, last)| (first, last, index)));
    }
    fragments.sort_unstable();
    let drafts = given.quotations.iter().map(|asked| asked_draft(board, &fragments, asked.content)).collect();
    board.drafts = drafts;
}

/// Converts a given quotation to a draft.
fn asked_draft(board: &Board<'_>, fragments: &[(At, At, usize)], asked: &Fragments) -> Draft {
    let content: Vec<(At, At)> = asked.spans().iter().map(|&span| tokens(&board.parsed, span)).collect();
    let about = content.iter().flat_map(|&(first, last)| {
        let end = fragments.partition_point(|&(start, _, _)| start <= last);
        let near =
            fragments[end.saturating_sub(limits::GIVEN_BEFORE)..end].iter().filter(move |&&(_, end, _)| end >= first);
        near.map(move |&(start, end, draft)| (last.min(end) - first.max(start), &board.drafts[draft]))
    });
    let outside = about.filter(|(_, draft)| !says_itself(draft, &content));
    let best = outside.max_by_key(|&(shared, draft)| (telling(draft, &content), shared)).map(|(_, draft)| draft);
    match best.filter(|draft| is_near(&board.parsed, draft, &content)) {
        Some(found) => Draft { content, follows: None, ..found.clone() },
        None => Draft::new(Rule::Conversation, content),
    }
}

/// Ranks the evidence of a draft about the speaker of a given quotation: a cue, a cue inside it, a cue or source right after a
/// fragment of it, a name, a source alone.
fn telling(draft: &Draft, asked: &[(At, At)]) -> [bool; 5] {
    let (start, end) = (asked[0].0, asked[asked.len() - 1].1);
    let cue = draft.cue.as_ref().filter(|_| draft.source.is_some());
    let amid = cue.is_some_and(|cue| start <= cue.start && cue.end <= end);
    let named = draft.source.is_some_and(|source| matches!(source.head, Head::Name(_)));
    let tag = cue.zip(draft.source).map(|(cue, source)| cue.start.min(source.first));
    let beside =
        tag.is_some_and(|tag| asked.iter().any(|&(_, last)| (last + 1..=last + limits::GIVEN_BESIDE).contains(&tag)));
    [cue.is_some(), amid, amid && beside, amid && named, draft.source.is_some()]
}

/// True if the draft has no source, or its source is in the paragraphs of the given quotation or the one before.
fn is_near(r: &ParsedText<'_>, draft: &Draft, asked: &[(At, At)]) -> bool {
    let paragraphs = r.paragraph(asked[0].0).saturating_sub(1)..=r.paragraph(asked[asked.len() - 1].1);
    draft.source.is_none_or(|source| paragraphs.contains(&r.paragraph(source.first)))
}

/// True if the source of a draft is inside the given quotation, and so part of the speech.
fn says_itself(draft: &Draft, asked: &[(At, At)]) -> bool {
    draft.source.is_some_and(|source| asked.iter().any(|&(first, last)| first < source.first && source.last < last))
}

/// The tokens of a span, including the marks around it.
fn tokens(r: &ParsedText<'_>, span: Span) -> (At, At) {
    let mut first = r.tokens.partition_point(|token| token.end() <= span.start());
    let mut last = r.tokens.partition_point(|token| token.start() < span.end()).saturating_sub(1).max(first);
    if first.checked_sub(1).is_some_and(|before| r.opens_piece(before).is_some()) {
        first -= 1;
    }
    if r.closes_piece(last + 1) {
        last += 1;
    }
    (first, last)
}

/// One answer per given quotation, from the found quotation with the largest overlap.
pub(super) fn answers(given: &Given<'_>, found: &[PredictedQuotation]) -> Vec<PredictedQuotation> {
    given.quotations.iter().map(|asked| answer(asked, found)).collect()
}

fn answer(asked: &TaskQuotation<'_>, found: &[PredictedQuotation]) -> PredictedQuotation {
    let content = asked.content;
    let from = found
        .partition_point(|found| found.quotation.content.start() < content.start())
        .saturating_sub(limits::GIVEN_BEFORE);
    let near = found[from..].iter().take_while(|found| found.quotation.content.start() < content.end());
    let best = near
        .max_by_key(|found| score(content, &found.quotation.content))
        .filter(|found| score(content, &found.quotation.content).0 > 0);
    let mut quotation = Quotation::new(asked.id, content.clone());
    let Some(best) = best else {
        return PredictedQuotation {
            quotation,
            speaker: PredictedSpeaker::Absent,
            confidence: None,
            rule: None,
            located: crate::model::Located::Given,
        };
    };
    quotation.cue.clone_from(&best.quotation.cue);
    quotation.source.clone_from(&best.quotation.source);
    quotation.quotation_type = best.quotation.quotation_type;
    PredictedQuotation { quotation, ..best.clone() }
}

/// Ranks by shared bytes, then by shortness of the found quotation.
fn score(asked: &Fragments, found: &Fragments) -> (usize, std::cmp::Reverse<usize>) {
    let shared = asked.spans().iter().flat_map(|a| found.spans().iter().map(move |b| (a, b)));
    let shared = shared.map(|(a, b)| a.end().min(b.end()).saturating_sub(a.start().max(b.start()))).sum();
    (shared, std::cmp::Reverse(found.spans().iter().map(|span| span.len()).sum()))
}

#[cfg(test)]
mod tests {
    use crate::model::{Fragments, Given, KnownEntity, PredictedSpeaker, Span, Task, TaskQuotation};
    use crate::strategy::Strategy;
    use crate::strategy::sieve::SIEVE;

    /// The speakers found for quotations given as the words of their fragments.
    fn speakers(text: &str, asked: &[&[&str]]) -> Vec<String> {
        let span = |words: &&str| {
            let start = text.find(words).unwrap();
            Span::new(text, start, start + words.len()).unwrap()
        };
        let contents: Vec<_> =
            asked.iter().map(|words| Fragments::new(words.iter().map(span).collect::<Vec<_>>()).unwrap()).collect();
        let known = |name| KnownEntity { id: name, name, aliases: &[], entity_type: None, gender: None, kb_id: None };
        let quotations = contents.iter().map(|content| TaskQuotation { id: "q", content }).collect();
        let given = Given { quotations, entities: ["Ann Holt", "Tom Lee", "The Old Porter"].map(known).to_vec() };
        let found = SIEVE.attribute(&Task { id: "t", text, given: Some(given) }).unwrap().quotations;
        let speaker = |speaker: &PredictedSpeaker| match speaker {
            PredictedSpeaker::Named(names) => names.join("+"),
            _ => "-".to_owned(),
        };
        found.iter().map(|found| speaker(&found.speaker)).collect()
    }

    #[test]
    fn the_cue_amid_a_quotation_is_its_own() {
        let text = "“Who is it?” asked Tom Lee. “Who calls?” Ann Holt rose. “It is late!”\n\n“Yes,” said Ann Holt.";
        assert_eq!(speakers(text, &[&["Who is it?", "Who calls?"], &["Yes,"]]), ["Tom Lee", "Ann Holt"]);
    }

    #[test]
    fn a_name_amid_a_quotation_says_more_than_a_pronoun() {
        let text = "“Who is it?” asked Tom Lee.\n\n“It is I,” said Ann Holt; and, when nobody answered, she added, “I, as I said, who called. Is it late?”\n\n“Yes!” he cried. “Is it you?”";
        assert_eq!(speakers(text, &[&["It is I,", "I, as I said, who called. Is it late?"]]), ["Ann Holt"]);
    }

    #[test]
    fn a_missing_mark_hides_no_speaker() {
        let text = "\"Who is it? asked Tom Lee. \"Who?\"\n\n\"I!\" said Ann Holt.\n\n\"So late?\"\n\n\"So late!\"";
        assert_eq!(speakers(text, &[&["Who is it?", "Who?"], &["I!"]]), ["Tom Lee", "Ann Holt"]);
    }

    #[test]
    fn what_no_sieve_finds_takes_its_turn() {
        let text = "“Who is it?” asked Tom Lee.\n\n“I!” said Ann Holt.\n\n“So late?”\n\n“So late!”";
        assert_eq!(
            speakers(text, &[&["Who is it?"], &["I!"], &["So late?"], &["So late!"]])[2..],
            ["Tom Lee", "Ann Holt"]
        );
    }

    #[test]
    fn a_listed_description_names_the_speaker() {
        let text = "“Who is it?” asked Tom Lee.\n\n“I!” said the old porter.\n\n“So late?”\n\n“So late!”";
        assert_eq!(speakers(text, &[&["I!"]]), ["The Old Porter"]);
    }

    #[test]
    fn given_quotations_may_overlap() {
        let text = "It is late. Go home now, said Ann Holt. It is.";
        assert_eq!(speakers(text, &[&["It is late. Go home now"], &["Go home now, said Ann Holt."]]).len(), 2);
        let text = "“It is late. Go home now,” said Ann Holt. “It is.”";
        assert_eq!(speakers(text, &[&["It is late. Go home"], &["is late. Go home now"], &["It is."]]).len(), 3);
    }

    #[test]
    fn in_news_a_speaker_goes_on() {
        let text =
            "“It works,” said Ann Holt.\n\n“It is cheap,” said Tom Lee.\n\n“It is not safe at all.”\n\n“It is late.”";
        assert_eq!(speakers(text, &[&["It is late."]]), ["Tom Lee"]);
    }
}
