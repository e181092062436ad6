/** Live work by week and prompt version: what the editor's edits of drafts cost. */
import type { ApprovedStore } from './approved-store.ts'
import type { LiveWeek } from './schema.ts'

/** Means a week, prompt version and model, oldest first. Distance to the approved text is fair only here, where the text grew from that very draft. */
export async function liveWeeks(approved: ApprovedStore): Promise<LiveWeek[]> {
  const rows = (await approved.liveRecords()).filter((row) => row.cost !== null)
  const groups = Map.groupBy(rows, (row) =>
    [mondayOf(row.approved_at), row.prompt_name, row.prompt_sha, row.model].join('\n'),
  )
  return [...groups.values()].map((group) => {
    const [first] = group
    const mean = (value: (row: (typeof group)[number]) => number): number =>
      group.reduce((sum, row) => sum + value(row), 0) / group.length
    return {
      week: mondayOf(first!.approved_at),
      promptName: first!.prompt_name,
      promptSha: first!.prompt_sha,
      model: first!.model,
      papers: group.length,
      cost: mean((row) => row.cost ?? 0),
      fixed: mean((row) => row.fixed_cost ?? 0),
      added: mean((row) => row.added_cost ?? 0),
      minutes: mean((row) => row.active_ms) / 60_000,
    }
  })
}

function mondayOf(instant: string): string {
  const day = new Date(instant)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}
