/** What a draft took: the editor's work on it (live drafts only), money, and time. */
import { editCost } from '../../server/text/edit-cost.ts'
import type { Scorer } from '../schema.ts'

/** Words changed / words of the longer text, 0..1; `why` parts it into model sentences fixed and own ones added. */
export const editCostOfLive: Scorer = ({ prose, approved }) => {
  const base = { name: 'edit-cost', unit: 'share', better: 'low' } as const
  if (approved === null) return { ...base, value: null, why: 'nobody edited this draft' }
  const { cost, fixed, added } = editCost(prose, approved)
  return { ...base, value: cost, why: `fixed ${fixed.toFixed(2)}, added ${added.toFixed(2)}` }
}

export const cost: Scorer = ({ costUsd }) => ({
  name: 'cost',
  unit: 'usd',
  better: 'low',
  value: costUsd,
  why: costUsd === null ? 'price or usage unknown' : 'by the price table',
})

export const time: Scorer = ({ durationMs }) => ({
  name: 'time',
  unit: 'ms',
  better: 'low',
  value: durationMs,
  why: durationMs === null ? 'not measured' : 'from the request to the last word',
})
