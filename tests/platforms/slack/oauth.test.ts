import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { clientOptions, createClients } from '../../../src/platforms/slack/api/client.ts';
import { slackLogger } from '../../../src/platforms/slack/api/log.ts';
import type { SlackOptions } from '../../../src/platforms/slack/connect.ts';
import type { ManyWorkspaces } from '../../../src/platforms/slack/settings.ts';
import { createAdmission } from '../../../src/platforms/slack/workspaces/admission.ts';
import type { KeptInstallation } from '../../../src/platforms/slack/workspaces/installation.ts';
import type { Installations } from '../../../src/platforms/slack/workspaces/installations.ts';
import {
  createManyWorkspaces,
  type InstalledWorkspaces,
} from '../../../src/platforms/slack/workspaces/many-workspaces.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { StandInSlack } from '../../standins/slack/slack.ts';
import { freePort, type SetUp, setUp } from './set-up.ts';

const silent = pino({ level: 'silent' });
const CONFIG: ManyWorkspaces = {
  kind: 'many',
  clientId: '1.2',
  clientSecret: 'client-secret',
  stateSecret: 'a state secret of more than thirty-two characters',
  encryptionKeys: ['0123456789abcdef'.repeat(4)],
  publicUrl: 'https://bot.example/',
};
const INSTALLED: KeptInstallation = {
  teamId: 'T0STANDIN',
  isEnterpriseInstall: false,
  botToken: 'xoxb-installed',
  botId: 'B0RAPPORT',
  botUserId: 'U0RAPPORT',
  scopes: ['chat:write'],
};

let slack: StandInSlack;
let store: Store;

beforeEach(async () => {
  slack = new StandInSlack();
  await slack.start();
  slack.workspace.tokens.set('xoxb-installed', ['commands', 'chat:write']);
  store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: silent });
});

afterEach(async () => {
  await slack.stop();
  await store.close();
});

/** One process of several that share the store. */
async function workspaces(now = Temporal.Now.instant): Promise<InstalledWorkspaces> {
  const clientFor = createClients(clientOptions(slack.apiUrl, slackLogger(silent)));
  return await createManyWorkspaces({
    config: CONFIG,
    admission: createAdmission(),
    installations: store.installations,
    handledEvents: store.handledEvents,
    clientFor,
    anonymous: clientFor(''),
    now,
    log: silent,
  });
}

/** A whole platform over HTTP that shares the store with others. Requests go to the newest. */
async function servingMany(overrides: Pick<Partial<SlackOptions>, 'onLost'> = {}): Promise<SetUp> {
  return await setUp(
    'http',
    {
      installations: store.installations,
      handledEvents: store.handledEvents,
      config: { tokens: CONFIG },
      ...overrides,
    },
    slack,
  );
}

describe('installing in a browser', () => {
  async function started(
    overrides: { readonly installations?: Installations } = {},
    allowedTeams?: readonly string[],
  ) {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const at = await setUp(
      'http',
      {
        installations: store.installations,
        handledEvents: store.handledEvents,
        config: {
          tokens: { ...CONFIG, publicUrl: origin },
          port,
          ...(allowedTeams ? { allowedTeams } : {}),
        },
        ...overrides,
      },
      slack,
    );
    slack.receiverUrl = `${origin}/slack/events`;
    slack.oauth = ({ code }) =>
      code === 'good'
        ? {
            ok: true,
            app_id: 'A0',
            access_token: 'xoxb-installed',
            token_type: 'bot',
            scope: 'commands,chat:write',
            bot_user_id: 'U0RAPPORT',
            team: { id: 'T0STANDIN', name: 'Stand-in' },
            authed_user: { id: 'U0ANN' },
            is_enterprise_install: false,
          }
        : { ok: false, error: 'invalid_code' };
    return { at, origin };
  }

  /** Goes through both pages as a browser does; resolves to the second, which can be visited again. */
  async function install(origin: string) {
    const page = await fetch(`${origin}/slack/install`);
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    const state = new URL(
      /<a href="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') ?? '',
    ).searchParams.get('state');
    const redirect = `${origin}/slack/oauth_redirect?code=good&state=${state}`;
    const visit = () => fetch(redirect, { headers: { cookie }, redirect: 'manual' });
    return { done: await visit(), visit };
  }

  test('stores the token encrypted and serves the workspace at once; the state works one time', async () => {
    const { at, origin } = await started();
    await using _ = at;
    expect(at.platform.health().detail).toContain('any workspace may');
    expect(
      await at.platform.post({ workspace: 'T0STANDIN', channel: 'C0GENERAL' }, DIGEST, 'k'),
    ).toMatchObject({
      kind: 'refused',
      scope: 'workspace',
    });
    const { done, visit } = await install(origin);
    expect(done.status).toBe(200);
    expect((await store.installations.get('T0STANDIN'))?.sealed).not.toContain('xoxb');
    expect(
      await at.platform.post({ workspace: 'T0STANDIN', channel: 'C0GENERAL' }, DIGEST, 'k'),
    ).toMatchObject({
      kind: 'posted',
    });
    await slack.command('iran-talks');
    await slack.until(() => slack.workspace.messages.length === 2);

    const again = await visit();
    expect(again.status).not.toBe(200);
    expect(slack.callsOf('oauth.v2.access').length).toBe(1);
  });

  test('a workspace that is not on the list is turned away, and its token given back', async () => {
    const { at, origin } = await started({}, ['T0OTHER']);
    await using _ = at;
    expect(at.platform.health().detail).not.toContain('any workspace');
    const { done } = await install(origin);
    expect(done.status).toBe(403);
    expect(await done.text()).toContain('not meant for this workspace (T0STANDIN)');
    expect(await store.installations.get('T0STANDIN')).toBeUndefined();
    expect(slack.workspace.tokens.has('xoxb-installed')).toBe(false);
  });

  test.each([
    ['itself', ['T0OTHER', 'T0STANDIN']],
    ['its organisation', ['E0ORG']],
  ])('a workspace that is on the list, %s, is welcome', async (_, allowed) => {
    await (await workspaces()).save({ ...INSTALLED, enterpriseId: 'E0ORG' });
    const { at } = await started({}, allowed);
    await using _platform = at;
    await slack.command('iran-talks');
    await slack.until(() => slack.workspace.messages.length === 1);
    const posted = await at.platform.post({ workspace: 'T0STANDIN', channel: 'C0GENERAL' }, DIGEST, 'k');
    expect(posted.kind).toBe('posted');
  });

  test('one that installed the app before there was a list is told so in private, and gets nothing else', async () => {
    await (await workspaces()).save(INSTALLED);
    const { at } = await started({}, ['T0OTHER']);
    await using _ = at;
    await slack.command('iran-talks');
    await slack.until(() => slack.workspace.messages.length === 1);
    expect(slack.workspace.messages[0]).toMatchObject({
      visibleTo: 'U0ANN',
      text: expect.stringContaining('not meant for this workspace'),
    });
    await slack.event({ type: 'app_mention', channel: 'C0GENERAL', user: 'U0ANN', ts: '1.1', text: 'list' });
    await slack.event({
      type: 'app_home_opened',
      user: 'U0ANN',
      channel: 'D0ANN',
      tab: 'home',
      event_ts: '1',
    });
    expect(
      await at.platform.post({ workspace: 'T0STANDIN', channel: 'C0GENERAL' }, DIGEST, 'k'),
    ).toMatchObject({ kind: 'refused', remedy: expect.stringContaining('SLACK_ALLOWED_TEAMS') });
    await at.platform.stop();
    expect(slack.workspace.messages).toHaveLength(1);
    expect(slack.workspace.homes.size).toBe(0);
    expect(at.dispatcher.requests).toEqual([]);
    // It can be used again as soon as it is on the list.
    expect(await store.installations.suspended()).toEqual([]);
  });

  test('an event of a workspace that never installed the app is acknowledged and left', async () => {
    const { at } = await started();
    await using _ = at;
    expect((await slack.command('iran-talks')).status).toBe(200);
    expect(at.dispatcher.requests).toEqual([]);
  });

  test('who asks while the database is away, from a workspace not looked up yet, is told so', async () => {
    const away = new UserError('unavailable', 'The database cannot be reached.', 'Check that it runs.');
    const { at } = await started({
      installations: {
        ...store.installations,
        installationOf: () => Promise.reject(away),
      },
    });
    await using _ = at;
    expect((await slack.command('iran-talks')).status).toBe(200);
    await slack.until(() => slack.workspace.messages.length === 1);
    expect(slack.workspace.messages).toMatchObject([
      { text: 'The database cannot be reached. Check that it runs.', visibleTo: 'U0ANN' },
    ]);
    expect(at.dispatcher.requests).toEqual([]);
  });

  test('a dead installation is suspended with the first digest, and no call is made for the next', async () => {
    const { at } = await started();
    await using _ = at;
    await (await workspaces()).save(INSTALLED);
    slack.faults.next('chat.postMessage', { kind: 'declined', code: 'account_inactive' });
    const target = { workspace: 'T0STANDIN', channel: 'C0GENERAL' };
    expect(await at.platform.post(target, DIGEST, 'a')).toMatchObject({
      kind: 'refused',
      scope: 'workspace',
    });
    expect(await at.platform.post(target, DIGEST, 'b')).toMatchObject({
      kind: 'refused',
      scope: 'workspace',
    });
    expect(slack.callsOf('chat.postMessage').length).toBe(1);
    expect(at.platform.health().detail).toContain('account_inactive');
  });
});

const DIGEST = {
  tone: 'plain',
  blocks: [{ kind: 'text', spans: [{ kind: 'text', text: 'Digest' }] }],
} as const;

describe('an organisation-wide installation', () => {
  test('serves each of its workspaces, also later for a digest that only knows the workspace', async () => {
    const one = await workspaces();
    const { teamId: _teamId, ...organisation } = INSTALLED;
    await one.save({ ...organisation, enterpriseId: 'E1', isEnterpriseInstall: true });
    expect(await one.authorize({ teamId: 'T7' })).toBeUndefined();
    expect(
      await one.authorize({ teamId: 'T7', enterpriseId: 'E1', isEnterpriseInstall: true }),
    ).toMatchObject({
      botToken: 'xoxb-installed',
    });
    expect(await one.authorize({ teamId: 'T7' })).toMatchObject({ botToken: 'xoxb-installed' });
  });
});

describe('a token that expires', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const rotating = (left: number): KeptInstallation => ({
    ...INSTALLED,
    refreshToken: 'xoxe-1',
    expiresAt: seconds() + left,
  });

  beforeEach(() => {
    let used = false;
    slack.oauth = ({ grant_type, refresh_token }) => {
      if (grant_type !== 'refresh_token' || refresh_token !== 'xoxe-1' || used) {
        return { ok: false, error: 'invalid_refresh_token' };
      }
      used = true;
      return {
        ok: true,
        access_token: 'xoxb-renewed',
        refresh_token: 'xoxe-2',
        expires_in: 43_200,
        token_type: 'bot',
      };
    };
  });

  test('is renewed once, however many processes and messages ask', async () => {
    const processes = [await workspaces(), await workspaces(), await workspaces()];
    await processes[0]?.save(rotating(-5));
    const asked = await Promise.all(
      processes.flatMap((one) => [
        one.authorize({ teamId: 'T0STANDIN' }),
        one.authorize({ teamId: 'T0STANDIN' }),
      ]),
    );
    expect(new Set(asked.map((authorization) => authorization?.botToken))).toEqual(new Set(['xoxb-renewed']));
    expect(slack.callsOf('oauth.v2.access').length).toBe(1);
  });

  test('is renewed once for two processes that each have a digest to send, and both are sent', async () => {
    slack.workspace.tokens.delete('xoxb-installed');
    slack.workspace.tokens.set('xoxb-renewed', ['chat:write']);
    await (await workspaces()).save(rotating(-5));
    await using one = await servingMany();
    await using other = await servingMany();
    const target = { workspace: 'T0STANDIN', channel: 'C0GENERAL' };
    const outcomes = await Promise.all(
      [one, other, one].map(({ platform }, index) => platform.post(target, DIGEST, `digest-${index}`)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['posted', 'posted', 'posted']);
    expect(slack.callsOf('oauth.v2.access').length).toBe(1);
    expect(slack.workspace.messages.length).toBe(3);
  });

  test('and can be renewed no more leaves the workspace suspended, and says so', async () => {
    await (await workspaces()).save({ ...rotating(-5), refreshToken: 'xoxe-used-before' });
    await using at = await servingMany();
    const target = { workspace: 'T0STANDIN', channel: 'C0GENERAL' };
    expect(await at.platform.post(target, DIGEST, 'digest')).toMatchObject({
      kind: 'refused',
      scope: 'workspace',
      remedy: expect.stringContaining('Install the app'),
    });
    expect(at.platform.health().detail).toContain('invalid_refresh_token');
    await at.platform.post(target, DIGEST, 'digest');
    expect(slack.callsOf('oauth.v2.access').length).toBe(1);
  });

  test('soon serves on while it is renewed behind', async () => {
    const one = await workspaces();
    await one.save(rotating(60 * 60));
    expect(await one.authorize({ teamId: 'T0STANDIN' })).toMatchObject({ botToken: 'xoxb-installed' });
    await expect
      .poll(() => one.authorize({ teamId: 'T0STANDIN' }))
      .toMatchObject({ botToken: 'xoxb-renewed' });
  });

  test('a renewal that fails leaves a token that is still good', async () => {
    slack.faults.next('oauth.v2.access', { kind: 'broken', done: false });
    const one = await workspaces();
    await one.save(rotating(60 * 60));
    expect(await one.authorize({ teamId: 'T0STANDIN' })).toMatchObject({ botToken: 'xoxb-installed' });
    await slack.until(() => slack.callsOf('oauth.v2.access').length === 1);
    expect(await one.authorize({ teamId: 'T0STANDIN' })).toMatchObject({ botToken: 'xoxb-installed' });
  });
});

describe('the removal of the app', () => {
  test('forgets the tokens, whichever of its events comes first and however often', async () => {
    const one = await workspaces();
    await one.save(INSTALLED);
    slack.workspace.tokens.delete('xoxb-installed');
    expect(await one.removed({ teamId: 'T0STANDIN' })).toBe(true);
    expect(await one.removed({ teamId: 'T0STANDIN' })).toBe(false);
    expect(await store.installations.get('T0STANDIN')).toBeUndefined();
  });

  test.each([
    ['app_uninstalled', 'tokens_revoked'],
    ['tokens_revoked', 'app_uninstalled'],
  ] as const)('is told once to whoever sends digests there, when %s comes before %s', async (...order) => {
    await (await workspaces()).save(INSTALLED);
    const lost: string[] = [];
    await using at = await servingMany({ onLost: async ({ workspace }) => void lost.push(workspace) });
    slack.workspace.tokens.delete('xoxb-installed');
    for (const type of order) {
      const tokens = type === 'tokens_revoked' ? { tokens: { bot: ['U0RAPPORT'], oauth: [] } } : {};
      expect((await slack.event({ type, ...tokens })).status).toBe(200);
    }
    await at.platform.stop();
    expect(lost).toEqual(['T0STANDIN']);
    expect(await store.installations.get('T0STANDIN')).toBeUndefined();
  });

  test('is heard also where the dead token was noticed first', async () => {
    const one = await workspaces();
    await one.save(INSTALLED);
    slack.workspace.tokens.delete('xoxb-installed');
    await one.suspend('T0STANDIN', {
      kind: 'refused',
      scope: 'workspace',
      reason: 'token_revoked',
      remedy: 'Install it again',
    });
    expect(await one.removed({ teamId: 'T0STANDIN' })).toBe(true);
    expect(await store.installations.get('T0STANDIN')).toBeUndefined();
    expect(one.suspended()).toEqual([]);
  });

  test('reported late, after a new installation, changes nothing', async () => {
    const one = await workspaces();
    await one.save(INSTALLED);
    expect(await one.removed({ teamId: 'T0STANDIN' })).toBe(false);
    expect(await one.authorize({ teamId: 'T0STANDIN' })).toMatchObject({ botToken: 'xoxb-installed' });
  });
});

describe('while the store cannot be asked', () => {
  const source = { teamId: 'T0STANDIN', isEnterpriseInstall: false };

  test('payloads of workspaces that were known at the start are taken, also when their token has expired; nothing else is', async () => {
    let now = Temporal.Instant.from('2026-02-05T08:00Z');
    let isAway = false;
    const reachable = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name, receiver) =>
          isAway
            ? () => Promise.reject(new Error('the database cannot be reached'))
            : Reflect.get(target, name, receiver),
      });
    const expiresAt = now.add({ hours: 12 }).epochMilliseconds / 1000;
    await (await workspaces(() => now)).save({ ...INSTALLED, expiresAt });
    const clientFor = createClients(clientOptions(slack.apiUrl, slackLogger(silent)));
    const many = await createManyWorkspaces({
      config: CONFIG,
      admission: createAdmission(),
      installations: reachable(store.installations),
      handledEvents: store.handledEvents,
      clientFor,
      anonymous: clientFor(''),
      now: () => now,
      log: silent,
    });
    isAway = true;
    now = now.add({ minutes: 59 });
    expect(await many.authorizePayload(source)).toMatchObject({ botToken: 'xoxb-installed' });
    await expect(many.authorizePayload({ teamId: 'T0OTHER' })).rejects.toThrow('cannot be reached');
    await expect(many.authorize(source)).rejects.toThrow('cannot be reached');
    now = now.add({ hours: 12 });
    // The answer to a command needs none.
    expect(await many.authorizePayload(source)).toMatchObject({ botToken: 'xoxb-installed' });
    await expect(many.authorize(source)).rejects.toThrow('cannot be reached');
  });

  test('what another process installed or removed is noticed within a minute and a payload', async () => {
    let now = Temporal.Instant.from('2026-02-05T08:00Z');
    const one = await workspaces(() => now);
    const other = await workspaces(() => now);
    await one.save(INSTALLED);
    await one.authorizePayload(source);
    await other.save({ ...INSTALLED, botToken: 'xoxb-again' });
    now = now.add({ seconds: 61 });
    await one.authorizePayload(source);
    await expect.poll(() => one.authorizePayload(source)).toMatchObject({ botToken: 'xoxb-again' });
    await store.installations.remove('T0STANDIN');
    now = now.add({ seconds: 61 });
    await one.authorizePayload(source);
    await expect.poll(() => one.authorizePayload(source)).toBeUndefined();
  });
});
