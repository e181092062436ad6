/** The prompts of a folder, by name: read when they are asked for and when the file has changed, so that an edit is used at once. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../result.ts'
import { parsePrompt } from './parse-prompt.ts'
import { promptName, type Prompt, type PromptError, type PromptFile, type PromptPart } from './schema.ts'

export type Prompts = {
  find: (name: string) => Promise<Result<Prompt, PromptError>>
  /** A part by name: `style-card`, `exemplars`. */
  part: (name: string) => Promise<Result<PromptPart, PromptError>>
  /** Either, as its text says. */
  file: (name: string) => Promise<Result<PromptFile, PromptError>>
  /** In order, also of those that cannot be used. */
  names: () => Promise<string[]>
}

/** @param folder holds `NAME.md`; the name in the front matter is the file's name */
export function createPrompts(folder: string): Prompts {
  const read = new Map<string, { stamp: string; file: Result<PromptFile, PromptError> }>()
  return promptsFrom({
    async file(name) {
      // A name comes from a request: it must not lead out of the folder.
      const at = promptName.test(name) ? path.join(folder, `${name}.md`) : null
      const stamp = at && (await orNull(stampOf(at)))
      if (!at || !stamp) return fail(notFound(name))
      const before = read.get(name)
      if (before?.stamp === stamp) return before.file
      const text = await orNull(readFile(at, 'utf8'))
      if (text === null) return fail(notFound(name))
      const file = named(name, parsePrompt(text, `${name}.md`))
      read.set(name, { stamp, file })
      return file
    },
    async names() {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.md'))
      return files.map((name) => name.slice(0, -'.md'.length)).toSorted()
    },
  })
}

/** Prompts and parts told apart: a part is no prompt, and cannot be rendered as one. */
export const promptsFrom = (source: Pick<Prompts, 'file' | 'names'>): Prompts => ({
  ...source,
  async find(name) {
    const file = await source.file(name)
    if (!file.ok) return file
    return file.value.kind === 'prompt' ? ok(file.value.prompt) : fail(notFound(name))
  },
  async part(name) {
    const file = await source.file(name)
    if (!file.ok) return file
    return file.value.kind === 'part' ? ok(file.value.part) : fail(notFound(name))
  },
})

function named(name: string, parsed: Result<PromptFile, PromptError>): Result<PromptFile, PromptError> {
  if (!parsed.ok || parsed.value.name === name) return parsed
  const message = `The prompt ${name}.md calls itself "${parsed.value.name}": the file and its front matter must have the same name.`
  return fail({ kind: 'prompt-broken', message })
}

export const notFound = (name: string): PromptError => ({
  kind: 'prompt-not-found',
  message: `There is no prompt named "${name}".`,
})

/** Another one as soon as the file was written. */
async function stampOf(file: string): Promise<string> {
  const { mtimeNs, size } = await stat(file, { bigint: true })
  return `${mtimeNs} ${size}`
}

/** Null where there is no such file. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
