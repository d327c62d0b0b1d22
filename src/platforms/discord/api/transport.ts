import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Requests as the library makes them, but for two things.
 *
 * Uploads: its own, older undici refuses every upload as soon as another package of the process has made a newer
 * undici the global dispatcher. Node's fetch takes both.
 *
 * A refused token, whichever request meets it first, is told to `unauthorised`: it is one token for everything.
 * Interactions have tokens of their own, which merely run out.
 */
export function createTransport(unauthorised: () => void): MakeRequest {
  return async (url, init) => {
    const response = await (init.body instanceof FormData
      ? upload(url, init, init.body)
      : DefaultRestOptions.makeRequest(url, init));
    if (response.status === 401 && 'Authorization' in (init.headers ?? {})) unauthorised();
    return response;
  };
}

async function upload(url: string, init: Parameters<MakeRequest>[1], body: FormData) {
  const headers = Object.entries(init.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return await fetch(url, { method: init.method ?? 'POST', headers, body, signal: init.signal ?? null });
}
