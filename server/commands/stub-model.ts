/** `galley stub-model`: the stub as a server of its own, for trying the program without a provider. */
import { startStubModel } from '../llm/stub/stub-model.ts'

export async function stubModelCommand({ port, delay }: { port: number; delay: number }): Promise<void> {
  const stub = await startStubModel({ port, delayMs: delay })
  console.log(`The stub model is at ${stub.url}`)
  console.log(`Use it: OPENAI_BASE_URL=${stub.url} GALLEY_MODEL=good npm start`)
  process.once('SIGINT', () => void stub.close().then(() => process.exit(0)))
  process.once('SIGTERM', () => void stub.close().then(() => process.exit(0)))
}
