//! How much each sign counts for or against a speaker. Balanced by hand and by search on five novels.

/// The weight of each sign; those named for what speaks against somebody are subtracted.
pub(super) struct Weights {
    /// Meant by the pronoun or description that names the speaker, as far as the order of the text tells.
    pub(super) suggested: i32,
    /// Called by name in the turn before.
    pub(super) called_before: i32,
    /// Called by name in the turn after.
    pub(super) called_after: i32,
    /// Against: called by name in the turn itself.
    pub(super) called: i32,
    /// Against: named in the turn itself.
    pub(super) named: i32,
    /// Stands in the narration beside the turn before without speaking there: `said Lee to Holt`.
    pub(super) beside_previous: i32,
    /// Against: spoken of in the turn before.
    pub(super) spoken_of: i32,
    /// Does something in the narration of the paragraph in front of the turn.
    pub(super) acts_lead: i32,
    /// Is named there without doing anything.
    pub(super) lead: i32,
    /// Is named last there.
    pub(super) last_lead: i32,
    /// Does something in the narration of the paragraph within the turn or behind it.
    pub(super) acts_trail: i32,
    /// Is named there without doing anything.
    pub(super) trail: i32,
    /// Is named first there.
    pub(super) first_trail: i32,
    /// Does something in the narration before the turn.
    pub(super) acts_before: i32,
    /// Is named in the narration before the turn.
    pub(super) before: i32,
    /// Is named last there.
    pub(super) last_before: i32,
    /// Is of the gender of a pronoun that opens a sentence of the paragraph.
    pub(super) actor: i32,
    /// Against: is not.
    pub(super) other_actor: i32,
    /// Against, for each turn since the last one known to be theirs.
    pub(super) since: i32,
    /// Against, for each turn until the next one known to be theirs.
    pub(super) until: i32,
    /// For each doubling of how often they are named.
    pub(super) mentions: i32,
    /// For each doubling of how often they are known to speak.
    pub(super) speaks: i32,
    /// Spoke just before in the same paragraph.
    pub(super) goes_on: i32,
    /// Against: spoke in the paragraph right before.
    pub(super) repeats: i32,
    /// Against: spoke in the paragraph before, narration in front of the turn.
    pub(super) narrated: i32,
    /// Against: spoke last, with narration in between.
    pub(super) resumes: i32,
    /// Has a last name with whoever spoke before, of whom they are called kin.
    pub(super) kin: i32,
    /// Spoke two turns before, with nothing in between.
    pub(super) alternates: i32,
    /// Spoke two turns before, with narration in between.
    pub(super) returns: i32,
}

/// The weights in use.
pub(super) static WEIGHTS: Weights = Weights {
    suggested: 24,
    called_before: 42,
    called_after: 28,
    called: 40,
    named: 19,
    beside_previous: 16,
    spoken_of: 2,
    acts_lead: 98,
    lead: 18,
    last_lead: 5,
    acts_trail: 24,
    trail: 13,
    first_trail: 16,
    acts_before: 40,
    before: 4,
    last_before: 13,
    actor: 8,
    other_actor: 20,
    since: 2,
    until: 2,
    mentions: 2,
    speaks: 0,
    goes_on: 20,
    repeats: 37,
    narrated: 11,
    resumes: 1,
    kin: 40,
    alternates: 40,
    returns: 5,
};
