import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BOT_EVENTS, slackManifest } from '../../../src/platforms/slack/registration/manifest.ts';
import { missingScopes } from '../../../src/platforms/slack/registration/scopes.ts';

describe('the manifest', () => {
  test('for Socket Mode names no address', () => {
    const manifest = slackManifest({ command: '/brief', distributed: false });
    expect(JSON.stringify(manifest)).not.toContain('http');
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, token_rotation_enabled: false });
  });

  test('for HTTP sends everything to one address, and browsers back from installing', () => {
    const manifest = slackManifest({
      command: '/brief',
      distributed: true,
      publicUrl: 'https://bot.example',
    });
    expect(manifest).toMatchObject({
      features: { slash_commands: [{ command: '/brief', url: 'https://bot.example/slack/events' }] },
      oauth_config: { redirect_urls: ['https://bot.example/slack/oauth_redirect'] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: 'https://bot.example/slack/events' },
        interactivity: {
          request_url: 'https://bot.example/slack/events',
          message_menu_options_url: 'https://bot.example/slack/events',
        },
      },
    });
  });

  test('stays within the limits of manifests', () => {
    const { display_information: shown, features } = slackManifest({ command: '/brief', distributed: false });
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description?.length).toBeLessThanOrEqual(140);
    expect(shown.long_description?.length).toBeGreaterThanOrEqual(174);
    expect(features?.agent_view?.agent_description.length).toBeLessThanOrEqual(300);
  });

  test('subscribes to exactly the events that are handled', async () => {
    const folder = 'src/platforms/slack/receiving';
    const files = (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8'));
    const source = (await Promise.all(files)).join('\n');
    const handled = [...source.matchAll(/app\.event\(\s*'([a-z_]+)'/gu)].map(([, name]) => name);
    const subscribed = new Set(BOT_EVENTS.map((name) => name.split('.')[0]));
    // The older assistant view is served where an app still has it; new apps have the agent view.
    expect(handled.filter((name) => name !== 'assistant_thread_started').toSorted()).toEqual(
      [...subscribed].toSorted(),
    );
  });
});

test('missing scopes are told with what they are for', () => {
  expect(missingScopes(['chat:write'])).toMatchObject({
    necessary: ['commands'],
    useful: expect.arrayContaining(['users:read (names and time zones of people)']),
  });
  expect(missingScopes(undefined)).toEqual({ necessary: [], useful: [] });
});
