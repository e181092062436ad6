/** Which HTTP status stands for which kind of error, in one table. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const byKind: Record<string, ContentfulStatusCode> = {
  'paper-not-found': 404,
  'note-not-found': 404,
  'link-not-found': 404,
  'sentence-not-found': 404,
  'passage-not-found': 404,
  'draft-not-found': 404,
  'revision-not-found': 404,
  'issue-not-found': 404,
  'entry-not-found': 404,
  'run-not-found': 404,
  'case-not-found': 404,
  'prompt-not-found': 404,
  'file-missing': 404,
  'already-writing': 409,
  'already-approved': 409,
  'confirm-first': 409,
  'draft-incomplete': 409,
  'not-approved': 409,
  'issue-published': 409,
  'not-extracted-yet': 409,
  'revision-conflict': 412,
  'too-large': 413,
  'precondition-required': 428,
}

/** 422 for every other failure that a caller can act on: the request was understood, the thing cannot be done. */
export const statusOf = (error: { kind: string }): ContentfulStatusCode => byKind[error.kind] ?? 422
