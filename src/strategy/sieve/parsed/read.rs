//! Reading of a text, paragraph by paragraph, into tokens, pieces and sentences.

use std::cell::Cell;
use std::ops::Range;

use smallvec::SmallVec;

use super::super::given_marks::{self, Marks};
use super::super::sparse::Sparse;
use super::{At, EDGE, Edge, ParsedText, Piece, QUOTED, Sentence};
use crate::model::Span;
use crate::text::{Kind, Marked, Token, ends_sentence, lexicon, paragraphs, quote_marks, tokens_of};

impl<'a> ParsedText<'a> {
    /// Reads a text, given the spans known to be quoted, in order.
    pub(in crate::strategy::sieve) fn with(text: &'a str, quoted: &[Span]) -> Self {
        let spans = paragraphs(text);
        let Marks { marked, missing } = given_marks::fitted(text, &spans, quote_marks(text, &spans), quoted);
        let most = text.len() / 4;
        let mut parsed = Self {
            text,
            tokens: Vec::with_capacity(most),
            lexicon: lexicon(),
            pieces: Vec::with_capacity(marked.len()),
            partners: Sparse::default(),
            sentence_of: Vec::with_capacity(most),
            sentences: Vec::with_capacity(spans.len() + marked.len()),
            paragraphs: Vec::with_capacity(spans.len()),
            walk: Cell::default(),
        };
        let mut rest = marked.as_slice();
        let mut missing = missing.as_slice();
        for (index, &span) in spans.iter().enumerate() {
            let (here, after) = rest.split_at(rest.partition_point(|marked| marked.paragraph as usize <= index));
            let (blanks, later) = missing.split_at(missing.partition_point(|&blank| blank < span.end()));
            parsed.read(span, here, blanks);
            (rest, missing) = (after, later);
        }
        parsed
    }

    /// Reads a paragraph completely while it is in the cache.
    fn read(&mut self, span: Span, marked: &[Marked], blanks: &[usize]) {
        let start = self.tokens.len();
        self.tokens.extend(tokens_of(self.text, span));
        if !blanks.is_empty() {
            self.tokens.extend(blanks.iter().map(|&blank| Token::blank_mark(blank)));
            self.tokens[start..].sort_by_key(|token| token.start());
        }
        let paragraph = start..self.tokens.len();
        self.tokens.push(Token::paragraph_break(span.end()));
        self.sentence_of.resize(self.tokens.len(), 0);
        let pieces = self.pieces.len();
        self.place(&paragraph, marked);
        self.paragraphs.push(paragraph);
        let body = self.dateline(start).inspect(|&body| self.push_sentence(start..body, 0));
        self.segment(body.unwrap_or(start)..self.tokens.len(), 0);
        for index in pieces..self.pieces.len() {
            let piece = self.pieces[index];
            self.segment(piece.first + 1..piece.inner_last() + 1, QUOTED);
        }
    }

    /// Converts marked stretches to pieces; drops a stretch whose mark is not a separate token.
    fn place(&mut self, paragraph: &Range<At>, marked: &[Marked]) {
        let mut partners: SmallVec<[(At, At); 8]> = SmallVec::new();
        for mark in marked {
            let tokens = &self.tokens[paragraph.clone()];
            let before = |end: usize| paragraph.start + tokens.partition_point(|token| token.start() < end);
            let (first, after) = (before(mark.span.start()), before(mark.span.end()));
            let Some(last) = after.checked_sub(1).filter(|&last| last > first) else { continue };
            let fits = self.tokens[first].start() == mark.span.start() && self.tokens[last].end() == mark.span.end();
            if !fits || self.is_edge(first) || self.is_edge(last) {
                continue;
            }
            let words = self.tokens[first..=last].iter().filter(|token| token.is_word()).count();
            for (at, partner) in [(first, last), (last, first)] {
                self.sentence_of[at] |= EDGE;
                partners.push((at, partner));
            }
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
        partners.sort_unstable();
        partners
            .into_iter()
            .for_each(|(at, partner)| self.partners.push(Edge { at: at as u32, partner: partner as u32 }));
    }

    /// Splits sentences; the inside of each piece is split separately.
    fn segment(&mut self, range: Range<At>, level: u32) {
        let (mut start, mut at) = (range.start, range.start);
        while at < range.end {
            let next = self.next(at).min(range.end);
            if next >= range.end || self.ends(at, next) {
                self.push_sentence(start..next, level);
                start = next;
            }
            at = next;
        }
    }

    fn push_sentence(&mut self, range: Range<At>, level: u32) {
        let (first, end, paragraph) = (range.start as u32, range.end as u32, self.paragraphs.len() as u32 - 1);
        let number = self.sentences.len() as u32 | level;
        self.sentence_of[range].iter_mut().for_each(|of| *of = *of & EDGE | number);
        self.sentences.push(Sentence { first, end, paragraph });
    }

    /// True if the sentence ends with the step from `at` to `next`.
    fn ends(&self, at: At, next: At) -> bool {
        let (kind, after) = (self.tokens[at].kind, self.tokens[next].kind);
        if kind == Kind::Break || after == Kind::Break {
            return true;
        }
        if next > at + 1 {
            return self.tokens[next - 2].is_terminal() && matches!(after, Kind::Capital | Kind::Mark | Kind::Number);
        }
        match kind {
            Kind::Comma | Kind::Mark | Kind::Possessive | Kind::Colon | Kind::Semicolon | Kind::Dash => false,
            Kind::Close => after != Kind::Close && at > 0 && ends_sentence(self.text, &self.tokens, at - 1),
            Kind::Lower | Kind::Capital | Kind::Number if !self.bytes(at).ends_with(b".") => false,
            _ => after != Kind::Close && ends_sentence(self.text, &self.tokens, at),
        }
    }
}
