import { describe, expect, test } from 'vitest'
import { engines } from '../../test/fresh-database.ts'
import { evalLibrary } from '../../test/eval-library.ts'
import type { Engine } from '../storage/open-database.ts'
import { createApprovedEntries } from './approved-store.ts'
import { createImportStore } from './imports-store.ts'
import { styleRoutes } from './routes.ts'
import type { StyleView } from './schema.ts'
import { createStyle } from './style-of-house.ts'

const source = `# 2026-3-1 arXiv roundup: TinyRank, Slow optimizers

*Made possible by Example Labs.*

## ⭐ [TinyRank: Ranking with Small Models](https://arxiv.org/abs/2601.00001v2)

They train a small ranker. It works.

…and on longer texts:

![a plot](plot.png)

## Why Do Optimizers Slow Down?

Proposes a cheap test, and I like it.
`

async function freshStyle(engine: Engine) {
  const library = await evalLibrary(engine)
  const { db, libraryId } = library
  const imports = createImportStore(db, libraryId, 'test', () => new Date('2026-04-01T00:00:00Z'))
  const approved = createApprovedEntries(db, libraryId)
  const app = styleRoutes({ style: createStyle({ imports, approved }) })
  const call = async <T>(method: string, url: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await app.request(url, { method, headers: { 'content-type': 'application/json' }, ...init })
    return { status: response.status, body: (await response.json()) as T }
  }
  return {
    ...{ library, imports, approved, call },
    drop: (fileName: string, text = source) =>
      call<{ issue: { id: string; line: string }; error: { kind: string; message: string } }>('POST', '/style/issues', {
        fileName,
        source: text,
      }),
    view: async () => (await call<{ style: StyleView }>('GET', '/style')).body.style,
  }
}

describe.each(engines)('on %s', (engine) => {
  test('a past issue is kept with all that was read in it, and measured', async () => {
    const { drop, view } = await freshStyle(engine)
    const dropped = await drop('issue.md')
    expect(dropped).toMatchObject({ status: 201, body: { issue: { line: '2 entries, 1 starred, 8-11 words' } } })
    const style = await view()
    expect(style).toMatchObject({ line: '2 entries, 1 starred, 8-11 words', profile: { issues: 1, approved: 0 } })
    expect(style.measuredCard).toContain('Measured on 1 issue with 2 entries.')
    expect(style.issues).toHaveLength(1)
    expect(style.issues[0]).toMatchObject({
      fileName: 'issue.md',
      author: 'test',
      date: '2026-03-01',
      labels: ['TinyRank', 'Slow optimizers'],
      sponsor: 'Made possible by Example Labs.',
      entries: [
        { starred: true, paragraphs: [{ kind: 'prose' }, { kind: 'call-out' }, { kind: 'figure' }] },
        { starred: false, heading: 'Why Do Optimizers Slow Down?' },
      ],
    })
  })

  test('the same file again is the same issue, and one taken away comes back whole', async () => {
    const { drop, view, call } = await freshStyle(engine)
    const first = await drop('issue.md')
    expect((await drop('copy.md')).body.issue).toEqual({ ...first.body.issue, wasThere: true })
    const before = await view()
    expect(before.issues).toHaveLength(1)
    await call('DELETE', `/style/issues/${first.body.issue.id}`)
    expect(await view()).toMatchObject({ issues: [], line: 'no entries', measuredCard: '' })
    await call('POST', `/style/issues/${first.body.issue.id}/restore`)
    expect(await view()).toEqual(before)
    await call('DELETE', `/style/issues/${first.body.issue.id}`)
    expect((await drop('issue.md')).body.issue).toEqual(first.body.issue)
    expect((await view()).issues).toHaveLength(1)
    expect((await call('DELETE', '/style/issues/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('approved entries are measured with the imported ones, each paper once', async () => {
    const { library, drop, view, approved } = await freshStyle(engine)
    const text = 'Asks what a widget costs.\n\nNot much, it turns out.'
    const paperId = await library.approve({ title: 'The Price of Widgets', approved: text, draft: null })
    await library.approve({ title: 'Why do optimizers slow down', approved: 'Approved, then printed.', draft: null })
    await drop('issue.md')
    const { profile, measuredCard } = await view()
    expect(profile).toMatchObject({ issues: 1, approved: 1, entries: 3, plain: { words: { max: 10 } } })
    expect(measuredCard).toContain('Measured on 1 issue with 2 entries and 1 approved entry.')
    await library.review.withdrawApproval(paperId)
    expect((await approved.pastEntries()).map(({ title }) => title)).toEqual(['Why do optimizers slow down'])
    expect((await view()).profile).toMatchObject({ approved: 0, entries: 2 })
  })

  test('entries of past issues can serve as examples: their text, their star, their arXiv id and their day', async () => {
    const { drop, imports } = await freshStyle(engine)
    await drop('issue.md')
    expect(await imports.pastEntries()).toMatchObject([
      {
        origin: 'imported',
        paperId: null,
        arxivId: '2601.00001',
        title: 'TinyRank: Ranking with Small Models',
        starred: true,
        text: 'They train a small ranker. It works.\n\n…and on longer texts:',
        publishedAt: '2026-03-01',
      },
      { arxivId: null, starred: false },
    ])
  })
})

test('a file without entries is refused, and says what an issue looks like', async () => {
  const { drop, view } = await freshStyle('sqlite')
  const { status, body } = await drop('letter.txt', 'Dear reader, this is a sentence.')
  expect({ status, kind: body.error.kind }).toEqual({ status: 422, kind: 'no-entries' })
  expect(body.error.message).toContain('letter.txt')
  expect((await view()).issues).toEqual([])
})

test('what could not be placed is kept with its line', async () => {
  const { drop, view } = await freshStyle('sqlite')
  await drop('issue.txt', '2026-3-1 roundup\n⭐ First: One\nBody one.\nShare\nSecond Paper on Things\nBody two.')
  expect((await view()).issues[0]?.unplaced).toEqual([{ line: 4, text: 'Share' }])
})
