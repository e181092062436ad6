import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { headers, onlyThisMachine } from './guard.ts'

const app = new Hono()
  .use(headers)
  .use(onlyThisMachine)
  .all('/x', (c) => c.json({}))
const ask = (url: string, init?: RequestInit) => app.request(url, init)

describe('who may talk to the server', () => {
  test('this machine may, by each of its names', async () => {
    for (const host of ['127.0.0.1:4317', 'localhost:4317', '[::1]:4317'])
      expect((await ask(`http://${host}/x`)).status).toBe(200)
  })
  test('a rebound name may not', async () => {
    const response = await ask('http://evil.example:4317/x')
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: { kind: 'foreign-request' } })
  })
  test('a page of another site may neither write nor read', async () => {
    for (const method of ['POST', 'GET'])
      expect((await ask('http://127.0.0.1/x', { method, headers: { origin: 'https://evil.example' } })).status).toBe(
        403,
      )
  })
  test('a page of another port of this machine is another site', async () => {
    const from = (origin: string) => ask('http://127.0.0.1:4317/x', { method: 'POST', headers: { origin } })
    expect((await from('http://127.0.0.1:9999')).status).toBe(403)
    expect((await from('http://127.0.0.1:4317')).status).toBe(200)
  })
  test('nothing is loaded from elsewhere, framed, or sniffed', async () => {
    const response = await ask('http://127.0.0.1/x')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
