import { describe, expect, test } from 'vitest';
import { readPageFiles } from '../../../src/platforms/web/serving/page-files.ts';
import { startWorkspace } from './sample-workspace.ts';

describe('the files of the page', () => {
  test('are JavaScript without types', async () => {
    const main = (await readPageFiles()).files.get('/page/state/state.ts');
    expect(main?.contentType).toContain('text/javascript');
    expect(main?.content).not.toContain('readonly');
  });

  test('import nothing that is not served', async () => {
    const { files } = await readPageFiles();
    const libraries = new Set(['preact', 'preact/hooks', 'htm']);
    for (const [path, { content, contentType }] of files) {
      if (!contentType.includes('javascript') || path.startsWith('/library/')) continue;
      for (const [, name = ''] of content.matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gmsu)) {
        const served = name.startsWith('.')
          ? files.has(new URL(name, `http://page${path}`).pathname)
          : libraries.has(name);
        expect(served, `${path} imports ${name}`).toBe(true);
      }
    }
  });

  test('are sent again only when they have changed', async () => {
    const { visitor } = await startWorkspace();
    const first = await visitor.request('/page/main.ts');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await visitor.request('/page/main.ts', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });
});
