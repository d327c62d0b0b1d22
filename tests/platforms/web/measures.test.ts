import { expect, test } from 'vitest';
import { recordingResponseTimes } from '../recording-response-times.ts';
import { startWorkspace } from './sample-workspace.ts';

const MEASURED = ['arrived', 'answered', 'acknowledged'];

test('how long people wait is measured from the arrival of what they do to its answer and its response', async () => {
  const { responseTimes, told } = recordingResponseTimes();
  const { visitor } = await startWorkspace({ responseTimes });
  const doing = async (path: string, body: Record<string, unknown>) => {
    told.length = 0;
    const response = await visitor.post(path, body);
    expect(response.status).toBe(204);
    return told;
  };
  const general = { conversation: 'general' };
  expect(await doing('/api/say', { ...general, text: '/brief iran-talks' })).toEqual(MEASURED);
  const aside = (await visitor.messages('general')).at(-1);
  expect(await doing('/api/say', { ...general, text: '@rapporteur who hosts?' })).toEqual(MEASURED);
  const buttons = { message: aside?.id, words: 'actors iran-talks' };
  expect(await doing('/api/press', buttons)).toEqual(MEASURED);
  expect(await doing('/api/say', { ...general, text: 'Good morning' })).toEqual(['arrived', 'acknowledged']);
});

test('what is refused is no question: it is not measured to its end', async () => {
  const { responseTimes, told } = recordingResponseTimes();
  const { visitor } = await startWorkspace({ responseTimes });
  expect((await visitor.post('/api/say', { conversation: 'nowhere', text: 'hello' })).status).toBe(404);
  expect(told).toEqual(['arrived']);
});
