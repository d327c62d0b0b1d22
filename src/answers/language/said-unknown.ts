/** Ways in which a briefing says that something is not known, rather than what it is. */
const UNKNOWN =
  /\b(?:(?:does|do|did|has|have|is|are|was|were|can) ?not (?:yet )?(?:say|said|report|reported|name|named|explain|explained|discuss|discussed|state|stated|give|given|known|clear|disclose|disclosed|specify|specified|list|quote|assessed|public|established|confirmed)|(?:reports?|carries|gives?|names?|lists?|offers?|cites?|ascribes?|mentions?|predicts?|published) (?:no|none|neither)\b|not assessed|unknown|unclear|not known|no (?:word|statement|date|agenda|details?) (?:has|have|was|were|is|are)|(?:made|issued|gave|given|released) no (?:\w+ )?(?:statement|comment|answer|details?)|found no|nothing is (?:known|reported|said)|not (?:yet )?(?:commented|answered|responded|replied)|(?:did|does|do|has|have) not (?:answer|respond|reply|comment)|without saying|remains? (?:unknown|unclear|open)|on a day the)\b/i;

/** The whole statement is that something is not known; not only a clause at its end. */
export function saysOnlyUnknown(text: string): boolean {
  const at = text.search(UNKNOWN);
  return at >= 0 && at < text.length / 2;
}

export function saysUnknown(text: string): boolean {
  return UNKNOWN.test(text);
}
