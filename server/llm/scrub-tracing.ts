/** No prompt leaves for anywhere but the chosen endpoint: langchain's tracing is switched on by mere environment variables. */

/**
 * Deletes every LANGSMITH_… and LANGCHAIN_… variable of `environment`; called once at start-up, before langchain is loaded.
 * @returns the names that were there
 */
export function scrubTracing(environment: Record<string, string | undefined>): string[] {
  const names = Object.keys(environment).filter((name) => /^(?:LANGSMITH|LANGCHAIN)(?:_|$)/i.test(name))
  for (const name of names) delete environment[name]
  return names
}
