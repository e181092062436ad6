/** The use cases of prompts: what there is, a new version, and which one is in use. */
import { ok, type Result } from '../result.ts'
import { checkPrompt, type DraftingVariables } from './check-prompt.ts'
import { allVersions, createLibraryPrompts, unlabelled, type LibraryPromptParts } from './library-prompts.ts'
import type { PromptError, PromptFile, PromptView } from './schema.ts'

export type PromptShelf = ReturnType<typeof createPromptShelf>

export function createPromptShelf(parts: LibraryPromptParts & { drafting: DraftingVariables }) {
  const { shipped, versions, labels } = parts
  const prompts = createLibraryPrompts(parts)

  return {
    prompts,
    /** Every name with its version in use, and what is wrong with those that cannot be used. */
    async list(): Promise<{ prompts: PromptView[]; broken: PromptError[] }> {
      const live = await labels.allLive()
      const views: PromptView[] = []
      const broken: PromptError[] = []
      for (const name of await prompts.names()) {
        const file = await prompts.file(name)
        if (!file.ok) broken.push(file.error)
        const own = await shipped.file(name)
        const all = await allVersions(name, parts)
        const chosen = all.find(({ sha }) => sha === live.get(name))
        // A choice that an upgrade made unusable: its text is shown, so that it can be mended or given up.
        const shown = file.ok ? file.value : own.ok && chosen ? { ...own.value, ...chosen } : null
        if (!shown) continue
        const { purpose, kind, sha, text } = shown
        views.push({
          ...{ name, purpose, kind, sha, text },
          use: shown.kind === 'prompt' ? shown.prompt.use : null,
          chosen: live.has(name),
          shippedSha: own.ok ? own.value.sha : null,
          versions: all.map((version) => ({ sha: version.sha, createdAt: version.createdAt })),
        })
      }
      return { prompts: views, broken }
    },
    check: (text: string): Promise<Result<PromptFile, PromptError>> => checkPrompt(text, parts),
    /** Kept for ever under its hash; the same text again is the same version. It is not in use by that. */
    async save(text: string): Promise<Result<{ name: string; sha: string }, PromptError>> {
      const file = await checkPrompt(text, parts)
      if (!file.ok) return file
      const { name, sha } = file.value
      await versions.keep(file.value)
      return ok({ name, sha })
    },
    /** The text of one version: `find` for parts as well. */
    version: async (name: string, sha: string) => prompts.file(`${name}@${sha}`),
    /**
     * Drafts use this version from now on; null is the shipped one, whatever it becomes, or the newest where none is shipped.
     * @returns what was chosen before, for the undo
     */
    async use(name: string, sha: string | null): Promise<Result<{ before: string | null }, PromptError>> {
      const file = sha === null ? await unlabelled(name, parts) : await prompts.file(`${name}@${sha}`)
      if (!file.ok) return file
      const checked = await checkPrompt(file.value.text, parts)
      if (!checked.ok) return checked
      await versions.keep(file.value)
      const before = await labels.live(name)
      await labels.setLive(name, sha === null ? null : file.value.sha)
      return ok({ before })
    },
  }
}
