import { expect, test } from 'vitest'
import { staleKeys, valueOf } from './use-api.tsx'

test.each([
  ['paper:1', [['papers'], ['review', '1'], ['status'], ['checks']]],
  ['job:extract:1', [['papers'], ['review']]],
  ['issue:7', [['issues'], ['issue', '7']]],
  ['something-new', []],
])('the topic %s renews what it changed', (topic, keys) => expect(staleKeys(topic)).toEqual(keys))

test('an error value becomes a throw that keeps its kind', async () => {
  const error = { kind: 'offline', message: 'No answer.', status: 0 }
  await expect(valueOf(Promise.resolve({ ok: false, error }))).rejects.toMatchObject(error)
})
