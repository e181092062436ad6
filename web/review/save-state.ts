/** The life of unsaved text as a union with one pure `next`: what is on the server, what is on its way, what is only here. */
import { unreachable } from '../../server/result.ts'
import type { EditOp, Revision } from '../../server/review/schema.ts'

/** What the server does not have yet. Nothing leaves this list before the server has said that it has it. */
export type Unsent = { ops: readonly EditOp[]; activeMs: number }

type Common = {
  /** The revision that the text grew from; null on an empty page. Sent as If-Match. */
  base: string | null
  /** The text as it stands in the editor. */
  text: string
  unsent: Unsent
  /** When the server last said "saved": ISO-8601, or null in this visit so far. */
  savedAt: string | null
}
export type SaveState = Common &
  (
    | { kind: 'saved' }
    /** Changed; the timer of the save runs. */
    | { kind: 'unsaved' }
    /** On its way: this text, with so many ops and so much time of `unsent`. */
    | { kind: 'saving'; sent: { text: string; ops: number; activeMs: number }; failures: number }
    /** No answer: kept in this browser and tried again. */
    | { kind: 'offline'; failures: number }
    /** Another revision came first. The editor chooses; until then nothing is sent and nothing is dropped. */
    | { kind: 'conflict'; theirs: Revision | null }
    /** The server said no for another reason. */
    | { kind: 'refused'; message: string }
  )

export type SaveAction =
  | { kind: 'edit'; text: string; ops: readonly EditOp[]; activeMs: number }
  | { kind: 'send' }
  | { kind: 'sent'; revision: Pick<Revision, 'id'>; at: string }
  | { kind: 'no-answer' }
  | { kind: 'refuse'; message: string }
  | { kind: 'conflict'; theirs: Revision | null }
  /** The editor's text shall follow theirs: the next save stands on their revision. */
  | { kind: 'keep-mine' }
  /** A new text from the server, where nothing of the editor's is unsaved; else it is left alone. */
  | { kind: 'renew'; base: string | null; text: string }

export const startState = (base: string | null, text: string): SaveState => ({
  kind: 'saved',
  base,
  text,
  unsent: { ops: [], activeMs: 0 },
  savedAt: null,
})

/** True while something is here that the server has not confirmed. */
export const isDirty = (state: SaveState): boolean => state.kind !== 'saved'

export function next(state: SaveState, action: SaveAction): SaveState {
  const { base, text, unsent, savedAt } = state
  const common = { base, text, unsent, savedAt }
  switch (action.kind) {
    case 'edit': {
      const more = {
        text: action.text,
        unsent: { ops: [...unsent.ops, ...action.ops], activeMs: unsent.activeMs + action.activeMs },
      }
      // While saving, offline or in conflict, the new words wait with the others.
      return state.kind === 'saved' || state.kind === 'refused'
        ? { ...common, ...more, kind: 'unsaved' }
        : { ...state, ...more }
    }
    case 'send':
      if (state.kind !== 'unsaved' && state.kind !== 'offline' && state.kind !== 'refused') return state
      return {
        ...common,
        kind: 'saving',
        sent: { text, ops: unsent.ops.length, activeMs: unsent.activeMs },
        failures: state.kind === 'offline' ? state.failures : 0,
      }
    case 'sent': {
      if (state.kind !== 'saving') return state
      const { sent } = state
      const left = { ops: unsent.ops.slice(sent.ops), activeMs: unsent.activeMs - sent.activeMs }
      const kind = text === sent.text && left.ops.length === 0 ? 'saved' : 'unsaved'
      return { kind, base: action.revision.id, text, unsent: left, savedAt: action.at }
    }
    case 'no-answer':
      return state.kind === 'saving' ? { ...common, kind: 'offline', failures: state.failures + 1 } : state
    case 'refuse':
      return state.kind === 'saving' ? { ...common, kind: 'refused', message: action.message } : state
    case 'conflict':
      return { ...common, kind: 'conflict', theirs: action.theirs }
    case 'keep-mine':
      return state.kind === 'conflict' ? { ...common, base: state.theirs?.id ?? null, kind: 'unsaved' } : state
    case 'renew':
      return isDirty(state) ? state : { ...startState(action.base, action.text), savedAt }
    default:
      return unreachable(action)
  }
}

/** How long to wait before the next try: 1, 2, 4, … at most 30 s. */
export const retryMs = (failures: number): number => Math.min(30_000, 1000 * 2 ** (failures - 1))

/** What the page shows of a state: it changes seldom, so typing does not draw the page anew. */
export type SaveStatus = {
  kind: SaveState['kind']
  savedAt: string | null
  /** For `refused`: why. */
  message: string | null
  /** For `conflict`. */
  theirs: Revision | null
  /** Nothing but white space is written. */
  blank: boolean
}

/** @returns `before` itself when nothing of it has changed */
export function statusOf(state: SaveState, before?: SaveStatus): SaveStatus {
  const now: SaveStatus = {
    kind: state.kind,
    savedAt: state.savedAt,
    message: state.kind === 'refused' ? state.message : null,
    theirs: state.kind === 'conflict' ? state.theirs : null,
    blank: !/\S/.test(state.text),
  }
  const same =
    before?.kind === now.kind &&
    before.savedAt === now.savedAt &&
    before.message === now.message &&
    before.theirs === now.theirs &&
    before.blank === now.blank
  return same ? before : now
}

/** What the header says. "saved" only after the server has said so. */
export function saveWords({ kind, savedAt, message }: SaveStatus, clock: (iso: string) => string): string {
  switch (kind) {
    case 'saved':
      return savedAt === null ? '' : `saved ${clock(savedAt)}`
    case 'unsaved':
      return 'unsaved'
    case 'saving':
      return 'saving…'
    case 'offline':
      return 'offline: kept here, tried again'
    case 'conflict':
      return 'changed elsewhere'
    case 'refused':
      return `not saved: ${message}`
  }
}
