//! All limits of the sieves: how far they look and how many items they consider.
//!
//! Distances are in tokens or in steps; a step is one token or one whole stretch between marks.

// Texts and sections

/// Minimum number of tokens in a section.
pub(super) const SECTION: usize = 8192;
/// Minimum number of given quotations in a text that counts as a story because they are lively.
pub(super) const STORY_GIVEN: usize = 4;
/// At least one in this many given quotations of a story is a question or an exclamation.
pub(super) const STORY_LIVELY: usize = 6;
/// A story has more than this many paragraphs that open with a quotation.
pub(super) const STORY_OPENINGS: usize = 20;
/// At least one in this many of those paragraphs is the first of three in a row.
pub(super) const STORY_RUNS: usize = 3;
/// Longest dateline, in tokens.
pub(super) const DATELINE: usize = 18;
/// Minimum length of the capitalised town that opens a dateline, in bytes.
pub(super) const DATELINE_TOWN: usize = 3;

// Phrases, clauses and verbs

/// Longest noun phrase, in tokens.
pub(super) const PHRASE: usize = 24;
/// Longest distance from the start of a phrase to the *later* of a time expression, in tokens.
pub(super) const LATER: usize = 4;
/// Shortest distance from a lower-case word after a name to the next capital at which the word ends the name, in tokens.
pub(super) const NAME_AHEAD: usize = 4;
/// Longest noun phrase after a preposition without a determiner or a noun for people, in tokens.
pub(super) const BARE_NOUNS: usize = 4;
/// Longest apposition between a subject and its verb, in steps.
pub(super) const APPOSITION_TO_VERB: usize = 40;
/// Longest title of a work inside an apposition, in tokens.
pub(super) const APPOSITION_TITLE: usize = 10;
/// Longest clause, in steps.
pub(super) const CLAUSE: usize = 250;
/// Longest distance from the start of a clause to its verb, in steps.
pub(super) const CLAUSE_TO_VERB: usize = 20;
/// Longest stretch between marks that a search for a verb may cross, in tokens.
pub(super) const QUOTED_WORD: usize = 3;
/// Longest circumstance between a verb and the words it reports, in steps.
pub(super) const CIRCUMSTANCE: usize = 14;
/// Maximum number of nouns and adjectives in a recipient.
pub(super) const RECIPIENT_NOUNS: usize = 4;
/// Longest distance from the recipient to *that* with a day in between, in tokens.
pub(super) const TOLD_WHEN: usize = 5;
/// Longest clause that says where something was heard, in tokens.
pub(super) const HEARD: usize = 8;
/// A first line in title case counts as a headline if it is shorter than this, in tokens.
pub(super) const HEADLINE: usize = 40;
/// Longest distance from a verb back to the subject of its sentence, in tokens.
pub(super) const SUBJECT: usize = 120;
/// Maximum number of sources already found in a sentence that are considered for another of its quotations.
pub(super) const SENTENCE_SOURCES: usize = 8;
/// Longest distance from a participle back to the *with* that governs it, in tokens.
pub(super) const WITH: usize = 12;
/// Longest recipient between a verb in speech and nested marks, in tokens.
pub(super) const SECONDHAND_RECIPIENT: usize = 6;

// Sieves

/// `action`: longest action between two fragments, in tokens.
pub(super) const ACTION: usize = 24;
/// `according-to`: longest distance from the source to the comma after it, in tokens.
pub(super) const ACCORDING_TO: usize = 30;
/// `announced`: longest part of the sentence that is read before the colon, in tokens.
pub(super) const ANNOUNCED: usize = 24;
/// `announced`: longest name with its office before the colon, in tokens.
pub(super) const ANNOUNCED_LABEL: usize = 8;
/// `beat`: longest part of the preceding sentence that is searched for a subject, in tokens.
pub(super) const BEAT: usize = 60;
/// `beat`: longest distance from the start of that sentence to a noun for an answer, in tokens.
pub(super) const BEAT_ANSWER: usize = 8;
/// `charge`: longest object, in tokens; half of this where a second noun phrase follows.
pub(super) const CHARGE: usize = 14;
/// `claim-object`: longest distance from the verb to the noun, in tokens.
pub(super) const CLAIM_OBJECT: usize = 6;
/// `colon`: longest part of the sentence that is read before the colon, in tokens.
pub(super) const COLON: usize = 60;
/// `colon`: minimum number of words in a quotation without sentence-final punctuation.
pub(super) const COLON_WORDS: usize = 3;
/// `colon`: longest distance from a comma to the colon with a name between them, in tokens.
pub(super) const COLON_NAME: usize = 8;
/// `dash`: longest speech before its tag, in tokens.
pub(super) const DASH: usize = 120;
/// `dash`: longest distance from the tag to a dash that resumes the speech, in tokens.
pub(super) const DASH_RESUMED: usize = 3;
/// `echo`: number of paragraphs at the start that may be a headline or stand below one.
pub(super) const ECHO_HEAD: u32 = 2;
/// `echo`: maximum number of quotations that are compared with the headline.
pub(super) const ECHO_PIECES: usize = 64;
/// `echo`: longest distance of those quotations from the start of the text, in tokens; always within the first section.
pub(super) const ECHO: usize = 4096;
/// `echo`: maximum number of words in a headline.
pub(super) const ECHO_WORDS: usize = 24;
/// `far`: number of following paragraphs that are searched for a speaker.
pub(super) const FAR_AHEAD: usize = 4;
/// `far`: number of preceding paragraphs that are searched for a speaker.
pub(super) const FAR_BACK: usize = 2;
/// `far`: longest distance forward or back, in tokens.
pub(super) const FAR: usize = 400;
/// `far`: longest distance from a noun for speech or for a speaker to the name after it, in tokens.
pub(super) const FAR_NAME: usize = 14;
/// `far`: longest distance from the marks to a noun for an object that bears words, such as a sign, in tokens.
pub(super) const FAR_BEARER: usize = 4;
/// Minimum number of words in a quotation without a cue; two fewer where it clearly stands alone.
pub(super) const SPEECH_WORDS: usize = 4;
/// `foreign`: maximum number of lower-case words between the marks and a name: `sagte der`, `a ensuite déclaré la`.
pub(super) const FOREIGN_WORDS: usize = 8;
/// `layout`: longest start of a line that is searched for a colon, in tokens.
pub(super) const LAYOUT_LABEL: usize = 16;
/// `layout`: longest name of a speaker, in tokens.
pub(super) const LAYOUT_NAME: usize = 6;
/// `lead-in`: longest part of a sentence that is read back from its end, in tokens.
pub(super) const LEAD_IN: usize = 60;
/// `lead-in`: maximum number of words after the verb in a sentence that ends in a full stop.
pub(super) const LEAD_IN_ADJUNCT: usize = 2;
/// `lead-in`: longest distance from a name or a comma to the verb, in tokens.
pub(super) const LEAD_IN_NAME: usize = 10;
/// `lead-in`: longest distance back from *was* to the person who answers, in tokens.
pub(super) const LEAD_IN_ANSWER: usize = 16;
/// `lead-in`: longest distance from a gerund to the speech, in tokens.
pub(super) const LEAD_IN_GERUND: usize = 4;
/// `noun-quote`: longest distance from the noun to the marks, in tokens.
pub(super) const NOUN_QUOTE: usize = 20;
/// `noun-quote`: minimum number of words in a quotation next to *in the words of*.
pub(super) const NOUN_QUOTE_WORDS: usize = 3;
/// `noun-that`: longest distance from the noun to its clause, in tokens.
pub(super) const NOUN_THAT: usize = 16;
/// `noun-that`: longest distance from *in* to the noun of *said in a statement*, in tokens.
pub(super) const SAID_IN: usize = 4;
/// `noun-that`: longest distance from the verb to the *in* of *said in a statement*, in tokens.
pub(super) const SAID_IN_VERB: usize = 3;
/// `noun-that`: longest opening of a sentence up to the noun that is its subject, in tokens.
pub(super) const NOUN_THAT_OPENING: usize = 60;
/// `object-quote`: longest distance from the verb to the marks, in tokens.
pub(super) const OBJECT_QUOTE: usize = 18;
/// `passive`: maximum number of words between *it was said* and *that*.
pub(super) const PASSIVE_PLACE: usize = 6;
/// `put-it`: longest distance from *it* to the marks, in tokens.
pub(super) const PUT_IT: usize = 8;
/// `quote-verb`: longest title of a work, in words.
pub(super) const QUOTE_VERB_TITLE: usize = 8;
/// `quote-verb`: longest distance from the closing mark to the verb, in tokens.
pub(super) const QUOTE_VERB: usize = 45;
/// `rejoin`: longest stretch between two fragments, in tokens.
pub(super) const REJOIN: usize = 40;
/// `request`: longest recipient, in tokens.
pub(super) const REQUEST: usize = 14;
/// `tag`: longest distance from the closing mark to a name, in tokens.
pub(super) const TAG: usize = 8;
/// `tag`: longest distance from *was* to a name, in tokens.
pub(super) const TAG_NAME: usize = 16;
/// `tag`: maximum number of hyphens that stand for a dash.
pub(super) const TAG_DASHES: usize = 3;

// Given quotations and nesting

/// Longest distance from a fragment to the cue or source right after it, in tokens.
pub(super) const GIVEN_BESIDE: usize = 2;
/// Maximum number of quotations that begin before a given quotation and may overlap it.
pub(super) const GIVEN_BEFORE: usize = 24;
/// Maximum nesting depth of quotations.
pub(super) const NESTING: usize = 8;
/// Maximum number of quotations kept as candidates for enclosing others.
pub(super) const ENCLOSING: usize = 32;

// Names and roles

/// Longest apposition that is searched for a role, in tokens.
pub(super) const ROLE: usize = 8;
/// Longest apposition between a name and its verb, in tokens; half of this after a preposition.
pub(super) const ASIDE: usize = 12;
/// Maximum number of lower-case nouns in the name of an organisation.
pub(super) const ORGANIZATION_NOUNS: usize = 3;
/// Longest description before a comma and a name, in tokens.
pub(super) const ROLE_BEFORE: usize = 10;
/// Maximum number of offices stored that end in the same word.
pub(super) const OFFICES: usize = 64;
/// Maximum number of members of one name that are checked, latest first.
pub(super) const BEARERS: usize = 8;
/// Longest distance from a subject to the pronouns that show its gender, in tokens.
pub(super) const PRONOUN: usize = 24;
/// Maximum number of listed bearers of a name that are checked for a duplicate.
pub(super) const DOUBLES: usize = 16;
/// Longest description that is looked up in the list of entities, in words.
pub(super) const LISTED_DESCRIPTION: usize = 6;
/// Maximum number of listed entities stored under the same form of a name.
pub(super) const LISTED_FORM: usize = 32;
/// Maximum number of listed people with the same last name that are considered.
pub(super) const LISTED_NAMESAKES: usize = 16;
/// Maximum number of mentions that count in favour of an organisation.
pub(super) const ORGANIZATION_MENTIONS: usize = 6;

// Speakers

/// Number of opening lines in which people need not be named yet.
pub(super) const LEAD: usize = 3;
/// Maximum number of preceding names that are searched for the two people of a pair.
pub(super) const PAIR: usize = 12;
/// Longest distance from a pronoun to the first mention of its person after it, in tokens.
pub(super) const SOON: usize = 60;
/// Longest phrase such as *the company* that refers back to an organisation, in tokens beyond the first.
pub(super) const ORGANIZATION: usize = 4;
/// Longest description such as *the German*, in tokens beyond the first.
pub(super) const ALLEGIANCE: usize = 3;
/// Maximum number of people with a similar role that are considered.
pub(super) const ALIKE: usize = 64;
/// Longest distance from a name to its relative pronoun, in tokens; twice that across a form of *be*.
pub(super) const WHO: usize = 5;
/// Maximum number of preceding sentences that are searched for the people `they` refers to.
pub(super) const THEY: usize = 3;
/// Maximum number of people that one phrase refers to.
pub(super) const PEOPLE: usize = 6;
/// Longest apposition between two coordinated names, in tokens.
pub(super) const JOINED: usize = 12;
/// Maximum number of names that are searched for the interviewee.
pub(super) const INTRODUCED: usize = 24;
/// Minimum number of times that a narrator says *I* outside marks.
pub(super) const NARRATOR: usize = 10;
/// Maximum number of *he* and *she* outside marks for each *I* of a narrator.
pub(super) const NARRATOR_SHARE: usize = 6;
/// Minimum number of times that a narrator is called by name.
pub(super) const NARRATOR_CALLED: usize = 2;
/// Maximum number of preceding sentences that are searched for the antecedent of a pronoun.
pub(super) const SENTENCES: i32 = 12;
/// Maximum number of preceding speakers that are searched for the antecedent of a pronoun.
pub(super) const SPEAKERS: usize = 12;
/// Maximum number of names in a sentence that are weighed.
pub(super) const SENTENCE_NAMES: usize = 40;

// The chain of turns in a story

/// Maximum number of paragraphs from one turn of a conversation to the next.
pub(super) const PAUSE: usize = 2;
/// Maximum number of paragraphs of narration before a turn that are read.
pub(super) const NARRATION: usize = 2;
/// Maximum nesting depth of stretches between marks.
pub(super) const MARKS: usize = 8;
/// Maximum number of names noted beside a turn.
pub(super) const NARRATION_NAMES: usize = 24;
/// Maximum number of candidates for the speaker of a turn.
pub(super) const CANDIDATES: usize = 16;
/// Maximum number of other speakers before and after a turn that are considered.
pub(super) const NEIGHBOURS: usize = 6;
/// Maximum number of paragraphs from a turn to its answer.
pub(super) const ANSWER: usize = 3;
/// Turns at least this far apart count as equally distant.
pub(super) const TURNS_APART: usize = 10;
