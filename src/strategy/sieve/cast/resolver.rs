//! The resolvers: named ways to find the people a phrase refers to, tried in order until one answers.

use strum::{IntoStaticStr, VariantArray};

use super::Cast;
use super::antecedent::{Search, Spoken};
use super::bodies::is_issued;
use super::gender::gender_of;
use super::referent::{head, is_group};
use super::signs::is_office;
use crate::named::named;
use crate::strategy::sieve::{At, Head, ParsedText, Phrase, phrase, secondhand::is_they, weights};
use crate::text::{Gender, Person, WordClasses};

/// A way to find a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub(in crate::strategy::sieve) enum Resolver {
    /// The speaker of another quotation continues.
    Following,
    /// `both women`: the last two people named who fit.
    Pair,
    /// `they`: people named together, or those who spoke together.
    Together,
    /// `A:` and initials in an interview.
    Interview,
    /// `the German`: the weightiest person.
    Allegiance,
    /// `Lee of Holt`: a listed person.
    ListedOf,
    /// The member named there.
    Name,
    /// `Lee, who`.
    Relative,
    /// `I` in reported speech.
    Enclosing,
    /// `I` outside marks in a story.
    Narrator,
    /// `I` outside marks in news.
    Author,
    /// `It`: the organisation that the previous sentence is about.
    BodyBefore,
    /// `It`: the weightiest organisation.
    Organization,
    /// `he`: the weightiest person before it.
    Antecedent,
    /// `he`: the first person of that gender named soon after.
    NamedNext,
    /// `its report`: the organisation that issued it.
    Owner,
    /// A description from the list of entities.
    Listed,
    /// `her lawyer, Lee,`.
    NamedBeside,
    /// `Hartwell district council`: the organisation that the whole phrase names.
    Body,
    /// `a statement from Hartwell Council`.
    Issuer,
    /// `the prime minister`: the member who holds the office.
    Office,
    /// `the council`: an organisation whose name contains the noun.
    OrganizationNoun,
    /// `the lawmaker`: a person of a similar role.
    Description,
    /// In the first lines, the first person named after a description.
    NamedLater,
    /// `the union`: an organisation without another name.
    Group,
    /// The most likely chain of turns in a story.
    Chain,
}

named!((pub(in crate::strategy::sieve)) Resolver: "resolver");

/// A phrase that refers to a speaker, with its context.
#[derive(Clone, Copy)]
pub(super) struct Mentioned<'a> {
    pub(super) r: &'a ParsedText<'a>,
    pub(super) phrase: &'a Phrase,
    pub(super) spoken: &'a Spoken,
    /// The first token of the quotation attributed to the phrase.
    pub(super) content: At,
    /// The speaker of the quotation that contains the phrase.
    pub(super) outer: Option<usize>,
}

impl Mentioned<'_> {
    /// The resolvers to try, in order.
    fn resolvers(&self) -> &'static [Resolver] {
        let Self { r, phrase, spoken, .. } = self;
        match phrase.head {
            Head::Name(name) if is_group(r, phrase, &name) => &[Resolver::Interview, Resolver::Allegiance],
            Head::Name(name) if is_office(r, &name) => {
                &[Resolver::Interview, Resolver::Name, Resolver::Office, Resolver::Description]
            }
            Head::Name(_) => &[Resolver::Interview, Resolver::ListedOf, Resolver::Name],
            Head::Pronoun(_) if r.is(phrase.first, WordClasses::RELATIVE) => &[Resolver::Relative],
            Head::Pronoun(pronoun) if pronoun.person == Person::First => &[Resolver::Enclosing, Resolver::Narrator],
            Head::Pronoun(pronoun) => match pronoun.gender {
                Gender::Any if spoken.story || !is_they(&pronoun) => &[],
                Gender::Neuter | Gender::Any => &[Resolver::BodyBefore, Resolver::Organization],
                _ => &[Resolver::Antecedent, Resolver::NamedNext],
            },
            Head::Common if r.is(phrase.first, WordClasses::POSSESSIVE) && is_issued(r, phrase) => &[Resolver::Owner],
            Head::Common => &[
                Resolver::Interview,
                Resolver::Listed,
                Resolver::NamedBeside,
                Resolver::Body,
                Resolver::Issuer,
                Resolver::Office,
                Resolver::OrganizationNoun,
                Resolver::Description,
                Resolver::NamedLater,
                Resolver::Group,
            ],
        }
    }

    /// The gender that the phrase shows.
    fn gender(&self) -> Gender {
        match self.phrase.head {
            Head::Name(name) => name.gender,
            Head::Pronoun(pronoun) => pronoun.gender,
            Head::Common => gender_of(self.r, head(self.r, self.phrase)),
        }
    }

    fn search(&self, gender: Gender, spoke: i32) -> Search<'_> {
        let Self { phrase, spoken, content, .. } = *self;
        Search { at: phrase.first, content, gender, spoken, spoke, most: weights::LIKE_ROLE }
    }
}

impl Cast {
    /// The member that a phrase refers to, and the resolver that found it.
    pub(super) fn resolve(&mut self, mentioned: Mentioned<'_>) -> Option<(usize, Resolver)> {
        let mut resolvers = mentioned.resolvers().iter();
        resolvers.find_map(|&resolver| Some((self.answer_of(resolver, mentioned)?, resolver)))
    }

    /// The answer of one resolver; none for resolvers of several people or of the whole chain of turns.
    fn answer_of(&mut self, resolver: Resolver, mentioned: Mentioned<'_>) -> Option<usize> {
        let Mentioned { r, phrase, spoken, content, outer } = mentioned;
        match resolver {
            Resolver::Interview => self.in_interview(r, phrase),
            Resolver::Allegiance => self.by_allegiance(r, phrase, &mentioned.search(Gender::Any, 0), outer),
            Resolver::ListedOf => self.opening_of(r, phrase),
            Resolver::Name => match phrase.head {
                Head::Name(name) => self.mention_at(name.first, name.end),
                _ => None,
            },
            Resolver::Relative => self.right_before(r, phrase.first),
            Resolver::Enclosing => outer,
            Resolver::Narrator => {
                let one = matches!(phrase.head, Head::Pronoun(pronoun) if !pronoun.plural);
                self.narrator.filter(|_| one && !r.is_quoted(phrase.first))
            }
            Resolver::BodyBefore => self.body_before(mentioned),
            Resolver::Organization => {
                self.organization_before(r, &mentioned.search(Gender::Any, weights::SPOKE), 0, |_| true)
            }
            Resolver::Antecedent => self.antecedent(r, phrase.first, mentioned.gender(), spoken, content, outer),
            Resolver::NamedNext if spoken.story => None,
            Resolver::NamedNext => self.named_next(r, phrase, content, mentioned.gender()),
            Resolver::Owner => {
                let owner = phrase::possessive(r, phrase.first)?;
                self.resolve(Mentioned { phrase: &owner, ..mentioned }).map(|(member, _)| member)
            }
            Resolver::Listed => self.listed_at(r, phrase),
            Resolver::NamedBeside => self.named_beside(r, phrase),
            Resolver::Body => self.body(r, phrase),
            Resolver::Issuer => self.issuer(r, phrase),
            Resolver::Office => self.by_office(r, phrase, spoken),
            Resolver::OrganizationNoun => self.by_organization(r, phrase, &mentioned.search(mentioned.gender(), 0)),
            Resolver::Description => self.by_description(r, phrase, &mentioned.search(mentioned.gender(), 0), outer),
            Resolver::NamedLater => self.named_later(r, phrase, mentioned.gender()),
            Resolver::Group => self.group(r, phrase),
            Resolver::Following | Resolver::Pair | Resolver::Together | Resolver::Author | Resolver::Chain => None,
        }
    }
}
