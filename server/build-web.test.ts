import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { buildWebIfStale, distFolder } from './build-web.ts'

test('what is built is what ships, also when a test runner builds it: no development build of React', async () => {
  await buildWebIfStale(() => {})
  const assets = path.join(distFolder, 'assets')
  const scripts = readdirSync(assets).filter((name) => /^shell-.*\.js$/.test(name))
  expect(scripts.length).toBeGreaterThan(0)
  for (const name of scripts)
    expect(readFileSync(path.join(assets, name), 'utf8')).not.toContain('Download the React DevTools')
}, 60_000)
