import assert from 'node:assert/strict'
import { z } from 'zod'
import { type BedrockRequest, startBedrock } from '../../stand-ins/bedrock.ts'
import { pointBedrockAt, type RunningAgent, startAgent, textOf } from './running-agent.ts'

/** A subject, how an answer told of it, and what that was, as it stands in what a model reads later. */
const facts: readonly [subject: string, told: string, value: RegExp][] = [
  ['orders-db', 'The engine of `orders-db` is **PostgreSQL 15.4**.', /PostgreSQL 15\.4/],
  ['acme-logs', 'The bucket acme-logs holds 1,234 objects, 56.7 GB.', /1,234 objects, 56\.7 GB/],
  ['checkout-api', 'checkout-api was deployed by tom.lindqvist at 14:03 UTC.', /tom\.lindqvist/],
  ['October', 'October cost **$4,812.33**, mostly EC2.', /\$4,812\.33/],
  ['ci-deployer', 'The key AKIAEXAMPLE of ci-deployer is 412 days old.', /412 days/],
  ['vault-eu-1', 'Das Backup liegt in vault-eu-1, 14 Tage lang.', /14 Tage/],
  ['order-events-dlq', table(['order-events-dlq | 17', 'mail-out | 0']), /17/],
  ['prod-account', 'The account prod-account has the number 123456789012.', /123456789012/],
  ['web-fleet', 'web-fleet has 7 instances of m7g.large.', /7 instances/],
  // More rows than a turn that is left out keeps.
  ['queue-90', table(Array.from({ length: 90 }, (_, n) => `queue-${n + 1} | ${n + 501}`)), /590/],
]

function table(rows: readonly string[]): string {
  return ['| Queue | Messages |', '| --- | --- |', ...rows.map((row) => `| ${row} |`)].join('\n')
}

/** Some 2 kB, with a dozen names and figures of its own. */
const filler = (n: number): string =>
  Array.from(
    { length: 12 },
    (_, at) => `- svc-${n}-${at} runs ${at + 1} of ${at + 2} tasks since ${(n + at) % 24}:00.`,
  ).join('\n') +
  `\n${'In general all of this looks as it did before and nothing stands out. '.repeat(20)}`

const turnsBetween = 40
const unknown = (subject: string) => `What was said of ${subject} is no longer known to me.`

describe('a conversation of sixty turns', () => {
  it('still knows at least eight of ten facts of forty turns ago, and of the others that it does not', async () => {
    await using conversation = await begin()
    for (const [subject] of facts) await conversation.ask(`Tell me of ${subject}`)
    for (let n = 0; n < turnsBetween; n += 1) await conversation.ask(`Filler ${n}`)

    const answers = new Map<string, string>()
    for (const [subject] of facts) {
      answers.set(subject, await conversation.ask(`Again: ${subject}`))
    }
    const known = facts.filter(([subject, , value]) => value.test(answers.get(subject) ?? ''))
    const others = facts.filter((fact) => !known.includes(fact))
    assert.ok(known.length >= 8, `${known.length} of 10: ${JSON.stringify([...answers])}`)
    for (const [subject] of others) assert.equal(answers.get(subject), unknown(subject))
    assert.ok(others.length > 0, 'one of them is more than is kept')

    assert.equal(await conversation.ask('Again: never-said'), unknown('never-said'))
    // By then none of it stands in a turn that is read whole.
    const newest = conversation.newest()
    assert.doesNotMatch(JSON.stringify(newest), /Tell me of orders-db"/)
    assert.ok(Buffer.byteLength(JSON.stringify(newest.messages)) < 15_000 * 4 * 1.05)
  }).timeout(20_000)
})

/** One conversation of the agent, over HTTP, with a model that knows only what it is sent. */
async function begin() {
  const bedrock = await startBedrock((request) => ({ text: [answerTo(request)] }))
  const restore = pointBedrockAt(bedrock.url)
  const agent: RunningAgent = await startAgent()
  let id: string | undefined
  return {
    async ask(message: string): Promise<string> {
      const events = await agent.ask({ message, ...(id !== undefined && { conversation_id: id }) })
      assert.equal(events.at(-1)?.type, 'done', JSON.stringify(events.at(-1)))
      for (const event of events) if (event.type === 'start') id = event.conversation_id
      return textOf(events)
    },
    newest: () => bedrock.requests.at(-1) ?? assert.fail('nothing was asked'),
    async [Symbol.asyncDispose]() {
      await agent.close()
      restore()
      await bedrock.close()
    },
  }
}

/** What it is told to say, of fillers; of `Again`, what it reads of the subject, or that it knows nothing. */
function answerTo({ messages }: BedrockRequest): string {
  const texts = messages.map(textIn)
  const asked = texts.at(-1) ?? ''
  const [, kind, what = ''] = /^(Tell me of|Filler|Again:) (\S+)/.exec(asked) ?? []
  if (kind === 'Filler') return filler(Number(what))
  if (kind === 'Tell me of') return facts.find(([subject]) => subject === what)?.[1] ?? 'Nothing.'
  const read = texts
    .slice(0, -1)
    .join('\n')
    .split(/\n|; |Answered: /)
  const found = read.findLast(
    (one) => one.includes(what) && !/^(?:\d+\. )?Asked|Tell me|Again:|no longer known/.test(one),
  )
  if (found !== undefined) return found
  const isTold = texts.join('\n').includes('What is not in it is no longer known')
  return isTold ? unknown(what) : 'I was not told that anything was left out.'
}

const textIn = ({ content }: BedrockRequest['messages'][number]): string =>
  content.map((part) => textPart.safeParse(part).data?.text ?? '').join('\n')
const textPart = z.looseObject({ text: z.string() })
