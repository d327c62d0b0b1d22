/** What kind of thing a question asks for, and what in a sentence can be one. */
export type Sought = 'name' | 'time' | 'place' | 'number' | 'reason';

const MONTHS =
  'january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec';
const WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const TIME = new RegExp(
  `\\b(?:1\\d{3}s?|20\\d{2}s?|${MONTHS}|\\d{1,2} may|may \\d{1,2}|${WEEKDAYS}|\\w+ century|centuries|today|yesterday|tomorrow|ago|spring|summer|autumn|winter|weeks?|months?|years?|decades?|noon|midnight|a\\.m|p\\.m)\\b`,
  'gi',
);
const NUMBER =
  /\b(?:\d[\d,.]*(?!\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|once|twice)\b/gi;
const NAME = /(?<=[\p{L}\p{N},;:)\]"'”’–-]\s["'“‘(]?)\p{Lu}[\p{L}\p{N}'’.-]*/gu;
const PLACE =
  /\b(?:in|at|from|(?<!according )to|near|of|into|across|outside|through|throughout|around|under|along|off|beneath|beyond)\s(?:the\s)?(?:\p{L}+\s)?\p{Lu}[\p{L}'’.-]+/gu;
const REASON =
  /\b(?:because|due to|owing|since|so that|in order|as a result|therefore|thus|reasons?|causes?|caused|led to|leads to|for fear|after)\b/gi;

const PATTERNS: Record<Sought, RegExp> = {
  name: NAME,
  time: TIME,
  place: PLACE,
  number: NUMBER,
  reason: REASON,
};

/** Things in a sentence that could answer a question after `sought`, in lower case. */
export function signsOf(text: string, sought: Sought): readonly string[] {
  return (text.match(PATTERNS[sought]) ?? []).map((sign) => sign.toLowerCase());
}

/** "What were they doing *when* they came under fire?" asks for no time. */
const WHEN_WITHIN =
  /^(\W*(?:and |but |so )?(?:what|who|whom|whose|which|where|why|how)\b.*?[\w,]) when (?=\w)/;

/** What the question's words ask for, if they say so. */
export function soughtBy(question: string): Sought | undefined {
  const words = question.toLowerCase().replace(WHEN_WITHIN, '$1');
  if (
    /\b(?:when|(?:what|which) (?:year|date|day|month|century|decade|time|period|era)|what time|how long ago|since when|until when)\b/.test(
      words,
    )
  )
    return 'time';
  if (
    /\bhow (?:many|much|long|old|far|tall|big|large|high|deep|often|fast|wide|heavy)\b|\b(?:what|which) (?:number|sum|amount of money|percent|percentage|amount|share|proportion|age|population|size|distance|cost|price|rate|score|length|height)\b|\bcount of\b/.test(
      words,
    )
  )
    return 'number';
  if (
    /\bwhy\b|\bhow come\b|\bwhat (?:reason|cause|caused|causes|made|prompted|led)\b|\bfor what reason\b/.test(
      words,
    )
  )
    return 'reason';
  if (
    /\bwhere\b|\b(?:which|what) is the (?:place|venue|location|site|city)\b|\bthe (?:original|first|previous|old|earlier|initial|proposed) (?:place|venue|location|site|city)\b|\bwhat (?:was|is) the (?:\w+ )?(?:venue|place|location)\b|\b(?:what|which) (?:city|country|place|state|region|town|county|location|island|river|continent|venue|area|province|nation|village)\b/.test(
      words,
    )
  )
    return 'place';
  if (
    /\b(?:who|whom|whose|who's)\b|\b(?:what|which) (?:person|team|king|queen|president|company|group|party|actor|actress|singer|band|organization|organisation|author|scientist|general|leader|man|woman|name|official|government)\b|\bwhat is the name\b/.test(
      words,
    )
  )
    return 'name';
  return undefined;
}
