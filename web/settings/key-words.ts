/** What may be said of a key: where it is from, and how it ends. */
import type { ModelView } from '../../server/settings/schema.ts'

export function keyWords(key: ModelView['key']): string {
  if (key === null) return 'none'
  const end = key.endsIn === '' ? '' : `, ends in …${key.endsIn}`
  return key.from === 'environment' ? `from the environment or secrets.json${end}` : `set${end}`
}
