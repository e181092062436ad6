import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          globalSetup: './test/pg.setup.ts',
          include: ['{server,evals,bench,test,papers}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          globalSetup: './e2e/build.setup.ts',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // One browser and one server at a time: two cores are not many.
          fileParallelism: false,
        },
      },
      // Not a test: `npm run screenshots` makes the pictures of docs/tour.md with the same helpers.
      {
        extends: true,
        test: {
          name: 'screenshots',
          environment: 'node',
          globalSetup: './e2e/build.setup.ts',
          include: ['e2e/screenshots.ts'],
          testTimeout: 180_000,
        },
      },
      { extends: true, test: { name: 'web', environment: 'happy-dom', include: ['web/**/*.test.{ts,tsx}'] } },
    ],
  },
})
