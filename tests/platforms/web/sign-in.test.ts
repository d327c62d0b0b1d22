import { describe, expect, test } from 'vitest';
import { createSignIn } from '../../../src/platforms/web/access/sign-in.ts';
import type { WorkspaceView } from '../../../src/platforms/web/view-model.ts';
import { eventsOf, NOON, startWorkspace } from './sample-workspace.ts';

const PASSWORD = 'correct horse battery';

function form(password: string, origin: string): RequestInit {
  return { method: 'POST', headers: { origin }, body: new URLSearchParams({ password }) };
}

describe('a workspace with a password', () => {
  test('shows nothing before it is given', async () => {
    const { visitor } = await startWorkspace({ password: PASSWORD });
    expect((await visitor.request('/')).headers.get('location')).toBe('/sign-in');
    expect((await visitor.request('/api/workspace?zone=UTC')).status).toBe(401);
    expect((await visitor.request('/api/events?as=amina&zone=UTC&after=x')).status).toBe(401);
    expect((await visitor.post('/api/say', { conversation: 'general', text: 'hello' })).status).toBe(401);
  });

  test('opens with it, by a cookie that scripts and other sites cannot use', async () => {
    const { visitor, address } = await startWorkspace({ password: PASSWORD });
    const { origin } = new URL(address);
    const response = await visitor.request('/sign-in', form(PASSWORD, origin));
    expect(response.headers.get('location')).toBe('/');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const headers = { cookie: cookie.split(';')[0] ?? '', origin };
    expect((await visitor.request('/', { headers })).status).toBe(200);
    await visitor.request('/sign-out', { method: 'POST', headers });
    expect((await visitor.request('/', { headers })).status).toBe(303);
  });

  test('by a cookie that does not leave TLS, where a proxy speaks it', async () => {
    const { visitor, address } = await startWorkspace({ password: PASSWORD });
    const { origin } = new URL(address);
    const cookieFrom = async (from: string) =>
      (await visitor.request('/sign-in', form(PASSWORD, from))).headers.get('set-cookie');
    expect(await cookieFrom(origin.replace('http:', 'https:'))).toContain('Secure');
    expect(await cookieFrom(origin)).not.toContain('Secure');
  });

  test('closes again for a window that is open when its session ends', async () => {
    const { visitor, address } = await startWorkspace({ password: PASSWORD });
    const { origin } = new URL(address);
    const signIn = async () => {
      const response = await visitor.request('/sign-in', form(PASSWORD, origin));
      return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin };
    };
    const [leaving, staying] = [await signIn(), await signIn()];
    const workspace = await visitor.request('/api/workspace?zone=UTC', { headers: leaving });
    const { cursor }: WorkspaceView = JSON.parse(await workspace.text());
    const query = new URLSearchParams({ as: 'amina', zone: 'UTC', after: cursor });
    const open = (headers: Record<string, string>) => visitor.request(`/api/events?${query}`, { headers });
    const [left, stayed] = [eventsOf(await open(leaving)), eventsOf(await open(staying))];
    await visitor.request('/sign-out', { method: 'POST', headers: leaving });
    await visitor.post('/api/say', { conversation: 'general', text: 'after that' }, staying);
    expect((await stayed.next()).value).toMatchObject({ event: 'message' });
    expect(await left.next()).toEqual({ done: true, value: undefined });
  });

  test('says that a password is wrong, and after a few no longer listens', async () => {
    const { visitor, address } = await startWorkspace({ password: PASSWORD });
    const { origin } = new URL(address);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const response = await visitor.request('/sign-in', form('guess', origin));
      expect(response.headers.get('location')).toBe('/sign-in?wrong');
    }
    expect((await visitor.request('/sign-in', form(PASSWORD, origin))).status).toBe(429);
  });
});

describe('signing in', () => {
  test('pauses one address without locking out another', () => {
    const signIn = createSignIn(PASSWORD, () => NOON);
    for (let attempt = 0; attempt < 5; attempt += 1) signIn.attempt('guess', '10.0.0.1');
    expect(signIn.attempt(PASSWORD, '10.0.0.1').kind).toBe('paused');
    expect(signIn.attempt(PASSWORD, '10.0.0.2').kind).toBe('signed-in');
  });

  test('is possible again after a while', () => {
    let now = NOON;
    const signIn = createSignIn(PASSWORD, () => now);
    for (let attempt = 0; attempt < 5; attempt += 1) signIn.attempt('guess', '10.0.0.1');
    expect(signIn.attempt('guess', '10.0.0.1')).toEqual({ kind: 'paused', until: NOON.add({ minutes: 15 }) });
    now = NOON.add({ minutes: 15 });
    expect(signIn.attempt(PASSWORD, '10.0.0.1').kind).toBe('signed-in');
  });

  test('ends after its hours', () => {
    let now = NOON;
    const signIn = createSignIn(PASSWORD, () => now);
    const outcome = signIn.attempt(PASSWORD, '10.0.0.1');
    const session = outcome.kind === 'signed-in' ? outcome.session : '';
    expect(signIn.isSignedIn(session)).toBe(true);
    expect(signIn.isSignedIn(`${session}x`)).toBe(false);
    expect(signIn.isSignedIn(undefined)).toBe(false);
    now = NOON.add({ hours: 12 });
    expect(signIn.isSignedIn(session)).toBe(false);
  });
});
