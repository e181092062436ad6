/** `galley doctor`: what is configured, what is missing, in plain words. */
import { existsSync } from 'node:fs'
import { buildStamp } from '../build-web.ts'
import { checkEndpoint } from '../llm/check-endpoint.ts'
import { openLibrary } from '../open-library.ts'
import { findHolder } from '../storage/library-lock.ts'
import { version } from '../version.ts'
import { config, type Answer } from './command.ts'

export async function doctorCommand(): Promise<Answer<'doctor'>> {
  const settings = config()
  const { dataFolder, store, model } = settings
  const checks: Answer<'doctor'>['data']['checks'] = []
  const library = await openLibrary(settings)
  checks.push({
    name: 'library',
    ok: library.ok,
    message: library.ok ? 'opens, and its schema is up to date' : library.error.message,
  })
  if (library.ok) await library.value.close()
  const server = findHolder(dataFolder)
  checks.push({
    name: 'server',
    ok: true,
    message: server?.url ? `runs at ${server.url} (process ${server.pid})` : 'does not run',
  })
  checks.push({ name: 'pages', ok: true, message: existsSync(buildStamp) ? 'are built' : 'will be built by npm start' })
  if (model) {
    const answer = await checkEndpoint({ ...model, now: () => new Date() }, AbortSignal.timeout(30_000))
    checks.push({ name: 'model', ok: answer.ok, message: answer.message })
  } else
    checks.push({
      name: 'model',
      ok: true,
      message:
        'none configured: drafts are extracted sentences. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a local one.',
    })
  const where = store.engine === 'sqlite' ? store.path : 'PostgreSQL (DATABASE_URL)'
  return {
    data: {
      version,
      node: process.version,
      data: dataFolder,
      store: where,
      model: model?.model ?? null,
      endpoint: model?.baseUrl ?? null,
      checks,
    },
    lines: [
      `Galley ${version} on Node ${process.version}; library in ${where}`,
      ...checks.map((check) => `${check.ok ? '✓' : '✗'} ${check.name}: ${check.message}`),
    ],
    exitCode: checks.every((check) => check.ok) ? 0 : 1,
  }
}
