import { BlockList, isIP } from 'node:net';
import { UserError } from '../../../errors.ts';

/** Which addresses reach only this machine (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/gu, '').toLowerCase();
  if (bare === 'localhost') return true;
  const family = isIP(bare);
  return family !== 0 && loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

/** @throws UserError where others could reach a workspace that asks for no password */
export function requirePasswordBeyondThisMachine(host: string, password: string | undefined): void {
  if (isLoopback(host) || password !== undefined) return;
  throw new UserError(
    'invalid',
    `HOST is ${host}, which others can reach, and WEB_PASSWORD is not set: anyone could read and speak here.`,
    'Set HOST to 127.0.0.1, or set WEB_PASSWORD and put a proxy with TLS in front.',
  );
}

/** What a request says about where it comes from. */
export interface Provenance {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

/**
 * Why a request is refused, or undefined.
 *
 * Host: a page elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and is then "same origin" with
 * us; only the name in `Host` gives it away. Where a password guards a public name, its cookie does not go to
 * another name, so any is fine. The port is not compared: it differs behind a tunnel.
 *
 * Origin and Sec-Fetch-Site: browsers send one of them with everything that changes something, and a page
 * cannot forge them.
 */
export function refusal(request: Provenance, anyHost: boolean): string | undefined {
  const host = request.host === undefined ? null : URL.parse(`http://${request.host}`);
  if (!host) return 'The request names no host. Open the address that was printed at start.';
  if (!anyHost && !isLoopback(host.hostname)) {
    return 'This workspace answers to localhost and 127.0.0.1 only. Open the address that was printed at start.';
  }
  if (request.fetchSite === 'cross-site' || request.fetchSite === 'same-site') {
    return 'This request came from another site.';
  }
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.origin !== undefined) {
    const origin = URL.parse(request.origin);
    return origin && origin.host === URL.parse(`${origin.protocol}//${request.host}`)?.host
      ? undefined
      : 'This request came from another origin.';
  }
  return request.fetchSite === 'same-origin'
    ? undefined
    : 'A request that changes something needs an Origin header with the address of the workspace.';
}
