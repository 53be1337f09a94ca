//! The named word lists of the sieves: `text/data/lists.txt`.

use std::sync::LazyLock;

use strum::{IntoStaticStr, VariantArray};

use crate::named::named;
use crate::text::WordList;

/// A word list, named as in the data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum List {
    Be,
    Was,
    IsOrWas,
    ThereBe,
    AnswerBe,
    Came,
    Deny,
    Admit,
    Decline,
    GoingOn,
    Habit,
    Make,
    Call,
    Post,
    Put,
    Made,
    Voiced,
    Unnamed,
    Inverts,
    Article,
    NamingArticle,
    Another,
    Demonstrative,
    HeShe,
    HeSheThey,
    Himself,
    Apart,
    ItOrThis,
    TakenUpSubject,
    Something,
    Relative,
    RelativePerson,
    RelativeClause,
    Count,
    Counted,
    ForeignHe,
    ForeignShe,
    ForeignThey,
    Among,
    Giver,
    Issuer,
    PlaceOf,
    PlaceBefore,
    PostModifier,
    ObjectPreposition,
    TopicPreposition,
    ChargePreposition,
    Toward,
    CallOn,
    SaidIn,
    Announcing,
    SayingOf,
    TakenUpLink,
    ParticipleLead,
    AndBut,
    Conceding,
    While,
    DeedEnd,
    Question,
    ClauseLead,
    Not,
    About,
    Nearly,
    DayBefore,
    This,
    Later,
    Duration,
    AdverbPronoun,
    BeforeVerb,
    TagLead,
    Hearsay,
    ForeignJoining,
    Plural,
    PluralHead,
    Many,
    Couple,
    Corporate,
    Issued,
    Answer,
    Saying,
    TakenUp,
    Bearer,
    Rumoured,
    HeadlineLabel,
    Exchange,
    Letter,
    Wife,
    Kin,
    Epithet,
    Married,
    Unmarried,
    Sibling,
    PlainTitle,
    Women,
    Men,
}

named!((pub(super)) List: "list of words");

impl List {
    /// The words of the list.
    pub(super) fn words(self) -> &'static WordList {
        &LISTS[self as usize]
    }

    /// True if a lower-case word is on the list.
    pub(super) fn has(self, word: &str) -> bool {
        self.words().words().contains(&word)
    }
}

/// In file order, which a test compares with the order in the code.
static LISTS: LazyLock<Vec<WordList>> = LazyLock::new(|| WordList::all().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_and_the_code_know_the_same_lists() {
        let known: Vec<_> = WordList::names().collect();
        assert_eq!(known, List::ALL.map(List::as_str));
        assert!(List::Deny.has("denied") && !List::Deny.has("Denied"));
    }
}
