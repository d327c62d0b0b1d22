import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../../src/platforms/web/access/access.ts';
import { createWebPlatform } from '../../../src/platforms/web/connect.ts';
import { createSampleDispatcher } from './sample-dispatcher.ts';
import { NOON, silent, startWorkspace } from './sample-workspace.ts';

const own = {
  method: 'POST',
  host: 'localhost:3000',
  origin: 'http://localhost:3000',
  fetchSite: 'same-origin',
};

describe('a request', () => {
  test.each(['localhost:3000', '127.0.0.1:3000', '127.0.0.2', '[::1]:3000', 'LOCALHOST'])(
    'to %s is taken',
    (host) => {
      expect(
        refusal({ method: 'GET', host, origin: undefined, fetchSite: undefined }, false),
      ).toBeUndefined();
    },
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '10.0.0.1:3000',
    '127.0.0.1.evil.example',
    '',
    undefined,
  ])('to %s is refused: its name may have been pointed here from elsewhere', (host) => {
    expect(refusal({ method: 'GET', host, origin: undefined, fetchSite: undefined }, false)).toBeDefined();
  });

  test('of the page itself may change things', () => {
    expect(refusal(own, false)).toBeUndefined();
    expect(refusal({ ...own, fetchSite: undefined }, false)).toBeUndefined();
    expect(refusal({ ...own, origin: undefined }, false)).toBeUndefined();
  });

  test.each([
    { ...own, origin: 'https://evil.example' },
    { ...own, origin: 'http://localhost:8080' },
    { ...own, origin: 'null' },
    { ...own, fetchSite: 'cross-site' },
    { ...own, fetchSite: 'same-site' },
    { ...own, origin: undefined, fetchSite: undefined },
    { ...own, origin: undefined, fetchSite: 'none' },
  ])('from elsewhere may not: %o', (foreign) => {
    expect(refusal(foreign, false)).toBeDefined();
  });

  test('behind a proxy with TLS keeps its public name', () => {
    const behind = { ...own, host: 'briefings.example', origin: 'https://briefings.example' };
    expect(refusal(behind, true)).toBeUndefined();
    expect(refusal({ ...behind, origin: 'https://evil.example' }, true)).toBeDefined();
  });
});

describe('the server', () => {
  test('refuses another Host and a foreign Origin', async () => {
    const { address, visitor } = await startWorkspace();
    expect(await statusWithHost(address, 'evil.example')).toBe(403);
    const foreign = await visitor.post(
      '/api/say',
      { conversation: 'general', text: 'hello' },
      { origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(403);
    expect(await visitor.messages('general')).toEqual([]);
  });

  test('sends a policy that allows nothing inline and no frames', async () => {
    const { visitor } = await startWorkspace();
    const policy = (await visitor.request('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
  });

  test('lets browsers say where a form comes from', async () => {
    const { visitor } = await startWorkspace();
    // With `no-referrer` the Origin of a form is `null` (Fetch standard, "append a request Origin header").
    expect((await visitor.request('/')).headers.get('referrer-policy')).toBe('same-origin');
  });

  test('names what is wrong with a body', async () => {
    const { visitor } = await startWorkspace();
    const response = await visitor.post('/api/say', {
      conversation: 'general',
      text: ' ',
      zone: 'Mars/Base',
    });
    expect(response.status).toBe(400);
    const { message } = JSON.parse(await response.text());
    expect(message).toContain('text');
    expect(message).toContain('zone');
    const form = await visitor.post('/api/say', {}, { 'content-type': 'text/plain' });
    expect(form.status).toBe(400);
  });

  test('takes no body that is too large', async () => {
    const { visitor } = await startWorkspace();
    const response = await visitor.post('/api/say', { conversation: 'general', text: 'x'.repeat(40_000) });
    expect(response.status).toBe(413);
  });

  test.each(['/page/../connect.ts', '/page/%2e%2e/connect.ts', '/library/../package.json', '/src/main.ts'])(
    'serves nothing that is not on its list: %s',
    async (path) => {
      const { visitor } = await startWorkspace();
      expect((await visitor.request(path)).status).toBe(404);
    },
  );

  test('opens beyond this machine only with a password', async () => {
    const { store } = await startWorkspace();
    const open = createWebPlatform({
      host: '0.0.0.0',
      port: 0,
      dispatcher: createSampleDispatcher(),
      history: store.workspaceHistory,
      now: () => NOON,
      log: silent,
    });
    await expect(open.start()).rejects.toThrow(/HOST.*WEB_PASSWORD/u);
  });
});

/** `fetch` sets Host itself. */
function statusWithHost(address: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(address, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
