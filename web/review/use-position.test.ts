import { expect, test } from 'vitest'
import type { ReviewView } from '../../server/desk/schema.ts'
import { startTab } from './use-position.ts'

type View = Parameters<typeof startTab>[0]
const view = (starred: boolean, origin: 'draft' | 'edit' | null, more: Partial<View> = {}): View => ({
  paper: { starred } as ReviewView['paper'],
  head: origin && ({ origin } as NonNullable<ReviewView['head']>),
  drafts: [],
  approval: null,
  ...more,
})

test.each([
  ['a starred paper hides its untouched draft', view(true, 'draft'), 'notes'],
  ['once edited, a starred paper opens on its text', view(true, 'edit'), 'draft'],
  ['another paper opens on its draft', view(false, 'draft'), 'draft'],
  ['without a draft reading comes first', view(false, null), 'notes'],
  ['an approved entry is shown', view(true, 'draft', { approval: {} as NonNullable<View['approval']> }), 'draft'],
] as const)('%s', (_name, value, tab) => expect(startTab(value)).toBe(tab))
