import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import {
  ask,
  lastTurn,
  openBrowser,
  openPage,
  openStack,
  type RunningPage,
} from './running-page.ts'

/** Where pictures of them are kept for somebody to look at; nowhere without. */
const pictures = process.env.PICTURES

const questions = {
  incident: 'Why is checkout-api returning 5xx?',
  bill: 'Why did our AWS bill go up this month?',
  instances: 'Which instances are running in all regions?',
  load: "What's the CPU and connection count on orders-db over the last 24 hours?",
  refused: 'Stop i-0128ce979f62a879a.',
}

describe('how the page looks, and reads to who does not see it', function () {
  this.timeout(180_000)
  let browser: Browser | undefined
  let local: Awaited<ReturnType<typeof openStack>>

  before(async function () {
    browser = await openBrowser()
    if (browser === undefined) return this.skip()
    local = await openStack()
  })
  after(async () => {
    await browser?.close()
    await local?.close()
  })

  it('has no violation of WCAG 2.2 AA in any state', async () => {
    const running = await open('looks')
    const { page } = running
    const found = [await violations(page, 'beginning')]
    for (const [name, question] of Object.entries(questions)) {
      await page.setViewportSize({ width: 1600, height: 1000 })
      await page.click('text=New conversation')
      await ask(page, question)
      await openAll(page)
      found.push(await violations(page, name))
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 390, height: 844 })
      found.push(await violations(page, `${name}, dark and narrow`, ['color-contrast']))
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await page.click('.menu')
    await page.click('.sidebar li.current button:text("Rename")')
    found.push(await violations(page, 'renaming'))
    await page.keyboard.press('Escape')
    await page.click('.sidebar li.current button:text("Delete")')
    found.push(await violations(page, 'deleting'))
    assert.deepEqual(found.flat(), [])
    assert.deepEqual(running.complaints, [])
    await running.close()
  })

  it('is no wider than a window of 390, 1024 or 1600 pixels', async () => {
    const running = await open('widths')
    const { page } = running
    for (const [name, question] of Object.entries(questions)) {
      await page.setViewportSize({ width: 1600, height: 1000 })
      await page.click('text=New conversation')
      await ask(page, question)
      for (const width of [390, 1024, 1600]) {
        await page.setViewportSize({ width, height: width < 500 ? 844 : 1000 })
        assert.equal(await widerThanPage(page), 0, `${name} at ${width}`)
        await pictured(page, `${name}-${width}`)
      }
    }
    await running.close()
  })

  const open = (login: string): Promise<RunningPage> => {
    if (browser === undefined) throw new Error('no browser')
    return openPage(browser, local.session(login), { colorScheme: 'light' })
  }

  async function pictured(page: Page, name: string): Promise<void> {
    if (pictures === undefined) return
    await mkdir(pictures, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await writeFile(join(pictures, `${name}-${colorScheme}.png`), await page.screenshot())
    }
  }
})

/** Everything that opens, open: what is not shown is not looked at. */
async function openAll(page: Page): Promise<void> {
  const call = lastTurn(page).locator('.call').first()
  if ((await call.getAttribute('aria-expanded')) === 'false') await call.click()
  await page.evaluate(
    "document.querySelectorAll('.turn:last-child details').forEach((one) => { one.open = true })",
  )
}

async function violations(page: Page, state: string, runOnly = tags): Promise<string[]> {
  await page.evaluate(axe.source)
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const found = await page.evaluate<{ id: string; nodes: string[] }[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`,
  )
  return found.map(
    ({ id, nodes }) => `${state}: ${id} (${nodes.length}): ${nodes[0]?.slice(0, 160)}`,
  )
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const widerThanPage = (page: Page) =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
