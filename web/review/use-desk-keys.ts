/** Every key of the review page, in the order in which the bar shows them. */
import type { PageBox, ReviewView } from '../../server/desk/schema.ts'
import type { PdfSelection } from '../pdf/selection.ts'
import type { Binding } from '../ui/key-map.ts'
import { useKeys } from '../ui/keys.tsx'
import { evidenceOf } from './evidence.ts'
import type { SentenceMark } from './sentence-marks.ts'
import type { usePaperActions } from './use-paper-actions.ts'
import type { usePosition } from './use-position.ts'
import type { SentenceActions } from './use-sentence-actions.ts'
import type { SentenceEdits } from './use-sentence-edits.ts'

type Parts = {
  view: ReviewView
  position: ReturnType<typeof usePosition>['position']
  marks: readonly SentenceMark[]
  selection: PdfSelection | null
  streamingId: string | null
  canWrite: boolean
  hasText: boolean
  look: (sentence: number | null, passage?: number) => void
  go: ReturnType<typeof usePosition>['go']
  showPlace: (boxes: readonly PageBox[]) => void
  actions: ReturnType<typeof usePaperActions>
  say: SentenceActions
  edits: SentenceEdits
  approve: () => void
  /** Entries are rated. */
  rates: boolean
  keepSelection: () => void
  draft: () => void
  writeOwn: () => void
  openDialog: (dialog: 'length' | 'drafts' | 'rating') => void
  editText: () => void
  writeNote: () => void
}

export function useDeskKeys(parts: Parts): void {
  const { view, position, marks, selection, canWrite, actions, say, edits, go, look } = parts
  const { sentence, passage, tab } = position
  const here = marks.findIndex((mark) => mark.index === sentence)
  const current = sentence === null ? undefined : view.grounding?.sentences[sentence]
  const evidence = current ? evidenceOf(current) : []

  const step = (by: 1 | -1, wanted: (mark: SentenceMark) => boolean) => {
    const order = by === 1 ? marks.slice(here + 1) : marks.slice(0, Math.max(0, here)).toReversed()
    const target = order.find(wanted)
    if (!target) return
    if (tab !== 'draft') go({ tab: 'draft' })
    look(target.index)
  }
  const wantsLook = (mark: SentenceMark) => mark.look || mark.state === 'missing'
  const stepPassage = (by: 1 | -1) => {
    if (evidence.length > 0) look(sentence, (passage + by + evidence.length) % evidence.length)
  }
  const toggle = (wanted: 'diff' | 'preview') => go({ tab: tab === wanted ? 'draft' : wanted })

  const sentences: Binding[] = [
    { command: 'review.next-sentence', keys: 'j', label: 'next sentence', short: '', run: () => step(1, () => true) },
    {
      command: 'review.previous-sentence',
      keys: 'k',
      label: 'previous sentence',
      short: 'sentence',
      run: () => step(-1, () => true),
    },
    {
      command: 'review.next-look',
      keys: 'J',
      label: 'next sentence to look at',
      short: '',
      run: () => step(1, wantsLook),
    },
    {
      command: 'review.previous-look',
      keys: 'K',
      label: 'previous sentence to look at',
      short: 'to look at',
      run: () => step(-1, wantsLook),
    },
    {
      command: 'review.previous-passage',
      keys: ',',
      label: 'previous passage of the sentence',
      short: '',
      run: () => stepPassage(-1),
    },
    {
      command: 'review.next-passage',
      keys: '.',
      label: 'next passage of the sentence',
      short: 'its passages',
      run: () => stepPassage(1),
    },
    {
      command: 'review.show',
      keys: 'Enter',
      label: 'show the passage in the PDF',
      short: 'show',
      run: () => parts.showPlace(evidence[passage]?.boxes ?? []),
    },
  ]
  const said = (command: string, keys: string, label: string, run: (() => unknown) | null): Binding[] =>
    run ? [{ command: `review.${command}`, keys, label, badge: 'own', run: () => void run() }] : []
  const sayings = [
    ...said('checked', 'v', 'I checked this', say.right),
    ...said('wrong', 'f', say.flagged ? 'it was wrong' : 'wrong all the same', say.wrong),
    ...said('cite', 'c', `cite for ${say.name}`, say.cite),
    ...said('link', 'l', 'this passage is its source', say.link),
    ...said('restore', 'r', 'restore the draft’s words', edits.restore),
    ...said('rewrite', 'Mod+.', 'rewrite the sentence', edits.rewrite),
    ...said('unlink', 'x', 'this passage is not its source', say.unlink),
  ]
  const writing: Binding[] = [
    {
      command: 'review.edit',
      keys: 'e',
      label: 'edit the text (Esc leaves it)',
      short: 'edit (Esc out)',
      run: parts.editText,
    },
    { command: 'review.diff', keys: 'd', label: 'diff', badge: 'own', run: () => toggle('diff') },
    { command: 'review.preview', keys: 'o', label: 'preview', badge: 'own', run: () => toggle('preview') },
    { command: 'review.approve', keys: 'Mod+Enter', label: 'approve', badge: 'own', run: parts.approve },
  ]
  useKeys([
    ...(marks.length > 0 ? [...sentences, ...(tab === 'draft' ? sayings : [])] : []),
    ...(parts.hasText && !view.approval ? writing : []),
    ...(parts.hasText && view.approval ? writing.slice(1, 3) : []),
    { command: 'review.notes', keys: 'a', label: 'my notes', badge: 'own', run: parts.writeNote },
    ...(parts.streamingId === null
      ? []
      : [
          {
            command: 'review.stop',
            keys: 'g x',
            label: 'stop the draft',
            // Its button stands in the text; from the other tabs the bar shows the key.
            badge: tab === 'draft' ? ('own' as const) : ('bar' as const),
            run: () => actions.stopDraft(parts.streamingId ?? ''),
          },
        ]),
    ...(view.approval
      ? [
          {
            command: 'review.withdraw',
            keys: 'u',
            label: 'take the approval back',
            badge: 'own' as const,
            run: () => void actions.withdraw(),
          },
        ]
      : []),
    ...(canWrite && !view.draftRefused && parts.streamingId === null
      ? [
          {
            command: 'review.draft',
            keys: 'g d',
            label: view.notes.length > 0 ? 'draft from notes' : 'new draft',
            run: parts.draft,
          },
        ]
      : []),
    ...(canWrite && !parts.hasText
      ? [{ command: 'review.own', keys: 'g b', label: 'write it myself', run: parts.writeOwn }]
      : []),
    ...(view.drafts.length > 0
      ? [
          {
            command: 'review.drafts',
            keys: 'g v',
            label: 'drafts',
            badge: 'own' as const,
            run: () => parts.openDialog('drafts'),
          },
        ]
      : []),
    ...(parts.rates && view.head
      ? [{ command: 'review.rate', keys: 'y', label: 'rate', run: () => parts.openDialog('rating') }]
      : []),
    { command: 'review.star', keys: '*', label: 'star', run: actions.star },
    { command: 'review.length', keys: 'w', label: 'length', run: () => parts.openDialog('length') },
    { command: 'review.skip', keys: 's', label: 'skip', run: () => void actions.skip() },
    selection
      ? { command: 'review.note-selection', keys: 'n', label: 'keep as a note', badge: 'own', run: parts.keepSelection }
      : {
          command: 'review.next-paper',
          keys: 'n',
          label: 'next paper',
          short: '',
          run: () => actions.open(actions.place.next),
        },
    {
      command: 'review.previous-paper',
      keys: 'p',
      label: 'previous paper',
      short: 'paper',
      run: () => actions.open(actions.place.previous),
    },
  ])
}
