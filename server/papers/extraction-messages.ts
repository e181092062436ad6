/** What the parent and an extraction child say to each other. Plain data: it crosses a process border. */
import type { Result } from '../result.ts'
import type { Box, PaperError, PaperText, Probe } from './schema.ts'

/** The bytes, or the path of a file that holds them: large ones would be held three times on their way through a pipe. */
export type PdfSource = Uint8Array | string

/** What can be asked of a child, one at a time. */
export type ReaderRequest =
  | { kind: 'extract'; pdf: PdfSource; password?: string; skipPages: number[]; textOnly?: boolean }
  | { kind: 'probe'; pdf: PdfSource; password?: string }
  | { kind: 'render'; pdf: PdfSource; password?: string; pageIndex: number; box: Box; widthPx: number }

export type ReaderRequestOf<K extends ReaderRequest['kind']> = Extract<ReaderRequest, { kind: K }>

/** What comes back, by the request's kind; `render` gives the bytes of a PNG. */
export type ReaderReplies = {
  extract: Result<PaperText, PaperError>
  probe: Result<Probe, PaperError>
  render: Result<Uint8Array, PaperError>
}

/** `page` comes after each page; `rssMiB` lets the parent see the memory where it has no /proc. `threw` is a bug of ours. */
export type FromChild =
  | { kind: 'ready' }
  | { kind: 'page'; done: number; total: number; rssMiB: number }
  | { kind: 'reply'; reply: ReaderReplies[keyof ReaderReplies] }
  | { kind: 'threw'; message: string }
