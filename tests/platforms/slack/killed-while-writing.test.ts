import { expect, test } from 'vitest';
import { firstStatement } from '../../standins/language-model/server.ts';
import { createWholeProgram } from './whole-program.ts';

const ONGOING = 'Still writing';

test('an answer grows in Slack while a model writes it; killed meanwhile, it is finished by the next process, once', {
  timeout: 120_000,
}, async () => {
  const { slack, model, ask, saidIn: said, kill, startAgain, stop } = await createWholeProgram();
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
      await kill();
      isCut = isBegun(left);
      model.behave({ kind: 'says', text: 'NONE' });
      await startAgain(size);
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
    await stop();
  }
});
