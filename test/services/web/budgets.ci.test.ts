import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { eventView } from '../../../services/client/show-event.ts'
import { builtPage } from '../../../services/web/built-page.ts'
import { notAsked, sessionWith } from '../client/local-session.ts'
import { scriptedTerminal } from '../client/scripted-terminal.ts'
import { longestTask } from './longest-task.ts'
import { ask, lastTurn, openBrowser, openPage } from './running-page.ts'

describe('what the page takes', function () {
  this.timeout(180_000)
  let browser: Browser | undefined
  let events: () => AsyncGenerator<AgentEvent>

  before(async function () {
    browser = await openBrowser()
    if (browser === undefined) return this.skip()
  })
  after(() => browser?.close())

  it('is at most 60 kB gzipped at first, in at most five requests, all to itself', async () => {
    const { page, requests, close } = await open()
    const files = await builtPage()
    const { pathname: _, origin } = new URL(page.url())
    const loaded = new Set(
      requests.filter((url) => !url.startsWith('data:')).map((url) => new URL(url)),
    )
    assert.ok([...loaded].every((url) => url.origin === origin))
    const first = files.filter(({ path }) => [...loaded].some(({ pathname }) => pathname === path))
    assert.ok(first.some(({ path }) => path === '/page.js'))
    assert.ok(first.length <= 5, first.map(({ path }) => path).join(' '))
    const bytes = first.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0)
    assert.ok(bytes <= 60_000, `${bytes} bytes`)
    await close()
  })

  it('is at most 30 ms from the terminal’s first word to its own', async () => {
    const { page, close } = await open()
    const late: number[] = []
    for (let attempt = 0; attempt < 5; attempt += 1) {
      let saidAt = 0
      events = async function* () {
        yield { type: 'start', conversation_id: `c_${attempt}`, request_id: 'r', turn: 1 }
        await new Promise((resolve) => setTimeout(resolve, 200))
        const text = { type: 'text', text: 'First words' } as const
        const terminal = scriptedTerminal()
        eventView(terminal, { env: {} }).show(text)
        saidAt = performance.timeOrigin + performance.now()
        yield text
        await new Promise((resolve) => setTimeout(resolve, 200))
        yield { type: 'done', stop_reason: 'end_turn' }
      }
      await page.click('text=New conversation')
      await page.evaluate(`window.firstAt = new Promise((resolve) => {
        const seen = new MutationObserver(() => {
          if (!document.querySelector('.turn .markdown')?.textContent.includes('First words')) return
          seen.disconnect()
          resolve(performance.timeOrigin + performance.now())
        })
        seen.observe(document.body, { childList: true, subtree: true, characterData: true })
      }); undefined`)
      await ask(page, 'Anything')
      late.push((await page.evaluate<number>('window.firstAt')) - saidAt)
    }
    // The machine may be busy: the best of some tells what the way itself takes.
    assert.ok(Math.min(...late) <= 30, late.map(Math.round).join(', '))
    await close()
  })

  it('sorts 1,000 rows in under 50 ms', async () => {
    const { page, close } = await open()
    const rows = Array.from(
      { length: 1_000 },
      (_, at) =>
        `| name-${(at * 7919) % 1_000} | ${(at * 31) % 977} GiB | 2026-01-${String((at % 28) + 1).padStart(2, '0')} 10:00 UTC | us-east-1 |`,
    )
    events = telling(`| Name | Size | When | Region |\n| - | - | - | - |\n${rows.join('\n')}\n`)
    await ask(page, 'Anything')
    await lastTurn(page).locator('tbody tr').nth(199).waitFor()
    const took: number[] = []
    for (let at = 0; at < 6; at += 1) {
      took.push(
        await page.evaluate<number>(`new Promise((resolve) => {
          const button = document.querySelectorAll('.turn .markdown th button')[${at % 3}]
          const began = performance.now()
          new MutationObserver((_, seen) => { seen.disconnect(); resolve(performance.now() - began) })
            .observe(document.querySelector('.turn .markdown table'), { childList: true, subtree: true, attributes: true })
          button.click()
        })`),
      )
    }
    assert.ok(Math.min(...took) < 50, took.map(Math.round).join(', '))
    assert.match((await lastTurn(page).locator('tbody tr').first().textContent()) ?? '', /GiB/)
    await close()
  })

  for (const [kind, text] of [
    ['paragraphs', 'Some words of **an answer** with `code` in it.\n\n'.repeat(22_000)],
    [
      'one table',
      `| Name | Size |\n| - | - |\n${'| a name of a row in the table | 12 GiB |\n'.repeat(24_000)}`,
    ],
    ['one list', '- an item of a list, with some words in it\n'.repeat(24_000)],
    [
      'code without an end',
      `\`\`\`\n${'a line of code in a block without an end\n'.repeat(25_000)}`,
    ],
  ] as const) {
    it(`shows 1 MB of ${kind} without a long task over 200 ms`, async () => {
      assert.ok(text.length >= 950_000)
      if (browser === undefined) throw new Error('no browser')
      const { page, close } = await open()
      events = telling(text, 2_000)
      const longest = await longestTask(browser, page, async () => {
        await ask(page, 'Anything')
        await page.waitForTimeout(300)
      })
      assert.ok(longest > 1 && longest <= 200, `${Math.round(longest)} ms`)
      assert.equal(await page.locator('.turn.done').count(), 1)
      await close()
    })
  }

  function telling(text: string, piece = 500) {
    return async function* (): AsyncGenerator<AgentEvent> {
      yield { type: 'start', conversation_id: 'c_1', request_id: 'r', turn: 1 }
      for (let at = 0; at < text.length; at += piece) {
        yield { type: 'text', text: text.slice(at, at + piece) }
      }
      yield { type: 'done', stop_reason: 'end_turn' }
    }
  }

  function open() {
    if (browser === undefined) throw new Error('no browser')
    return openPage(browser, sessionWith({ ...notAsked, ask: () => events() }))
  }
})
