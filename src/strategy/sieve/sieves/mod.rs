//! The sieves in order, most precise first.

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
mod layout;
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

use super::Sieve;

/// All sieves in the order in which they run.
pub(super) const ALL: &[Sieve] = &[
    headline::SIEVE,
    layout::SIEVE,
    dash::SIEVE,
    quote_verb::SIEVE,
    verb_quote::SIEVE,
    foreign::SIEVE,
    put_it::SIEVE,
    that_clause::SIEVE,
    tag::SIEVE,
    rejoin::SIEVE,
    action::SIEVE,
    announced::SIEVE,
    lead_in::SIEVE,
    according_to::SIEVE,
    final_clause::SIEVE,
    claim_object::SIEVE,
    bare_clause::SIEVE,
    stance::SIEVE,
    noun_that::SIEVE,
    noun_quote::SIEVE,
    participle::SIEVE,
    request::SIEVE,
    charge::SIEVE,
    gerund::SIEVE,
    topic::SIEVE,
    deed::SIEVE,
    passive::SIEVE,
    object_quote::SIEVE,
    colon::SIEVE,
    floating::SIEVE,
    echo::SIEVE,
    beat::SIEVE,
    embedded::SIEVE,
    far::SIEVE,
    conversation::SIEVE,
    lone::SIEVE,
];
