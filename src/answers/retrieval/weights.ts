/**
 * Every number that decides an answer and was chosen by hand, with its reason; those learned from question sets are
 * in fitted-weights.ts. Scores are in the units of the fitted model: the whole question met is worth
 * roughly twice `intentField`. Chosen by trying questions on the shipped briefings; no held-out set has judged them.
 */
export const WEIGHTS = {
  /**
   * A statement that stands out as near in meaning, where vectors are at hand: for each standard deviation (see
   * `standingOut`). Fitted by document to three models (Universal Sentence Encoder lite, two averages of word vectors) it came to 0.6 to 1.1;
   * less is kept, since above 0.4 the weaker ones lost on documents held out and on questions about our own briefings.
   * Nothing within a conversation: what helped there with one model harmed with another.
   */
  meaning: 0.4,
  /** The field that the question's intent asks for: as much as two good words, so that it leads, not rules. */
  intentField: 6,
  /** The first of several fields that an intent asks for. */
  foremostField: 1.5,
  /** A reason of what was cited last, where "why?" is all that is asked. */
  reasonOfCited: 12,
  /** What the outlook rests on, where a scenario was cited last: before what anybody wants, after a reason of its own. */
  basisOfCited: 9,
  /** What stands under the same heading, or in the same note, as what was cited last and is asked about further. */
  ofWhatWasCited: 6,
  /** A doubt about what was cited last, where "is that certain?" is all that is asked: before any other doubt. */
  ofWhatIsDoubted: 12,
  /** What the confidence rests on, where the question is why it is as it is. */
  reasonOfConfidence: 12,
  /** A field that answers the intent as a rule only in part. */
  relatedField: 3,
  /** About the actor asked for: names are left out of statements that stand under them, so the words miss it. */
  actor: 4,
  /** About another actor than the one asked for, in a field that belongs to one. */
  otherActor: -4,
  /** About no actor's words or wishes, where the position of one is asked for: "the talks" are in every part of the story. */
  ofNoActor: -4,
  /** Every further actor of the question that a statement is about, such as both ends of a relation. */
  furtherActor: 2,
  /** Something imagined (a signpost, a motive, a wish for evidence) where it was not asked for: it reads like a fact. */
  imagined: -5,
  /** A doubt where none was asked for: it speaks of the reporting, not of the events. */
  ofTheReporting: -2,
  /** A scenario where no outlook was asked for. */
  scenario: -2,
  /** No number where a number is asked for, no time where a time is. */
  lacksSought: -5,
  /** "2,300 dockers", where it is asked how many dockers: as much as being about the actor of that name. */
  countsSought: 4,
  /** Something said word for word, where that is asked for: as telling as words that the question quotes. */
  verbatim: 14,
  /** An event that is expected, where the day of one to come is asked for; more than `whatIsNot` takes away. */
  due: 12,
  /** The very words that the question quotes. */
  quoted: 12,
  /** What was done, where it is asked who did it; and something much like it. */
  tellsOfDeed: 3,
  tellsOfLikeDeed: 1.8,
  /** That nobody is named, where names are asked for: it is the answer, with fewer words in common than the story. */
  saysNobodyIsNamed: 14,
  /** A place proposed or refused, against where something is; and the other way round where that is asked. */
  whatIsNot: 4,
  /** What another did to the actor of whom it is asked whether they did it. */
  doneToThem: -4,
  /** That something is not known of the actor asked about, where it is asked whether. */
  saysWhether: 4,
  /** That something is not known of an actor nobody asked about. */
  unknownOfAnother: -3,
  /** What would be a sign is none of what is. */
  neverASign: -20,
  /** All of the question's words are in the claim of a note: it is that note's doubt that is asked for. */
  sameNote: 6,
  /** For each note before it: a desk writes its weightiest doubt first, which decides between those that fit alike. */
  laterNote: -0.1,
  /** All of the question's words are in the name of a scenario. */
  sameScenario: 6,
  /** A reason given where one is asked for. */
  givesReason: 2,
  /** Of two briefings that answer alike, the one that is being followed. */
  activeTopic: 1,
  /** A statement that has what is asked may be this much weaker than the best one, which lacks it. */
  closeRivalGap: 1.5,
  /** "Did X do it?" is often met in words by who else did it. */
  yesNoRivalGap: 0.5,
  /** The same for one that has nearly all that is asked. */
  rivalGap: 5,
  /** A further statement may be this much weaker than the first. */
  companionGap: 1.5,
  /** What is shown as near to a question that nothing answers may be this much weaker than the nearest. */
  nearestGap: 4,
  /** Terms in common, as a share of the shorter statement's, from which two say the same. */
  duplicate: 0.6,
  /** Terms of a doubted claim that a statement shares, from which it makes that claim. */
  sameClaim: 0.6,
  /** The same where it is asked outright whether that statement holds. */
  claimAskedOf: 0.5,
} as const;

/** Statements cited in one answer: more is no answer but a section. */
export const MAXIMUM_CITED = 4;

/** Turns of a conversation that are remembered; further back nobody says "they" about. */
export const REMEMBERED_TURNS = 4;

/** Briefings looked through when none is named. */
export const CANDIDATE_TOPICS = 4;
