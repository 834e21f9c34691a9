import assert from 'node:assert/strict'
import { charges } from '../../../../local/sample-account/bill.ts'
import { type CostLine, costLines } from '../../../../local/sample-account/facts/costs.ts'
import { answerQuestion } from '../../../../tools/questions/answer-question.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

/** Whatever is asked about × ways of asking × times, held against the sums of the bill's own lines. */

const now = () => new Date('2026-03-18T14:25:31.250Z')
const context = contextOf(sampleClients(now()), { now })

async function ask(question: string): Promise<string> {
  const { regions, message = '' } = await answerQuestion({ question }, context)
  const [first] = regions
  return ((first?.status === 'ok' && first.summary) || message).replaceAll('*', '')
}

const times = [
  { said: 'last month', start: '2026-02-01', end: '2026-03-01' },
  { said: 'in January', start: '2026-01-01', end: '2026-02-01' },
  { said: 'this month', start: '2026-03-01', end: '2026-03-18' },
]

type Of = (line: CostLine) => boolean

function sumOf(isMeant: Of, { start, end }: { start: string; end: string }): number {
  const all = charges(new Date(start), new Date(end), { region: 'us-east-1', now: now() })
  return all
    .filter(({ line }) => isMeant(line))
    .reduce((sum, { microUsd }) => sum + microUsd / 1e6, 0)
}

const distinct = (of: (line: CostLine) => string | undefined) => [
  ...new Set(costLines.map(of).filter((one) => one !== undefined)),
]

interface Part {
  said: string
  of: Of
}

const owners = distinct(({ owner }) => owner).flatMap((owner): Part[] => {
  const of: Of = (line) => line.owner === owner
  return [
    { said: owner, of },
    { said: owner.split('.')[0] ?? owner, of },
  ]
})

const services = distinct(({ tagService }) => tagService).map(
  (name): Part => ({ said: name, of: ({ tagService }) => tagService === name }),
)

const usage = (said: string, pattern: RegExp): Part => ({
  said,
  of: ({ usageType }) => pattern.test(usageType),
})

const usages: readonly Part[] = [
  usage('NAT', /NatGateway/),
  usage('nat gateways', /NatGateway/),
  usage('EBS', /EBS:/),
  usage('our volumes', /EBS:/),
  usage('fargate', /Fargate/),
  usage('public ips', /PublicIPv4/),
  usage('gpus', /g5\./),
  usage('m5.large', /m5\.large|db\.m5\.large|NOTHING/),
]

const untagged: readonly Part[] = [
  { said: 'what has no owner', of: ({ owner }) => owner === undefined },
  { said: 'things without an Owner tag', of: ({ owner }) => owner === undefined },
  {
    said: 'everything untagged',
    of: ({ owner, env, tagService }) => [owner, env, tagService].every((one) => one === undefined),
  },
  { said: 'things without a Service tag', of: ({ tagService }) => tagService === undefined },
]

const ways = [
  (what: string, time: string) => `what did ${what} cost ${time}?`,
  (what: string, time: string) => `how much did we spend on ${what} ${time}`,
  (what: string, time: string) => `cost of ${what} ${time}`,
  (what: string, time: string) => `${time} how much were we paying for ${what}?`,
]

/** The figure that an answer gives first. */
const figure = (summary: string) => Number(/\$([\d,.]*\d)/.exec(summary)?.[1]?.replaceAll(',', ''))

const isNear = (given: number, right: number) =>
  Math.abs(given - right) <= Math.max(0.02, right >= 100 ? 0.6 : 0.006)

async function wrong(parts: readonly Part[]): Promise<string[]> {
  const found: string[] = []
  for (const { said, of } of parts) {
    for (const time of times) {
      for (const way of ways) {
        const question = way(said, time.said)
        const answer = await ask(question)
        const right = sumOf(of, time)
        const isNone = right < 0.01 && /nothing|Nothing/.test(answer)
        if (!isNone && !isNear(figure(answer), right))
          found.push(`${question} | ${right.toFixed(2)} | ${answer.slice(0, 140)}`)
      }
    }
  }
  return found
}

describe('what a part of the bill cost', function () {
  this.timeout(120_000)
  for (const [name, parts] of Object.entries({ owners, services, usages, untagged })) {
    it(`is that part’s sum, of ${name}`, async () => assert.deepEqual(await wrong(parts), []))
  }

  it('is never that of the whole account where nothing on the bill is called so', async () => {
    const unknown = ['gandalf', 'the warp drive', 'quillmarket-assets']
    const answers = await Promise.all(
      unknown.flatMap((one) => ways.map((way) => ask(way(one, 'last month')))),
    )
    assert.deepEqual(
      answers.filter((answer) => !/^Nothing on the bill is called “/.test(answer)),
      [],
    )
  })
})
