/** Replies of earlier runs to the very same requests. Errors are never among them. */
import { cellKey } from './cell-key.ts'
import type { FrozenVariant } from './schema.ts'
import type { CellResult, EvalStore } from './store.ts'

export type KnownReplies = ReadonlyMap<string, CellResult>

/** By cell key. Only variants that an earlier run had in the same words are read. */
export async function knownReplies(store: EvalStore, variants: readonly FrozenVariant[]): Promise<KnownReplies> {
  const wanted = new Set(variants.map(sameWords))
  const known = new Map<string, CellResult>()
  for (const run of await store.listRuns())
    for (const variant of run.spec.variants)
      if (wanted.has(sameWords(variant)))
        for (const { case: of, result } of await store.goodReplies(run.id, variant.name)) {
          const key = cellKey(of, variant, result.repeat)
          if (!known.has(key)) known.set(key, result)
        }
  return known
}

const sameWords = ({ prompt, shownSha, model, parameters }: FrozenVariant): string =>
  JSON.stringify([prompt, shownSha, model, parameters.temperature ?? null, parameters.maxOutputTokens ?? null])
