import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { type Stack, startStack } from '../../../local/stack.ts'
import type { Session } from '../../../services/client/session.ts'
import { type PageServer, servePage } from '../../../services/client/web/page-server.ts'
import { builtPage } from '../../../services/web/built-page.ts'
import { freePorts } from '../../free-ports.ts'
import { sessionOf } from '../client/local-session.ts'

const executablePath = ['chromium', 'chromium-headless-shell', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find((path) => existsSync(path))

/** Chromium, or undefined with the reason said where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  if (executablePath !== undefined) return chromium.launch({ executablePath })
  process.stderr.write('    skipped: no Chromium in /usr/bin\n')
  return undefined
}

const files = builtPage()

export interface RunningPage {
  page: Page
  server: PageServer
  /** What the page's console, and the browser for it, complained of. */
  complaints: string[]
  /** Addresses of all that the browser asked for. */
  requests: string[]
  close(): Promise<void>
}

/** The page of a session, let in, in a browser of its own. */
export async function openPage(
  browser: Browser,
  session: Session,
  options: BrowserContextOptions = {},
): Promise<RunningPage> {
  const server = await servePage({ session, files: await files, port: 0 })
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin', ...options })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(server.address())
  await page.waitForSelector('.beginning button, .turn, [role=alert]')
  return {
    page,
    server,
    complaints,
    requests,
    async close() {
      await context.close()
      await server.close()
    },
  }
}

/** The local stack, and sessions with it. */
export async function openStack(model: 'offline' | 'openai' = 'offline', env = {}) {
  const data = await mkdtemp(join(tmpdir(), 'page-'))
  const port = await freePorts(4)
  const options = { account: 'sample', model, user: 'ana', port, data } as const
  let stack: Stack = await startStack(options, env)
  return {
    get stack() {
      return stack
    },
    session: (login: string, more: Partial<Session> = {}) => sessionOf(stack, login, more),
    /** The same again, with its conversations and at the same ports. */
    async restart() {
      await stack.close()
      stack = await startStack(options, env)
    },
    async close() {
      await stack.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Asks, and waits until it is answered. */
export async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.turn').count()
  await page.fill('#prompt', question)
  await page.press('#prompt', 'Enter')
  await page.locator('.turn').nth(before).waitFor()
  await page.waitForSelector('.turn:last-child:not(.running)')
}

export const lastTurn = (page: Page) => page.locator('.turn').last()
