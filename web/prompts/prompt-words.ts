/** What the page says of prompts and their versions. Pure. */
import type { PromptView } from '../../server/prompts/schema.ts'

export const shortSha = (sha: string): string => sha.slice(0, 8)

/** "1a2b3c4d, 25 Nov 14:02, in use, shipped". */
export function versionWords(
  { sha, createdAt }: PromptView['versions'][number],
  view: Pick<PromptView, 'sha' | 'shippedSha'>,
): string {
  const words = [
    shortSha(sha),
    createdAt !== null && dayWords(createdAt),
    sha === view.sha && 'in use',
    sha === view.shippedSha && 'shipped',
  ]
  return words.filter((word) => word !== false).join(', ')
}

/** Which version drafts use, and whether an upgrade may change that. */
export function inUseWords(view: PromptView): string {
  const { sha, shippedSha, chosen, use, kind } = view
  const who = kind === 'part' ? 'Prompts show' : use === 'draft' && view.name === 'draft' ? 'Drafts use' : 'In use:'
  const version = `version ${shortSha(sha)}`
  if (!chosen) return shippedSha === null ? `${who} the newest, ${version}` : `${who} the shipped one, ${version}`
  const newer = shippedSha !== null && shippedSha !== sha
  return `${who} ${version}, your choice${newer ? `; the shipped one is ${shortSha(shippedSha)}` : ''}`
}

/** What has become of a text that was saved while `view` was open: its front matter may give it another name. */
export function savedWords(
  { name, sha }: { name: string; sha: string },
  view: Pick<PromptView, 'name' | 'chosen' | 'shippedSha'>,
): string {
  const said = `Saved as version ${shortSha(sha)}`
  if (name !== view.name) return `${said} of ${name}`
  if (!view.chosen && view.shippedSha === null) return `${said}. It is the newest, so it is in use.`
  return `${said}. What is in use stays in use until you choose this one.`
}

const dayWords = (instant: string): string =>
  new Date(instant).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

const frontMatter = /^---\n[\s\S]*?\n---[ \t]*(?:\n|$)/

/** The text of a part without its front matter. */
export const bodyOf = (text: string): string => text.replace(frontMatter, '').trim()

/** The same front matter over another text. */
export const withBody = (text: string, body: string): string =>
  `${frontMatter.exec(text)?.[0].trimEnd() ?? ''}\n\n${body.trim()}\n`
