import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    // Tests that start the program start the built one.
    globalSetup: ['bin/build.js'],
    // The platforms' libraries take seconds to load; files of one worker share them.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Generous: these machines are small and shared, and no test measures time.
    // Two workers: the suite is meant for small machines, and the database and browser tests are heavy.
    maxWorkers: 2,
  },
});
