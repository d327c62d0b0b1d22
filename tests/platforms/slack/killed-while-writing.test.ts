import { expect, test } from 'vitest';
import { createPlace, exitOf, start } from '../../program.ts';
import { firstStatement, startLanguageModel } from '../../standins/language-model/server.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';

const QUESTION = 'where was it first meant to be?';
const ONGOING = 'Still writing';

/** The whole program, with the model and Slack that it would have: in Slack, each question begins a thread. */
test('an answer grows in Slack while a model writes it; killed meanwhile, it is finished by the next process, once', {
  timeout: 120_000,
}, async () => {
  const place = await createPlace();
  const slack = new StandInSlack();
  await slack.start();
  const model = await startLanguageModel();
  const run = () =>
    start('start', [], place.folder, {
      WEB: 'off',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      LLM_BASE_URL: model.baseUrl,
      LLM_MODEL: 'stand-in',
      DIGEST_LEASE_SECONDS: '3',
    });
  const ask = (ts: string, retry?: number) =>
    slack.event(
      {
        type: 'app_mention',
        channel: 'C0GENERAL',
        user: 'U0ANN',
        ts,
        text: `<@U0RAPPORT> ask iran-talks ${QUESTION}`,
      },
      { eventId: `Ev${ts}`, ...(retry === undefined ? {} : { retry }) },
    );
  const said = (thread: string) =>
    slack.workspace.messages.filter((message) => message.thread === thread).map(({ text }) => text);
  const isBegun = (thread: string) => said(thread).join().includes(ONGOING);
  let threads = 1;
  /** Asks until it was seen: a model has six seconds, which a busy machine may take for itself. */
  async function beginning(words: string) {
    for (;;) {
      threads += 1;
      const thread = `${threads}.1`;
      const script = model.scripted();
      await ask(thread);
      await script.write(words);
      await slack.until(() => said(thread).length === 1);
      if (isBegun(thread)) return { script, thread };
    }
  }
  let program = run();
  try {
    await slack.until(() => slack.sockets.size > 0);
    await ask('1.1');
    await slack.until(() => said('1.1').length === 1);
    const plain = said('1.1');
    const sentence = `${firstStatement(model.requests.at(-1))} [1]. `;
    const begin = () => beginning(sentence + sentence);

    let whole: string;
    do {
      const { script, thread } = await begin();
      await script.finish();
      await slack.until(() => !isBegun(thread));
      whole = said(thread).join();
    } while (!whole.includes('Put into words by a language model'));

    const invented = await begin();
    await invented.script.write('At 99 places [1].');
    await invented.script.finish();
    await slack.until(() => !isBegun(invented.thread));
    expect(said(invented.thread)).toEqual(plain);

    const broken = await begin();
    await broken.script.reset();
    await slack.until(() => !isBegun(broken.thread));
    expect(said(broken.thread)).toEqual(plain);

    let left: string;
    let isCut: boolean;
    do {
      ({ thread: left } = await begin());
      const { size } = slack.sockets;
      await kill(program);
      isCut = isBegun(left);
      model.behave({ kind: 'says', text: 'NONE' });
      program = run();
      const connections = slack.connections;
      await slack.until(() => slack.connections >= connections + size);
    } while (!isCut);
    await ask(left, 1);
    await ask('0.1');
    await slack.until(() => said('0.1').length === 1);
    expect(said('0.1')).toEqual(plain);
    // What it chose to say before the model was asked, without asking again.
    await slack.until(() => !isBegun(left));
    expect(said(left)).toEqual(plain);
    for (let thread = 1; thread <= threads; thread += 1) expect(said(`${thread}.1`)).toHaveLength(1);
    expect(slack.workspace.complaints).toEqual([]);
  } finally {
    await kill(program);
    await slack.stop();
    await model.close();
    await place.remove();
  }
});

async function kill(program: ReturnType<typeof start>): Promise<void> {
  const exited = exitOf(program);
  if (program.kill('SIGKILL')) await exited;
}
