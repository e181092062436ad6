/** `galley doctor`: what is configured, what is missing, in plain words. */
import { existsSync } from 'node:fs'
import { buildStamp } from '../build-web.ts'
import { openLibrary } from '../open-library.ts'
import { findHolder } from '../storage/library-lock.ts'
import { version } from '../version.ts'
import { config, withParts, type Answer } from './command.ts'

export async function doctorCommand(): Promise<Answer<'doctor'>> {
  const settings = config()
  const { dataFolder, store } = settings
  const checks: Answer<'doctor'>['data']['checks'] = []
  const library = await openLibrary(settings)
  checks.push({
    name: 'library',
    ok: library.ok,
    message: library.ok ? 'opens, and its schema is up to date' : library.error.message,
  })
  if (library.ok) await library.value.close()
  const model = library.ok ? await withParts(({ connection }) => connection.current()) : settings.model
  const server = findHolder(dataFolder)
  checks.push({
    name: 'server',
    ok: true,
    message: server?.url ? `runs at ${server.url} (process ${server.pid})` : 'does not run',
  })
  checks.push({ name: 'pages', ok: true, message: existsSync(buildStamp) ? 'are built' : 'will be built by npm start' })
  if (model && library.ok) {
    const { ok, message } = await withParts(({ testConnection }) => testConnection())
    checks.push({ name: 'model', ok, message })
  } else if (!model)
    checks.push({
      name: 'model',
      ok: true,
      message:
        'none connected: drafts are extracted sentences. Choose one in Settings, or set OPENAI_API_KEY or OPENAI_BASE_URL.',
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
