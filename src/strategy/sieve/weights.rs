//! Weights of the evidence for or against a person; a weight marked *against* is subtracted.

// Antecedent of a pronoun: the mention with the highest weight

/// Against: each sentence between the mention and the pronoun.
pub(super) const DECAY: i32 = 6;
/// Spoke in the sentence of the mention.
pub(super) const SPOKE: i32 = 18;
/// Is in the same paragraph, in news, where a paragraph introduces the people it quotes.
pub(super) const SAME_PARAGRAPH: i32 = 14;
/// Is in the same paragraph, in a story.
pub(super) const SAME_PARAGRAPH_IN_STORY: i32 = 8;
/// Is known to have the gender of the pronoun, in news, where many names are new.
pub(super) const KNOWN: i32 = 6;
/// Is known to have the gender of the pronoun, in a story.
pub(super) const KNOWN_IN_STORY: i32 = 14;
/// Is a subject.
pub(super) const SUBJECT: i32 = 12;
/// Against: follows a preposition.
pub(super) const GOVERNED: i32 = 8;
/// Is the first suitable mention in its sentence.
pub(super) const FIRST: i32 = 8;
/// Is referred to by a pronoun there.
pub(super) const TAKEN_UP: i32 = 6;
/// Was called by name in the turn before, in a story.
pub(super) const CALLED: i32 = 24;
/// Against: spoke in the turn before, in a story.
pub(super) const JUST_SPOKE: i32 = 12;
/// Against: is called by name in the turn itself, in a story.
pub(super) const CALLS: i32 = 40;
/// Against: has a different role from the description.
pub(super) const OTHER_ROLE: i32 = 16;
/// Has a role similar to the description.
pub(super) const LIKE_ROLE: i32 = 40;
/// Each mention of an organisation that a general noun may refer to.
pub(super) const ORGANIZATION_NAMED: i32 = 3;

// People as opposed to places, parties and headlines: a name with a total above zero is a person's

/// Bears a title or a given name.
pub(super) const PERSON_TITLE: i32 = 3;
/// Has several words and no determiner before it; twice that inside a sentence.
pub(super) const PERSON_SEVERAL: i32 = 1;
/// Is followed by *who* after one token, normally a comma.
pub(super) const PERSON_WHO: i32 = 1;
/// Is a subject inside a sentence.
pub(super) const PERSON_ACTS: i32 = 1;
/// Is the subject of a verb that reports.
pub(super) const PERSON_REPORTS: i32 = 1;
/// Against: is an acronym, follows *in* or *the*, or describes a person named after it.
pub(super) const PERSON_PLACE: i32 = 3;
/// Against: contains a nationality or a noun for organisations.
pub(super) const PERSON_GROUP: i32 = 4;
/// Has a role or an age next to it.
pub(super) const PERSON_ROLE: i32 = 2;
/// Is referred to by *he* or *she*.
pub(super) const PERSON_PRONOUN: i32 = 1;

// Speaker of a turn in a story: weights balanced by hand and by search on five novels

/// Referent of the pronoun or description that names the speaker, as far as the order of the text shows.
pub(super) const TURN_SUGGESTED: i32 = 24;
/// Called by name in the turn before.
pub(super) const TURN_CALLED_BEFORE: i32 = 42;
/// Called by name in the turn after.
pub(super) const TURN_CALLED_AFTER: i32 = 28;
/// Against: called by name in the turn itself.
pub(super) const TURN_CALLED: i32 = 40;
/// Against: named in the turn itself.
pub(super) const TURN_NAMED: i32 = 19;
/// Appears in the narration beside the previous turn without speaking there: `said Lee to Holt`.
pub(super) const TURN_BESIDE_PREVIOUS: i32 = 16;
/// Against: is mentioned in the turn before.
pub(super) const TURN_SPOKEN_OF: i32 = 2;
/// Does something in the narration before the turn in its paragraph.
pub(super) const TURN_ACTS_LEAD: i32 = 98;
/// Is named in that narration without doing anything.
pub(super) const TURN_LEAD: i32 = 18;
/// Is named last in that narration.
pub(super) const TURN_LAST_LEAD: i32 = 5;
/// Does something in the narration within or after the turn in its paragraph.
pub(super) const TURN_ACTS_TRAIL: i32 = 24;
/// Is named in that narration without doing anything.
pub(super) const TURN_TRAIL: i32 = 13;
/// Is named first in that narration.
pub(super) const TURN_FIRST_TRAIL: i32 = 16;
/// Does something in the paragraphs of narration before the turn.
pub(super) const TURN_ACTS_BEFORE: i32 = 40;
/// Is named in those paragraphs without doing anything.
pub(super) const TURN_BEFORE: i32 = 4;
/// Is named last in those paragraphs.
pub(super) const TURN_LAST_BEFORE: i32 = 13;
/// Has the gender of a pronoun that opens a sentence of the paragraph.
pub(super) const TURN_ACTOR: i32 = 8;
/// Against: has a different gender from that pronoun.
pub(super) const TURN_OTHER_ACTOR: i32 = 20;
/// Against: each turn since the last turn known to be theirs.
pub(super) const TURN_SINCE: i32 = 2;
/// Against: each turn until the next turn known to be theirs.
pub(super) const TURN_UNTIL: i32 = 2;
/// Each doubling of the number of their mentions.
pub(super) const TURN_MENTIONS: i32 = 2;
/// Spoke just before in the same paragraph.
pub(super) const TURN_GOES_ON: i32 = 20;
/// Against: spoke in the paragraph immediately before.
pub(super) const TURN_REPEATS: i32 = 37;
/// Against: spoke in the paragraph before, with narration before this turn.
pub(super) const TURN_NARRATED: i32 = 11;
/// Against: spoke last, with narration in between.
pub(super) const TURN_RESUMES: i32 = 1;
/// Shares a last name with the previous speaker, whose relative they are called.
pub(super) const TURN_KIN: i32 = 40;
/// Spoke two turns before, with no paragraph of narration in between.
pub(super) const TURN_ALTERNATES: i32 = 40;
/// Spoke two turns before, with a paragraph of narration in between.
pub(super) const TURN_RETURNS: i32 = 5;
