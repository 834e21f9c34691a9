import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import type { ConversationPage } from '../../../services/agent/api.ts'
import { stripControls } from '../../../services/client/strip-controls.ts'
import { reportHtml } from '../../../services/report/html.ts'
import { reportMarkdown } from '../../../services/report/markdown.ts'
import { reportOf } from '../../../services/report/report.ts'

const madeAt = new Date('2026-11-28T10:00:00Z')
const arn = 'arn:aws:ec2:us-east-1:123456789012:instance/i-0128ce979f62a879a'
const items = [{ InstanceId: 'i-0128ce979f62a879a', Arn: arn, State: { Name: 'running' } }]

function page(answer: string, over: object = {}): ConversationPage {
  const status = 'complete' as const
  const message = { turn: 1, status, request_id: 'r1', created_at: '2026-11-28T09:30:00Z' }
  return {
    ...{ conversation_id: 'c_1', title: 'Which <b>run</b>?' },
    messages: [
      { ...message, role: 'user', content: 'Which <script>alert(1)</script> run?' },
      {
        ...{ ...message, role: 'assistant', content: answer },
        evidence: {
          ...{ claims: 3, found: 1, derived: 1, asked: 0 },
          unbacked: [{ text: 'i-07da301bc12c50d12', kind: 'id' }],
          rows: [
            {
              ...{ text: 'i-0128ce979f62a879a', kind: 'id', status: 'found', call: 't1' },
              path: 'regions[0].items[0].InstanceId',
            },
            { text: 'i-07da301bc12c50d12', kind: 'id', status: 'unbacked' },
            { text: '1', kind: 'count', status: 'derived', call: 't1', how: 'count of the rows' },
          ],
        },
        tool_calls: [
          {
            ...{ id: 't1', tool: 'ec2_read_operations', status: 'partial' },
            ...{ at: '2026-11-28T09:30:02.500Z', duration_ms: 168 },
            input: { operation: 'DescribeInstances', region: ['us-east-1', 'eu-west-1'] },
            result: {
              ...{ status: 'partial', operation: 'ec2:DescribeInstances' },
              call: { operation: 'ec2:DescribeInstances' },
              regions: [
                { region: 'us-east-1', status: 'ok', items, truncated: true },
                { region: 'eu-west-1', status: 'error', code: 'denied', message: 'Not allowed.' },
              ],
            },
          },
        ],
        ...over,
      },
    ],
    session_metadata: {
      ...{ client_type: 'cli-client', client_id: null, tools_available: [] },
      bedrock_agentcore_gateway_url: '',
    },
  }
}

const html = (answer: string, over?: object) =>
  reportHtml(reportOf(page(answer, over), { madeAt, environment: 'dev' }))
const markdown = (answer: string, over?: object) =>
  reportMarkdown(reportOf(page(answer, over), { madeAt, environment: 'dev' }))

const said = '1 runs: `i-0128ce979f62a879a`, not i-07da301bc12c50d12.'

describe('a report', () => {
  it('has question, answer, what each claim rests on, calls and what was not looked at', () => {
    equal(
      markdown(said),
      `# Which <b>run</b>?

Conversation \`c_1\` · account 123456789012 · environment dev · report of 2026-11-28 10:00 UTC

## 1 · 2026-11-28 09:30 UTC

> Which <script>alert(1)</script> run?

${said}

### What it rests on

Nothing that was read backs 1 thing in this answer: “i-07da301bc12c50d12”.

- i-0128ce979f62a879a: call 1, regions[0].items[0].InstanceId
- i-07da301bc12c50d12: **nothing that was read backs this**
- 1: call 1, count of the rows

### Calls

1. ec2_read_operations ec2:DescribeInstances · us-east-1, eu-west-1 · 1 item kept · partial · 2026-11-28 09:30:02 UTC · 168 ms

   \`\`\`sh
   aws ec2 describe-instances --region us-east-1
   \`\`\`


### What was not looked at

- Call 1 has more in us-east-1 than is kept here.
- Call 1 got nothing from eu-west-1: Not allowed.
- Nothing was read elsewhere than in us-east-1.
`,
    )
  })

  it('tells the same as one HTML file', () => {
    const text = html(said)
    for (const part of [
      '<title>Which &lt;b&gt;run&lt;/b&gt;?</title>',
      '<blockquote class="question">Which &lt;script&gt;alert(1)&lt;/script&gt; run?</blockquote>',
      '<p>1 runs: <code>i-0128ce979f62a879a</code>, not <mark>i-07da301bc12c50d12</mark>.</p>',
      '<tr class="unbacked"><td>i-07da301bc12c50d12</td>',
      '<td>call 1, regions[0].items[0].InstanceId</td>',
      '<pre>aws ec2 describe-instances --region us-east-1</pre>',
      '2026-11-28 09:30:02 UTC · 168 ms',
      '<li>Call 1 got nothing from eu-west-1: Not allowed.</li>',
      '<dd>123456789012</dd>',
      '@media print',
    ]) {
      ok(text.includes(part), `${part} is not in ${text}`)
    }
  })

  it('runs and fetches nothing, whatever an answer has in it', () => {
    const attacks = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[click](javascript:alert(1)) [out](https://evil.example/?q=1)',
      '![pixel](https://evil.example/pixel.png)',
      '[ref]\n\n[ref]: https://evil.example "t"',
      '`</code><script>alert(1)</script>`',
      '```html\n</pre><script>alert(1)</script>\n```',
      '| a |\n| --- |\n| <iframe src="https://evil.example"></iframe> |',
      '<style>@import url(https://evil.example)</style>',
      '<https://evil.example> https://evil.example/x www.evil.example',
      '- [x] <svg/onload=alert(1)>',
      '# <a href="javascript:alert(1)">x</a>',
      '&lt;script&gt;alert(1)&lt;/script&gt; \\<script> <!-- --><script>',
      '"><script>alert(1)</script>\u202e\u0000\u001b[31m',
    ]
    for (const attack of attacks) {
      const evidence = {
        ...{ claims: 1, found: 0, derived: 0, asked: 0 },
        unbacked: [{ text: attack, kind: 'name' }],
        rows: [{ text: attack, kind: 'name', status: 'unbacked' as const }],
      }
      const text = html(attack, { evidence })
      const body = text.slice(text.indexOf('<body>'))
      const tags = new Set([...body.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag]) => tag))
      for (const tag of tags) ok(allowed.has(tag ?? ''), `${tag} of ${attack}`)
      doesNotMatch(body, /<[^>]*\s(?:href|src|on\w+|style|srcdoc)\s*=/i)
      equal(body, stripControls(body))
    }
    const head = html(said).split('<body>')[0] ?? ''
    match(head, /content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'"/)
    doesNotMatch(head, /url\(|@import|<link|<script/)
  })

  it('has no secret that a question, an answer or a result brings', () => {
    const key = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('')
    const secret = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')
    const brought = `aws_secret_access_key = ${secret}\naws_access_key_id = ${key}`
    const tool_calls = [
      { id: 't1', tool: 'ec2_read_operations', input: { password: 'hunter2hunter2' }, result: {} },
    ]
    for (const text of [html(brought, { tool_calls }), markdown(brought, { tool_calls })]) {
      ok(!text.includes(secret))
      ok(!text.includes('hunter2hunter2'))
    }
  })

  it('is of one turn where one is named, and says where nothing was read', () => {
    const [turn] = reportOf(page(said, { tool_calls: undefined, evidence: undefined }), {
      madeAt,
      turn: 1,
    }).turns
    deepEqual(turn?.notLookedAt, ['No call was made: nothing was looked at.'])
    deepEqual(reportOf(page(said), { madeAt, turn: 2 }).turns, [])
    match(markdown(said, { tool_calls: [], evidence: undefined }), /Nothing was read for this/)
  })
})

const allowed = new Set(
  'body main h1 h2 h3 h4 h5 h6 small dl dt dd section blockquote div p em strong del code pre ul ol li table thead tbody tr th td mark br hr html'.split(
    ' ',
  ),
)
