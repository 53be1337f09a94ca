//! Every limit that the sieves keep to, in one place: how far they look and how much they consider.
//!
//! Distances are in tokens or in steps; a step is a token, or a whole stretch between marks.

// Texts and sections

/// Fewest tokens of a section.
pub(super) const SECTION: usize = 8192;
/// Fewest given quotations of a text that is taken for a story because they are lively.
pub(super) const STORY_GIVEN: usize = 4;
/// One of so many given quotations of a story asks or exclaims, at least.
pub(super) const STORY_LIVELY: usize = 6;
/// A story has more paragraphs than this that open with a quotation.
pub(super) const STORY_OPENINGS: usize = 20;
/// One of so many of those is the first of three in a row, at least.
pub(super) const STORY_RUNS: usize = 3;
/// Longest dateline, in tokens.
pub(super) const DATELINE: usize = 18;
/// Fewest bytes of the town in capitals that opens a dateline.
pub(super) const DATELINE_TOWN: usize = 3;

// Phrases, clauses and verbs

/// Longest noun phrase, in tokens.
pub(super) const PHRASE: usize = 24;
/// Longest distance from the start of a phrase to the *later* of what tells when, in tokens.
pub(super) const LATER: usize = 4;
/// Shortest distance from a word between capitals to the next one at which the word ends a name, in tokens.
pub(super) const NAME_AHEAD: usize = 4;
/// Longest noun phrase without a determiner or a noun for people behind a preposition, in tokens.
pub(super) const BARE_NOUNS: usize = 4;
/// Longest apposition between a subject and its verb, in steps.
pub(super) const APPOSITION_TO_VERB: usize = 40;
/// Longest title of a work inside an apposition, in tokens.
pub(super) const APPOSITION_TITLE: usize = 10;
/// Longest clause, in steps.
pub(super) const CLAUSE: usize = 250;
/// Longest distance from the beginning of a clause to its verb, in steps.
pub(super) const CLAUSE_TO_VERB: usize = 20;
/// Longest stretch between marks that does not end the search for a verb, in tokens.
pub(super) const QUOTED_WORD: usize = 3;
/// Longest circumstance between a verb and the words it reports, in steps.
pub(super) const CIRCUMSTANCE: usize = 14;
/// Most nouns and adjectives of a recipient.
pub(super) const RECIPIENT_NOUNS: usize = 4;
/// Longest distance from the person told to *that*, with a day between them, in tokens.
pub(super) const TOLD_WHEN: usize = 5;
/// Longest clause that tells where something was heard, in tokens.
pub(super) const HEARD: usize = 8;
/// The first line of a text is shorter than this where its words are capitalised as in a title, in tokens.
pub(super) const HEADLINE: usize = 40;
/// Longest distance from a verb back to the subject of its sentence, in tokens.
pub(super) const SUBJECT: usize = 120;
/// Most sources already found in a sentence that are considered for another quotation of it.
pub(super) const SENTENCE_SOURCES: usize = 8;
/// Longest distance from a participle back to the *with* that leads it, in tokens.
pub(super) const WITH: usize = 12;
/// Longest recipient between a verb in speech and nested marks, in tokens.
pub(super) const SECONDHAND_RECIPIENT: usize = 6;

// Sieves

/// `action`: longest action between two fragments, in tokens.
pub(super) const ACTION: usize = 24;
/// `according-to`: longest distance from the source to the comma behind it, in tokens.
pub(super) const ACCORDING_TO: usize = 30;
/// `announced`: longest part of the sentence that is read before the colon, in tokens.
pub(super) const ANNOUNCED: usize = 24;
/// `announced`: longest name with its office before a colon, in tokens.
pub(super) const ANNOUNCED_LABEL: usize = 8;
/// `beat`: longest part of the sentence before the marks in which a subject is looked for, in tokens.
pub(super) const BEAT: usize = 60;
/// `beat`: longest distance from the start of that sentence to a noun for an answer, in tokens.
pub(super) const BEAT_ANSWER: usize = 8;
/// `charge`: longest object, in tokens; half of it where a second noun phrase follows.
pub(super) const CHARGE: usize = 14;
/// `claim-object`: longest distance from the verb to the noun, in tokens.
pub(super) const CLAIM_OBJECT: usize = 6;
/// `colon`: longest part of the sentence that is read before the colon, in tokens.
pub(super) const COLON: usize = 60;
/// `colon`: fewest words of a quotation that no stop ends.
pub(super) const COLON_WORDS: usize = 3;
/// `colon`: longest distance from a comma to the colon with a name between them, in tokens.
pub(super) const COLON_NAME: usize = 8;
/// `dash`: longest speech before its tag, in tokens.
pub(super) const DASH: usize = 120;
/// `dash`: longest distance from the tag to a dash that resumes the speech, in tokens.
pub(super) const DASH_RESUMED: usize = 3;
/// `echo`: number of paragraphs that may be a headline or stand below one.
pub(super) const ECHO_HEAD: u32 = 2;
/// `echo`: most quotations that are compared with the headline.
pub(super) const ECHO_PIECES: usize = 64;
/// `echo`: longest distance of those from the start of the text, in tokens: within the first section of every text.
pub(super) const ECHO: usize = 4096;
/// `echo`: most words of a headline.
pub(super) const ECHO_WORDS: usize = 24;
/// `far`: number of paragraphs ahead in which a speaker is looked for.
pub(super) const FAR_AHEAD: usize = 4;
/// `far`: number of paragraphs back in which a speaker is looked for.
pub(super) const FAR_BACK: usize = 2;
/// `far`: longest distance ahead or back, in tokens.
pub(super) const FAR: usize = 400;
/// `far`: longest distance from a word for speech or speaker to a name behind it, in tokens.
pub(super) const FAR_NAME: usize = 14;
/// `far`: longest distance from the marks to a word for a bearer of words, such as a sign, in tokens.
pub(super) const FAR_BEARER: usize = 4;
/// Fewest words of a quotation without a cue; two less where it plainly stands alone.
pub(super) const SPEECH_WORDS: usize = 4;
/// `foreign`: most words in lower case between the marks and a name: `sagte der`, `a ensuite déclaré la`.
pub(super) const FOREIGN_WORDS: usize = 8;
/// `layout`: longest start of a line in which a colon is looked for, in tokens.
pub(super) const LAYOUT_LABEL: usize = 16;
/// `layout`: longest name of a speaker, in tokens.
pub(super) const LAYOUT_NAME: usize = 6;
/// `lead-in`: longest part of a sentence that is read back from its end, in tokens.
pub(super) const LEAD_IN: usize = 60;
/// `lead-in`: most words behind the verb of a sentence that ends in a stop.
pub(super) const LEAD_IN_ADJUNCT: usize = 2;
/// `lead-in`: longest distance from a name or a comma to the verb, in tokens.
pub(super) const LEAD_IN_NAME: usize = 10;
/// `lead-in`: longest distance from the person who answers to *was*, in tokens.
pub(super) const LEAD_IN_ANSWER: usize = 16;
/// `lead-in`: longest distance from a gerund to the speech, in tokens.
pub(super) const LEAD_IN_GERUND: usize = 4;
/// `noun-quote`: longest distance from the noun to the marks, in tokens.
pub(super) const NOUN_QUOTE: usize = 20;
/// `noun-quote`: fewest words of a quotation beside *in the words of*.
pub(super) const NOUN_QUOTE_WORDS: usize = 3;
/// `noun-that`: longest distance from the noun to its clause, in tokens.
pub(super) const NOUN_THAT: usize = 16;
/// `noun-that`: longest distance from *in* to the noun of *said in a statement*, in tokens.
pub(super) const SAID_IN: usize = 4;
/// `noun-that`: longest distance from the verb to that *in*, in tokens.
pub(super) const SAID_IN_VERB: usize = 3;
/// `noun-that`: longest opening of a sentence up to the noun that is its subject, in tokens.
pub(super) const NOUN_THAT_OPENING: usize = 60;
/// `object-quote`: longest distance from the verb to the marks, in tokens.
pub(super) const OBJECT_QUOTE: usize = 18;
/// `passive`: most words between *it was said* and *that*.
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
/// `tag`: most hyphens that stand for a dash.
pub(super) const TAG_DASHES: usize = 3;

// Given quotations and nesting

/// Longest distance from a fragment to the cue or source right behind it, in tokens.
pub(super) const GIVEN_BESIDE: usize = 2;
/// Most quotations that begin before a given one and may reach into it.
pub(super) const GIVEN_BEFORE: usize = 24;
/// Deepest nesting of quotations that is looked at.
pub(super) const NESTING: usize = 8;
/// Most quotations that are remembered because they may enclose others.
pub(super) const ENCLOSING: usize = 32;

// Names and roles

/// Longest apposition in which a role is looked for, in tokens.
pub(super) const ROLE: usize = 8;
/// Longest apposition between a name and its verb, in tokens; half of it behind a preposition.
pub(super) const ASIDE: usize = 12;
/// Most nouns in lower case that belong to the name of an organisation.
pub(super) const ORGANIZATION_NOUNS: usize = 3;
/// Longest description before a comma and a name, in tokens.
pub(super) const ROLE_BEFORE: usize = 10;
/// Most offices remembered that end in the same word.
pub(super) const OFFICES: usize = 64;
/// Most members of one name that are looked through, the latest first.
pub(super) const BEARERS: usize = 8;
/// Longest distance from a subject to the pronouns that tell its gender, in tokens.
pub(super) const PRONOUN: usize = 24;
/// Most listed bearers of a name among whom the one is looked for.
pub(super) const DOUBLES: usize = 16;
/// Longest description that is looked up in the list of entities, in words.
pub(super) const LISTED_DESCRIPTION: usize = 6;
/// Most listed entities of one form that are told apart.
pub(super) const LISTED_FORM: usize = 32;
/// Most listed people of one last name that are considered.
pub(super) const LISTED_NAMESAKES: usize = 16;
/// Most mentions of an organisation that count for it.
pub(super) const ORGANIZATION_MENTIONS: usize = 6;

// Speakers

/// Number of lines that open a text before people must be named.
pub(super) const LEAD: usize = 3;
/// Most names back among which the two of a pair are looked for.
pub(super) const PAIR: usize = 12;
/// Longest distance from a pronoun to the first mention of its person behind it, in tokens.
pub(super) const SOON: usize = 60;
/// Longest phrase such as *the company* that takes an organisation up, in tokens beyond the first.
pub(super) const ORGANIZATION: usize = 4;
/// Longest description such as *the German*, in tokens beyond the first.
pub(super) const ALLEGIANCE: usize = 3;
/// Most people of a similar role that are considered.
pub(super) const ALIKE: usize = 64;
/// Longest distance from a name to its relative pronoun, in tokens; twice that across a form of *be*.
pub(super) const WHO: usize = 5;
/// Most sentences back in which the people that `they` means are looked for.
pub(super) const THEY: usize = 3;
/// Most people that are meant at once.
pub(super) const PEOPLE: usize = 6;
/// Longest apposition between two names that are joined, in tokens.
pub(super) const JOINED: usize = 12;
/// Most names among which the person interviewed is looked for.
pub(super) const INTRODUCED: usize = 24;
/// Fewest times that a narrator says *I* outside marks.
pub(super) const NARRATOR: usize = 10;
/// Most times that *he* and *she* stand outside marks for each *I* of a narrator.
pub(super) const NARRATOR_SHARE: usize = 6;
/// Fewest times that a narrator is called by name.
pub(super) const NARRATOR_CALLED: usize = 2;
/// Most sentences back in which the antecedent of a pronoun is looked for.
pub(super) const SENTENCES: i32 = 12;
/// Most speakers back among whom the antecedent of a pronoun is looked for.
pub(super) const SPEAKERS: usize = 12;
/// Most names of a sentence that are weighed.
pub(super) const SENTENCE_NAMES: usize = 40;

// The chain of turns in a story

/// Most paragraphs from one turn of a conversation to the next.
pub(super) const PAUSE: usize = 2;
/// Most paragraphs of narration before a turn that are read.
pub(super) const NARRATION: usize = 2;
/// Most stretches between marks that lie in one another.
pub(super) const MARKS: usize = 8;
/// Most names noted beside a turn.
pub(super) const NARRATION_NAMES: usize = 24;
/// Most candidates for the speaker of a turn.
pub(super) const CANDIDATES: usize = 16;
/// Most other speakers before and after a turn that are considered.
pub(super) const NEIGHBOURS: usize = 6;
/// Most paragraphs from a turn to one that answers it.
pub(super) const ANSWER: usize = 3;
/// Greatest distance between turns that is told apart.
pub(super) const TURNS_APART: usize = 10;
