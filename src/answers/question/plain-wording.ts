const MONTHS = Object.entries({
  jan: 'January',
  feb: 'February',
  apr: 'April',
  jun: 'June',
  jul: 'July',
  aug: 'August',
  sep: 'September',
  sept: 'September',
  oct: 'October',
  nov: 'November',
  dec: 'December',
}).map(([short, month]) => [new RegExp(`\\b${short}\\b\\.?`, 'gi'), month] as const);

/**
 * Idioms and padding of spoken English, each with the plain words that a briefing would use for it. Read in this
 * order; general English, of no topic.
 */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  // As it is typed in haste.
  [/\b(what|who|where|how|when|why|there)s\b/gi, "$1's"],
  [/\bgonna\b/gi, 'going to'],
  [/^(?:wat|wot)(s?)\b/gi, 'what$1'],
  [/^(?:wots|wats)\b/gi, "what's"],
  [/^y\b(?!-)/gi, 'why'],
  [/\bw(?:\/\s?|\s)/gi, 'with '],
  [/\bwanna\b/gi, 'want to'],
  [/\b(\d{1,2})(?:st|nd|rd|th)\b/gi, '$1'],
  ...MONTHS,
  [/\blik(?:ly|eley|elly)\b/gi, 'likely'],
  [/^by how much\b/gi, 'how much'],
  [/\bCEO\b/g, 'chief executive'],
  [/\bPM\b/g, 'prime minister'],
  [/\bGov\.? (?=\p{Lu})/gu, 'Governor '],
  // A word or two that stand for a question.
  [/^(?:the )?(?:exact )?dates? (?:of|for) (.{2,60}?)\W*$/gi, 'when is $1 due'],
  [/^(?:the )?(?:total )?number of /gi, 'how many '],
  [/^(?:the )?(?:size|amount|sum|total) of /gi, 'how much is '],
  [/^and (?:who|which source) (?:says|said) (?:so|that|this|it)\W*$/gi, 'according to whom'],
  [/^(?:(?:the|any|exact|new) )?dates?\W*$/gi, 'when is it due'],
  [/^(?:the )?(?:latest|update|gist|summary|headlines?)\W*$/gi, 'what is the gist'],
  [/^(?:what )?next\W*$/gi, 'what comes next'],
  [/^(?:the )?(?:sources?|sourcing|provenance)\W*$/gi, 'what are the sources'],
  [
    /^(?:is (?:it|this|that|any of (?:it|this)) )?(?:independently |officially )?confirmed(?: yet)?\W*$/gi,
    'has anyone confirmed it on the record',
  ],
  [/^since when\b/gi, 'when'],
  [/^(?:and )?(?:what )?(?:then|after that|afterwards)\W*$/gi, 'what happened in short'],
  [
    /^(?:and )?under (?:the )?pressure (?:from|of|by) whom?\b|^(?:and )?under whose pressure\b/gi,
    'who pressed',
  ],
  [/\b(?:say|said|says) (?:anything|something) on the record\b/gi, 'commented'],
  [/^(has|have|did) ([^?]{2,40}) confirm(?:ed)?\b/gi, '$1 $2 confirmed on the record'],
  [
    /^what (?:would|could|must) [^?]{2,30} (?:need|have|want|take) to (?:see|know|hear|read)\b/gi,
    'what would convince the desk',
  ],
  // Whose account it is goes without saying.
  [
    /\b(?:the|your) (?:desk|article|briefing|author)['’]s (?:own )?(?:judge?ment|view|assessment|opinion|take) (?:of|on|about)\b/gi,
    '',
  ],
  [/,? ?\baccording to (?:the|your) (?:desk|article|briefing|authors?)\b,? ?/gi, ' '],
  // What is expressly not asked.
  [/\b(?:but|and) not [^?]{2,40}(?:\?|$)/gi, ''],
  [/\bbeef with\b/gi, 'position on'],
  [
    /^where (?:do|does|did) (?!things\b|it\b|this\b|matters\b|we\b)([^?]{2,40}) stand(?: on)?\b/i,
    'what is the position of $1 on',
  ],
  [/\b(?:came|comes?) up with (?:the idea (?:of|to)\b)?/gi, 'proposed'],
  [
    /^what (?:will|would) .{3,40} be about\W*$|^.{3,40} (?:will|would) be about what\W*$/gi,
    'what is on the agenda',
  ],
  [
    /^(?:and )?(?:did (?:they|he|she) (?:succeed|get (?:it|that|their way|what they (?:wanted|asked for)))|did (?:it|that|this) (?:work|succeed|help|pay off|have (?:any )?(?:success|effect))|it had (?:any )?success|with what (?:result|effect|success|outcome)|to what effect|what came of (?:it|that)|what (?:was|is) the (?:result|effect))\W*$/gi,
    'what happened in short',
  ],
  [/\b(?:been|is|are|be|stay|stays|stayed) in power\b/gi, 'been president'],
  // Padding around a question.
  [/\b(?:thanks|thank you|cheers|hello|good (?:morning|afternoon|evening)|goodbye|bye)\b/gi, ''],
  [
    /^(?:so|ok(?:ay)?|well|hi|hello|hey|and|but|please|sorry|right|also|now)[,!]?\s+(?=(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|has|have)\b)/i,
    '',
  ],
  [
    /\b(?:can|could|would) you (?:please )?(?:(?:tell|show|give|remind|explain to) me|set out|lay out|outline|describe|explain)\b/gi,
    '',
  ],
  [/\b(?:do|did) (?:we|you) (?:happen to )?know (?=who|what|when|where|why|how|which|if|whether)/gi, ''],
  [/\b(?:any idea|i wonder|i(?: would|['’]d) like to know|remind me(?: of)?)\b/gi, ''],
  [
    /\b(?:so far|at the moment|right now|these days|in the end|at all|in fact|after all|by the way|here)\b/gi,
    '',
  ],
  [/\b(?:on|at) the (?:negotiating )?table\b/gi, ''],
  // The pronoun; the country has capitals or an article, begins a question, or has what countries have.
  [/^us\b(?! and)/g, 'US'],
  [
    /\bus (?=(?:view|stance|position|officials?|role|aims?|goals?|leverage|side|government|administration|policy|response|demands?|interests?)\b)/g,
    'US ',
  ],
  [/(?<!\bthe )\bus\b/g, ''],
  [/\bin (?:its|their|his|her) (?:own )?(?:defen[cs]e|view|words?|opinion)\b/gi, ''],
  // To change course under pressure.
  [
    /\b(?:chang(?:e|es|ed|ing) (?:(?:its|their|his|her|your) )?(?:mind|course|tune|tack|opinion)|(?:back|climb)(?:s|ed|ing)? down|cav(?:e|es|ed|ing)(?: in)?|relent(?:s|ed|ing)?|buckl(?:e|es|ed|ing)|giv(?:e|es|ing) ground|gave ground|make a u-turn|made a u-turn)\b/gi,
    'give way',
  ],
  [/\b(?:tak(?:e|es|en|ing)|took) place\b/gi, 'be held'],
  [/\b(?:get|gets|got|getting|have|had) (?:its|their|his|her|your) (?:own )?way\b/gi, 'have influence'],
  [/\b(?:final|last) (?:say|word)\b/gi, 'last word'],
  [/\bused? the (?:words?|phrase|term|expression)\b/gi, 'said'],
  [/\bcall(?:s|ed|ing)? the shots\b/gi, 'has the last word'],
  [/\b(?:weigh(?:s|ed|ing)? in|sp(?:eak|eaks|oke|eaking) out)\b/gi, 'comment'],
  [/\bwhat (could|will|would|might|may) come out of\b/gi, 'what $1 be the outcome of'],
  [/\b(?:play|turn|pan)(?:s|ed|ing)? out\b/gi, 'outcome'],
  [/\b(?:go|goes|went|going) wrong\b/gi, 'worst case'],
  [/\b(?:present|current) (?=state|situation|status)/gi, ''],
  [/\bput(?:s|ting)? off\b/gi, 'postpone'],
  [/\b(?:(?:go|giv|hand)(?:e|es|s|ing|ed)?|gone|went|gave|given) back\b(?! (?:on|to)\b)/gi, 'return'],
  [/\bwants? (?:from|out of) (?:an?|any|the) (?:deal|agreement|settlement|accord|outcome)\b/gi, 'want'],
  [
    /\bhow (?:do|does|did) (\p{L}[^?]{1,40}?) (?:see|view|regard|characteri[sz]e|assess|explain|justify)\b/giu,
    'what is the position of $1 on',
  ],
  [/\b(?:is|are) (?:able|allowed|entitled|in a position) to\b/gi, 'can'],
  [/^(.{2,40}?)(?:['’]s?)? (?:demands|aims|goals|wishes|objectives)\W*$/gi, 'what does $1 want'],
  [/\bwhat (?:lies|lay) behind\b/gi, 'what is behind'],
  [/\b(?:cough|stump)(?:s|ed|ing)? up\b|\b(?:fork|shell)(?:s|ed|ing)? out\b/gi, 'pay'],
  [/\bMPs?\b/g, 'parliament'],
  [/ in (?:exchange|return) for [^?]{2,60}/gi, ''],
  [/\b(?:got|get|gets|getting) in touch with\b/gi, 'contacted'],
  [/\b(?:set|sets|setting) aside\b/gi, 'pledge'],
  [/\bhold(?:s|ing)? back\b/gi, 'withhold'],
  [/\b(?:held) back\b/gi, 'withheld'],
  [/\b(?:set|let|sets|setting|lets|letting) free\b|\blet(?:s|ting)? out of (?:prison|jail)\b/gi, 'release'],
  [/\bopened again\b/gi, 'reopened'],
  [/\bopen again\b/gi, 'reopen'],
  [/\b(?:go|goes|going) back to\b/gi, 'return to'],
  [/\bturned off\b/gi, 'switched off'],
  [/\bgot (?=(?:hurt|injured|killed|wounded|fired|hired|arrested|sacked)\b)/gi, 'was '],
  [/^what (did|has|have) ([^?]{1,40}?) gain(?:ed)? from\b/gi, 'what $1 $2 obtain from'],
  [/^who wanted (?!to\b|what\b)/gi, 'who asked for '],
  [/\bleaned on\b/gi, 'pressed'],
  [/\bleans? on\b/gi, 'press'],
  [/\bkeep(?:s|ing)? ((?:the )?\p{L}{1,20}) alive\b/giu, 'save $1'],
  [/\bin the (?:\w{1,20} ){0,3}words of\b/gi, 'according to'],
  [/\btalked ((?:[\w’'-]{1,20} ){1,4})(?:round|around|into it)\b/gi, 'persuaded $1'],
  [
    /^(?:how )?(?:reliable|trustworthy|credible|good|solid) (?:is|are) (?:the|your|our|its|their) sources?\W{0,3}$|^(?:is|are|can (?:i|we) trust) (?:the|your|our|its|their) sources?(?: (?:reliable|trustworthy|credible|any good|good|solid))?\W{0,3}$/gi,
    'what is the evidence',
  ],
  // "Chance" is also what a scale of likelihood calls its middle.
  [/\bwhat (?:are|is|['’]s|['’]re) the (?:chances?|odds|probability) (?:of|that)\b/gi, 'how probable is'],
  [/\barm-twisting\b/gi, 'lobbying'],
  [/\btwist(?:s|ed|ing)? (?:\w{1,20} )?arms?\b/gi, 'press'],
  [/\b(?:making|putting|exerting|applying) pressure(?: on| to)?\b/gi, 'pressing'],
  [/\b(?:(?:did )?(?:make|put|exert|apply)|made|exerted|applied) pressure(?: on| to)?\b/gi, 'pressed'],
  [/^what(?:['’]s| is| would be) the headline\b/gi, 'what is the bottom line'],
  [
    /\bhow (?:bad|ugly|nasty) (?:can|could|might|will|would) (?:it|this|that|things) (?:get|become|turn)\b/gi,
    'what is the worst case',
  ],
  [/\bwhat(?:['’]s| is| are) (?:the|your) (?:\w{1,20} )?tail risks?\b/gi, 'what is the worst case'],
  [
    /\bwhat (?:could|might|would|can|may) (?:derail|scupper|sink|torpedo|wreck|scuttle|undo|jeopardi[sz]e|upset)\b/gi,
    'what signs would show the collapse of',
  ],
  [/\b(?:so |what(?:['’]s| is) )?(?:so |that )?special about\b/gi, 'why'],
  [/\b(?:fight|argu|quarrel|squabbl|row)ing (?:about|over)\b/gi, 'disagreeing on'],
  [/\b(?:walk|pull|back)(?:s|ed|ing)? away\b/gi, 'leave'],
  [
    /^(?:can|could|may|should) (?:i|we) (?:safely )?(?:say|write|report|print|claim|state)(?: that)?\s+(?=\p{L})/giu,
    'did truly ',
  ],
  [
    /^is it (?:true|right|correct|accurate|fair|a fact)(?: to (?:say|write|claim|state))?(?: that)?\s+(?=\p{L})/giu,
    'did truly ',
  ],
  [/\b(?:downside|adverse) (?:scenario|case|risk)s?\b/gi, 'worst case'],
  [/\b(?:base|central) (?:case|scenario)\b/gi, 'most likely scenario'],
  [
    /^(?:and )?why (?:should|would|do|does) (?:(?:my|our|the) )?(?:listeners?|viewers?|readers?|audience|we|i|people) care\W*$/gi,
    'what is the bottom line',
  ],
  [/\binstruments\b/gi, 'tools'],
  [/\btime ?frame\b/gi, 'horizon'],
  [/\bsound ?bites?\b/gi, 'quotation'],
  [
    /^.{0,60}\bwhat (?:do|can|should|shall) (?:i|we) (?:tell|say to) (?:my |our |the )?(?:listeners?|viewers?|readers?|audience|board|boss|minister|clients?|management|editor)\b.{0,60}$/gi,
    'what is the bottom line',
  ],
  [/^is (?:it|this|that|the \w{1,20}|the whole \w{1,20}) (?:still )?on or off\b/gi, 'what is the status'],
  [/\bleaning on\b/gi, 'pressing'],
  [/\bpushed for\b/gi, 'pressed for'],
  [/\bpushing for\b/gi, 'pressing for'],
  [/\b(?:sit|sits|sat|sitting) down\b/gi, 'meet'],
  [/\bgo-betweens?\b/gi, 'intermediary'],
  [/\btrack record\b/gi, 'past'],
  [/\b(?:just |only |merely )?for show\b|\bphoto[- ]op(?:portunit(?:y|ies))?s?\b/gi, 'symbolic'],
  [/\b(?:go|goes|going|went) it alone\b/gi, 'ignore others'],
  [
    /\b(?:com(?:e|es|ing)|came) out (?:of \w{1,20} )?(?:ahead|on top|looking good|well|stronger)\b/gi,
    'gains',
  ],
  [/^any(?:thing| word| reaction| comment| statement)s? (?:from|by)\b/i, 'statement of'],
  [/\b(?:straight|right) away\b|\bat once\b/gi, ''],
  [/\bwho (?:\w{1,20}ly )?decides\b/gi, 'who has the last word'],
  [/\btop line\b/gi, 'bottom line'],
  [/\b(?:broke|breaks?|broken) the (?:story|news)\b/gi, 'reported it'],
  [/\b(?:fall|falls|fell|falling|break|breaks|broke|breaking) (?:apart|down)\b/gi, 'collapse'],
  [/\b(?:still|remain|remains|left) (?:open|outstanding|unsettled|to be settled)\b/gi, 'unresolved'],
  [/\b(?:pulled|stepped|walked|dropped) (?:out|back|away) of\b/gi, 'left'],
  [/\b(?:pull|step|walk|drop)(?:s|ping|ing)? (?:out|back|away) of\b/gi, 'leave'],
  [/\bstick(?:s|ing)? points?\b/gi, 'disagreement'],
];

/** The question in plain words. */
export function plainWording(question: string): string {
  let plain = question;
  for (const [idiom, words] of WORDINGS) plain = plain.replace(idiom, words);
  return plain.replaceAll(/\s+/g, ' ').trim();
}
