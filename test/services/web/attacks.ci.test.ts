import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import type { AgentEvent } from '../../../services/agent/events.ts'
import { listen } from '../../stand-ins/listen.ts'
import { notAsked, sessionWith } from '../client/local-session.ts'
import { hostileTexts } from './hostile-texts.ts'
import { ask, openBrowser, openPage, type RunningPage } from './running-page.ts'

describe('attacks on the page, in Chromium', function () {
  this.timeout(180_000)
  let browser: Browser | undefined
  let text = ''
  const questions: unknown[] = []

  before(async function () {
    browser = await openBrowser()
    if (browser === undefined) return this.skip()
  })
  after(() => browser?.close())

  it('run nothing, fetch nothing and lead nowhere unsaid, whoever wrote them', async () => {
    const running = await open()
    const { page, requests, complaints } = running
    const texts = hostileTexts(process.env.SOAK ? 200 : 20)
    const before = requests.length
    for (const each of texts) {
      text = each
      await page.click('text=New conversation')
      await ask(page, `About ${each}`.slice(0, 200))
      await page.click('.call')
      await page.locator('.details summary').first().click()
      assert.notEqual(await page.title(), 'ran', each)
      const made = await page.evaluate<string[]>(
        `[...document.querySelectorAll('script, iframe, img, object, embed, form:not(.prompt, .renaming), base, link, meta[http-equiv], style, video, [onerror], [onload], [srcdoc]')]
          .map((one) => one.outerHTML).filter((html) => !/^<(?:link rel="(?:icon" href="data:,|stylesheet" href="page.css)"|script type="module" src="page.js")/.test(html))`,
      )
      assert.deepEqual(made, [], each)
      const links = await page.evaluate<[string, string, string][]>(
        "[...document.querySelectorAll('a:not(.skip, .console)')].map((one) => [one.protocol, one.host, one.textContent])",
      )
      for (const [protocol, host, words] of links) {
        assert.match(protocol, /^https?:$/, each)
        assert.ok(words.includes(host), `${words} leads to ${host}`)
      }
    }
    const own = new URL(page.url()).origin
    const others = requests.slice(before).filter((url) => !url.startsWith(`${own}/`))
    assert.deepEqual(others, [])
    assert.deepEqual(complaints, [])
    await running.close()
  })

  it('are refused from another port of this address, with the cookie that the browser sends there', async () => {
    const running = await open()
    const { page } = running
    const target = new URL(page.url()).origin
    let stolen = ''
    const other = createServer((request, response) => {
      stolen = request.headers.cookie ?? ''
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>x</title>')
    })
    const port = await listen(other)
    const evil = await page.context().newPage()
    await evil.goto(`http://127.0.0.1:${port}/`)
    // Browsers do send it: it must be worth nothing by itself.
    assert.match(stolen, /^aws-ops-page-/)
    const outcome = await evil.evaluate<string[]>(`Promise.all([
      fetch('${target}/about', { credentials: 'include' }),
      fetch('${target}/stream', { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body: '{"message":"x"}' }),
      fetch('${target}/stream', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{"message":"x"}' }).then((answer) => { throw new Error(answer.type) }),
    ].map((sent) => sent.then(() => 'read', (error) => 'refused')))`)
    assert.deepEqual(outcome, ['refused', 'refused', 'refused'])
    const { status } = await fetch(`${target}/about`, { headers: { cookie: stolen } })
    assert.equal(status, 401)
    const asked = questions.length
    await evil.evaluate(`new Promise((resolve) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'POST', action: '${target}/stream', enctype: 'text/plain', target: 'x' })
      form.innerHTML = '<input name=\\'{"message":"x","a":"\\' value=\\'"}\\'><iframe name=x></iframe>'
      document.body.append(form)
      form.querySelector('iframe').onload = resolve
      form.submit()
    })`)
    assert.equal(questions.length, asked)
    await evil.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      Object.assign(frame, { src: '${target}/', onload: resolve, onerror: resolve })
      document.body.append(frame)
    })`)
    const [framed] = evil
      .frames()
      .filter((frame) => frame !== evil.mainFrame() && frame.name() !== 'x')
    assert.equal(await framed?.locator('.app').count(), 0)
    other.close()
    await running.close()
  })

  it('are refused by a name that leads here, and an address lets in once', async () => {
    const running = await open()
    const { page, server } = running
    const { port } = new URL(page.url())
    const rebound = await page.context().newPage()
    const answer = await rebound.goto(`http://rebound.localhost:${port}/`)
    assert.equal(answer?.status(), 403)
    const address = server.address()
    const [first, second] = [await fresh(), await fresh()]
    await first.goto(address)
    await first.waitForSelector('.beginning button')
    // The secret has left the address, and nothing of the page says a token.
    assert.equal(first.url(), `http://127.0.0.1:${port}/`)
    await second.goto(address)
    assert.match((await second.textContent('[role=alert]')) ?? '', /used before/)
    assert.equal(await first.evaluate('document.cookie'), '')
    const kept = await first.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    )
    assert.match(kept, /^\[\{\},\{"page-key":"[\w-]{43}"\}\]$/)
    await Promise.all([first, second].map((each) => each.context().close()))
    await running.close()
  })

  it('find a browser that takes no text for markup or script', async () => {
    const running = await open()
    const { page } = running
    for (const sink of [
      'document.body.innerHTML = "<b>x</b>"',
      'document.createElement("iframe").srcdoc = "x"',
      'document.createElement("script").text = "1"',
    ]) {
      const outcome = await page.evaluate(`try { ${sink}; 'taken' } catch (error) { error.name }`)
      assert.notEqual(outcome, 'taken', sink)
    }
    await running.close()
  })

  async function fresh(): Promise<Page> {
    const context = await browser?.newContext()
    if (context === undefined) throw new Error('no browser')
    return context.newPage()
  }

  function open(): Promise<RunningPage> {
    if (browser === undefined) throw new Error('no browser')
    const agent = sessionWith(notAsked).agent
    return openPage(browser, sessionWith({ ...agent, ask: answerOf }))
  }

  /** The text everywhere that text comes from elsewhere. */
  async function* answerOf(question: object): AsyncGenerator<AgentEvent> {
    questions.push(question)
    const items = [
      { Name: text, Tags: [{ Key: text, Value: text }], InstanceId: text, LaunchTime: text },
      { Name: 'x', State: { Name: text } },
    ]
    const result = {
      status: 'ok',
      operation: text,
      call: { operation: text },
      columns: ['Name'],
      notice: text,
    }
    yield { type: 'start', conversation_id: `c_${questions.length}`, request_id: 'r', turn: 1 }
    yield { type: 'tool_call', id: 't', tool: text, input: { operation: text, question: text } }
    yield { type: 'tool_progress', id: 't', tool: text, elapsed_ms: 1, message: text }
    yield {
      ...{ type: 'tool_result', id: 't', tool: text, status: 'ok', duration_ms: 1, summary: text },
      truncated: false,
      result: {
        ...result,
        regions: [
          { region: text, status: 'error', code: text, message: text, items },
          { region: 'us-east-1', status: 'ok', items, follow_ups: [text] },
        ],
      },
    }
    yield { type: 'notice', code: 'retrying', message: text }
    yield {
      type: 'text',
      text: `${text}\n\nIn words: ${text}\n\n| ${text.replaceAll(/[|\n]/g, ' ')} | b |\n| - | - |\n| ${text.replaceAll(/[|\n]/g, ' ')} | c |\n`,
    }
    const row = {
      kind: 'name',
      text,
      status: 'found',
      call: 't',
      path: 'regions[1].items[0].Name',
    } as const
    yield {
      type: 'evidence',
      claims: 1,
      found: 1,
      derived: 0,
      asked: 0,
      unbacked: [{ text, kind: 'name' }],
      rows: [row],
    }
    yield { type: 'done', stop_reason: 'end_turn' }
  }
})
