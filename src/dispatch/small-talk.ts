import { withinSlips } from '../search/vocabulary.ts';

/** What people say to whom they talk with, and ask the bot about itself: nothing that a briefing could answer. */
const PHRASES: readonly (readonly string[])[] = `
hi|hello|hey|hiya|howdy|yo|greetings|good morning|good afternoon|good evening|good day|morning|hola|salut|hallo
thanks|thank you|thankyou|thx|thanx|ty|tks|cheers|many thanks|much appreciated|appreciate it
ok|okay|okey|k|kk|fine|great|cool|nice|perfect|good|awesome|super|wow|alright|all right|right|got it|understood|i see|sounds good|sure|never mind|nevermind|no problem|well done|good job|good bot|nice work
bye|goodbye|good bye|see you|see ya|good night|ciao
who are you|what are you|who r u|who is this|what is this|what is this bot|what are you for|what is your name|your name|who made you|who built you
are you a bot|are you a robot|are you human|are you a human|are you real|are you an ai|are you ai|are you there|anybody there|anyone there|you there
what can you do|what do you do|what can you tell me|what can you answer|what can you help with|what can you help me with|what do you know
what can i ask|what can i ask you|what can i do|what can i do here|what should i ask|what should i do|what now
how do you work|how does this work|how does it work|how do i use this|how do i use you|how to use this|how do i start|where do i start|how are you|how is it going|whats up|what is up
help me|can you help|can you help me|could you help me|i need help|please help
what is rapporteur|who is rapporteur|what does rapporteur do|what can rapporteur do|tell me about yourself|tell me about you|introduce yourself|start|test|testing|ping
`
  .trim()
  .split(/[|\n]/)
  .map((phrase) => phrase.split(' '));

const BY_LENGTH = PHRASES.toSorted((a, b) => b.length - a.length);
const MOST_WORDS = 10;

/** Said with the others, never alone. */
const BESIDES = new Set(
  'there all everyone everybody team folks bot rapporteur again so much very a lot for that this your help the it then now please and you too indeed just really well me'.split(
    ' ',
  ),
);

const SHORTENED: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  r: 'are',
  whos: 'who is',
  whats: 'what is',
  hows: 'how is',
  pls: 'please',
  plz: 'please',
};

/**
 * Whether a line is a greeting, thanks, an "ok" or a question about the bot, and nothing else: "who are you?", but not
 * "who are you sure about?".
 */
export function isSmallTalk(line: string): boolean {
  const words = wordsIn(line);
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  let said = false;
  for (let at = 0; at < words.length; ) {
    const phrase = BY_LENGTH.find((each) => begins(words.slice(at), each));
    if (!phrase && !(said && BESIDES.has(words[at] ?? ''))) return false;
    said ||= phrase !== undefined;
    at += phrase?.length ?? 1;
  }
  return true;
}

function wordsIn(line: string): readonly string[] {
  return line
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap((word) => (Object.hasOwn(SHORTENED, word) ? (SHORTENED[word] ?? word) : word).split(' '));
}

function begins(words: readonly string[], phrase: readonly string[]): boolean {
  return phrase.every((word, at) => isMeant(words[at], word, phrase.length));
}

/** In a phrase of this many words a word may have a slip, since the others tell what is meant. */
const TOLERANT_PHRASE = 3;
const SHORTEST_MENDED = 3;

/** "Thnaks" and "helllo" are slips of nothing else; "tanks" is a word. */
function isMeant(typed: string | undefined, word: string, phraseLength: number): boolean {
  if (typed === undefined) return false;
  if (typed === word || withoutRepeats(typed) === withoutRepeats(word)) return true;
  if (typed[0] !== word[0] || word.length < SHORTEST_MENDED) return false;
  const isSwap = typed.length === word.length && [...typed].toSorted().join() === [...word].toSorted().join();
  return (isSwap || phraseLength >= TOLERANT_PHRASE) && withinSlips(typed, word, 1);
}

function withoutRepeats(word: string): string {
  return word.replaceAll(/(.)\1+/gu, '$1');
}
