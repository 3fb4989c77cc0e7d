import { defineConfig } from 'vitest/config';

/** Tests against an AWS emulator, which needs Python: not a part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts', 'test/adapters/aws/**/*.e2e.ts'],
    globalSetup: ['test/e2e/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
