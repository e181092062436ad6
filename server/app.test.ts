/** What holds for every route: one error shape, whatever comes in. */
import { expect, test } from 'vitest'
import { freshApp } from '../test/fresh-app.ts'

const bad = async (method: string, path: string, body?: string) => {
  const { app } = await freshApp('sqlite')
  const init = { method, headers: { 'content-type': 'application/json' }, ...(body !== undefined && { body }) }
  const response = await app.request(`http://127.0.0.1${path}`, init)
  return { status: response.status, ...((await response.json()) as { error: { kind: string; message: string } }) }
}
const id = '00000000-0000-4000-8000-000000000000'

test.each([
  ['a body that is no JSON', 'POST', '/api/issues', '{"date": ', 400, 'bad-request'],
  ['a field that is wrong', 'POST', '/api/issues', '{"date": "tomorrow"}', 400, 'bad-request'],
  ['a field that is missing', 'PUT', `/api/papers/${id}/text`, '{"text": "x"}', 400, 'bad-request'],
  ['an id that is none', 'GET', '/api/papers/1%20or%201=1/review', undefined, 400, 'bad-request'],
  ['a paper that is not there', 'GET', `/api/papers/${id}/review`, undefined, 404, 'paper-not-found'],
  ['a draft that is not there', 'POST', `/api/drafts/${id}/stop`, undefined, 404, 'draft-not-found'],
  ['an address that is none', 'GET', '/api/nothing', undefined, 404, 'unknown-path'],
])('%s is named, with what is wrong', async (_name, method, path, body, status, kind) => {
  const answer = await bad(method, path, body)
  expect(answer).toMatchObject({ status, error: { kind } })
  expect(answer.error.message.length).toBeGreaterThan(10)
})
