import { expect, test } from 'vitest'
import { scrubTracing } from './scrub-tracing.ts'

test('every tracing variable of langchain goes, the rest stays', () => {
  const environment = {
    LANGSMITH_TRACING: 'true',
    LANGCHAIN_TRACING_V2: 'true',
    LANGSMITH_API_KEY: 'x',
    langchain_verbose: '1',
    OPENAI_API_KEY: 'k',
  }
  const gone = scrubTracing(environment)
  expect(environment).toEqual({ OPENAI_API_KEY: 'k' })
  expect(gone).toHaveLength(4)
})
