import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AgentEvent } from '../../../services/agent/events.ts'
import type { Look } from '../../../services/client/render/look.ts'
import { symbols } from '../../../services/client/render/symbols.ts'
import { toolDetails } from '../../../services/client/render/tool-call.ts'
import { eventView } from '../../../services/client/show-event.ts'
import { whole } from './chat/scripted-session.ts'
import { scriptedTerminal } from './scripted-terminal.ts'

const env = { LANG: 'C.UTF-8' }

describe('eventView', () => {
  it('shows the answer on standard output and all else beside it', () => {
    const terminal = shown(whole)
    assert.equal(terminal.answers, 'Two instances.\n')
    assert.match(
      terminal.notes,
      /^→ ec2 DescribeInstances us-east-1\n✓ ec2 DescribeInstances · us-east-1 · 2 items · 13 ms · \d+ B · cut\n$/,
    )
  })

  it('ends the line of an answer before anything else is said', () => {
    let all = ''
    const keep = (text: string) => {
      all += text
    }
    const view = eventView(Object.assign(scriptedTerminal(), { answer: keep, note: keep }), { env })
    view.show({ type: 'text', text: 'Let me look' })
    view.show({ type: 'tool_call', id: '1', tool: 'get_time', input: {} })
    view.show({ type: 'text', text: 'Now ' })
    view.finish()
    assert.equal(all, 'Let me look\n→ get_time {}\nNow\n')
  })

  it('keeps an answer apart from what is said beside it, where a person looks', () => {
    let all = ''
    const keep = (text: string) => {
      all += text
    }
    const terminal = Object.assign(scriptedTerminal(), { answer: keep, note: keep })
    const view = eventView(Object.assign(terminal, { interactive: true }), { env })
    view.show({ type: 'text', text: 'Let me look' })
    view.show({ type: 'tool_call', id: '1', tool: 'get_time', input: {} })
    view.show({ type: 'notice', code: 'c', message: 'Older.' })
    view.show({ type: 'text', text: 'Now ' })
    view.show({ type: 'text', text: 'then' })
    view.finish()
    assert.equal(all, 'Let me look\n\n→ get_time {}\n! Older.\n\nNow then\n')
  })

  it('says at the end what AWS bills for what was read, where it bills something', () => {
    const [usage] = whole.filter((event) => event.type === 'usage')
    assert.ok(usage)
    const charges = [
      { service: 'Cost Explorer', count: 3, unit: 'request', usd: 0.03 },
      { service: 'GetMetricData', count: 1, unit: 'metric', usd: 0.00001 },
      { service: 'Logs Insights', count: 1.25, unit: 'GB scanned', usd: 0.00625 },
    ]
    const terminal = shown([
      { ...usage, charges },
      { type: 'done', stop_reason: 'end_turn' },
    ])
    assert.equal(
      terminal.notes,
      'AWS bills what was read: Cost Explorer 3 requests, $0.03; GetMetricData 1 metric, under $0.01; Logs Insights 1.3 GB scanned, under $0.01\n',
    )
  })

  it('folds what a model thinks into one line, before what it says', () => {
    const terminal = shown([
      { type: 'reasoning', text: 'Let me s' },
      { type: 'reasoning', text: 'ee:\none, two.' },
      { type: 'text', text: 'Two.' },
      { type: 'done', stop_reason: 'end_turn' },
    ])
    assert.deepEqual([terminal.answers, terminal.notes], ['Two.\n', '… thought for 0 s, 5 words\n'])
  })

  it('says why an answer ended before it was whole', () => {
    const cases: [event: AgentEvent, note: string][] = [
      [
        { type: 'done', stop_reason: 'max_tokens' },
        '! The answer was cut: it reached the limit of tokens for one answer.\n',
      ],
      [
        { type: 'error', code: 'throttled', message: 'Busy.', retryable: true, retry_after_s: 3 },
        'error: Busy. (throttled) Try again in 3 s.\n',
      ],
    ]
    for (const [event, note] of cases) {
      for (const quiet of [false, true]) assert.equal(shown([event], { quiet }).notes, note)
    }
  })

  it('keeps quiet about tool calls and notices, but not about an answer that begins anew', () => {
    const notice = (code: string): AgentEvent => ({ type: 'notice', code, message: code })
    const events = [...whole, notice('tools_unavailable'), notice('answer_restarted')]
    assert.equal(shown(events, { quiet: true }).notes, '! answer_restarted\n')
  })

  it('passes Markdown on as it came', () => {
    const text = '| a |\n|-|\n| **b** |'
    assert.equal(shown([{ type: 'text', text }], { markdown: true }).answers, `${text}\n`)
  })

  it('draws a series below the answer that it illustrates, where a person looks', () => {
    const items = [{ Label: 'CPU', Timestamps: ['1', '2'], Values: [1, 2] }]
    const series: AgentEvent = {
      type: 'tool_result',
      id: '1',
      tool: 'cloudwatch_read_operations',
      status: 'ok',
      duration_ms: 1,
      summary: '',
      truncated: false,
      result: { regions: [{ region: 'us-east-1', status: 'ok', items }] },
    }
    const events: AgentEvent[] = [
      series,
      { type: 'text', text: 'It rose.' },
      { type: 'done', stop_reason: 'end_turn' },
    ]
    let all = ''
    const keep = (text: string) => {
      all += text
    }
    const terminal = { ...scriptedTerminal(), interactive: true, answer: keep, note: keep }
    const view = eventView(terminal, { env })
    for (const event of events) view.show(event)
    assert.match(all, /\n\nIt rose\.\n\n {2}▁█ {2}CPU {2}1 to 2\n$/)
    assert.doesNotMatch(shown(events).notes, /CPU/)
  })

  it('lets no control character of others reach a terminal, and no escape sequence but our colours', () => {
    const cases = fc.record({
      parts: fc.array(hostile, { minLength: 1, maxLength: 4 }),
      columns: fc.constantFrom(20, 80, Number.POSITIVE_INFINITY),
      colours: fc.boolean(),
      markdown: fc.boolean(),
    })
    fc.assert(
      fc.property(cases, ({ parts, columns, colours, markdown }) => {
        const look = { interactive: true, columns, colours: { answer: colours, note: colours } }
        const terminal = Object.assign(scriptedTerminal(), look)
        const view = eventView(terminal, { env, markdown })
        for (const evil of parts) {
          const events = eventsWith(evil)
          for (const event of events) view.show(event)
          terminal.note(detailsOf(events, { columns, colours, symbols: symbols(env) }))
        }
        view.finish()
        const written = terminal.answers + terminal.notes
        const rest = colours ? written.replaceAll(ownColours, '') : written
        assert.doesNotMatch(rest, /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u)
      }),
      { numRuns: process.env.SOAK === '1' ? 20_000 : 500 },
    )
  })
})

function shown(
  events: readonly AgentEvent[],
  options: { quiet?: boolean; markdown?: boolean } = {},
  terminalOptions: { interactive?: boolean } = {},
) {
  const terminal = Object.assign(scriptedTerminal(), terminalOptions)
  const view = eventView(terminal, { env, ...options })
  for (const event of events) view.show(event)
  view.finish()
  return terminal
}

/** What `paint` writes, and nothing else. */
const esc = '\u001b'
const ownColours = new RegExp(`${esc}\\[(?:[123479]|2[23479]|3[12369])m`, 'g')

const sequences = [
  '\u001b[35m',
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\',
  '\u001bP1$r0m\u001b\\',
  '\u009b1A',
  '\u009d0;title\u009c',
  '\u202e',
  '\r',
  '\b',
  '\u001b',
]
const text = [
  'a',
  ' ',
  '\n',
  '**',
  '`',
  '```\n',
  '| a |\n|-|\n',
  '[x](',
  ')',
  '- ',
  '> ',
  '&#27;',
  '日',
]
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...sequences, ...text),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''))

function detailsOf([call, result]: readonly AgentEvent[], look: Look): string {
  assert(call?.type === 'tool_call' && result?.type === 'tool_result')
  return toolDetails(call, result, look)
}

/** Everything that others write into events, in one piece and in two. */
function eventsWith(evil: string): AgentEvent[] {
  const half = evil.length / 2
  return [
    {
      type: 'tool_call',
      id: evil,
      tool: evil,
      input: { operation: evil, region: [evil], parameters: { [evil]: evil } },
    },
    {
      type: 'tool_result',
      id: evil,
      tool: evil,
      status: 'error',
      duration_ms: 1,
      summary: evil,
      truncated: false,
      result: {
        operation: evil,
        regions: [
          {
            region: evil,
            status: evil,
            items: [
              { evidence: evil, Of: evil, Name: evil, Cost: '$1' },
              { evidence: evil, Of: evil, Name: evil, Cost: '$2' },
            ],
          },
        ],
      },
    },
    { type: 'notice', code: evil, message: evil },
    { type: 'text', text: evil },
    { type: 'text', text: evil.slice(0, half) },
    { type: 'text', text: evil.slice(half) },
    { type: 'error', code: evil, message: evil, retryable: false },
  ]
}
