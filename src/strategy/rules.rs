//! `rules`: a short list of patterns around marks and cues. A template for strategies of your own.
//!
//! A rule is a function that examines a place in the text and returns a cue and a source, or `None`. Two tables list the rules:
//! [`BESIDE_MARKS`] for text between marks, and [`REPORTED`] for indirect speech.

use memchr::memmem;
use smallvec::SmallVec;

use super::answer::{self, QuotationIds};
use super::link::Linker;
use super::window::{TextReader, Window};
use super::{Strategy, StrategyError, window};
use crate::model::{Fragments, PredictedQuotation, Prediction, QuotationType, Span, Task};
use crate::text::{CueForm, Frames, Kind, Token, WordClasses, name_at, paragraphs, pronoun, quote_marks, tokens};

/// Number of bytes that a rule examines on either side.
const REACH: usize = 120;

/// Maximum length of an indirect quotation, in bytes.
const SENTENCE: usize = 1000;

/// Maximum distance from a pronoun back to its name, in bytes.
const ANTECEDENT: usize = 400;

/// Minimum number of words between marks that count as speech even if nobody is named.
const SPEECH_WORDS: usize = 5;

/// Patterns around marks and reporting verbs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rules;

/// Cue and source of a quotation.
#[derive(Clone, Copy)]
struct Attribution {
    cue: Span,
    source: Span,
}

/// Input of a rule for a quotation between marks.
struct Beside<'t> {
    text: &'t str,
    content: Span,
    /// The tokens after the quotation.
    after: Window,
}

/// A rule for a quotation between marks.
type BesideMarks = fn(&Beside<'_>) -> Option<Attribution>;

/// The rules for quotations between marks; the first that matches decides.
const BESIDE_MARKS: [(&str, BesideMarks); 3] =
    [("quote-verb-name", quote_verb_name), ("quote-name-verb", quote_name_verb), ("name-verb-quote", name_verb_quote)];

/// A rule for indirect speech, applied wherever its anchor occurs.
type Reported = fn(&TextReader<'_>, usize) -> Option<(Attribution, Span)>;

/// The rules for indirect speech, each with its name and anchor.
const REPORTED: [(&str, &str, Reported); 2] =
    [("name-said-that", " that ", name_said_that), ("according-to", "ccording to ", according_to)];

impl Strategy for Rules {
    fn name(&self) -> &'static str {
        "rules"
    }

    fn summary(&self) -> &'static str {
        "a page of patterns around marks and reporting verbs: the one to copy"
    }

    fn description(&self) -> &'static str {
        "Between marks: “…,” said Name; “…,” Name said; Name said, “…”. Without marks: Name said that …; According to Name, …. \
         Name stands for a capitalised name, or a pronoun, which means the last name before it. Where no pattern fits, the \
         closest name of the paragraph."
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let linker = Linker::of(task);
        let reader = TextReader::new(task.text);
        let quotations = match &task.given {
            Some(given) => {
                let asked = given.quotations.iter();
                let asked = asked.map(|q| (q.id, beside_marks(&reader, q.content.clone(), &linker)));
                asked.map(|(id, found)| finished(&reader, id.to_owned(), found, &linker)).collect()
            }
            None => find(&reader, &linker),
        };
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}

fn find(reader: &TextReader<'_>, linker: &Linker<'_>) -> Vec<PredictedQuotation> {
    let text = reader.text;
    let marked = quote_marks(text, &paragraphs(text));
    let outer = marked.iter().filter(|marked| !marked.nested);
    let quoted = outer.map(|marked| beside_marks(reader, marked.span.into(), linker));
    let quoted = quoted.filter(|quoted| quoted.rule.is_some() || is_speech(text, &quoted.quotation.content));
    let mut reported = Vec::new();
    for (rule, anchor, apply) in REPORTED {
        let places = memmem::find_iter(text.as_bytes(), anchor);
        reported.extend(places.filter_map(|at| apply(reader, at).map(|found| (rule, found))));
    }
    let mut found = Vec::with_capacity(marked.len() + reported.len());
    let reported = reported.into_iter().map(|(rule, (who, content))| {
        let predicted = answer::quotation(String::new(), content.into(), QuotationType::Indirect);
        attributed(reader, predicted, rule, who, linker)
    });
    let ids = QuotationIds::of(text);
    found.extend(quoted.chain(reported).map(|q| finished(reader, ids.id(&q.quotation.content), q, linker)));
    found
}

/// Sets the id of a quotation, and attributes it to the closest name if no pattern matched.
fn finished(
    reader: &TextReader<'_>,
    id: String,
    mut found: PredictedQuotation,
    linker: &Linker<'_>,
) -> PredictedQuotation {
    found.quotation.id = id;
    if found.rule.is_none() && window::attribute_to_closest(&mut found, reader.text, REACH, linker) {
        found.rule = Some("closest-name".into());
    }
    found
}

fn beside_marks(reader: &TextReader<'_>, content: Fragments, linker: &Linker<'_>) -> PredictedQuotation {
    let text = reader.text;
    let beside = |&content: &Span| Beside { text, content, after: window::after(text, content.end(), REACH) };
    let places: SmallVec<[Beside<'_>; 1]> = content.spans().iter().map(beside).collect();
    let mut tries = BESIDE_MARKS.iter().flat_map(|rule| places.iter().map(move |place| (rule, place)));
    let found = tries.find_map(|((rule, apply), place)| apply(place).map(|who| (*rule, who)));
    let predicted = answer::quotation(String::new(), content, QuotationType::Direct);
    match found {
        Some((rule, who)) => attributed(reader, predicted, rule, who, linker),
        None => predicted,
    }
}

fn attributed(
    reader: &TextReader<'_>,
    mut predicted: PredictedQuotation,
    rule: &'static str,
    who: Attribution,
    linker: &Linker<'_>,
) -> PredictedQuotation {
    predicted.rule = Some(rule.into());
    predicted.quotation.cue = Some(who.cue.into());
    predicted.quotation.source = Some(who.source.into());
    let named = match pronoun(who.source.of(reader.text)) {
        None => Some(who.source),
        Some(_) => reader.last_name(who.source.start(), ANTECEDENT),
    };
    if let Some(name) = named {
        predicted.speaker = linker.speaker(name.of(reader.text));
    }
    predicted
}

/// `“…,” said Name`
fn quote_verb_name(&Beside { text, ref after, .. }: &Beside<'_>) -> Option<Attribution> {
    let verb = after.first().filter(|token| is_verb(**token, Frames::INVERTS))?;
    let (source, _) = speaker_at(text, after, 1)?;
    Some(Attribution { cue: span(text, *verb, *verb)?, source })
}

/// `“…,” Name said`
fn quote_name_verb(&Beside { text, ref after, .. }: &Beside<'_>) -> Option<Attribution> {
    let (source, end) = speaker_at(text, after, 0)?;
    let verb = *after.get(skip_adverbs(after, end)).filter(|token| is_verb(**token, Frames::SPEECH))?;
    Some(Attribution { cue: span(text, verb, verb)?, source })
}

/// `Name said, “…”` and `Name said: “…”`
fn name_verb_quote(&Beside { text, content, .. }: &Beside<'_>) -> Option<Attribution> {
    // This check of one character rules out nearly every place.
    window::char_before(text, content.start()).filter(|&c| c.is_alphanumeric() || matches!(c, ',' | ':'))?;
    let seen = window::before(text, content.start(), REACH);
    let last = seen.len().checked_sub(1)?;
    let verb = if matches!(seen[last].kind, Kind::Comma | Kind::Colon) { last.checked_sub(1)? } else { last };
    is_verb(seen[verb], Frames::SPEECH).then_some(())?;
    Some(Attribution { cue: span(text, seen[verb], seen[verb])?, source: speaker_before(text, &seen, verb)? })
}

/// `Name said that …`, up to the end of the sentence; `at` is the position of ` that `.
fn name_said_that(reader: &TextReader<'_>, at: usize) -> Option<(Attribution, Span)> {
    let text = reader.text;
    let seen = window::before(text, at, REACH);
    let verb = seen.len().checked_sub(1).filter(|&verb| is_verb(seen[verb], Frames::THAT))?;
    let found = Attribution { cue: span(text, seen[verb], seen[verb])?, source: speaker_before(text, &seen, verb)? };
    Some((found, clause(reader, at + 1)?))
}

/// `According to Name, …`, up to the end of the sentence; `at` is the position of `ccording to `.
fn according_to(reader: &TextReader<'_>, at: usize) -> Option<(Attribution, Span)> {
    let text = reader.text;
    let start = at.checked_sub(1).filter(|&start| matches!(text.as_bytes()[start], b'A'))?;
    let cue = Span::new(text, start, start + "According to".len()).ok()?;
    let seen = window::after(text, cue.end(), REACH);
    let (source, end) = speaker_at(text, &seen, 0)?;
    let comma = seen.get(end).filter(|token| token.kind == Kind::Comma)?;
    Some((Attribution { cue, source }, clause(reader, comma.end())?))
}

/// Returns the text from a place to the end of its sentence, without the final stop.
fn clause(reader: &TextReader<'_>, from: usize) -> Option<Span> {
    let (first, last) = reader.sentence(from, SENTENCE)?;
    span(reader.text, first, last)
}

/// Returns the name or pronoun that begins at a token, and the index after its last token.
fn speaker_at(text: &str, seen: &[Token], at: usize) -> Option<(Span, usize)> {
    let token = *seen.get(at)?;
    if token.entry().pronoun.is_some_and(|pronoun| pronoun.subject) {
        return Some((span(text, token, token)?, at + 1));
    }
    name_at(text, seen, at, false).map(|name| (name.span, name.end))
}

/// Returns the name or pronoun that ends before a verb, ignoring adverbs and auxiliaries in between.
fn speaker_before(text: &str, seen: &[Token], verb: usize) -> Option<Span> {
    let mut end = verb;
    while end > 0 && seen[end - 1].entry().classes.intersects(WordClasses::ADVERB | WordClasses::AUXILIARY) {
        end -= 1;
    }
    let token = *seen.get(end.checked_sub(1)?)?;
    if token.entry().pronoun.is_some_and(|pronoun| pronoun.subject) {
        return span(text, token, token);
    }
    window::names(text, &seen[..end]).last().filter(|name| name.end == end).map(|name| name.span)
}

fn skip_adverbs(seen: &[Token], mut at: usize) -> usize {
    while seen.get(at).is_some_and(|token| token.entry().classes.intersects(WordClasses::ADVERB)) {
        at += 1;
    }
    at
}

fn is_verb(token: Token, frames: Frames) -> bool {
    let finite = |form| matches!(form, CueForm::Past | CueForm::Present);
    token.kind == Kind::Lower && token.entry().verb.is_some_and(|cue| cue.frames.intersects(frames) && finite(cue.form))
}

fn is_speech(text: &str, content: &Fragments) -> bool {
    let words = content.spans().iter().flat_map(|span| tokens(text, span.start(), span.end()));
    words.filter(|token| token.is_word()).nth(SPEECH_WORDS - 1).is_some()
}

fn span(text: &str, first: Token, last: Token) -> Option<Span> {
    Span::new(text, first.start(), last.end()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats every quotation as `rule: content / cue / source`.
    fn found(text: &str) -> Vec<String> {
        let prediction = Rules.attribute(&Task { id: "t", text, given: None }).unwrap();
        let part = |part: &Option<Fragments>| part.as_ref().map_or("-".to_owned(), |part| part.text(text));
        let line = |p: &PredictedQuotation| {
            let q = &p.quotation;
            let rule = p.rule.as_deref().unwrap_or("none");
            format!("{rule}: {} / {} / {}", q.content.text(text), part(&q.cue), part(&q.source))
        };
        prediction.quotations.iter().map(line).collect()
    }

    #[test]
    fn each_rule_finds_its_pattern() {
        for (text, expected) in [
            ("“It works,” said Mr. Holt.", "quote-verb-name: “It works,” / said / Mr. Holt"),
            ("“It works,” Ann Lee later said.", "quote-name-verb: “It works,” / said / Ann Lee"),
            ("“It works,” she said.", "quote-name-verb: “It works,” / said / she"),
            ("Ann Lee said: “It works.”", "name-verb-quote: “It works.” / said / Ann Lee"),
            ("On Monday Holt said that it works. It rained.", "name-said-that: that it works / said / Holt"),
            ("According to Holt, it works.", "according-to: it works / According to / Holt"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_speech_is_left_alone() {
        for text in ["They played “Hamlet” twice.", "It was the house that Holt built.", "The “terrorists” fled."]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
