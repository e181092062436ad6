/** What the editor sets once: the house lines and defaults. Keys and endpoints are not here: see config.ts. */
import { z } from 'zod'
import { Length } from '../papers/schema.ts'

export const Settings = z.object({
  /** Stands below the title of every issue; Markdown, may be empty. */
  sponsor: z.string().max(2000),
  /** "arXiv roundup" in "2022-5-22 arXiv roundup: label, label". */
  roundupName: z.string().min(1).max(100),
  /** The length that a new paper is given. */
  defaultLength: Length,
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = { sponsor: '', roundupName: 'arXiv roundup', defaultLength: 'normal' }

/** What the page may know of the model: never the key. */
export type ModelView = { configured: boolean; name: string; endpoint: string | null }
