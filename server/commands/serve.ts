/** `galley serve`: builds what is stale, serves, and ends cleanly on Ctrl+C. */
import { buildWebIfStale } from '../build-web.ts'
import { startServer } from '../main.ts'
import { config, must } from './command.ts'

export async function serveCommand({ build }: { build: boolean }): Promise<void> {
  const settings = config()
  if (build) await buildWebIfStale((line) => console.log(line))
  const server = must(await startServer(settings))
  console.log(`Galley is at ${server.url}   (library: ${settings.dataFolder}; stop with Ctrl+C)`)
  const { model } = server
  console.log(
    model
      ? `Drafts by ${model.model} at ${model.baseUrl}.`
      : 'No model is configured: drafts are extracted sentences (see README, "A model").',
  )
  const stop = () => {
    void server.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
