import { createPlace, exitOf, start } from '../../program.ts';
import { startLanguageModel } from '../../standins/language-model/server.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';
import { MENTION } from './mention.ts';

const QUESTION = 'where was it first meant to be?';

/** The whole program, with the model and Slack that it would have: in Slack, each question begins a thread. */
export async function createWholeProgram() {
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
  let program = run();
  async function kill(): Promise<void> {
    const exited = exitOf(program);
    if (program.kill('SIGKILL')) await exited;
  }
  return {
    slack,
    model,
    kill,
    /** Resolves when the new process listens in Slack, with as many connections as the killed one had. */
    async startAgain(sockets: number): Promise<void> {
      program = run();
      const connections = slack.connections;
      await slack.until(() => slack.connections >= connections + sockets);
    },
    ask: (ts: string, retry?: number) =>
      slack.event(
        { ...MENTION, ts, text: `<@U0RAPPORT> ask iran-talks ${QUESTION}` },
        { eventId: `Ev${ts}`, ...(retry === undefined ? {} : { retry }) },
      ),
    saidIn: (thread: string) =>
      slack.workspace.messages.filter((message) => message.thread === thread).map(({ text }) => text),
    async stop(): Promise<void> {
      await kill();
      await slack.stop();
      await model.close();
      await place.remove();
    },
  };
}
