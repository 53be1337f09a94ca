//! A text as the sieves read it: tokens with what is known of them, stretches between marks as single steps, sentences.

use std::ops::Range;

use crate::model::Span;
use crate::text::{Classes, Entry, Kind, Marked, Token, ends_sentence, entry, paragraphs, quote_marks, tokens_of};

/// No partner.
const NONE: u32 = u32::MAX;

/// Index of a token.
pub(super) type At = usize;

/// A stretch between marks, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First token: the opening mark.
    pub(super) first: At,
    /// Last token: the closing mark, or the last of the paragraph.
    pub(super) last: At,
    pub(super) closed: bool,
    pub(super) nested: bool,
    /// Takes up the piece before it, which its paragraph left open.
    pub(super) reopened: bool,
    pub(super) paragraph: u32,
    /// Number of words inside.
    pub(super) words: usize,
}

impl Piece {
    /// Last token inside the marks.
    pub(super) fn inner_last(&self) -> At {
        if self.closed { self.last - 1 } else { self.last }
    }
}

/// The text, read once.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    entries: Vec<&'static Entry>,
    pub(super) pieces: Vec<Piece>,
    /// For the first token of a piece its last one and the other way round.
    partner: Vec<u32>,
    sentence_of: Vec<u32>,
    sentences: Vec<Range<At>>,
    /// How many of the sentences lie outside marks; they come first.
    outer_sentences: usize,
    /// Tokens of each paragraph.
    pub(super) paragraphs: Vec<Range<At>>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub(super) fn of(text: &'a str) -> Self {
        let spans = paragraphs(text);
        let marked = quote_marks(text, &spans);
        Self::with_pieces(text, &spans, &marked)
    }

    fn with_pieces(text: &'a str, spans: &[Span], marked: &[Marked]) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut paragraphs = Vec::with_capacity(spans.len());
        for &span in spans {
            let first = tokens.len();
            tokens.extend(tokens_of(text, span));
            paragraphs.push(first..tokens.len());
            tokens.push(Token::paragraph_break(span.end()));
        }
        let entries =
            tokens.iter().map(|token| if token.is_word() { entry(token.of(text)) } else { entry("") }).collect();
        let partner = vec![NONE; tokens.len()];
        let sentence_of = vec![0; tokens.len()];
        let mut reading = Self {
            text,
            tokens,
            entries,
            pieces: Vec::new(),
            partner,
            sentence_of,
            sentences: Vec::new(),
            outer_sentences: 0,
            paragraphs,
        };
        reading.place(marked);
        reading.segment_all();
        reading
    }

    /// Turns marked stretches into pieces; a stretch whose mark is no token of its own is dropped.
    fn place(&mut self, marked: &[Marked]) {
        for mark in marked {
            let first = self.tokens.partition_point(|token| token.start() < mark.span.start());
            let after = self.tokens.partition_point(|token| token.start() < mark.span.end());
            let Some(last) = after.checked_sub(1).filter(|&last| last > first) else { continue };
            let fits = self.tokens[first].start() == mark.span.start() && self.tokens[last].end() == mark.span.end();
            if !fits || self.partner[first] != NONE || self.partner[last] != NONE {
                continue;
            }
            let words = self.tokens[first..=last].iter().filter(|token| token.is_word()).count();
            self.partner[first] = last as u32;
            self.partner[last] = first as u32;
            self.pieces.push(Piece {
                first,
                last,
                closed: mark.closed,
                nested: mark.nested,
                reopened: mark.reopened,
                paragraph: mark.paragraph,
                words,
            });
        }
    }

    /// Cuts sentences outside marks first, then inside each piece.
    fn segment_all(&mut self) {
        self.segment(0..self.tokens.len());
        self.outer_sentences = self.sentences.len();
        for index in 0..self.pieces.len() {
            let piece = self.pieces[index];
            self.segment(piece.first + 1..piece.inner_last() + 1);
        }
    }

    fn segment(&mut self, range: Range<At>) {
        let (mut start, mut at) = (range.start, range.start);
        while at < range.end {
            let next = self.next(at).min(range.end);
            if next >= range.end || self.ends(at, next) {
                self.push_sentence(start..next);
                start = next;
            }
            at = next;
        }
    }

    fn push_sentence(&mut self, range: Range<At>) {
        let number = self.sentences.len() as u32;
        let mut at = range.start;
        while at < range.end {
            let next = self.next(at).min(range.end);
            self.sentence_of[at] = number;
            self.sentence_of[next - 1] = number;
            at = next;
        }
        self.sentences.push(range);
    }

    /// Whether the sentence ends with the step from `at` to `next`.
    fn ends(&self, at: At, next: At) -> bool {
        if self.tokens[at].kind == Kind::Break || self.tokens[next].kind == Kind::Break {
            return true;
        }
        if next == at + 1 {
            let closes = self.tokens[next].kind == Kind::Close;
            return !closes && (ends_sentence(self.text, &self.tokens, at) || self.closes_after_end(at));
        }
        self.tokens[next - 2].is_terminal() && matches!(self.kind(next), Kind::Capital | Kind::Mark | Kind::Number)
    }

    /// A bracket after a stop.
    fn closes_after_end(&self, at: At) -> bool {
        self.kind(at) == Kind::Close && at > 0 && ends_sentence(self.text, &self.tokens, at - 1)
    }

    /// The next token on the same level: a piece is one step.
    pub(super) fn next(&self, at: At) -> At {
        match self.partner.get(at).copied().unwrap_or(NONE) {
            partner if partner != NONE && partner as At > at => partner as At + 1,
            _ => at + 1,
        }
    }

    /// The step before: the first token of a piece that ends there, else the token before.
    pub(super) fn previous(&self, at: At) -> Option<At> {
        let before = at.checked_sub(1)?;
        match self.partner[before] {
            partner if partner != NONE && (partner as At) < before => Some(partner as At),
            _ => Some(before),
        }
    }

    /// The last token of the piece that opens here.
    pub(super) fn opens_piece(&self, at: At) -> Option<At> {
        let partner = *self.partner.get(at)?;
        (partner != NONE && partner as At > at).then_some(partner as At)
    }

    /// Whether a piece ends with this token.
    pub(super) fn closes_piece(&self, at: At) -> bool {
        let partner = self.partner.get(at).copied().unwrap_or(NONE);
        partner != NONE && (partner as At) < at
    }

    /// The sentence around a token, on its level; empty past the end.
    pub(super) fn sentence(&self, at: At) -> Range<At> {
        let number = self.sentence_of.get(at).map(|&number| number as usize);
        number.and_then(|number| self.sentences.get(number)).cloned().unwrap_or(at..at)
    }

    /// Number of the sentence.
    pub(super) fn sentence_number(&self, at: At) -> usize {
        self.sentence_of.get(at).map_or(self.sentences.len(), |&number| number as usize)
    }

    /// Whether the token stands between marks.
    pub(super) fn is_quoted(&self, at: At) -> bool {
        self.sentence_number(at) >= self.outer_sentences
    }

    pub(super) fn kind(&self, at: At) -> Kind {
        self.tokens.get(at).map_or(Kind::Break, |token| token.kind)
    }

    pub(super) fn entry(&self, at: At) -> &'static Entry {
        self.entries.get(at).copied().unwrap_or_else(|| entry(""))
    }

    /// Whether the word has one of these classes.
    pub(super) fn is(&self, at: At, classes: Classes) -> bool {
        self.entry(at).classes.any(classes)
    }

    pub(super) fn word(&self, at: At) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// Whether the word is this one, in any case.
    pub(super) fn says(&self, at: At, word: &str) -> bool {
        let same = |token: &&Token| token.end() - token.start() == word.len();
        self.tokens.get(at).filter(same).is_some_and(|token| token.of(self.text).eq_ignore_ascii_case(word))
    }

    /// Whether the word is one of these, in any case.
    pub(super) fn says_any(&self, at: At, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(at, word))
    }

    /// Whether it is an adverb: listed, or a lower-case word in -ly.
    pub(super) fn is_adverb(&self, at: At) -> bool {
        self.is(at, Classes::ADVERB)
            || self.kind(at) == Kind::Lower && self.word(at).len() > 4 && self.word(at).ends_with("ly")
    }

    /// The text from the first to the last of these tokens.
    pub(super) fn span(&self, first: At, last: At) -> Option<Span> {
        Span::new(self.text, self.tokens.get(first)?.start(), self.tokens.get(last)?.end()).ok()
    }

    /// The paragraph a token belongs to.
    pub(super) fn paragraph(&self, at: At) -> usize {
        self.paragraphs.partition_point(|range| range.end < at)
    }
}
