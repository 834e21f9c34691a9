import assert from 'node:assert/strict'
import { type Call, execute } from '../../../tools/executor/execute.ts'
import { cpuMs } from '../../cpu-time.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const plain = '{"level":"info","msg":"served"}'
const deep = (open: string, close: string, depth: number) =>
  open.repeat(depth) + close.repeat(depth)
const inText = (depth: number): string => {
  let text = '{"password":"Vn4copperT8"}'
  for (let level = 0; level < depth; level += 1) text = JSON.stringify({ body: text })
  return text
}

/** What a program may write into its log when somebody has it do so. */
const lines: Readonly<Record<string, string>> = {
  'lists in lists, 3,000 deep': deep('[', ']', 3_000),
  'lists in lists, 100,000 deep': deep('[', ']', 100_000),
  'objects in objects, 20,000 deep': deep('{"a":', '}', 20_000).replace('}', '1}'),
  'brackets that never close': '[{"a":'.repeat(30_000),
  'brackets that only close': ']}'.repeat(50_000),
  quotes: '"'.repeat(200_000),
  backslashes: '\\'.repeat(200_000),
  'JSON in text, 8 deep': inText(8),
  'elements in elements': deep('<a>', '</a>', 20_000),
  'base64 of base64': Buffer.from(Buffer.from(deep('[', ']', 9_000)).toString('base64')).toString(
    'base64',
  ),
  'per cent signs of themselves': '%25'.repeat(60_000),
  'signs of pairs': 'a=:='.repeat(50_000),
  'halves of characters': '\ud800'.repeat(5_000) + '\udc00'.repeat(5_000),
  'characters of nothing': '\u0000\u0007\u001b[2J\u200b\u2066'.repeat(20_000),
  'bytes read as Latin letters': Buffer.from(
    Array.from({ length: 100_000 }, (_, at) => at % 256),
  ).toString('latin1'),
  'UTF-16 read as UTF-8': Buffer.from('password=Vn4copperT8 '.repeat(5_000), 'utf16le').toString(
    'utf8',
  ),
  'a megabyte and a half of words': 'password is '.repeat(125_000),
}

const calls: Readonly<Record<string, { call: Call; answer: (line: string) => object }>> = {
  FilterLogEvents: {
    call: {
      services: ['cloudwatch-logs'],
      operation: 'FilterLogEvents',
      parameters: { logGroupName: 'g' },
    },
    answer: (line) => ({ events: [plain, line, plain].map((message) => ({ message })) }),
  },
  InsightsQuery: {
    call: {
      services: ['cloudwatch-logs'],
      operation: 'InsightsQuery',
      parameters: { logGroupNames: ['g'], queryString: 'fields @message' },
    },
    answer: (line) => ({
      queryId: 'q',
      status: 'Complete',
      results: [plain, line, plain].map((value) => [{ field: '@message', value }]),
    }),
  },
  Scan: {
    call: { services: ['dynamodb'], operation: 'Scan', parameters: { TableName: 't' } },
    answer: (line) => ({ Items: [plain, line, plain].map((S) => ({ message: { S } })) }),
  },
  LookupEvents: {
    call: { services: ['cloudtrail'], operation: 'LookupEvents' },
    answer: (line) => ({
      Events: [plain, line, plain].map((CloudTrailEvent) => ({ CloudTrailEvent })),
    }),
  },
}

describe('a line of any depth, size and encoding', () => {
  for (const [operation, { call, answer }] of Object.entries(calls)) {
    for (const [what, line] of Object.entries(lines)) {
      it(`is answered by ${operation}, with what stands beside it: ${what}`, async () => {
        const { clients } = scriptedClients(() => ({ ...answer(line) }))
        const context = contextOf(clients, { dataAccess: new Set(['logs', 'items']) })
        const before = cpuMs()
        const result = await execute({ ...call, region: 'us-east-1' }, context)
        const ms = cpuMs() - before
        const text = JSON.stringify(result)
        assert.equal(result.status, 'ok', text.slice(0, 300))
        assert.equal(text.split('served').length, 3, text.slice(0, 300))
        assert.doesNotMatch(text.replaceAll('\\u0000', ''), /Vn4copperT8/)
        assert.ok(ms < 2_000, `${ms} ms`)
      })
    }
  }
})
