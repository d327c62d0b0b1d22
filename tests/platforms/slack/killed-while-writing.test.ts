import { expect, test } from 'vitest';
import { createPlace, exitOf, start } from '../../program.ts';
import { startLanguageModel } from '../../standins/language-model/server.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';

const QUESTION = 'where was it first meant to be?';
const ONGOING = 'More is being written';

/** The whole program, with the model and Slack that it would have: in Slack, each question begins a thread. */
test('an answer grows in Slack while a model writes it; killed meanwhile, it is neither doubled nor forgotten by the next process', {
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
  let program = run();
  try {
    await slack.until(() => slack.sockets.size > 0);
    await ask('1.1');
    await slack.until(() => said('1.1').length === 1);
    const plain = said('1.1');
    const sentence = `${firstStatement(model.requests.at(-1))} [1]. `;

    const whole = model.scripted();
    await ask('2.1');
    await whole.write(sentence + sentence);
    await slack.until(() => said('2.1').length === 1);
    expect(said('2.1').join()).toContain(ONGOING);
    await whole.finish();
    await slack.until(() => said('2.1').join().includes('Put into words by a language model'));

    const withdrawn = model.scripted();
    await ask('3.1');
    await withdrawn.write(sentence + sentence);
    await slack.until(() => said('3.1').length === 1);
    await withdrawn.write('At 99 places [1].');
    await withdrawn.finish();
    await slack.until(() => !said('3.1').join().includes(ONGOING));
    expect(said('3.1')).toEqual(plain);

    const cut = model.scripted();
    await ask('4.1');
    await cut.write(sentence + sentence);
    await slack.until(() => said('4.1').length === 1);
    const { size } = slack.sockets;
    await kill(program);
    const left = said('4.1');
    model.behave({ kind: 'says', text: 'NONE' });
    program = run();
    const connections = slack.connections;
    await slack.until(() => slack.connections >= connections + size);
    await ask('4.1', 1);
    await ask('5.1');
    await slack.until(() => said('5.1').length === 1);
    expect(said('5.1')).toEqual(plain);
    expect(said('4.1')).toEqual(left);
    expect(['1.1', '2.1', '3.1'].map((thread) => said(thread).length)).toEqual([1, 1, 1]);
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

/** The first of those that a model was given. */
function firstStatement(request = '{}'): string {
  const body: { messages: { role: string; content: string }[] } = JSON.parse(request);
  const prompt: { statements: { text: string }[] } = JSON.parse(
    body.messages.find(({ role }) => role === 'user')?.content ?? '',
  );
  return (prompt.statements[0]?.text ?? '').replace(/\.$/u, '');
}
