import { defineConfig } from 'vitest/config';

const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/infrastructure/**'], ...timeouts } },
      {
        // Importing the CDK takes seconds, and synthesizing too: once for all files.
        test: {
          name: 'infrastructure',
          include: ['test/infrastructure/**/*.test.ts'],
          isolate: false,
          fileParallelism: false,
          ...timeouts,
        },
      },
    ],
  },
});
