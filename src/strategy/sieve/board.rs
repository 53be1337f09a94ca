//! The working state of the sieves: the text, its verbs, the pieces still open, and the quotations found.

use foldhash::HashMap;
use std::cell::OnceCell;
use std::ops::Range;

use super::{At, ParsedText, Phrase, Piece, Rule, Section, Verb, limits, verbs};
use crate::text::{Kind, WordClasses};

/// A quotation under construction, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// First and last token of each fragment, in order.
    pub(super) content: Vec<(At, At)>,
    pub(super) cue: Option<Range<At>>,
    pub(super) source: Option<Phrase>,
    /// The quotation whose speaker continues in this one, if any.
    pub(super) follows: Option<usize>,
    pub(super) rule: Rule,
}

impl Draft {
    /// Creates a draft with these fragments and no cue or source.
    pub(super) fn new(rule: Rule, content: impl Into<Vec<(At, At)>>) -> Self {
        Self { content: content.into(), cue: None, source: None, follows: None, rule }
    }

    pub(super) fn cue(self, cue: impl Into<Option<Range<At>>>) -> Self {
        Self { cue: cue.into(), ..self }
    }

    pub(super) fn source(self, source: impl Into<Option<Phrase>>) -> Self {
        Self { source: source.into(), ..self }
    }

    pub(super) fn follows(self, other: impl Into<Option<usize>>) -> Self {
        Self { follows: other.into(), ..self }
    }
}

/// The state that the sieves work on in turn.
pub(super) struct Board<'a> {
    pub(super) parsed: ParsedText<'a>,
    /// The reporting verbs of the section.
    pub(super) verbs: Vec<Verb>,
    /// The quotations found in the section.
    pub(super) drafts: Vec<Draft>,
    /// The words of the section that may report: verbs, nouns, adjectives, `according` and the like.
    words: Vec<At>,
    /// The colons and dashes of the section.
    signs: Vec<At>,
    /// The quotation that owns each piece of the section.
    owner: Vec<Option<usize>>,
    /// True for each token of the section that is part of a cue.
    cued: Vec<bool>,
    /// True for each token of the section inside the content of a quotation.
    covered: Vec<bool>,
    /// True for each token of the section at which the content of a quotation begins.
    begun: Vec<bool>,
    /// The quotations of the section by the sentence of their source.
    by_sentence: HashMap<usize, Vec<usize>>,
    dialogue: bool,
    /// The rules that are switched off.
    without: &'a [Rule],
    /// True if the text is a transcript; empty until first asked.
    transcript: OnceCell<bool>,
    /// The section that the sieves work on.
    section: Section,
}

impl<'a> Board<'a> {
    /// Creates an empty board.
    pub(super) fn new(parsed: ParsedText<'a>, without: &'a [Rule]) -> Self {
        Self {
            verbs: Vec::new(),
            drafts: Vec::new(),
            words: Vec::new(),
            signs: Vec::new(),
            owner: Vec::new(),
            cued: Vec::new(),
            covered: Vec::new(),
            begun: Vec::new(),
            by_sentence: HashMap::default(),
            dialogue: is_dialogue(&parsed),
            without,
            transcript: OnceCell::new(),
            section: Section::default(),
            parsed,
        }
    }

    /// Treats the text as a story if enough of its quotations, all of them given, are questions or exclamations.
    pub(super) fn expect_story(&mut self) {
        let r = &self.parsed;
        let outer = || r.pieces.iter().filter(|piece| !piece.nested);
        let lively = |piece: &&Piece| matches!(r.kind(piece.inner_last()), Kind::Question | Kind::Exclamation);
        self.dialogue |= outer().count() >= limits::STORY_GIVEN
            && outer().filter(lively).count() * limits::STORY_LIVELY >= outer().count();
    }

    /// True if the text is a story, where paragraphs alternate between speakers, rather than news, where a speaker continues.
    pub(super) fn is_dialogue(&self) -> bool {
        self.dialogue
    }

    /// True if the text is a transcript; judged once for all sections.
    pub(super) fn is_transcript(&self, judge: fn(&ParsedText<'a>) -> bool) -> bool {
        *self.transcript.get_or_init(|| judge(&self.parsed))
    }

    /// Moves to the next section of the text; `false` after the last.
    pub(super) fn advance(&mut self) -> bool {
        let r = &self.parsed;
        let Some(paragraphs) = self.section.next(r, self.dialogue) else { return false };
        let tokens = self.section.tokens.end..r.paragraphs[paragraphs.end - 1].end + 1;
        let pieces = self.section.pieces.end..r.pieces.partition_point(|piece| piece.first < tokens.end);
        self.words.clear();
        self.words.extend(r.listed(tokens.clone()).filter(|&at| may_report(r, at)));
        self.signs.clear();
        self.signs.extend(r.signs(tokens.clone()));
        verbs::find(r, &self.words, &mut self.verbs);
        self.drafts.clear();
        self.by_sentence.clear();
        self.owner.clear();
        self.owner.resize(pieces.len(), None);
        for flags in [&mut self.cued, &mut self.covered, &mut self.begun] {
            flags.clear();
            flags.resize(tokens.len(), false);
        }
        self.section = Section { paragraphs, tokens, pieces };
        true
    }

    /// The current section.
    pub(super) fn section(&self) -> &Section {
        &self.section
    }

    /// The colons and dashes of the section.
    pub(super) fn signs(&self, kind: Kind) -> impl Iterator<Item = At> {
        self.signs.iter().copied().filter(move |&at| self.parsed.kind(at) == kind)
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.parsed.pieces
    }

    /// True if the piece is in the section and belongs to no quotation yet.
    pub(super) fn is_open(&self, piece: usize) -> bool {
        self.section.pieces.contains(&piece) && self.owner(piece).is_none()
    }

    /// The quotation that owns this piece.
    pub(super) fn owner(&self, piece: usize) -> Option<usize> {
        let index = piece.checked_sub(self.section.pieces.start)?;
        self.owner.get(index).copied().flatten()
    }

    /// The piece that opens with this token.
    pub(super) fn piece_at(&self, first: At) -> Option<usize> {
        self.parsed.pieces.binary_search_by_key(&first, |piece| piece.first).ok()
    }

    /// True if this token is part of a cue.
    pub(super) fn is_cued(&self, at: At) -> bool {
        at.checked_sub(self.section.tokens.start).and_then(|at| self.cued.get(at)).copied().unwrap_or(false)
    }

    /// The piece and the pieces that continue it, as fragments.
    pub(super) fn chain(&self, piece: usize) -> Vec<(At, At)> {
        self.chain_of(piece).map(|index| (self.pieces()[index].first, self.pieces()[index].last)).collect()
    }

    /// The piece and the pieces that continue it, without nested pieces in between.
    pub(super) fn chain_of(&self, piece: usize) -> impl Iterator<Item = usize> {
        let pieces = self.pieces();
        let mut open = !pieces[piece].closed;
        let rest = (piece + 1..pieces.len()).filter(|&index| !pieces[index].nested).take_while(move |&index| {
            let goes_on = open && pieces[index].reopened;
            open = !pieces[index].closed;
            goes_on
        });
        std::iter::once(piece).chain(rest)
    }

    /// The last piece of the chain that starts with this piece.
    pub(super) fn chain_end(&self, piece: usize) -> usize {
        self.chain_of(piece).last().unwrap_or(piece)
    }

    /// Adds the quotations that a sieve makes from the reporting verbs.
    pub(super) fn add_from_verbs(&mut self, make: impl Fn(&Self, &Verb) -> Option<Draft>) {
        for index in 0..self.verbs.len() {
            if let Some(draft) = make(self, &self.verbs[index]).filter(|draft| !self.without.contains(&draft.rule)) {
                self.add(draft);
            }
        }
    }

    /// Adds the quotations that a sieve makes from the open pieces that are neither nested nor continuations.
    pub(super) fn add_from_pieces(&mut self, make: impl Fn(&Self, usize) -> Option<Draft>) {
        for index in self.section.pieces.clone() {
            let piece = &self.pieces()[index];
            let considered = !piece.nested && !piece.reopened && self.is_open(index);
            if let Some(draft) = considered.then(|| make(self, index)).flatten() {
                self.add(draft);
            }
        }
    }

    /// Adds the quotations that a sieve makes from the words that may report.
    pub(super) fn add_from_words(&mut self, make: impl Fn(&Self, At) -> Option<Draft>) {
        for index in 0..self.words.len() {
            if let Some(draft) = make(self, self.words[index]) {
                self.add(draft);
            }
        }
    }

    /// Adds a quotation and claims its cue and all pieces inside its content; keeps an existing quotation with that content.
    pub(super) fn add(&mut self, draft: Draft) -> usize {
        if let Some(known) = self.known(&draft.content) {
            return known;
        }
        let index = self.drafts.len();
        for &(first, last) in &draft.content {
            self.own(first, last, index);
        }
        if let [(first, _), .., (_, last)] = draft.content[..]
            && self.parsed.opens_piece(first) == Some(last)
        {
            // The fragments are the two sides of a tag inside the marks.
            self.own(first, last, index);
        }
        if let Some(cue) = draft.cue.clone() {
            let cue = self.section.within(cue);
            self.cued[cue].fill(true);
        }
        if let Some(source) = &draft.source {
            self.by_sentence.entry(self.parsed.sentence_number(source.first)).or_default().push(index);
        }
        self.drafts.push(draft);
        index
    }

    /// The quotation of the section with this content, if any; otherwise marks the first token of the content.
    fn known(&mut self, content: &[(At, At)]) -> Option<usize> {
        let first = content.first()?.0;
        let begun = self.begun.get_mut(first.checked_sub(self.section.tokens.start)?)?;
        if !std::mem::replace(begun, true) {
            return None;
        }
        self.drafts.iter().position(|draft| draft.content == content)
    }

    /// Adds fragments to a quotation.
    pub(super) fn extend(&mut self, draft: usize, fragments: Vec<(At, At)>) {
        for &(first, last) in &fragments {
            self.own(first, last, draft);
        }
        let content = &mut self.drafts[draft].content;
        content.extend(fragments);
        content.sort_unstable();
    }

    /// The sources already found in a sentence, latest first.
    pub(super) fn sources_in(&self, sentence: usize) -> impl Iterator<Item = Phrase> {
        let found = self.by_sentence.get(&sentence).map_or(&[][..], Vec::as_slice);
        found.iter().rev().take(limits::SENTENCE_SOURCES).filter_map(|&index| self.drafts[index].source)
    }

    /// True if a verb inside reported content expresses only a belief: `Lee said she believed …` is one report.
    pub(super) fn is_part_of_report(&self, verb: &Verb) -> bool {
        verb.is_belief() && !self.is_free(verb.at, verb.at)
    }

    /// True if none of these tokens lies in a quotation.
    pub(super) fn is_free(&self, first: At, last: At) -> bool {
        self.covered.get(self.section.within(first..last + 1)).is_some_and(|tokens| !tokens.contains(&true))
    }

    fn set_owner(&mut self, piece: usize, draft: usize) {
        let index = piece.checked_sub(self.section.pieces.start);
        if let Some(owner) = index.and_then(|index| self.owner.get_mut(index)) {
            *owner = Some(draft);
        }
    }

    fn own(&mut self, first: At, last: At, draft: usize) {
        if let Some(tokens) = self.covered.get_mut(self.section.within(first..last + 1)) {
            tokens.fill(true);
        }
        let from = self.parsed.pieces.partition_point(|piece| piece.first < first);
        let inside = self.parsed.pieces[from..].iter().take_while(|piece| piece.last <= last);
        for index in from..from + inside.count() {
            if !self.parsed.pieces[index].nested || self.parsed.pieces[index].first == first {
                self.set_owner(index, draft);
            }
        }
    }
}

fn may_report(r: &ParsedText<'_>, at: At) -> bool {
    let entry = r.entry(at);
    let reports = entry.verb.is_some() || entry.noun.is_some() || entry.phrasal.is_some();
    reports || entry.classes.intersects(WordClasses::STANCE | WordClasses::CUE_WORD)
}

/// True if many short quotations open consecutive paragraphs.
fn is_dialogue(r: &ParsedText<'_>) -> bool {
    let mut opening = vec![false; r.paragraphs.len() + 1];
    for piece in r.pieces.iter().filter(|piece| !piece.nested) {
        let paragraph = piece.paragraph as usize;
        opening[paragraph] |= r.paragraphs.get(paragraph).is_some_and(|range| range.start == piece.first);
    }
    let quoted = opening.iter().filter(|&&opens| opens).count();
    let runs = opening.windows(3).filter(|run| run.iter().all(|&opens| opens)).count();
    quoted > limits::STORY_OPENINGS && runs * limits::STORY_RUNS > quoted
}
