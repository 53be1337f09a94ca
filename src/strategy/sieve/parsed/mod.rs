//! A text as the sieves read it: tokens with their known properties, stretches between marks as single steps, sentences.

mod read;

use std::cell::Cell;
use std::ops::Range;

use super::{
    List,
    clause::Walk,
    dateline,
    sparse::{Placed, Sparse},
};
use crate::model::Span;
use crate::text::{Kind, Lexicon, LexiconEntry, Name, Token, WordClasses, WordNumber, name_at};

/// The bit of a token's sentence number that marks a sentence between marks.
const QUOTED: u32 = 1 << 31;

/// The bit that marks the first or last token of a piece.
const EDGE: u32 = 1 << 30;

/// Index of a token.
pub(super) type At = usize;

/// A stretch between marks, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First token: the opening mark.
    pub(super) first: At,
    /// Last token: the closing mark, or the last token of the paragraph.
    pub(super) last: At,
    pub(super) closed: bool,
    pub(super) nested: bool,
    /// True if it continues the previous piece, which its paragraph left open.
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

/// The first or last token of a piece, with the token at its other end.
#[derive(Clone, Copy, Debug)]
struct Edge {
    at: u32,
    partner: u32,
}

impl Placed for Edge {
    fn at(&self) -> At {
        self.at as At
    }
}

/// A sentence, in tokens.
#[derive(Clone, Copy, Debug)]
struct Sentence {
    first: u32,
    end: u32,
    paragraph: u32,
}

/// A text with its tokens, pieces and sentences.
pub(super) struct ParsedText<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    lexicon: &'static Lexicon,
    pub(super) pieces: Vec<Piece>,
    /// The other end of each piece, for its first and last token.
    partners: Sparse<Edge>,
    /// The sentence number of each token, with [`QUOTED`] between marks and [`EDGE`] at the ends of a piece.
    sentence_of: Vec<u32>,
    sentences: Vec<Sentence>,
    /// Tokens of each paragraph.
    pub(super) paragraphs: Vec<Range<At>>,
    /// The most recently read clause.
    pub(super) walk: Cell<Walk>,
}

impl<'a> ParsedText<'a> {
    /// Reads a text.
    #[cfg(test)]
    pub(super) fn of(text: &'a str) -> Self {
        Self::with(text, &[])
    }

    /// True if a piece begins or ends with this token.
    fn is_edge(&self, at: At) -> bool {
        self.sentence_of.get(at).is_some_and(|&number| number & EDGE != 0)
    }

    /// The token at the other end of the piece that begins or ends here.
    fn partner(&self, at: At) -> Option<At> {
        self.is_edge(at).then(|| self.partners.at(at)).flatten().map(|edge| edge.partner as At)
    }

    /// The first token after the dateline that begins here.
    pub(super) fn dateline(&self, at: At) -> Option<At> {
        let opens = at.checked_sub(1).is_none_or(|before| self.tokens[before].kind == Kind::Break);
        opens.then(|| dateline::end(self.text, &self.tokens, at)).flatten()
    }

    /// The next token on the same level; a piece is one step.
    pub(super) fn next(&self, at: At) -> At {
        self.opens_piece(at).unwrap_or(at) + 1
    }

    /// The previous step: the first token of a piece that ends there, otherwise the previous token.
    pub(super) fn previous(&self, at: At) -> Option<At> {
        let before = at.checked_sub(1)?;
        Some(self.partner(before).map_or(before, |partner| partner.min(before)))
    }

    /// The last token of the piece that opens here.
    pub(super) fn opens_piece(&self, at: At) -> Option<At> {
        self.partner(at).filter(|&partner| partner > at)
    }

    /// True if a piece ends with this token.
    pub(super) fn closes_piece(&self, at: At) -> bool {
        self.partner(at).is_some_and(|partner| partner < at)
    }

    fn sentence_at(&self, at: At) -> Option<&Sentence> {
        self.sentence_of.get(at).and_then(|&number| self.sentences.get((number & !(QUOTED | EDGE)) as usize))
    }

    /// The sentence that contains a token, on its level; empty past the end.
    pub(super) fn sentence(&self, at: At) -> Range<At> {
        self.sentence_at(at).map_or(at..at, |sentence| sentence.first as At..sentence.end as At)
    }

    /// The number of the sentence that contains a token.
    pub(super) fn sentence_number(&self, at: At) -> usize {
        self.sentence_of.get(at).map_or(self.sentences.len(), |&number| (number & !(QUOTED | EDGE)) as usize)
    }

    /// True if the token stands between marks.
    pub(super) fn is_quoted(&self, at: At) -> bool {
        self.sentence_of.get(at).is_none_or(|&number| number & QUOTED != 0)
    }

    /// The place this many tokens earlier; a place without a token if that lies before the text.
    #[expect(clippy::unused_self, reason = "it is asked where places are looked at")]
    pub(super) const fn before(&self, at: At, tokens: usize) -> At {
        at.wrapping_sub(tokens)
    }

    pub(super) fn kind(&self, at: At) -> Kind {
        self.tokens.get(at).map_or(Kind::Break, |token| token.kind)
    }

    pub(super) fn entry(&self, at: At) -> &'static LexiconEntry {
        self.lexicon.entry(self.tokens.get(at).map_or_else(WordNumber::default, |token| token.number()))
    }

    /// The colons and dashes among these tokens.
    pub(super) fn signs(&self, tokens: Range<At>) -> impl Iterator<Item = At> {
        let start = tokens.start;
        let held = self.tokens.get(tokens).unwrap_or_default().iter().enumerate();
        held.filter(|(_, token)| matches!(token.kind, Kind::Colon | Kind::Dash)).map(move |(at, _)| start + at)
    }

    /// The words among these tokens that are in the lexicon.
    pub(super) fn listed(&self, tokens: Range<At>) -> impl Iterator<Item = At> {
        tokens.filter(|&at| self.is_listed(at))
    }

    /// True if the word is in the lexicon.
    pub(super) fn is_listed(&self, at: At) -> bool {
        self.tokens.get(at).is_some_and(|token| token.number() != WordNumber::default())
    }

    /// True if the word has one of these classes.
    pub(super) fn is(&self, at: At, classes: WordClasses) -> bool {
        self.entry(at).classes.intersects(classes)
    }

    pub(super) fn word(&self, at: At) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// The bytes of a token; none past the end.
    fn bytes(&self, at: At) -> &'a [u8] {
        let token = self.tokens.get(at);
        token.and_then(|token| self.text.as_bytes().get(token.start()..token.end())).unwrap_or_default()
    }

    /// True if the token is this word, ignoring case.
    pub(super) fn says(&self, at: At, word: &str) -> bool {
        is_word(self.bytes(at), word)
    }

    /// True if the token is on this list, ignoring case.
    pub(super) fn says_any(&self, at: At, list: List) -> bool {
        self.tokens.get(at).is_some_and(|token| list.words().holds(token.number()))
    }

    /// True if the token is an adverb: in the lexicon, or a lower-case word in -ly.
    pub(super) fn is_adverb(&self, at: At) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let formed = || token.len() > 4 && self.bytes(at).ends_with(b"ly");
        self.lexicon.entry(token.number()).classes.intersects(WordClasses::ADVERB)
            || token.kind == Kind::Lower && formed()
    }

    /// The name that begins with a token inside a sentence.
    pub(super) fn name(&self, at: At) -> Option<Name> {
        name_at(self.text, &self.tokens, at, false)
    }

    /// The span from the first to the last of these tokens.
    pub(super) fn span(&self, first: At, last: At) -> Option<Span> {
        Span::new(self.text, self.tokens.get(first)?.start(), self.tokens.get(last)?.end()).ok()
    }

    /// The paragraph that contains a token.
    pub(super) fn paragraph(&self, at: At) -> usize {
        self.sentence_at(at).map_or(self.paragraphs.len(), |sentence| sentence.paragraph as usize)
    }
}

/// True if the bytes spell a word, ignoring case; most words differ in length or in the first letter.
#[inline]
fn is_word(bytes: &[u8], word: &str) -> bool {
    bytes.len() == word.len() && bytes.iter().zip(word.bytes()).all(|(a, b)| a.eq_ignore_ascii_case(&b))
}
