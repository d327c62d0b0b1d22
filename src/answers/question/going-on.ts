/**
 * What a reader asks of the last answer rather than of the story: where it comes from and whether that is sure, what
 * more there is, what else may come, what came after it.
 */
export const GOING_ON = ['source', 'more', 'otherwise', 'after'] as const;
export type GoingOn = (typeof GOING_ON)[number];

/** Whole questions, as they are typed in haste; "it" stands for "it", "this", "that" and "so" as well. */
const PHRASES: Readonly<Record<GoingOn, string>> = {
  source: `
source | sources | source for it | the source | whats the source | what is the source | whats the source for it
whats your source | what is your source | whats your source for it | your source | citation | citation needed
says who | who says | who says it | who said it | who claims it | who claimed it | who reports it | who reported it
who told you | who told you it | according to whom | according to who | on whose word | on whose authority
how do you know | how do you know it | how do we know | how do we know it | how can you know it | how would you know
where does it come from | where did it come from | where is it from | where do you get it from
where did you get it | where did you get it from
sure | you sure | u sure | are you sure | are u sure | r u sure | are you sure about it | are you sure of it
sure about it | are you really sure | are you certain | are you certain about it | are you certain of it
what do you base it on | what is it based on | based on what | on what basis | what makes you say it
what makes you think it | can i trust it | can we trust it | how sure is it | really | seriously | for real | is it so | proof | proof of it`,
  more: `
more | any more | anymore | some more | anything more | something more | anything else | something else
is there more | is there anything else | is there anything more | anything else on it | anything else about it
anything else to it | anything else to add | anything to add | what else | whats more | what more | what else is there
else | go on | carry on | continue | keep going | please go on | go on please | tell me more | tell us more
give me more | show me more | show more | tell me more about it | more on it | more about it | more details
more detail | details | more info | more please | is it all | thats all | is it everything`,
  otherwise: `
if not | what if not | otherwise | or else | if it fails | what if it fails | if it does not happen
if it doesnt happen | what if it does not happen | what if it doesnt happen | what if it doesnt | if it doesnt
what if it does not | if they fail | what if they fail | what else could happen | what else may happen
what else might happen | whats the alternative | what is the alternative | what are the alternatives`,
  after: `
then | after it | what then | what after it | what came after it | what happened after it | afterwards | later
what happened then | what happened next | what came next | what happened afterwards | what comes after it
what happens after it`,
};

const IT = ['it', 'this', 'that', 'so'];

const KINDS: ReadonlyMap<string, GoingOn> = new Map(
  GOING_ON.flatMap((kind) =>
    PHRASES[kind]
      .trim()
      .split(/ \| |\n/)
      .flatMap((phrase) =>
        IT.map((it): [string, GoingOn] => [
          phrase
            .split(' ')
            .map((word) => (word === 'it' ? it : word))
            .join(' '),
          kind,
        ]),
      ),
  ),
);

/** Words before a question that add nothing to it. */
const OPENINGS = new Set('and but so ok okay hm hmm wait wow yes no well please hey right'.split(' '));

/** How a question goes on about the last answer; undefined for one that asks about the story. */
export function goingOnOf(question: string): GoingOn | undefined {
  const words =
    question
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = words.findIndex((word) => !OPENINGS.has(word));
  return first < 0 ? undefined : KINDS.get(words.slice(first).join(' '));
}
