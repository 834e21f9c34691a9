import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Download } from 'playwright-core'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { agentClient } from '../../../services/client/agent-client.ts'
import type { Session } from '../../../services/client/session.ts'
import { listen } from '../../stand-ins/listen.ts'
import { localAgent, sessionWith } from '../client/local-session.ts'
import { startHeldModel } from '../client/pty/held-model.ts'
import { ask, lastTurn, openBrowser, openPage, openStack } from './running-page.ts'

describe('the page, in Chromium', function () {
  this.timeout(120_000)
  let opened: Browser | undefined
  let local: Awaited<ReturnType<typeof openStack>>
  let model: Awaited<ReturnType<typeof startHeldModel>>
  let held: Awaited<ReturnType<typeof openStack>>

  before(async function () {
    opened = await openBrowser()
    if (opened === undefined) return this.skip()
    model = await startHeldModel()
    // One after the other: both look for free ports.
    local = await openStack()
    held = await openStack('openai', model.env)
  })
  after(async () => {
    await opened?.close()
    await Promise.all([local, held, model].map((each) => each?.close()))
  })
  const open = (session: Session) => {
    if (opened === undefined) throw new Error('no browser')
    return openPage(opened, session)
  }

  it('shows an answer as it streams, its calls, and asks what it leads to', async () => {
    const { page, complaints, requests, close } = await open(local.session('streams'))
    await ask(page, 'Which alarms are firing, and since when?')
    const turn = lastTurn(page)
    assert.match((await turn.locator('.markdown').textContent()) ?? '', /3 alarms|alarms/)
    assert.match((await turn.locator('.call').textContent()) ?? '', /cloudwatch firing alarms/)
    // In the reader's zone, with UTC beside.
    assert.match(
      (await turn.locator('time').first().textContent()) ?? '',
      /^2\d{3}-\d\d-\d\d \d\d:\d\d \(.*UTC\)$/,
    )
    await turn.locator('.next button').first().click()
    await page.waitForSelector('.turn:nth-of-type(2):not(.running)')
    assert.equal(await page.locator('.turn').count(), 2)
    // Where the next question is typed, and nowhere else.
    assert.equal(await page.evaluate('document.activeElement.id'), 'prompt')
    assert.deepEqual(complaints, [])
    const origin = new URL(page.url()).origin
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:')),
      [],
    )
    await close()
  })

  it('sorts, filters, hides columns of, copies and saves a table', async () => {
    const { page, complaints, close } = await open(local.session('tables'))
    await ask(page, 'Which instances are running in all regions?')
    const table = lastTurn(page).locator('.markdown .table')
    const names = () => table.locator('tbody tr td:first-child').allTextContents()
    const asRead = await names()
    await table.locator('th button', { hasText: 'Launched' }).click()
    assert.equal(await table.locator('th[aria-sort=ascending]').textContent(), 'Launched ▲')
    assert.deepEqual((await names())[0], 'legacy-backoffice')
    await table.locator('th button', { hasText: 'Launched' }).click()
    assert.match((await names())[0] ?? '', /^embedding-backfill/)
    await table.locator('input[type=search]').fill('eu-west-1 search')
    assert.deepEqual((await names()).sort(), ['search-eu-1', 'search-eu-2'])
    assert.equal(await table.locator('.count').textContent(), `2 of ${asRead.length} rows`)
    await table.locator('summary').click()
    await table.getByRole('checkbox', { name: 'Owner' }).uncheck()
    assert.equal(await table.locator('th', { hasText: 'Owner' }).count(), 0)
    await table.getByText('Copy', { exact: true }).click()
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    assert.match(copied, /^Name\tRegion\tInstance ID/)
    assert.equal(copied.split('\n').length, 3)
    const csv = await saved(page.waitForEvent('download'), () => table.getByText('CSV').click())
    assert.match(csv, /^Name,Region,Instance ID,.*\r\nsearch-eu-/)
    const link = table.locator('a.console').first()
    assert.match(
      (await link.getAttribute('href')) ?? '',
      /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/ec2\/home\?region=eu-west-1#InstanceDetails:instanceId=i-/,
    )
    const regions = lastTurn(page).locator('.regions')
    assert.match((await regions.textContent()) ?? '', /us-east-1/)
    assert.deepEqual(complaints, [])
    await close()
  })

  it('draws lines and bars, each with its words and its table', async () => {
    const { page, complaints, requests, close } = await open(local.session('charts'))
    const isChart = (url: string) => url.includes('line-chart')
    await ask(page, 'Why did our AWS bill go up this month?')
    assert.match((await lastTurn(page).locator('.bars').first().textContent()) ?? '', /most: /)
    assert.equal(requests.some(isChart), false)
    await ask(page, "What's the CPU and connection count on orders-db over the last 24 hours?")
    const lines = lastTurn(page).locator('.line')
    await lines.nth(1).locator('canvas').waitFor()
    assert.equal(requests.filter(isChart).length, 1)
    assert.match(
      (await lines.first().locator('[role=img]').getAttribute('aria-label')) ?? '',
      /peak at .*UTC/,
    )
    await lines.first().locator('summary').first().click()
    assert.ok((await lines.first().locator('tbody tr').count()) >= 24)
    // One cursor over all lines of an answer.
    const box = await lines.first().locator('.u-over').boundingBox()
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 40)
    await lines.nth(0).locator('.readout:has-text("UTC")').waitFor()
    await lines.nth(1).locator('.readout:has-text("UTC")').waitFor()
    assert.deepEqual(complaints, [])
    await close()
  })

  it('leads from a figure to its call, its row and its command, and puts what happened on one axis', async () => {
    const { page, complaints, close } = await open(local.session('receipts'))
    await ask(page, 'Why is checkout-api returning 5xx?')
    const turn = lastTurn(page)
    await turn.locator('.claim', { hasText: 'tom.lindqvist' }).first().click()
    const details = turn.locator('.details')
    assert.match(
      (await details.locator('.proof').textContent()) ?? '',
      /tom\.lindqvist stands at regions\[0\]/,
    )
    assert.match((await details.locator('tr.marked').textContent()) ?? '', /tom\.lindqvist/)
    assert.match(
      (await details.locator('.command code').textContent()) ?? '',
      /aws ecs list-clusters/,
    )
    assert.match((await page.evaluate<string>('document.activeElement.textContent')) ?? '', /ecs/)
    // By keyboard alone: the list of facts.
    await details.getByText('Close').click()
    const facts = turn.locator('.facts-list')
    await facts.locator('summary').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await turn.locator('.details .proof').waitFor()
    assert.match(
      (await turn.locator('.time-line svg').getAttribute('aria-label')) ?? '',
      /deployments.*errors/,
    )
    await turn.locator('.time-line summary').click()
    assert.ok((await turn.locator('.time-line li').count()) >= 4)
    assert.deepEqual(complaints, [])
    await close()
  })

  it('shows that a change was refused', async () => {
    const { page, close } = await open(local.session('refused'))
    await ask(page, 'Stop i-0128ce979f62a879a.')
    assert.match((await lastTurn(page).locator('.refusal').textContent()) ?? '', /Not done/)
    await close()
  })

  it('saves a report that opens without a network and without scripts', async () => {
    const { page, close } = await open(local.session('reports'))
    await ask(page, 'Which alarms are firing, and since when?')
    const folder = await mkdtemp(join(tmpdir(), 'report-'))
    const path = join(folder, 'report.html')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('text=Save report'),
    ])
    assert.match(download.suggestedFilename(), /^Which-alarms-are-firing.*\.html$/)
    await download.saveAs(path)
    const context = await opened?.newContext({ offline: true, javaScriptEnabled: false })
    const report = await context?.newPage()
    const asked: string[] = []
    report?.on('request', (one) => asked.push(one.url()))
    await report?.goto(pathToFileURL(path).href)
    const text = (await report?.textContent('body')) ?? ''
    assert.match(text, /Which alarms are firing, and since when\?/)
    assert.match(text, /checkout-api-5xx/)
    assert.match(text, /aws cloudwatch describe-alarms/)
    assert.deepEqual(asked, [pathToFileURL(path).href])
    await context?.close()
    await rm(folder, { recursive: true })
    await close()
  })

  it('goes on with what a terminal asked, and a terminal with what the page asked', async () => {
    const terminal = localAgent(local.stack, 'both')
    const first = await Array.fromAsync(terminal.ask({ message: 'list the buckets' }, never))
    const [start] = first
    if (start?.type !== 'start') throw new Error('no start')
    const { page, close } = await open(local.session('both'))
    await page.click('.entry')
    await page.waitForSelector('.turn')
    assert.match((await page.textContent('.turn')) ?? '', /quillmarket-assets/)
    await ask(page, 'Which alarms are firing, and since when?')
    const again = { message: 'Which queues are there?', conversation_id: start.conversation_id }
    await Array.fromAsync(terminal.ask(again, never))
    await page.click('.entry')
    await page.locator('.turn').nth(2).waitFor()
    const asked = await page.locator('.question h3').allTextContents()
    assert.deepEqual(asked, [
      'list the buckets',
      'Which alarms are firing, and since when?',
      'Which queues are there?',
    ])
    // What was called for a stored answer is known too.
    assert.equal(await page.locator('.turn .call').count(), 3)
    await page.reload()
    await page.locator('.turn').nth(2).waitFor()
    await page.click('.sidebar li.current button:text("Rename")')
    await page.fill('.renaming input', 'Of both')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.entry:has-text("Of both")')
    await page.fill('#search', 'nothing like it')
    assert.equal(await page.locator('.entry').count(), 0)
    await page.fill('#search', 'both')
    await page.click('.sidebar li.current button:text("Delete")')
    await page.click('.sidebar .danger')
    await page.waitForSelector('.beginning')
    assert.deepEqual((await terminal.listConversations({}, never)).conversations, [])
    await close()
  })

  it('shows the conversation that was chosen last, whichever arrives last', async () => {
    const agent = localAgent(local.stack, 'chosen')
    for (const message of ['list the buckets', 'Which queues are there?']) {
      await Array.fromAsync(agent.ask({ message }, never))
    }
    const slow = Promise.withResolvers<void>()
    const read = Promise.withResolvers<void>()
    let reads = 0
    const readConversation: typeof agent.readConversation = async (...asked) => {
      const page = await agent.readConversation(...asked)
      reads += 1
      if (reads === 1) {
        read.resolve()
        await slow.promise
      }
      return page
    }
    const { page, close } = await open(sessionWith({ ...agent, readConversation }))
    await page.click('.entry:has-text("list the buckets")')
    await read.promise
    await page.click('.entry:has-text("Which queues")')
    await page.waitForSelector('.turn h3:has-text("Which queues")')
    const late = page.waitForResponse(/conversations/)
    slow.resolve()
    await (await late).finished()
    await page.waitForTimeout(200)
    assert.deepEqual(await page.locator('.turn h3').allTextContents(), ['Which queues are there?'])
    assert.match((await page.textContent('h2')) ?? '', /Which queues/)
    await close()
  })

  it('shows how far a call is while it runs', async () => {
    const further = Promise.withResolvers<void>()
    const call = { id: 't', tool: 'ec2_read_operations' }
    async function* told(): AsyncGenerator<AgentEvent> {
      yield { type: 'start', conversation_id: 'c_1', request_id: 'r', turn: 1 }
      yield { type: 'tool_call', ...call, input: { operation: 'DescribeInstances' } }
      const how = { elapsed_ms: 4_020, done: 3, total: 17, message: 'eu-west-1' }
      yield { type: 'tool_progress', ...call, ...how }
      await further.promise
      const ended = {
        status: 'ok',
        duration_ms: 5_000,
        summary: 'All read',
        truncated: false,
      } as const
      yield { type: 'tool_result', ...call, ...ended, result: {} }
      yield { type: 'done', stop_reason: 'end_turn' }
    }
    const agent = localAgent(local.stack, 'progress')
    const { page, complaints, close } = await open(sessionWith({ ...agent, ask: told }))
    await page.fill('#prompt', 'Which instances are there?')
    await page.press('#prompt', 'Enter')
    await page.waitForSelector('.call.running .facts:has-text("3 of 17 · eu-west-1 · 4 s")')
    further.resolve()
    // Calls fold once the turn has ended, which may be at once.
    await page.waitForSelector('.call.ok .facts:has-text("5000 ms")', { state: 'attached' })
    assert.doesNotMatch((await page.textContent('.call')) ?? '', /of 17/)
    assert.deepEqual(complaints, [])
    await close()
  })

  it('shows words as they come, and cancels', async () => {
    const { page, close } = await open(held.session('cancels'))
    const asked = model.asked()
    await page.fill('#prompt', 'Anything')
    await page.press('#prompt', 'Enter')
    await asked
    model.say('First words, ')
    await page.waitForSelector('.turn.running .markdown:has-text("First words")')
    const closed = model.closed()
    await page.press('#prompt', 'Escape')
    await closed
    await page.waitForSelector('.turn.cancelled')
    assert.match((await lastTurn(page).textContent()) ?? '', /First words,.*Cancelled/s)
    assert.equal(
      await page.textContent('[role=status]'),
      'Cancelled. What was said so far is kept.',
    )
    await close()
  })

  it('goes on where a token ends in mid-answer, and where the agent restarts', async () => {
    const okta = () => held.stack.parts.okta
    let short = true
    const session = held.session('renews')
    const { page, close } = await open({
      ...session,
      agent: agentClient({
        functionUrl: held.stack.functionUrl,
        region: session.region,
        credentials: async () => held.stack.credentials,
        async token() {
          // Long enough for the question to reach the model on a loaded machine.
          const exp = Math.floor(Date.now() / 1_000) + 9
          const given = short ? okta().issueToken('renews', { exp }) : okta().issueToken('renews')
          short = false
          return given
        },
      }),
    })
    // The list of conversations took the first token.
    short = true
    let asked = model.asked()
    await page.fill('#prompt', 'Anything')
    await page.press('#prompt', 'Enter')
    await asked
    await model.asked()
    model.say('Said with the next token.')
    model.finish()
    await page.waitForSelector('.turn.done:has-text("Said with the next token.")')

    asked = model.asked()
    await page.fill('#prompt', 'And again')
    await page.press('#prompt', 'Enter')
    await asked
    // A turn whose agent has gone keeps its conversation for half a minute.
    const again = model.asked().catch(() => model.asked())
    await held.restart()
    await again
    model.say('Said after the restart.')
    model.finish()
    await page.waitForSelector('.turn.done:has-text("Said after the restart.")')
    assert.equal(await page.locator('.turn').count(), 2)
    await close()
  })

  it('tells an answer once, wherever its stream is cut', async () => {
    const events: AgentEvent[] = await Array.fromAsync(
      localAgent(local.stack, 'cut').ask({ message: 'list the buckets' }, never),
    )
    const agent = localAgent(local.stack, 'cut-page')
    async function* told() {
      yield* events
    }
    const { page, server, close } = await open(sessionWith({ ...agent, ask: told }))
    const whole = await textOfAnswer()
    const length = JSON.stringify(events).length
    const proxy = await startCuttingForwarder(Number(new URL(page.url()).port))
    await page.goto(`http://127.0.0.1:${proxy.port}/${new URL(server.address()).hash}`)
    await page.waitForSelector('.beginning button, .turn')
    const step = process.env.SOAK ? 97 : Math.ceil(length / 9)
    for (let at = 0; at < length; at += step) {
      proxy.cutAfter(at)
      await page.click('text=New conversation')
      assert.equal(await textOfAnswer(), whole, `cut after ${at} bytes`)
    }
    await proxy.close()
    await close()

    async function textOfAnswer() {
      await ask(page, 'list the buckets')
      await page.waitForSelector('.turn.done')
      return `${await lastTurn(page).locator('.markdown').textContent()} ${await lastTurn(page).locator('.call').count()}`
    }
  })

  it('says so where its process has ended', async () => {
    const { page, server, close } = await open(local.session('ends'))
    await server.close()
    await page.fill('#prompt', 'list the buckets')
    await page.press('#prompt', 'Enter')
    await page.waitForSelector('.turn.failed')
    assert.match(
      (await lastTurn(page).locator('.failure').textContent()) ?? '',
      /process in the terminal has ended/,
    )
    await page.locator('.again').press('Enter')
    await page.locator('.turn').nth(1).waitFor()
    await page.waitForSelector('.turn.failed:last-child')
    assert.equal(await page.locator('.turn h3').last().textContent(), 'list the buckets')
    await page.waitForSelector('#prompt:focus')
    await close().catch(() => {})
  })

  it('lets a further tab in beside the first, and keeps the focus where the list covers the page', async () => {
    const { page, server, close } = await open(local.session('tabs'))
    const further = await page.context().newPage()
    await further.goto(server.address())
    await further.waitForSelector('.beginning button')
    for (const tab of [further, page]) {
      await ask(tab, 'list the buckets')
      const turn = tab.locator('.turn')
      assert.equal(await turn.getAttribute('class'), 'turn done', (await turn.textContent()) ?? '')
    }
    await page.locator('[aria-label^=Delete]').first().press('Enter')
    await page.locator('.danger').press('Escape')
    await page.locator('.danger').waitFor({ state: 'detached' })
    await page.waitForSelector('.entry:focus')
    await page.setViewportSize({ width: 390, height: 800 })
    await page.locator('.menu').press('Enter')
    await page.locator('.entry').first().press('Enter')
    await page.waitForSelector('#prompt:focus')
    await close()
  })
})

const never = new AbortController().signal

async function saved(download: Promise<Download>, act: () => Promise<void>): Promise<string> {
  const [done] = await Promise.all([download, act()])
  return readFile(await done.path(), 'utf8')
}

/** Hands on to a page's server as the page itself would, and breaks one answer's stream. */
async function startCuttingForwarder(target: number) {
  let left: number | undefined
  const own = `127.0.0.1:${target}`
  const server = createServer((incoming, response) => {
    const { origin, ...headers } = incoming.headers
    const sent = request(
      {
        host: '127.0.0.1',
        port: target,
        method: incoming.method,
        path: incoming.url,
        headers: {
          ...headers,
          host: own,
          ...(origin !== undefined && { origin: `http://${own}` }),
        },
      },
      async (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        const isCut = incoming.url === '/stream' && left !== undefined
        for await (const piece of answer) {
          if (isCut && left !== undefined && piece.length > left) {
            response.write(piece.subarray(0, left), () => response.destroy())
            left = undefined
            return
          }
          if (isCut && left !== undefined) left -= piece.length
          response.write(piece)
        }
        response.end()
      },
    )
    sent.on('error', () => response.destroy())
    incoming.pipe(sent)
  })
  return {
    port: await listen(server),
    cutAfter(bytes: number) {
      left = bytes
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
