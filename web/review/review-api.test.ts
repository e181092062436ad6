import { expect, test } from 'vitest'
import { createApi } from '../api.ts'
import { reviewApi } from './review-api.ts'

test('a save says which revision it grew from, and the first one says none', async () => {
  const seen: Request[] = []
  const fetcher: typeof fetch = async (input, init) => {
    seen.push(new Request(new URL(String(input), 'http://galley.test'), init))
    return Response.json({ revision: {} })
  }
  const api = reviewApi(createApi(fetcher))
  const save = { text: 'a', ops: [], activeMs: 0 }
  await api.saveText('p', 'r1', save)
  await api.saveText('p', null, save)
  expect(seen.map((request) => request.headers.get('if-match'))).toEqual(['"r1"', '"none"'])
})
