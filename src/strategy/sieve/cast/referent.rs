//! Resolution of names, roles and descriptions to people.

use super::Cast;
use super::antecedent::{Search, Spoken};
use super::gender::gender_of;
use super::member::Mention;
use crate::strategy::sieve::{At, Head, List, ParsedText, Phrase, limits, weights};
use crate::text::{Gender, Kind, Name, WordClasses, same_role};

impl Cast {
    /// `asked Lee of Holt`: the listed person before *of*.
    pub(super) fn opening_of(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        let opening = self.mentions.at(phrase.first)?;
        let listed = self.members[opening.member].entity.is_some();
        (listed && r.says(opening.end, "of") && opening.end < phrase.last).then_some(opening.member)
    }

    /// True if a phrase is a listed description, one with a name next to it, or a title with a single bearer.
    pub(super) fn is_named(&self, r: &ParsedText<'_>, phrase: &Phrase) -> bool {
        let titled = r.says(phrase.first, "the") && r.is(phrase.last, WordClasses::TITLE);
        let office = || titled && self.only_bearer(r.word(phrase.last)).is_some();
        self.listed_at(r, phrase).or_else(|| self.named_beside(r, phrase)).is_some() || office()
    }

    /// `the old woman`, as the list has it; not Lee in `Lee’s old friend`.
    pub(super) fn listed_at(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end <= phrase.first);
        let found = self.mentions.get(index).filter(|mention| mention.first <= phrase.first)?;
        let owns = found.end < phrase.last && r.kind(found.end) == Kind::Possessive;
        (!owns && self.members[found.member].entity.is_some()).then_some(found.member)
    }

    /// `the Republican`, `the German`: the weightiest person.
    pub(super) fn by_allegiance(
        &self,
        r: &ParsedText<'_>,
        phrase: &Phrase,
        search: &Search<'_>,
        outer: Option<usize>,
    ) -> Option<usize> {
        let one = phrase.last <= phrase.first + limits::ALLEGIANCE && !r.word(phrase.last).ends_with('s');
        let fits = |member: usize| self.fits(member, search.gender) && Some(member) != outer;
        (one && r.says(phrase.first, "the")).then(|| self.weightiest(r, search, fits, |_| 0)).flatten()
    }

    /// `her lawyer, Lee,`: the name between the comma and the next one.
    pub(super) fn named_beside(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        let name = (r.kind(phrase.last + 1) == Kind::Comma).then_some(phrase.last + 2)?;
        let name = name + usize::from(r.says(name, "the"));
        let index = self.mentions.first_from(name);
        let beside = self.mentions.get(index).filter(|mention| mention.first == name)?;
        matches!(r.kind(beside.end), Kind::Comma | Kind::Stop).then_some(beside.member)
    }

    /// `A trader told a court … Lee, 41, …`: in the first lines, the first person named after a description.
    pub(super) fn named_later(&self, r: &ParsedText<'_>, phrase: &Phrase, gender: Gender) -> Option<usize> {
        let opens = r.paragraph(phrase.first) < limits::LEAD && r.paragraphs.len() > limits::LEAD;
        let new = r.says_any(phrase.first, List::Article) || is_headline(r, phrase.first);
        if !(opens && new && describes(r, head(r, phrase))) {
            return None;
        }
        let line = r.paragraphs.get(r.paragraph(phrase.first) + 1)?;
        let limit = r.paragraphs.get(limits::LEAD + 1).map_or(r.tokens.len(), |line| line.end);
        let from = self.mentions.first_from(line.start);
        let names = self.mentions[from..].iter().take_while(|mention| mention.end <= limit);
        let mut people = names.filter(|mention| self.fits(mention.member, gender) && !mention.governed);
        people.next().map(|mention| mention.member)
    }

    /// `He would not say. Lee left.`: the first person of that gender named soon after, if nobody before fits.
    pub(super) fn named_next(&self, r: &ParsedText<'_>, phrase: &Phrase, content: At, gender: Gender) -> Option<usize> {
        let from = r.sentence(phrase.last.max(content)).end;
        let first = self.mentions.first_from(from);
        let next = self.mentions[first..].iter().take_while(|mention| mention.first < from + limits::SOON);
        let mut people = next.filter(|mention| !r.is_quoted(mention.first) && self.fits(mention.member, gender));
        people.next().map(|mention| mention.member)
    }

    /// `Lee, who`: the name before a relative pronoun.
    pub(super) fn right_before(&self, r: &ParsedText<'_>, at: At) -> Option<usize> {
        let before = self.mentions[..self.mentions.partition_point(|mention| mention.end <= at)].last();
        let is =
            |mention: &Mention| (mention.end..at).any(|at| r.says_any(at, List::Be) && at < mention.end + limits::WHO);
        let near =
            |mention: &&Mention| mention.end + limits::WHO > at || mention.end + 2 * limits::WHO > at && is(mention);
        before.filter(near).map(|mention| mention.member)
    }

    /// `the prime minister`, `her lawyer`: the only member with that office, or the last of several to speak.
    pub(super) fn by_office(&self, r: &ParsedText<'_>, phrase: &Phrase, spoken: &Spoken) -> Option<usize> {
        let definite = r.says(phrase.first, "the") || r.is(phrase.first, WordClasses::POSSESSIVE);
        let alone = matches!(phrase.head, Head::Name(_)) || !definite && is_headline(r, phrase.first);
        if !(definite && phrase.first < phrase.last || alone) {
            return None;
        }
        let start =
            (phrase.first + usize::from(definite)..=phrase.last).find(|&at| !r.is(at, WordClasses::NATIONALITY))?;
        let office = r.span(start, phrase.last)?.of(r.text).to_lowercase();
        let head = r.word(head(r, phrase)).to_lowercase();
        self.bearer(&office, spoken).or_else(|| self.bearer(&head, spoken))
    }

    /// The only holder of an office, or the last of several to speak.
    fn bearer(&self, office: &str, spoken: &Spoken) -> Option<usize> {
        let titles = self.offices.get(office.rsplit(' ').next()?)?;
        let bears = |member: usize| titles.iter().any(|(title, bearer)| *bearer == member && title.ends_with(office));
        let mut bearers = titles.iter().filter(|(title, _)| title.ends_with(office)).map(|&(_, bearer)| bearer);
        let first = bearers.next()?;
        if bearers.all(|other| other == first) { Some(first) } else { spoken.recent(bears) }
    }

    /// `both women`, `the two men`, `the couple`: the last two people named who fit.
    pub(super) fn pair(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<[usize; 2]> {
        let two = r.says(phrase.first, "both") || r.says(phrase.first, "the") && r.says(phrase.first + 1, "two");
        let couple = r.says(phrase.first, "the") && r.says_any(phrase.last, List::Couple);
        let gender = match r.word(phrase.last) {
            word if List::Women.has(word) => Gender::Female,
            word if List::Men.has(word) => Gender::Male,
            _ => Gender::Any,
        };
        let people = WordClasses::PERSON_NOUN | WordClasses::FEMALE_TITLE | WordClasses::MALE_TITLE;
        let people = r.is(phrase.last, people) || gender != Gender::Any || phrase.last == phrase.first;
        if !(couple || two && people) {
            return None;
        }
        let before = &self.mentions[..self.mentions.partition_point(|mention| mention.end <= phrase.first)];
        let mut named =
            before.iter().rev().take(limits::PAIR).map(|mention| mention.member).filter(|&m| self.fits(m, gender));
        let last = named.next()?;
        Some([last, named.find(|&other| other != last)?])
    }

    /// `the 34-year-old`, `the mother of two`, `the lawmaker`: resolves a new description, preferring people with a similar role.
    pub(super) fn by_description(
        &self,
        r: &ParsedText<'_>,
        phrase: &Phrase,
        search: &Search<'_>,
        outer: Option<usize>,
    ) -> Option<usize> {
        let head = head(r, phrase);
        let headline = is_headline(r, phrase.first);
        let definite = r.says(phrase.first, "the") && phrase.first < phrase.last;
        if !(definite || headline) || !describes(r, head) {
            return None;
        }
        let noun = r.word(head).to_lowercase();
        let bearers = |role: &&str| self.offices.get(*role).into_iter().flatten().map(|&(_, member)| member);
        let alike: Vec<usize> = same_role(&noun).iter().flat_map(bearers).take(limits::ALIKE).collect();
        if headline {
            let first = alike.first().copied();
            return first.filter(|first| alike.iter().all(|other| other == first));
        }
        let fits = |member: usize| self.fits(member, search.gender) && Some(member) != outer;
        let role = r.is(head, WordClasses::PERSON_NOUN) && gender_of(r, head) == Gender::Any;
        self.weightiest(r, search, fits, |member| match self.members[member].has_role && role {
            _ if alike.contains(&member) => weights::LIKE_ROLE,
            true => -weights::OTHER_ROLE,
            false => 0,
        })
    }
}

/// The head noun of a phrase: the last word before its first preposition.
pub(super) fn head(r: &ParsedText<'_>, phrase: &Phrase) -> At {
    (phrase.first + 1..=phrase.last).find(|&at| r.is(at + 1, WordClasses::PREPOSITION)).unwrap_or(phrase.last)
}

/// True if a noun describes one person: a role, or a word in -old, -ist, -man, -woman, -er or -or.
fn describes(r: &ParsedText<'_>, noun: At) -> bool {
    let word = r.word(noun);
    let ending =
        ["-old", "ist", "man", "woman", "er", "or"].iter().any(|ending| word.len() > 5 && word.ends_with(ending));
    let role = r.is(noun, WordClasses::PERSON_NOUN | WordClasses::FEMALE_TITLE | WordClasses::MALE_TITLE);
    let many = word.ends_with('s') && !word.ends_with("ss") || List::Many.has(word);
    (role || ending) && !many
}

/// True if the sentence is a headline: the first line, without sentence-final punctuation, where nouns lack *the*.
pub(super) fn is_headline(r: &ParsedText<'_>, at: At) -> bool {
    let line = r.paragraphs.first().filter(|line| line.contains(&at));
    line.is_some_and(|line| {
        r.paragraphs.len() > 1 && r.tokens.get(line.end.wrapping_sub(1)).is_some_and(|last| !last.is_terminal())
    })
}

/// `a Farland Democrat`: true for a description in capitals rather than a name.
pub(super) fn is_group(r: &ParsedText<'_>, phrase: &Phrase, name: &Name) -> bool {
    r.is(phrase.first, WordClasses::DETERMINER) && r.is(r.before(name.end, 1), WordClasses::NATIONALITY)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// The speaker of the last quotation of a text.
    fn last(text: &str) -> String {
        let found = found(text);
        found.last().and_then(|line| line.rsplit(" / ").next()).unwrap_or("").to_owned()
    }

    #[test]
    fn pronouns_mean_people_of_their_gender() {
        for (text, speaker) in [
            ("Maria Lee met Tom Holt in Paris. She said it works.", "Maria Lee"),
            ("Maria Lee met Tom Holt in Paris. He said it works.", "Tom Holt"),
            ("Tom Holt called. Maria Holt answered. Holt was tired. He said it works.", "Tom Holt"),
            ("Bob Lee met Tom Holt. Holt left. “It works,” he told Holt.", "Bob Lee"),
            ("Eve Lee spoke. Lee said it failed.\n\nQuill Holt laughed at that. She said it works.", "Quill Holt"),
            ("Maria Lee visited Goldman Sachs. She said it works.", "Maria Lee"),
        ] {
            assert_eq!(last(text), speaker, "{text}");
        }
    }

    #[test]
    fn roles_mean_their_bearers() {
        for (text, speaker) in [
            ("Mayor Ann Lee was late. The mayor said it works.", "Ann Lee"),
            ("Ann Lee, the club’s treasurer, was late. The treasurer said it works.", "Ann Lee"),
            ("Her lawyer, Bob Holt, said it works.", "Bob Holt"),
            ("Hartwell Council met. The council said it works.", "Hartwell Council"),
            ("The union met. A spokesman said it works.", "-"),
            ("Ann Martin was late. Martin said it works.", "Ann Martin"),
            ("Bob Holt’s deputy, Ann Lee, was late. The deputy said it works.", "Ann Lee"),
            ("Gov. Ann Lee was late. The governor said it works.", "Ann Lee"),
            ("Rep. Ann Lee met Mayor Bob Holt. The lawmaker said it works.", "Ann Lee"),
            ("He said it works. Bob Holt left.", "Bob Holt"),
            ("Ann Lee fell. Holt Energy met. The board left. It said it works.", "the board"),
            ("“It works,” reads a statement from Holt Energy.", "Holt Energy"),
            ("Its union, the Guild of Weavers, said it works.", "Guild of Weavers"),
            ("Ann Lee, 34, fell. Bob Holt, 41, helped. The 34-year-old said it works.", "Ann Lee"),
            ("Dorset farmer Ann Lee fell. The mother of two said it works.", "Ann Lee"),
            ("The head of Meridian Rail rose. Ann Lee was there.\n\nThe witness said it works.", "Ann Lee"),
            ("Justice Bob Holt met Tom Lee. Lee left. The judge was tired. He said it works.", "Bob Holt"),
            ("Ann Lee of Ohio said it works.", "Ann Lee"),
            ("Ann Lee rose. The Ohio Democrat said it works.", "Ann Lee"),
            ("The captain of the flight from Hull, Ann Lee, rose. The captain said it works.", "Ann Lee"),
            ("Carrow House burnt. Lady Carrow said it works.", "Carrow"),
            ("Arnoval, the Danish maker of clocks, met African rivals. It said it works.", "Arnoval"),
            ("Eve Lee was a cook who said it works.", "Eve Lee"),
            ("Senator Ann Lee rose. The Republican said it works.", "Ann Lee"),
            ("Shares in chipmaker Arnoval fell. The group said it works.", "Arnoval"),
        ] {
            assert_eq!(last(text), speaker, "{text}");
        }
    }

    #[test]
    fn a_gender_comes_from_the_text_where_no_name_tells_it() {
        for (text, speaker) in [
            ("Quill Arno praised her team. Vey Sorn lost his keys. She said it works.", "Quill Arno"),
            ("The actress Quill Arno met Vey Sorn. She said it works.", "Quill Arno"),
            ("Arno Copper, which owns the mine, met Vey Sorn. The company said it works.", "Arno Copper"),
        ] {
            assert_eq!(last(text), speaker, "{text}");
        }
    }

    #[test]
    fn two_may_be_taken_up_together() {
        assert_eq!(last("Ann Lee met Maria Holt. Both women said it works."), "Ann Lee+Maria Holt");
        assert_eq!(last("Ann Lee left. Both women said it works."), "-");
        assert_eq!(last("Ann Lee and her sister Eve said it works."), "Ann Lee+Eve");
    }

    #[test]
    fn i_they_and_it_are_those_who_spoke() {
        assert_eq!(last("“I told them that it works,” Ann Lee said."), "Ann Lee");
        assert_eq!(last("Ann Lee and Bob Holt said it works. They said it was cheap."), "Ann Lee+Bob Holt");
        assert_eq!(last("Ann Lee said it works. They said it was cheap."), "-");
        assert_eq!(last("Hartwell Council said it works. It said more would follow."), "Hartwell Council");
        assert_eq!(last("Hartwell Council met. They said more would follow."), "Hartwell Council");
        assert_eq!(last("Before I left I asked whether it works."), "@author");
    }
}
