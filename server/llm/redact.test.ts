import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test.each([
  ['the key in use', 'bad key hunter2-secret!', 'bad key [key]!'],
  ['a half masked key', 'Incorrect API key provided: sk-proj-ab***yz.', 'Incorrect API key provided: [key]'],
  ['a header', 'sent Authorization: Bearer abc.def-123', 'sent Authorization: [key]'],
  ['a URL with a password', 'no answer from https://me:pass@host/v1', 'no answer from https://[key]@host/v1'],
  ['no key at all', 'task-oriented risk-free text', 'task-oriented risk-free text'],
])('%s', (_name, text, expected) => {
  expect(redact(text, ['hunter2-secret', null])).toBe(expected)
})
