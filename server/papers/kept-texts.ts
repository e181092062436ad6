/** The few readings that are at hand in memory: parsing one takes longer than drafting from it. A reading never changes. */
import type { PaperText, PaperTextId } from './schema.ts'

/** The paper under review, the next one, and those that are drafted meanwhile. */
const textsKept = 6
/** Of JSON, of all that are kept; parsed it takes several times as much. A paper of 20 pages has some half a million. */
const charactersKept = 20_000_000

/** @param read the JSON of a reading; null where it failed, or is unknown: that is asked anew each time */
export function keepTexts(
  read: (id: PaperTextId) => Promise<string | null>,
): (id: PaperTextId) => Promise<PaperText | null> {
  const texts = new Map<PaperTextId, { text: PaperText; characters: number }>()
  const tooMany = () =>
    texts.size > textsKept || [...texts.values()].reduce((sum, { characters }) => sum + characters, 0) > charactersKept
  return async (id) => {
    const kept = texts.get(id) ?? parsed(await read(id))
    if (!kept) return null
    // The last one that was asked for stays longest.
    texts.delete(id)
    texts.set(id, kept)
    for (const oldest of texts.keys()) {
      if (oldest === id || !tooMany()) break
      texts.delete(oldest)
    }
    return kept.text
  }
}

const parsed = (json: string | null) =>
  json === null ? null : { text: JSON.parse(json) as PaperText, characters: json.length }
