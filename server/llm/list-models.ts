/** The models that an endpoint says it has, through the provider's own client library. */
import type { Endpoint } from './schema.ts'

/** More would not be read. */
const mostNamed = 12

/** @returns names in the endpoint's order, at most 12; empty where it has no such list or does not answer within 10 s */
export async function listModels({ baseUrl, apiKey }: Endpoint): Promise<string[]> {
  const { OpenAI } = await import('openai')
  // No environment variable may lead this request elsewhere, or add to it.
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'no-key',
    maxRetries: 0,
    timeout: 10_000,
    organization: null,
    project: null,
  })
  try {
    const page = await client.models.list()
    return page.data.map((model) => model.id).slice(0, mostNamed)
  } catch {
    return []
  }
}
