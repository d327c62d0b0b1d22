import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/**
 * Requests as the library makes them, but for uploads: its own, older undici refuses every upload as soon as
 * another package of the process has made a newer undici the global dispatcher. Node's fetch takes both.
 */
export const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  if (!(init.body instanceof FormData)) return await DefaultRestOptions.makeRequest(url, init);
  const headers = Object.entries(init.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return await fetch(url, {
    method: init.method ?? 'POST',
    headers,
    body: init.body,
    signal: init.signal ?? null,
  });
};
