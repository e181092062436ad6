/** Read a prompt file: front matter, `# System` and `# User`; strict, so that a slip is found before a model is paid. */
import { parseDocument } from 'yaml'
import { fail, ok, type Result } from '../result.ts'
import { sha256Of } from '../storage/blobs.ts'
import { lintTemplate, placeOf, placeOfField } from './lint.ts'
import { scanTemplate } from './scan-template.ts'
import { FrontMatter, type PromptError, type PromptFile, type PromptProblem } from './schema.ts'

const head = /^---\n([\s\S]*?\n)---[ \t]*(?:\n|$)/

/** @param fileName for messages: `draft.md` */
export function parsePrompt(given: string, fileName: string): Result<PromptFile, PromptError> {
  const text = given.replaceAll('\r\n', '\n')
  const broken = (problems: PromptProblem[]) => fail(brokenPrompt(fileName, problems))
  const unfit = /[\0\p{Cs}]/u.exec(text)
  if (unfit) return broken([{ ...placeOf(text, unfit.index), message: 'A broken character, which cannot be kept.' }])
  const found = head.exec(text)
  if (!found)
    return broken([{ line: 1, column: 1, message: 'It has to begin with front matter between two lines of ---.' }])
  const matter = readFrontMatter(found[1] ?? '', text)
  if (!matter.ok) return broken(matter.error.problems)
  const { name, purpose, kind, use, model, parameters, variables } = matter.value
  const sha = sha256Of(text)
  const bodyStart = found[0].length
  const file = { name, purpose, text, sha }
  if (kind === 'part') return ok({ ...file, kind, part: { name, purpose, text: text.slice(bodyStart).trim(), sha } })

  const sections = sectionsOf(text, bodyStart)
  const problems = [...sections.problems]
  const { system, user } = sections
  if (!user) problems.push({ line: 1, column: 1, message: 'It needs a part under the heading "# User".' })
  for (const span of [system, user]) if (span) problems.push(...lintTemplate(text, span.start, span.end, variables))
  const used = new Set([system, user].flatMap((span) => (span ? namesIn(text.slice(span.start, span.end)) : [])))
  const unused = variables.filter((variable) => !used.has(variable))
  if (unused.length > 0)
    problems.push({ ...placeOfField(text, 'variables'), message: `Declared and never used: ${unused.join(', ')}.` })
  if (problems.length > 0 || !user) return broken(problems)
  return ok({
    ...file,
    kind,
    prompt: {
      name,
      purpose,
      use,
      model,
      variables,
      ...(parameters.temperature !== undefined && { temperature: parameters.temperature }),
      ...(parameters.maxOutputTokens !== undefined && { maxOutputTokens: parameters.maxOutputTokens }),
      system: system ? text.slice(system.start, system.end) : null,
      user: text.slice(user.start, user.end),
      text,
      sha,
    },
  })
}

export function brokenPrompt(fileName: string, problems: PromptProblem[]): PromptError {
  const list = problems.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`).join(' ')
  return { kind: 'prompt-broken', message: `The prompt ${fileName} cannot be used. ${list}`, problems }
}

/** @param text the whole file, for the places of problems */
function readFrontMatter(
  yaml: string,
  text: string,
): Result<FrontMatter, { kind: 'broken'; problems: PromptProblem[] }> {
  const document = parseDocument(yaml)
  const errors = document.errors.map(({ message, linePos }) => ({
    line: (linePos?.[0].line ?? 1) + 1,
    column: linePos?.[0].col ?? 1,
    message: (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '.'),
  }))
  if (errors.length > 0) return fail({ kind: 'broken', problems: errors })
  const parsed = FrontMatter.safeParse(document.toJS())
  if (parsed.success) return ok(parsed.data)
  const problems = parsed.error.issues.map((issue) => {
    const { path, message } = issue
    const field = issue.code === 'unrecognized_keys' ? issue.keys[0] : path.findLast((step) => typeof step === 'string')
    return { ...placeOfField(text, field ?? ''), message: `${path.join('.') || 'front matter'}: ${message}.` }
  })
  return fail({ kind: 'broken', problems })
}

type Section = { start: number; end: number }

/** The spans under `# System` and `# User`, outer white space cut off; anything before the first is a problem. */
function sectionsOf(
  text: string,
  bodyStart: number,
): { system: Section | null; user: Section | null; problems: PromptProblem[] } {
  const heads = [...text.slice(bodyStart).matchAll(/^# (System|User)[ \t]*$/gm)]
  const problems: PromptProblem[] = []
  const found: Record<string, Section> = {}
  for (const [index, match] of heads.entries()) {
    const from = bodyStart + match.index + match[0].length
    const to = heads[index + 1] ? bodyStart + heads[index + 1]!.index : text.length
    const body = text.slice(from, to)
    const name = match[1]!.toLowerCase()
    if (name in found)
      problems.push({
        ...placeOf(text, bodyStart + match.index),
        message: `"${match[0].trim()}" stands there twice.`,
      })
    found[name] = { start: from + (body.length - body.trimStart().length), end: from + body.trimEnd().length }
  }
  const before = text.slice(bodyStart, bodyStart + (heads[0]?.index ?? 0))
  if (before.trim() !== '')
    problems.push({
      ...placeOf(text, bodyStart + before.length - before.trimStart().length),
      message: 'Text stands before the first "# System" or "# User".',
    })
  return { system: found['system'] ?? null, user: found['user'] ?? null, problems }
}

const namesIn = (template: string) =>
  scanTemplate(template).flatMap((piece) => (piece.kind === 'variable' ? [piece.name] : []))
