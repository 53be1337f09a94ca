//! `Lee turned round and said, ⏎ “It is not safe.”`: in a story the paragraph before announces the speech.

mod announcer;

use self::announcer::{announcer, answerer, owner};
use crate::strategy::sieve::{At, Board, Draft, Head, ParsedText, Piece, Rule, Sieve, Verb, clause, limits, subject};
use crate::text::{Frames, Kind, WordClasses};

use super::floating::is_speech;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::LeadIn, "Lee turned round and said, ⏎ “It is not safe.”")], apply };

fn apply(board: &mut Board<'_>) {
    if board.is_dialogue() {
        board.add_from_pieces(|board, piece| draft(board, piece));
    }
}

fn draft(board: &Board<'_>, piece: usize) -> Option<Draft> {
    let r = &board.parsed;
    let end = announcement(r, &board.pieces()[piece])?;
    let verb = if open_end(r, end) || r.kind(end + 1) == Kind::Break {
        announcing(board, end)
    } else {
        Some(speaking(board, end)?)
    };
    let source = match verb {
        Some(verb) => verb.subject.or_else(|| announcer(r, verb.group.start)),
        None => open_end(r, end).then(|| announcer(r, end)).flatten(),
    };
    let source = owner(r, end).or_else(|| answerer(r, end)).or(source).or_else(|| subject::acting_on(board, verb?))?;
    let cue = verb.map_or(end..end + 1, |verb| verb.group.clone());
    Some(Draft::new(Rule::LeadIn, board.chain(piece)).cue(cue).source(source))
}

/// The last token of the words that lead into a piece: in its own sentence, or in the previous paragraph unless speech ends it.
fn announcement(r: &ParsedText<'_>, piece: &Piece) -> Option<At> {
    let before = piece.first.checked_sub(1)?;
    if r.kind(before) != Kind::Break {
        let runs_on = open_end(r, before) || r.kind(before) == Kind::Stop;
        return (runs_on && !r.is_quoted(before) && is_speech(r, piece, 1)).then_some(before);
    }
    let end = before.checked_sub(1)?;
    (r.kind(end) != Kind::Break && !r.closes_piece(end) && !r.is_quoted(end)).then_some(end)
}

/// True if the punctuation requires a continuation.
fn open_end(r: &ParsedText<'_>, end: At) -> bool {
    matches!(r.kind(end), Kind::Colon | Kind::Comma | Kind::Dash | Kind::Semicolon)
}

/// The last verb of speech in the sentence that ends here; before a full stop, only a verb near the end.
fn announcing<'b>(board: &'b Board<'_>, end: At) -> Option<&'b Verb> {
    let r = &board.parsed;
    let start = r.sentence(end).start.max(end.saturating_sub(limits::LEAD_IN));
    let before = &board.verbs[..board.verbs.partition_point(|verb| verb.at < end)];
    let mut inside = before.iter().rev().take_while(|verb| verb.at >= start);
    inside.find(|verb| {
        let near = open_end(r, end) || verb.at + 1 + limits::LEAD_IN_ADJUNCT >= end && tells_alone(r, verb.at, end);
        let unsaid = verb.group.clone().any(|at| r.is(at, WordClasses::NEGATION | WordClasses::MODAL));
        let same = (verb.at..end).all(|at| r.kind(at) != Kind::Semicolon || r.is_quoted(at));
        near && same
            && !unsaid
            && verb.entry.grade < 3
            && !verb.is_belief()
            && !board.is_cued(verb.at)
            && !r.is_quoted(verb.at)
    })
}

/// `Lee answered in a lower voice. “…”`: the verb of speech in a sentence about one person that reports no content.
fn speaking<'b>(board: &'b Board<'_>, end: At) -> Option<&'b Verb> {
    let r = &board.parsed;
    let start = r.sentence(end).start;
    let from = board.verbs.partition_point(|verb| verb.at < start);
    let verb = board.verbs.get(from).filter(|verb| verb.at < end && verb.is_finite() && !board.is_cued(verb.at))?;
    let subject = verb.subject.filter(|subject| subject.first == start && matches!(subject.head, Head::Name(_)))?;
    let said = verb.group.clone().any(|at| r.is(at, WordClasses::NEGATION | WordClasses::MODAL));
    let alone = (subject.last + 1..end).all(|at| r.kind(at) != Kind::Capital);
    let speaks = verb.takes(Frames::SPEECH) && verb.entry.grade < 3 && !verb.is_belief();
    (speaks && !said && alone && clause::complement(r, verb).is_none()).then_some(verb)
}

/// True if a sentence with a full stop can announce speech: its verb has no recipient, and its paragraph contains no speech.
fn tells_alone(r: &ParsedText<'_>, verb: At, end: At) -> bool {
    let paragraph = r.paragraphs.get(r.paragraph(end)).cloned().unwrap_or_default();
    let spoken = r.pieces.partition_point(|piece| piece.first < paragraph.start);
    let silent = r.pieces.get(spoken).is_none_or(|piece| piece.first >= paragraph.end);
    silent && (verb + 1..end).all(|at| r.is_adverb(at) || r.kind(at) != Kind::Lower)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// The quotations found in a story that ends in `end`.
    fn story(end: &str) -> Vec<String> {
        let turns = "\n\n“Are you cold?” asked Tom Lee.\n\n“I am not cold.”\n\n“It is late.”".repeat(12);
        found(&format!("Tom Lee met Ann Holt.{turns}\n\n{end}"))
    }

    #[test]
    fn the_paragraph_before_announces_the_speech() {
        for end in [
            "Tom Lee slept, but Ann Holt turned round and replied,\n\n“It is not safe at all.”",
            "Ann Holt, who had slept, looked up and said quietly:\n\n“It is not safe at all.”",
            "Ann Holt turned round and replied thus.\n\n“It is not safe at all.”",
            "Tom Lee had been asleep, when Ann Holt came in and said:\n\n“It is not safe at all.”",
            "When Tom Lee was asleep, Ann Holt came in to say,\n\n“It is not safe at all.”",
            "Ann Holt submitted, after some time, “It is not safe at all.”",
            "Tom Lee was prevented by Ann Holt’s saying, “It is not safe at all.”",
            "Ann Holt answered in a lower voice. “It is not safe at all.”",
            "Ann Holt’s only answer to Tom Lee was, “It is not safe at all.”",
            "Tom Lee was roused by the voice of Ann Holt, calling out, “It is not safe at all.”",
            "Ann Holt, though Tom Lee was making signs to her, was obliged to say, “It is not safe at all.”",
            "Tom Lee went on; and Ann Holt was left to say, “It is not safe at all.”",
        ] {
            let last = story(end).pop().unwrap();
            assert!(last.starts_with("lead-in: “It is not safe at all.”") && last.ends_with("/ Ann Holt"), "{last}");
        }
    }

    #[test]
    fn a_paragraph_of_its_own_announces_nothing() {
        for end in [
            "Ann Holt turned round and left the room.\n\n“It is not safe at all.”",
            "Ann Holt did not answer.\n\n“It is not safe at all.”",
            "Ann Holt smiled as she told him.\n\n“It is not safe at all.”",
        ] {
            let last = story(end).pop().unwrap();
            assert!(!last.starts_with("lead-in"), "{last}");
        }
    }
}
