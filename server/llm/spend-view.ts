/** What is spent: today as the limits count it, and the days before as the calls were written down. */
import type { CallStore } from './calls-store.ts'
import type { SpendDay, SpendView } from './schema.ts'
import { startOfDay, type SpendStore } from './spend-store.ts'

/** @returns days with calls only, newest first, of the last `dayCount` days, today included */
export async function viewSpend(
  { calls, spend, now }: { calls: CallStore; spend: SpendStore; now: () => Date },
  dayCount: number,
): Promise<SpendView> {
  const since = startOfDay(now())
  since.setDate(since.getDate() - (dayCount - 1))
  const byDay = new Map<string, SpendDay>()
  for (const { startedAt, costUsd, wrote } of await calls.costsSince(since.toISOString())) {
    const day = dayOf(new Date(startedAt))
    const sum = byDay.get(day) ?? { day, calls: 0, costUsd: 0, unknown: 0 }
    byDay.set(day, {
      day,
      calls: sum.calls + 1,
      costUsd: sum.costUsd + (costUsd ?? 0),
      unknown: sum.unknown + (costUsd === null && wrote ? 1 : 0),
    })
  }
  const days = [...byDay.values()].toSorted((a, b) => b.day.localeCompare(a.day))
  return { ...(await spend.today()), days }
}

const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
