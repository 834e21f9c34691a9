import { environmentsIn } from '../../evidence/environment.ts'
import { listed, money, said, sentences } from '../../evidence/wording.ts'
import type { Answer, Ask } from '../../recipe.ts'
import { cent } from './charges.ts'
import { written } from './compared-days.ts'
import type { CostAsked, Meant } from './cost-asked.ts'
import { meant } from './meant.ts'
import { isServiceWord } from './service-named.ts'
import { type Spent, spentIn } from './spent.ts'
import { usageLabelIn } from './usage-named.ts'

interface Part {
  name: string
  now: Spent
  before: Spent | undefined
}

type Look = (wanted: Meant, ask: Ask) => Promise<{ wanted: Meant; now: Spent }>

/** Each part reads the bill, which AWS bills. */
const most = 6

/** Parts of the bill beside each other, the dearest first: `NAT gateways, load balancers`, `prod, staging`. */
export async function between(
  { between: names = '', ...given }: CostAsked,
  look: Look,
  ask: Ask,
): Promise<Answer> {
  const parts: Part[] = []
  const unknown: string[] = []
  for (const name of names
    .split(/\s*,\s*/)
    .filter(Boolean)
    .slice(0, most)) {
    const known = await meant(
      { ...given, by: 'none', granularity: 'total', ...partCalled(name) },
      ask,
    )
    const { wanted, now } = await look(known, ask)
    const isUnknown =
      known.first !== undefined || now.known.length > 0 || Math.abs(now.total) < cent
    const before =
      isUnknown || given.compare === undefined
        ? undefined
        : await spentIn(given.compare, wanted, ask)
    if (isUnknown) unknown.push(name)
    else parts.push({ name, now, before })
  }
  const sorted = parts.toSorted((a, b) => b.now.total - a.now.total)
  const sum = sorted.reduce((all, { now }) => all + now.total, 0)
  return {
    summary: sentences(summaryOf(sorted, sum), unknownText(unknown, sorted)),
    evidence: sorted.map(({ name, now, before }) => ({
      evidence: 'Cost of each',
      Part: shownName(name),
      [written(now.days)]: money(now.total, now.bill.currency),
      ...(before && { [written(before.days)]: money(before.total, before.bill.currency) }),
      Share: sum >= cent ? `${Math.round((100 * now.total) / sum)} %` : undefined,
    })),
    followUps: ['What did each service cost last month?', 'Why did our AWS bill go up this month?'],
  }
}

/** How a part is asked for: an environment, a usage type, a service, or whatever is called so. */
function partCalled(name: string): Partial<CostAsked> {
  const [environment] = environmentsIn(name)
  if (environment !== undefined && /^[a-z]+$/i.test(name))
    return { tag: 'Env', tag_value: environment }
  const usage = usageLabelIn(name)
  if (usage !== undefined) return { usage_type: usage.label, service: undefined }
  return isServiceWord(name) ? { service: name, usage_type: undefined } : { words: name }
}

/** As people write what is short for a name. */
const shownName = (name: string) =>
  /^(?:ec2|s3|rds|ecs|eks|sqs|sns|vpc|efs|fsx|elb|alb|nlb|kms|ses|ecr)$/.test(name)
    ? name.toUpperCase()
    : said(name)

function summaryOf([first, second, ...others]: readonly Part[], sum: number): string {
  if (first === undefined) return ''
  const { currency } = first.now.bill
  const amount = ({ now }: Part) => money(now.total, currency)
  const when = `in ${written(first.now.days)}`
  if (second === undefined) return `${shownName(first.name)} cost **${amount(first)}** ${when}.`
  const more = first.now.total - second.now.total
  const times = (first.now.total / second.now.total).toFixed(1).replace(/\.0$/, '')
  const rest = others.map((part) => `${shownName(part.name)} (${amount(part)})`)
  return sentences(
    `**${shownName(first.name)}** cost ${others.length === 0 ? 'more' : 'the most'} ${when}: **${amount(first)}**, ${times} times the **${amount(second)}** of ${shownName(second.name)} (${money(more, currency)} more).`,
    rest.length === 0 ? '' : `Then ${listed(rest)}.`,
    `Together: ${money(sum, currency)}.`,
    beforeText([first, second, ...others], currency),
  )
}

function beforeText(parts: readonly Part[], currency: string): string {
  const told = parts.flatMap(({ name, now, before }) =>
    before === undefined
      ? []
      : [
          `${shownName(name)} ${money(before.total, currency)} (${now.total < before.total ? '' : '+'}${money(now.total - before.total, currency)} since)`,
        ],
  )
  const [{ before } = { before: undefined }] = parts
  return before === undefined ? '' : `In ${written(before.days)}: ${listed(told)}.`
}

const unknownText = (unknown: readonly string[], known: readonly Part[]): string =>
  unknown.length === 0
    ? ''
    : `Nothing on the bill of then is called ${listed(unknown.map((name) => `“${said(name)}”`))}${known.length === 0 ? '' : ': it is not compared'}.`
