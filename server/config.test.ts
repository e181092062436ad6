import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from './config.ts'

function folderWith(secrets: string, mode: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'secrets.json'), secrets)
  chmodSync(path.join(folder, 'secrets.json'), mode)
  return folder
}

test('with nothing set the program runs on ./data without a model', () => {
  expect(readConfig({})).toMatchObject({
    ok: true,
    value: {
      dataFolder: path.resolve('data'),
      port: 4317,
      host: '127.0.0.1',
      model: null,
      store: { engine: 'sqlite' },
    },
  })
})

test('an address alone is a model: local endpoints need no key', () => {
  expect(readConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', GALLEY_MODEL: 'm' })).toMatchObject({
    ok: true,
    value: { model: { baseUrl: 'http://127.0.0.1:1/v1', model: 'm' } },
  })
})

test('an address with a password in it is refused, and the password is not repeated', () => {
  const read = readConfig({ OPENAI_BASE_URL: 'https://me:secret@x.example/v1' })
  expect(read).toMatchObject({ ok: false, error: { kind: 'bad-setting' } })
  expect(JSON.stringify(read)).not.toContain('secret@')
})

test('an unusable setting is named', () => {
  const message: unknown = expect.stringContaining('GALLEY_PORT')
  expect(readConfig({ GALLEY_PORT: 'eighty' })).toMatchObject({ ok: false, error: { kind: 'bad-setting', message } })
})

test('tracing variables are taken out of the environment', () => {
  const environment: NodeJS.ProcessEnv = { LANGSMITH_TRACING: 'true', LANGCHAIN_API_KEY: 'k', HOME: '/h' }
  readConfig(environment)
  expect(environment).toEqual({ HOME: '/h' })
})

test('a key from secrets.json is used, but not from a file that others can read', () => {
  const kept = folderWith('{"OPENAI_API_KEY": "sk-1"}', 0o600)
  expect(readConfig({ GALLEY_DATA: kept })).toMatchObject({ ok: true, value: { model: { apiKey: 'sk-1' } } })
  const open = folderWith('{"OPENAI_API_KEY": "sk-1"}', 0o644)
  expect(readConfig({ GALLEY_DATA: open })).toMatchObject({ ok: false, error: { kind: 'open-secrets' } })
})
