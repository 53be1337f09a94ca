//! The sieves in their order: the most precise first.

mod according_to;
mod action;
mod announced;
mod bare_clause;
mod beat;
mod charge;
mod claim_object;
mod colon;
mod conversation;
mod dash;
mod deed;
mod echo;
mod embedded;
mod far;
mod final_clause;
mod floating;
mod foreign;
mod gerund;
mod headline;
pub(super) mod layout;
mod lead_in;
mod lone;
mod noun_quote;
mod noun_that;
mod object_quote;
mod participle;
mod passive;
mod people;
mod put_it;
mod quote_verb;
mod rejoin;
mod request;
mod stance;
mod tag;
mod that_clause;
mod topic;
mod verb_quote;

use super::contract::Sieve;

/// Every sieve, in the order in which they run.
pub(super) const ALL: &[&dyn Sieve] = &[
    &headline::Headline,
    &layout::Layout,
    &dash::Dash,
    &quote_verb::QuoteVerb,
    &verb_quote::VerbQuote,
    &foreign::Foreign,
    &put_it::PutIt,
    &that_clause::ThatClause,
    &tag::Tag,
    &rejoin::Rejoin,
    &action::Action,
    &announced::Announced,
    &lead_in::LeadIn,
    &according_to::AccordingTo,
    &final_clause::FinalClause,
    &claim_object::ClaimObject,
    &bare_clause::BareClause,
    &stance::Stance,
    &noun_that::NounThat,
    &noun_quote::NounQuote,
    &participle::Participle,
    &request::Request,
    &charge::Charge,
    &gerund::Gerund,
    &topic::Topic,
    &deed::Deed,
    &passive::Passive,
    &object_quote::ObjectQuote,
    &colon::Colon,
    &floating::Floating,
    &echo::Echo,
    &beat::Beat,
    &embedded::Embedded,
    &far::Far,
    &conversation::Conversation,
    &lone::Lone,
];
