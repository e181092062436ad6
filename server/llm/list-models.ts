/** The models that an endpoint says it has, through the provider's own client library. */
import { clientOptions } from './client-options.ts'
import type { Endpoint } from './schema.ts'

/** OpenRouter has some hundreds. */
const mostListed = 1000

/** @returns names in the endpoint's order, at most 1000; empty where it has no such list or does not answer within 10 s */
export async function listModels(endpoint: Endpoint): Promise<string[]> {
  const { OpenAI } = await import('openai')
  const client = new OpenAI({
    ...clientOptions(endpoint),
    apiKey: endpoint.apiKey ?? 'no-key',
    // A kept connection may have been closed by the other side meanwhile.
    maxRetries: 1,
    timeout: 10_000,
  })
  try {
    const page = await client.models.list()
    return page.data.map((model) => model.id).slice(0, mostListed)
  } catch {
    return []
  }
}
