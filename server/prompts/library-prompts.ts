/** The prompts of a library: the shipped files, the versions that the editor saved, and of each name the one in use. */
import { fail, type Result } from '../result.ts'
import type { PromptLabels } from './labels-store.ts'
import { notFound, promptsFrom, type Prompts } from './load.ts'
import { parsePrompt } from './parse-prompt.ts'
import { promptName, type PromptError, type PromptFile, type PromptVersion } from './schema.ts'
import type { PromptVersions } from './versions-store.ts'

export type LibraryPromptParts = { shipped: Prompts; versions: PromptVersions; labels: PromptLabels }

/**
 * The same as a folder of prompts, and more: `find('draft')` is the version labelled live, else the shipped one; a
 * shipped file that changes never replaces a label. A name that only the editor uses means its newest version.
 * `find('draft@1a2b3c')` is that very version, by the first six or more digits of its hash.
 */
export function createLibraryPrompts(parts: LibraryPromptParts): Prompts {
  const { shipped, versions, labels } = parts
  return promptsFrom({
    async file(wanted): Promise<Result<PromptFile, PromptError>> {
      const [name = '', digits] = wanted.split('@')
      // It comes from a request: what no prompt can be called is looked up nowhere.
      if (!promptName.test(name)) return fail(notFound(name))
      const sha = digits ?? (await labels.live(name))
      if (sha === null) return unlabelled(name, parts)
      const version = onlyOne(await allVersions(name, parts), sha)
      if (version) return parsePrompt(version.text, `${name}@${version.sha.slice(0, 10)}`)
      const message = `No version of the prompt "${name}" begins with ${sha.slice(0, 10)}, or more than one does.`
      return fail({ kind: 'prompt-not-found', message })
    },
    names: async () => [...new Set([...(await shipped.names()), ...(await versions.names())])].toSorted(),
  })
}

/** What a name means while no version was chosen: the shipped file; of a prompt of the editor's own, the newest version. */
export async function unlabelled(
  name: string,
  { shipped, versions }: Pick<LibraryPromptParts, 'shipped' | 'versions'>,
): Promise<Result<PromptFile, PromptError>> {
  const file = await shipped.file(name)
  if (file.ok || file.error.kind !== 'prompt-not-found') return file
  const [newest] = await versions.of(name)
  return newest ? parsePrompt(newest.text, `${name}@${newest.sha.slice(0, 10)}`) : file
}

/** The kept ones, newest first; before them the shipped one as it is now, where it has not been used yet. */
export async function allVersions(
  name: string,
  { shipped, versions }: Pick<LibraryPromptParts, 'shipped' | 'versions'>,
): Promise<PromptVersion[]> {
  const kept = await versions.of(name)
  const file = await shipped.file(name)
  if (!file.ok || kept.some(({ sha }) => sha === file.value.sha)) return kept
  return [{ sha: file.value.sha, text: file.value.text, createdAt: null }, ...kept]
}

/** Digits that two versions share name neither. */
function onlyOne(found: readonly PromptVersion[], digits: string): PromptVersion | null {
  if (digits.length < 6) return null
  const [first, second] = found.filter(({ sha }) => sha.startsWith(digits))
  return first && !second ? first : null
}
