/** What a reader said of single findings beside the picture of the page, kept by ids, so that no file holds words of the papers. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** Ids of findings ({@link idOf}): what comes out otherwise has another id, and is unread again. */
export type Verdicts = { readOn: string; right: string[]; wrong: string[] }

/** @param name of a file of this folder */
export async function readVerdicts(name: string): Promise<Verdicts> {
  return JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8')) as Verdicts
}

/** Names a finding by all that was judged of it. */
export const idOf = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 10)

export function verdictOf(id: string, { right, wrong }: Verdicts): 'right' | 'WRONG' | 'unread' {
  return wrong.includes(id) ? 'WRONG' : right.includes(id) ? 'right' : 'unread'
}
