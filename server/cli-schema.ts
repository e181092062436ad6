/** The shape of every `--json` answer of the command line, one schema a command. */
import { z } from 'zod'

const failure = z.object({ kind: z.string(), message: z.string() })

const evalRun = z.object({
  run: z.object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    papers: z.number(),
    done: z.number(),
    failed: z.number(),
    total: z.number(),
  }),
  /** The card in whole sentences. */
  card: z.array(z.string()),
  table: z.array(
    z.object({
      variant: z.string(),
      model: z.string(),
      role: z.enum(['base', 'variant', 'offline']),
      measures: z.array(
        z.object({ name: z.string(), unit: z.string(), mean: z.number().nullable(), papers: z.number() }),
      ),
      verdict: z.object({ kind: z.string(), why: z.string() }).nullable(),
    }),
  ),
})

export const cliSchemas = {
  ingest: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        paper: z.object({ id: z.string(), title: z.string() }).nullable(),
        already: z.boolean(),
        error: failure.nullable(),
      }),
    ),
  }),
  extract: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        out: z.string().nullable(),
        pages: z.number(),
        pagesNotRead: z.array(z.number()),
        warnings: z.array(z.string()),
        error: failure.nullable(),
      }),
    ),
    pages: z.number(),
    seconds: z.number(),
    pagesPerSecond: z.number(),
    /** Of the largest child process. */
    peakMiB: z.number(),
  }),
  draft: z.object({
    status: z.string(),
    model: z.string(),
    prose: z.string(),
    reply: z.string(),
    tail: z.array(z.string()),
    sent: z.string(),
    words: z.number(),
    error: failure.nullable(),
  }),
  ground: z.object({
    sentences: z.array(
      z.object({
        text: z.string(),
        status: z.enum(['quoted', 'closest', 'linked', 'missing', 'own']),
        pages: z.array(z.number()),
        quotes: z.array(z.object({ quote: z.string(), status: z.enum(['found', 'approximate', 'not-found']) })),
        numbers: z.array(z.object({ text: z.string(), status: z.string(), places: z.array(z.string()) })),
        checks: z.array(z.object({ kind: z.string(), why: z.string() })),
      }),
    ),
    toLookAt: z.array(z.object({ sentence: z.string(), why: z.string() })),
  }),
  'style import': z.object({
    date: z.string().nullable(),
    title: z.string(),
    labels: z.array(z.string()),
    sponsor: z.string().nullable(),
    entries: z.array(
      z.object({
        heading: z.string(),
        starred: z.boolean(),
        words: z.number(),
        paragraphs: z.number(),
        callOuts: z.number(),
      }),
    ),
    unplaced: z.array(z.object({ line: z.number(), text: z.string() })),
    /** Its id in the library; null when it was only read. */
    kept: z.string().nullable(),
  }),
  'eval run': evalRun,
  'eval compare': evalRun,
  'eval export': z.object({
    run: z.string(),
    format: z.string(),
    lines: z.number(),
    sha256: z.string(),
    files: z.array(z.string()),
    jsonl: z.string(),
  }),
  'issue show': z.object({
    issues: z.array(
      z.object({ id: z.string(), date: z.string(), title: z.string(), entries: z.number(), published: z.boolean() }),
    ),
  }),
  'issue export': z.object({ file: z.string().nullable(), format: z.string(), text: z.string() }),
  backup: z.object({ folder: z.string(), files: z.number() }),
  doctor: z.object({
    version: z.string(),
    node: z.string(),
    data: z.string(),
    store: z.string(),
    model: z.string().nullable(),
    endpoint: z.string().nullable(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
  }),
} as const

export type CliCommand = keyof typeof cliSchemas
export type CliAnswer<C extends CliCommand> = z.infer<(typeof cliSchemas)[C]>
