/** The prompts of a folder, by name: read when they are asked for, so that an edited file is used at once. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../result.ts'
import { parsePrompt, type PromptFile } from './parse-prompt.ts'
import type { Prompt, PromptError, PromptPart } from './schema.ts'

export type Prompts = {
  find: (name: string) => Promise<Result<Prompt, PromptError>>
  /** A part by name: `style-card`, `exemplars`. */
  part: (name: string) => Promise<Result<PromptPart, PromptError>>
  /** All prompts that can be used, by name, and what is wrong with the others. */
  list: () => Promise<{ prompts: Prompt[]; broken: PromptError[] }>
}

/** @param folder holds `NAME.md`; the name in the front matter is the file's name */
export function createPrompts(folder: string): Prompts {
  const read = async (name: string): Promise<Result<PromptFile, PromptError>> => {
    // A name comes from a request: it must not lead out of the folder.
    const text = /^[a-z0-9-]+$/.test(name) ? await readOrNull(path.join(folder, `${name}.md`)) : null
    if (text === null) return fail(notFound(name))
    const file = parsePrompt(text, `${name}.md`)
    if (!file.ok) return file
    const named = file.value.kind === 'prompt' ? file.value.prompt.name : file.value.part.name
    if (named === name) return file
    const message = `The prompt ${name}.md calls itself "${named}": the file and its front matter must have the same name.`
    return fail({ kind: 'prompt-broken', message })
  }
  return {
    async find(name) {
      const file = await read(name)
      if (!file.ok) return file
      return file.value.kind === 'prompt' ? ok(file.value.prompt) : fail(notFound(name))
    },
    async part(name) {
      const file = await read(name)
      if (!file.ok) return file
      return file.value.kind === 'part' ? ok(file.value.part) : fail(notFound(name))
    },
    async list() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).toSorted()
      const files = await Promise.all(names.map((name) => read(name.slice(0, -'.md'.length))))
      return {
        prompts: files.flatMap((file) => (file.ok && file.value.kind === 'prompt' ? [file.value.prompt] : [])),
        broken: files.flatMap((file) => (file.ok ? [] : [file.error])),
      }
    },
  }
}

const notFound = (name: string): PromptError => ({
  kind: 'prompt-not-found',
  message: `There is no prompt named "${name}".`,
})

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
