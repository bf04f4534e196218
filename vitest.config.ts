import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two workers: the suite is meant for small machines, and the database and browser tests are heavy.
    maxWorkers: 2,
  },
});
