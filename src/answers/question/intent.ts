import type { StatementField } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';

/** What is asked about a story, apart from what it is asked of. In order of precedence: the narrower before the wider. */
export const INTENTS = [
  'changed',
  'unknowns',
  'settles',
  'interest',
  'sourcing',
  'confidence',
  'doubt',
  'signs',
  'likelihood',
  'consequence',
  'players',
  'chronology',
  'where',
  'next',
  'why',
  'relation',
  'leverage',
  'wants',
  'position',
  'role',
  'gist',
  'fact',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What a skepticism note answers. */
export const ABOUT_NOTES: ReadonlySet<Intent> = new Set<Intent>(['doubt', 'settles', 'interest']);

/** Intents whose answer is a field of an actor. */
export const OF_ACTORS: ReadonlySet<Intent> = new Set<Intent>(['wants', 'position', 'leverage', 'role']);

interface IntentForm {
  readonly pattern: RegExp;
  /** Where its answer stands; a field listed under `related` holds it as a rule only in part. */
  readonly fields: readonly StatementField[];
  readonly related: readonly StatementField[];
  /** Words that only express the intent; other words must be covered by what is cited. */
  readonly words: string;
}

const FORMS: Readonly<Record<Exclude<Intent, 'fact'>, IntentForm>> = {
  changed: {
    pattern:
      /\bwhat(?:['’]?s| is| has)? (?:changed|new|moved)\b|\b(?:anything|something) (?:new|changed|different)\b|\bany(?: new)? (?:change|news|update|development)s?\b|\bwhat changed\b|\bwho (?:has |have )?moved(?=\W*$| since\b)/,
    fields: ['timeline'],
    related: ['actor.claim'],
    words:
      'changed change new news moved update updates development developments anything something different happened lately recently',
  },
  unknowns: {
    pattern:
      /\b(?:do|does|did)(?:n['’]?t| not) (?:we|you|i|the desk|anyone) know\b|\bwhat(?: (?:is|remains|stays)|['’]s)(?:n['’]?t| not)? (?:still )?(?:known|unknown|unclear|unanswered|unexplained|missing)\b|\bunanswered\b|\bopen questions?\b|\bgaps in\b|\bknown unknowns?\b|\b(?:what|which) .{0,30}\b(?:do|does) (?:we|you|the desk) (?:still )?not (?:yet )?know\b/,
    fields: [],
    related: [],
    words:
      'know known unknown unknowns unclear unanswered unexplained missing open questions question gap gaps knowledge remain remains still',
  },
  settles: {
    pattern:
      /\bwhat (?:\w{1,20} )?settles?\b|\bwhat (?:would|could|might) (?:it take to )?(?:convince|persuade|change|prove|show that)\b|\bchange (?:your|the desk['’]s|their|its) (?:mind|view|assessment)\b|\bwhat (?:would|could|might) make (?:\w{1,20} ){1,2}(?:more|less) (?:confident|sure|certain)\b|\bwhat (?:would|could|might) (?:dispel|remove|strengthen|increase|raise|bolster|shake|weaken)\b|\b(?:would|could|can|might|will) (?:\w{1,20} )?settle\b|\bwhat (?:evidence|proof) (?:would|could|is)\b|\b(?:would|could|can|might) (?:falsify|refute|disprove|rebut|undermine)\b|\b(?:would|could|can) (?:confirm|prove|verify|resolve)\b|\bhow (?:could|can|would) (?:we|one|you|it be) (?:verif|confirm|check|prove)/,
    fields: ['skepticism.would_settle'],
    related: ['skepticism.doubt'],
    words:
      'see hear read believe falsify refute disprove rebut undermine thesis argument make more less confident sure certain strengthen increase raise bolster shake weaken confidence trust convince convinced persuade change mind view assessment dispel settle settles evidence proof confirm prove verify verified check doubt doubts question resolve needed need want',
  },
  interest: {
    pattern:
      /\bmotives? (?:behind|for|in)\b|\b(?:gains?|benefits?|profits?)\b(?! over)|\bstands? to gain\b|\bcui bono\b|\bin whose interest\b|\bwho (?:gains|benefits|profits)\b/,
    fields: ['skepticism.interest'],
    related: ['actor.leverage'],
    words: 'gain gains benefit benefits profit profits motive motives interest stand stands',
  },
  confidence: {
    pattern:
      /\bhow (?:confident|sure|certain)\b|\bconfidence\b|\bbased on what\b|\bon what (?:does|do|is|are)\b.*\b(?:based?|rests?|rely|relies|judge?ments?|outlook|forecast|confidence|assessment|scenarios?|likelihoods?)\b|\bbasis\b|\b(?:time )?horizon\b|\b(?:until|till|how far|to) when (?:does|do|is|are|will) (?:the|this|your) (?:outlook|forecast|assessment|judge?ment)|\bhow far ahead\b|\bhow long (?:does|do|is|are|will) (?:the|your|this) (?:outlook|forecast|assessment|judge?ment|prognosis|estimate)|\b(?:until|till|to|up to) (?:which|what) (?:date|day|month)\b.{0,30}\b(?:outlook|forecast|prognosis|assessment|judge?ment)\b|\bwhose judge?ment\b|\b(?:the desk|the authors?|you) (?:very |quite |really )?(?:sure|certain|confident)\b|\bhow (?:good|strong|solid|weak|thin) (?:is|are) the (?:evidence|sources?|sourcing)\b/,
    fields: ['outlook.confidence', 'outlook.basis'],
    related: [],
    words:
      'probability probabilities odds chances numbers percentages forecasts judgements judgments these those call valid date rest rests rely relies depend depends grounds level horizon run runs reach far ahead time long good strong solid weak thin confident sure certain confidence based basis outlook judgement judgment forecast assessment estimate estimates likelihood likelihoods scenario scenarios desk',
  },
  sourcing: {
    pattern:
      /\bwhat (?:are|is) (?:the|its|your) (?:sources?|evidence)\b|\bon whose (?:word|account|authority|say-so)\b|\bfrom (?:who|whom|where) (?:does|do|is|are|comes?|came)\b|\bhow do (?:you|we|they) know\b|\bwho says so\b|\bwho(?:['’]s| is| are) (?:the|our|your|its|their) sources?\b|\b(?:information|account|story|claims?|likelihoods?|figures?|numbers?|estimates?|percentages?|judge?ments?|this|it|all that|all this) (?:\w+ )?comes? from\b|\b(?:based|rest(?:s|ing)?|rel(?:y|ies|ying)) (?:\w+ )?(?:on|upon)\b|\b(?:single|one|independent|how many|any other|another) (?:source|article)s?\b|\bsourc(?:ed|ing)\b|\bon the record\b|\bwho (?:wrote|published)\b(?! the quot| down)/,
    fields: ['outlook.basis'],
    related: ['skepticism.doubt', 'skepticism.would_settle', 'actor.role'],
    words:
      'likelihood likelihoods figure figures number numbers estimate estimates percentage percentages judgement judgements desk word authority evidence our your more than many other another independent source sources sourced sourcing information account story come comes from evidence based rest rests rely relies single one two article report briefing know says independent claim claims wrote written published confirmed confirm',
  },
  doubt: {
    pattern:
      /\bdoubt|\bs[kc]eptic|\bdisput|\bcontest|\bunreliab|\breliab|\bdependab|\btrust|\bcredib|\bbelieve\b|\bquestion(?:ed|able|ing)\b|\bis (?:it|this|that) (?:true|confirmed|certain|proven|proved|verified|established|documented|solid|sound|correct|accurate|plausible|convincing|believable|exaggerated)\b|(?<!\b(?:it|that|this) )\b(?:realistic|plausible|believable|solid|convincing|exaggerated|inflated|correct|accurate)\W{0,3}$|\bhow (?:solid|good) is\b|\bcaveat|\breservations?\b|\bmisgivings?\b|\bqualms?\b|\bcorroborat|\bsubstantiat|\buncertain|\bhow (?:solid|strong|robust|accurate|plausible)\b|\bwho (?:rejects|contradicts|denies)\b|\bweak(?:est)? (?:assumption|claim|link|point|spot|part)s?\b|\b(?:assumption|claim|link|point|spot|part)s? (?:is|are) (?:the )?weakest\b/,
    fields: ['skepticism.doubt'],
    related: ['skepticism.claim', 'actor.position'],
    words:
      'weak weakest assumption assumptions link links spot spots reservation reservations misgivings misgiving qualms corroborated corroborate substantiated main key biggest trustworthy trustworthiness dependable accurate realistic believable convincing exaggerated inflated correct plausible robust strong doubt doubts doubted doubtful skeptical skeptic skepticism sceptical sceptic scepticism dispute disputed disputes contested reliable unreliable reliability trust trusted credible credibility proven proved verified established documented believe questioned questionable questions true confirmed certain solid good caveats uncertain uncertainty claim claims',
  },
  signs: {
    pattern:
      /\bsignposts?\b|\b(?:would|could|might) (?:show|tell|indicate|suggest)\b|\bwould (?:it|that) look like\b|\btriggers?\b|\bred flags?\b|\btripwires?\b|\bwould (?:mark|signal|herald|announce|point to)\b|\bsigns\b|\bsign (?:of|that)\b|\b(?:a|an|any|the|every) (?:\w{1,20} )?sign\b|\bindicators?\b|\bwarnings?\b|\bunder what (?:circumstances|conditions)\b|\b(?:watch|look)(?:ing)? (?:out )?for\b|\bhow (?:would|will|could|can) (?:we|one|i|you) (?:know|tell|see)\b|\bwhat (?:would|should) (?:we|one|i|you) see\b/,
    fields: ['outlook.signpost'],
    related: ['outlook.scenario'],
    words:
      'like suggest suggests indicate indicates trigger triggers red flag flags tripwire tripwires mark monitor circumstances conditions early warning warnings signal signals signpost signposts sign signs indicator indicators watch watching look looking know tell see coming true point points show',
  },
  likelihood: {
    pattern:
      /\bhow (?:un)?likely\b|\blikel(?:y|iest|ihoods?)\b|\bunlikely\b|\bchances?\b|\bodds\b|\bprobab|\bexpect(?:ed)? to (?:succeed|fail|work)\b|\bwill (?:it|they|the (?:talks|meeting|session)) (?:succeed|fail|work)\b|\bexpects?\b|\boutcomes?\b|\bscenarios?\b|\b(?:best|worst)[- ]cases?\b|\bpercent(?:age)?s?\b|\bbest guess\b|\bbetting\b|\bhow (?:will|would|could|might|does) (?:this|it|that|things) (?:all )?(?:end|go|develop|outcome)\b|\boutlook\b|\bforecast\b|\bpredict/,
    fields: ['outlook.likelihood'],
    related: ['outlook.scenario', 'outlook.basis'],
    words:
      'people analysts out percentage percentages guess best worst case cases end go develop give gives desk expect expects likely likeliest unlikely likelihood likelihoods chance chances odds probable probability probably expected succeed fail work scenario scenarios outlook forecast predict predicted prediction outcome outcomes most least result happen',
  },
  consequence: {
    pattern:
      /\bwhat (?:happens|happened|would happen|will happen|follows|comes) (?:if|when|should)\b|\bat stake\b|\bwhat if\b|\bif (?:it|they|the|this|that|washington|iran) .*\bwhat\b|\bconsequences?\b|\b(?:would|could|will) .* (?:mean|lead to|bring|achieve|accomplish|change|yield)\b/,
    fields: ['outlook.scenario'],
    related: ['summary', 'actor.leverage', 'actor.wants'],
    words:
      'stake happens happen happened follow follows come comes mean means lead bring achieve accomplish yield consequence consequences',
  },
  players: {
    pattern:
      /\b(?:key|main|major|principal|important|central) (?:players?|actors?|part(?:y|ies)|people|figures?|stakeholders?|protagonists?)\b|\bwho(?:['’]s| is| are|) (?:all )?(?:involved|who)\b|\bwho are the (?:players|actors|parties|stakeholders)\b|\bwhich (?:countries|parties|actors|states|sides) are involved\b/,
    fields: ['actor.role'],
    related: [],
    words:
      'key main major principal important central player players actor actors party parties people figure figures stakeholder stakeholders involved countries states sides',
  },
  chronology: {
    pattern:
      /\btime ?lines?\b|\bchronolog|\bsequence of events\b|\bkey (?:dates|events|moments)\b|\bwalk me through\b|\bhow did (?:it|this|that|we|things) (?:all )?(?:get|come|unfold|start|begin|develop|happen)\b|\bwhat (?:has )?happened (?:so far|when|first)\b|\bwhen did (?:it|all (?:of )?(?:this|that|it)|this|that|things) (?:all )?(?:start|begin|unfold|happen|kick off)\b/,
    fields: ['timeline'],
    related: ['summary'],
    words:
      'first start started began when timeline time line chronology sequence key dates date events event moments walk through unfold start begin develop happened happen far',
  },
  next: {
    pattern:
      /\bnext (?:date|step|event|milestone|deadline|move)s?\b|\bcom(?:es|ing) up\b|\bdeadlines?\b|\bwhat(?:['’]s| is| comes| happens)? (?:expected )?next\b|\bwhat (?:will|would|could|might|may) (?:happen|follow|come)\b|\bupcoming\b|(?<!\bgo(?:es|ing)? |\bwent )\bahead\b|\bwhat if\b|\bdue\b|\bscheduled\b|\bplanned\b/,
    fields: ['timeline'],
    related: ['outlook.scenario', 'outlook.likelihood'],
    words:
      'watch next day date dates step steps event events milestone milestones deadline happens happen comes come coming follows follow upcoming ahead due scheduled planned expected',
  },
  relation: {
    pattern: /\brelations?(?:hips?)?\b|\bties\b|\bconnect(?:ed|ions?)\b|\b(?:linked|links)\b|\brelated to\b/,
    fields: ['relation'],
    related: ['actor.role', 'actor.position'],
    words:
      'relation relations relationship relationships ties between connected connection connections linked link links related',
  },
  leverage: {
    pattern:
      /\bleverage\b|\binfluence\b|\bbring to bear\b|\bhold(?:s)? over\b|\bhold (?:does|do|has|have)\b|(?<!\b(?:cheap|electric|nuclear|solar|wind|water|fire) )\bpower(?:s|ful)?\b(?! (?:plants?|stations?|suppl\w{1,4}|grids?|cuts?|lines?|outages?|prices?|imports?|exports?))|\bclout\b|\bpressure points?\b|\bbargaining\b|\bcards\b|\bsway\b/,
    fields: ['actor.leverage'],
    related: ['skepticism.claim', 'bottom_line', 'actor.wants'],
    words:
      'leverage influence bear bring hold holds power powers powerful clout bargaining chip chips pressure card cards play sway much',
  },
  wants: {
    pattern:
      /\bwants?\b|\bwanted\b|\baims?\b|\bgoals?\b|\bobjectives?\b|\bhopes?\b|\bhoping\b|\bseek(?:s|ing)?\b|\bafter\W{0,3}$|\bget out of\b|\bdesires?\b|\bmotives?\b|\bmotivat|\bdriv(?:es|ing)\b|\bin it for\b|\btrying to (?:achieve|do|get|gain)\b|\bup to\W{0,3}$|\bpriorit(?:y|ies)\b|\blooking for\W{0,3}$|\binterests?\b|\bagenda of\b|\bprefers?\b|\bintends?\b|\bwould (?:the )?\w{1,20} like\b|\bfears?\b|\bafraid\b|\bworr(?:y|ied|ies)\b/,
    fields: ['actor.wants'],
    related: ['actor.position'],
    words:
      'prefer prefers intend intends like underlying after looking motive motives motivation motivates motivated drive drives driving achieve trying priority priorities interest interests want wants wanted aim aims goal goals objective objectives hope hopes hoping seek seeks seeking desire desires get',
  },
  position: {
    pattern:
      /\bposition\b|\bstance\b|\bstand(?:s)? on\b|\bsa(?:y|ys|id)\b|\bstatement\b|\brespon[sd]|\breact|\breply|\brepl(?:ied|ies)\b|\banswer|\bviews?\b|\bopinions?\b|\bcomment|\bspoken\b|\bthink(?:s)?\b|\btake on\b|\b(?:happy|unhappy|pleased|glad|comfortable|keen|willing|eager|reluctant|angry|upset|annoyed|delighted)\b|\b(?:ok|okay|fine) (?:with|about)\b/,
    fields: ['actor.position'],
    related: ['actor.claim', 'relation', 'summary'],
    words:
      'opinion opinions views happy unhappy pleased glad comfortable keen willing eager reluctant angry upset annoyed delighted ok okay fine public publicly position stance stand stands say says said statement respond responded response react reacted reaction reply replied answer answered view think thinks take comment commented spoken anything',
  },
  role: {
    pattern:
      /^(?:and |so )?who(?:['’]s| is| are| was| were) (?!\w+ing\b)|\brole\b|\bpart (?:does|do|did|has|have) \w+ play\b|\btell me (?:more )?about\b|\bwhat do we know about\b|\bwhat does .* do\b/,
    fields: ['actor.role'],
    related: ['relation', 'actor.position'],
    words: 'role part play plays do does know more',
  },
  why: {
    pattern:
      /\bwhy\b|\bhow come\b|\bwhat (?:made|prompted|led|caused|persuaded)\b|\breasons?\b|\bhow so\b|\bexplanations?\b|\bwhat explains\b|\bwhat(?:['’]s| is| was) behind\b/,
    fields: ['actor.wants', 'skepticism.claim'],
    related: ['bottom_line', 'summary', 'actor.position'],
    words:
      'explanation explanations explain explains behind alternative reason reasons made prompted led caused persuaded',
  },
  where: {
    pattern:
      /\bwhere\b(?! (?:do|does|did) [^?]{1,40} stand\b)|\b(?:which|what) is the (?:place|venue|location|site|city)\b|\b(?:what|which) (?:place|city|town|country|venue|location|site)\b|\b(?:original|first|previous|old|earlier|initial) (?:place|venue|location|site)\b|\bwhat (?:was|is) the venue\b/,
    fields: [],
    related: ['actor.role', 'actor.position', 'relation', 'summary', 'bottom_line', 'timeline'],
    words:
      'original site city country town place venue location held hold take before previous previously earlier originally first meant planned set',
  },
  gist: {
    pattern:
      /\bsummar|\bbottom line\b|\b(?:main|central|overall|core) thesis\b|\bthesis (?:of|in) (?:the|this)\b|\bwhat(?:['’]s| is) (?:going on|happening|this about|it about|the story|up)\b|\boverview\b|\btl;?dr\b|\bwhat happened\b|\bin short\b|\bin (?:one|a|two|few|a few) (?:lines?|sentences?|words?|nutshell|paragraph)\b|\bwhat(?:['’]s| is) (?:this|the|that) (?:briefing|story|topic|article|case|dispute|all)? ?(?:all )?about\b|\b(?:main|key|central|overall) (?:points?|conclusions?|findings?|takeaways?|messages?|judge?ments?|argument)\b|\bconclusions?\b|\btakeaways?\b|\bwhat (?:do|should) i (?:need to|have to|)\s?know\b|\bwhere (?:do|does) (?:things|it|this|matters|we) stand\b|\bstate of (?:play|affairs)\b|\b(?:current|overall) (?:situation|status)\b|\bwhat(?:['’]s| is) the (?:situation|status|gist|latest)\b(?! (?!on\b|about\b|in\b|from\b|with\b|news\b|here\b)\p{L})|\bbrief me\b|\bcatch me up\b/u,
    fields: ['bottom_line'],
    related: ['summary'],
    words:
      'thesis core main central overall line sentence word words nutshell paragraph briefing topic article case dispute conclusion conclusions finding findings takeaway takeaways message key central current status situation gist latest state play affairs argument know need things stand about summary summarise summarize sum up bottom line going happening happened story overview short brief catch matter main point',
  },
};

const ORDER = INTENTS.filter((intent) => intent !== 'fact');

export function intentOf(question: string): Intent {
  // Quoted words are somebody's, not the asker's.
  const words = question.toLowerCase().replaceAll(/["“][^"“”]*["”]/g, ' ');
  return ORDER.find((intent) => FORMS[intent].pattern.test(words)) ?? 'fact';
}

const NO_FIELDS: readonly StatementField[] = [];

export function fieldsOf(intent: Intent): {
  readonly fields: readonly StatementField[];
  readonly related: readonly StatementField[];
} {
  return intent === 'fact' ? { fields: NO_FIELDS, related: NO_FIELDS } : FORMS[intent];
}

const INTENT_TERMS = new Map<Intent, ReadonlySet<string>>(
  ORDER.map((intent) => [intent, new Set(termsOf(FORMS[intent].words))]),
);
/** Words that express one intent or another. */
export const ALL_INTENT_WORDS: readonly string[] = ORDER.flatMap((intent) => FORMS[intent].words.split(' '));
const NO_TERMS: ReadonlySet<string> = new Set();

/** Stems of words that only express the intent. */
export function intentTerms(intent: Intent): ReadonlySet<string> {
  return INTENT_TERMS.get(intent) ?? NO_TERMS;
}

/** What a field of an actor answers; undefined for all others. */
export function intentOfField(field: StatementField): Intent | undefined {
  return [...OF_ACTORS].find((intent) => fieldsOf(intent).fields.includes(field));
}
