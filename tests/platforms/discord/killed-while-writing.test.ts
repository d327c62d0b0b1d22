import { expect, test } from 'vitest';
import { createPlace, exitOf, start } from '../../program.ts';
import { slashData } from '../../standins/discord/interactions.ts';
import { DiscordStandIn } from '../../standins/discord/server.ts';
import type { ShownMessage } from '../../standins/discord/shown.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { firstStatement, startLanguageModel } from '../../standins/language-model/server.ts';

const QUESTION = 'where was it first meant to be?';
/** Each message of it, as text. */
type Answer = () => readonly string[];

const ONGOING = 'Still writing';
const IN_WORDS = 'Put into words by a language model';

/** The whole program, with the model and Discord that it would have. */
test('answers grow in Discord while a model writes them; killed meanwhile, they are finished by the next process, once', {
  timeout: 120_000,
}, async () => {
  const place = await createPlace();
  const discord = await DiscordStandIn.start();
  const model = await startLanguageModel();
  const run = () =>
    start('start', [], place.folder, {
      WEB: 'off',
      DISCORD_TOKEN: WORLD.token,
      DISCORD_APPLICATION_ID: WORLD.applicationId,
      DISCORD_API_URL: discord.apiUrl,
      LLM_BASE_URL: model.baseUrl,
      LLM_MODEL: 'stand-in',
      DIGEST_LEASE_SECONDS: '3',
    });
  let people = 400_000_000_000_000_100n;
  /** What a person sees as the answer. Each time another one asks: who asks again means something else. */
  const mention = () => {
    people += 1n;
    const id = discord.say(`<@${WORLD.botId}> ask iran-talks ${QUESTION}`, {
      mention: true,
      person: String(people),
    });
    return () =>
      discord.messages.filter(({ request }) => request.message_reference?.message_id === id).map(textOf);
  };
  const command = () => {
    people += 1n;
    const data = slashData('ask', { question: QUESTION, topic: 'iran-talks' });
    const interaction = discord.interact(2, data, { person: String(people) });
    return () => interaction.messages.filter(({ waiting }) => !waiting).map(textOf);
  };
  const connections = () => discord.requests.filter(({ path }) => path === '/gateway/bot').length;
  const isBegun = (answer: Answer) => answer().join().includes(ONGOING);
  /** Asks until it was seen: a model has six seconds, which a busy machine may take for itself. */
  async function beginning(ask: () => Answer, words: string) {
    for (;;) {
      const script = model.scripted();
      const answer = ask();
      await script.write(words);
      await discord.until(() => answer().length > 0);
      if (isBegun(answer)) return { script, answer };
    }
  }
  let program = run();
  try {
    await discord.until(() => discord.gateway.hears(WORLD.guildId));
    for (const ask of [mention, command]) {
      model.behave({ kind: 'says', text: 'NONE' });
      const unaided = ask();
      await discord.until(() => unaided().length === 1);
      const plain = unaided();
      const sentence = `${firstStatement(model.requests.at(-1))} [1]. `;
      const begin = () => beginning(ask, sentence + sentence);

      let whole: Answer;
      do {
        const { script, answer } = await begin();
        await script.finish();
        await discord.until(() => !isBegun(answer));
        whole = answer;
      } while (!whole().join().includes(IN_WORDS));
      expect(whole()).toHaveLength(1);

      const invented = await begin();
      await invented.script.write('At 99 places [1].');
      await invented.script.finish();
      await discord.until(() => !isBegun(invented.answer));
      expect(invented.answer()).toEqual(plain);

      const broken = await begin();
      await broken.script.reset();
      await discord.until(() => !isBegun(broken.answer));
      expect(broken.answer()).toEqual(plain);

      let left: Answer;
      let cut: boolean;
      do {
        ({ answer: left } = await begin());
        await kill(program);
        cut = isBegun(left);
        const before = connections();
        program = run();
        await discord.until(() => connections() > before && discord.gateway.hears(WORLD.guildId));
      } while (!cut);
      await discord.until(() => !isBegun(left));
      expect(left()).toEqual(plain);
    }
    if (discord.failures.length > 0) throw discord.failures[0];
  } finally {
    await kill(program);
    await discord.close();
    await model.close();
    await place.remove();
  }
});

/** Its words, without the buttons and the id of the answer in them. */
function textOf({ request }: ShownMessage): string {
  return JSON.stringify([request.content, request.embeds]);
}

async function kill(program: ReturnType<typeof start>): Promise<void> {
  const exited = exitOf(program);
  if (program.kill('SIGKILL')) await exited;
}
