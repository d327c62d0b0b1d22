import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';

/** So many requests in so long a time. */
export interface Allowance {
  readonly requests: number;
  readonly milliseconds: number;
}

interface Window {
  used: number;
  endsAt: number;
}

/** Invalid requests are counted over this time (developers/topics/rate-limits). */
const INVALID_WINDOW_MS = 10 * 60_000;

/**
 * Discord's limits as its clients see them: a bucket for each route and top-level id, one for the whole bot, and
 * a count of invalid requests. Nothing is limited until an allowance is set.
 */
export class RateLimits {
  /** By route, such as `POST /channels/:id/messages`. */
  readonly routes = new Map<string, Allowance>();
  global: Allowance | undefined;
  /** Requests that were let through, by bucket. */
  readonly passed = new Map<string, number>();
  readonly #windows = new Map<string, Window>();
  readonly #invalid: number[] = [];

  /** The headers of a request that may pass, or the 429 that it meets. */
  take(method: string, path: string): { readonly headers: Answer['headers'] } | { readonly limited: Answer } {
    const route = `${method} ${routeOf(path)}`;
    // Interactions are answered outside the limit of the whole bot, and callbacks have no bucket either.
    const whole =
      path.startsWith('/interactions/') || path.startsWith('/webhooks/') ? undefined : this.global;
    const wait = whole ? this.#use('global', whole) : undefined;
    if (wait?.spent) return { limited: tooMany(wait.resetAfter, 'global') };
    const allowance = this.routes.get(route);
    if (!allowance) return { headers: {} };
    const bucket = bucketOf(route);
    const key = `${bucket}:${topLevelId(path)}`;
    const state = this.#use(key, allowance);
    const headers = {
      'x-ratelimit-bucket': bucket,
      'x-ratelimit-limit': String(allowance.requests),
      'x-ratelimit-remaining': String(state.remaining),
      'x-ratelimit-reset-after': seconds(state.resetAfter),
    };
    if (state.spent) return { limited: tooMany(state.resetAfter, 'user', headers) };
    this.passed.set(key, (this.passed.get(key) ?? 0) + 1);
    return { headers };
  }

  /** Counts what brings a bot nearer to being shut out: 401, 403 and 429, unless the resource's own limit was met. */
  judge({ status, headers }: Answer): void {
    const isInvalid =
      status === 401 || status === 403 || (status === 429 && headers?.['x-ratelimit-scope'] !== 'shared');
    if (isInvalid) this.#invalid.push(Date.now());
  }

  /** Invalid requests of the last ten minutes; 10,000 of them block the address. */
  get invalid(): number {
    return this.#invalid.filter((at) => Date.now() - at < INVALID_WINDOW_MS).length;
  }

  #use(key: string, { requests, milliseconds }: Allowance) {
    const now = Date.now();
    const known = this.#windows.get(key);
    const window = known && known.endsAt > now ? known : { used: 0, endsAt: now + milliseconds };
    this.#windows.set(key, window);
    const spent = window.used >= requests;
    if (!spent) window.used += 1;
    return { spent, remaining: requests - window.used, resetAfter: window.endsAt - now };
  }
}

function tooMany(wait: number, scope: 'user' | 'global', headers: Answer['headers'] = {}): Answer {
  const isGlobal = scope === 'global';
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: wait / 1000, global: isGlobal },
    headers: {
      ...headers,
      'retry-after': seconds(wait),
      'x-ratelimit-scope': scope,
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** The path with its ids taken out. */
function routeOf(path: string): string {
  return path.replaceAll(/\/\d{17,20}(?=\/|$)/g, '/:id').replaceAll(/\/token-\d+/g, '/:token');
}

/** Channel, server or webhook: limits count apart for each. */
function topLevelId(path: string): string {
  const [, kind = '', id = '', token = ''] = path.split('/');
  if (kind === 'webhooks') return `${id}/${token}`;
  return kind === 'channels' || kind === 'guilds' ? id : '';
}

function bucketOf(route: string): string {
  return createHash('sha256').update(route).digest('hex').slice(0, 32);
}
