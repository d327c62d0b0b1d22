import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/seed-properties.ts'],
    globalSetup: ['tests/contracts/postgres-server.ts'],
    // Whole programs, browsers and database servers start in some tests; the machine may be busy.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
