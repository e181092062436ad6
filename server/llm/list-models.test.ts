import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { listModels } from './list-models.ts'
import { startStubModel } from './stub/stub-model.ts'

test('a list that is somewhere else is not fetched from there: the key is for this endpoint', async () => {
  const stub = await startStubModel()
  const server = createServer((_request, response) => {
    response.writeHead(307, { location: `${stub.url}/models` }).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    server.close()
    await stub.close()
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  expect(await listModels({ baseUrl: stub.url, apiKey: 'k' })).toContain('good')
  expect(await listModels({ baseUrl, apiKey: 'k' })).toEqual([])
})
