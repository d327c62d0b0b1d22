import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createEncryption } from '../../../src/platforms/encryption.ts';
import { createClients } from '../../../src/platforms/slack/api/client.ts';
import { slackConfig, slackVariables } from '../../../src/platforms/slack/settings.ts';
import { createAdmission } from '../../../src/platforms/slack/workspaces/admission.ts';
import type { KeptInstallation } from '../../../src/platforms/slack/workspaces/installation.ts';
import {
  createManyWorkspaces,
  type InstalledWorkspaces,
} from '../../../src/platforms/slack/workspaces/many-workspaces.ts';
import type { Store } from '../../../src/store/store.ts';
import { stores } from '../../contracts/stores.ts';

const OLD = 'a1'.repeat(32);
const NEW = 'b2'.repeat(32);

describe('the seal', () => {
  const encryption = createEncryption([OLD]);

  test('opens only with its own key, purpose and content', () => {
    const sealed = encryption.encrypt('secret', 'T1');
    expect(encryption.decrypt(sealed, 'T1')).toEqual({ plain: 'secret', old: false });
    expect(encryption.encrypt('secret', 'T1')).not.toBe(sealed);
    expect(() => encryption.decrypt(sealed, 'T2')).toThrow();
    expect(() => createEncryption([NEW]).decrypt(sealed, 'T1')).toThrow();
    for (const at of [3, 20, 40, sealed.length - 2]) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => encryption.decrypt(sealed.slice(0, at) + other + sealed.slice(at + 1), 'T1')).toThrow();
    }
  });

  test('seals with the newest of several keys, and opens with any', () => {
    const both = createEncryption([NEW, OLD]);
    expect(both.decrypt(encryption.encrypt('secret', 'T1'), 'T1')).toEqual({ plain: 'secret', old: true });
    expect(createEncryption([NEW]).decrypt(both.encrypt('secret', 'T1'), 'T1').plain).toBe('secret');
  });
});

test('SLACK_ENCRYPTION_KEY takes one key, or several with the newest first', () => {
  const read = (key: string) =>
    slackConfig(
      slackVariables.parse({
        SLACK_SIGNING_SECRET: 's',
        SLACK_CLIENT_ID: '1.2',
        SLACK_CLIENT_SECRET: 's',
        SLACK_STATE_SECRET: 's'.repeat(32),
        SLACK_PUBLIC_URL: 'https://bot.example/',
        SLACK_ENCRYPTION_KEY: key,
      }),
    )?.tokens;
  expect(read(OLD)).toMatchObject({ encryptionKeys: [OLD] });
  expect(read(`${NEW},${OLD}`)).toMatchObject({ encryptionKeys: [NEW, OLD] });
  expect(() => read(`${NEW};${OLD}`)).toThrow(/64 hexadecimal digits/);
});

describe.each(stores)('a change of the key, with tokens in $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  const logged: string[] = [];
  const INSTALLED: KeptInstallation = {
    teamId: 'T1',
    isEnterpriseInstall: false,
    botToken: 'xoxb-one',
    botId: 'B1',
    botUserId: 'U1',
    scopes: ['chat:write'],
  };

  beforeEach(async () => {
    ({ store, close } = await open());
    logged.length = 0;
  });
  afterEach(() => close());

  async function start(...keys: [string, ...string[]]): Promise<InstalledWorkspaces> {
    const clientFor = createClients({});
    return await createManyWorkspaces({
      admission: createAdmission(),
      config: {
        kind: 'many',
        clientId: '1.2',
        clientSecret: 'client-secret',
        stateSecret: 's'.repeat(32),
        encryptionKeys: keys,
        publicUrl: 'https://bot.example/',
      },
      installations: store.installations,
      handledEvents: store.handledEvents,
      clientFor,
      anonymous: clientFor(''),
      now: Temporal.Now.instant,
      log: pino({ level: 'info' }, { write: (line: string) => logged.push(line) }),
    });
  }

  test('loses no installation: old and new together for one start, then the new one alone', async () => {
    await (await start(OLD)).save(INSTALLED);
    const before = (await store.installations.get('T1'))?.sealed;
    expect(await (await start(NEW, OLD)).authorize({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-one' });
    expect((await store.installations.get('T1'))?.sealed).not.toBe(before);
    expect(logged.join()).toContain('older keys may be removed');
    expect(await (await start(NEW)).authorize({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-one' });
  });

  test('while one process still has the old key in front, both read what either writes', async () => {
    const [behind, ahead] = [await start(OLD, NEW), await start(NEW, OLD)];
    await behind.save(INSTALLED);
    expect(await ahead.authorize({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-one' });
    await ahead.save({ ...INSTALLED, botToken: 'xoxb-two' });
    expect(await behind.authorize({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-two' });
  });

  test('that forgets the old key names the workspaces, loses nothing, and can be taken back', async () => {
    await (await start(OLD)).save(INSTALLED);
    await start(NEW);
    expect(logged.join()).toMatch(/"installations":\["T1"\].*open with no key/);
    expect(await (await start(NEW, OLD)).authorize({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-one' });
  });
});
