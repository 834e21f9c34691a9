import * as z from 'zod'
import { ToolError } from '../../tool-error.ts'
import { cap } from '../evidence/say.ts'
import { partsOn } from '../evidence/services-on.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, said, sentences, usd, whyMissed } from '../evidence/wording.ts'
import { choice } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { type Advice, type Advised, type Adviser, categories } from './advice/advice.ts'
import { computeOptimizer } from './advice/compute-optimizer.ts'
import { costExplorer } from './advice/cost-explorer.ts'
import { trustedAdvisor } from './advice/trusted-advisor.ts'
import { unusedSpend } from './unused-spend.ts'

/** What AWS's advisers recommend, beside what was found to be unused; who is silent, and why. */
export const recommendations = defineRecipe({
  name: 'recommendations',
  about: 'money',
  description:
    'Where money can be saved: what is unused, and what Trusted Advisor, Compute Optimizer and Cost Explorer recommend (also on security, limits and fault tolerance); which of them are not opted in.',
  questions: [
    'where can we save money?',
    'how can we save money on AWS?',
    'what does Trusted Advisor recommend?',
    'cost recommendations',
    'which instances does Compute Optimizer call over-provisioned?',
    'how can we reduce our AWS bill?',
  ],
  scope: 'estate',
  services: ['compute-optimizer', 'support', 'cost-explorer', 'ec2'],
  parts: true,
  parameters: z.strictObject({
    category: choice(categories, 'cost by default, with what is unused'),
    from: choice(['all', 'Trusted Advisor', 'Compute Optimizer', 'Cost Explorer']),
  }),
  async run({ category = 'cost', from = 'all' }, ask) {
    const wanted = advisers.filter(({ name }) => from === 'all' || from === name)
    const on = partsOn(wanted, ask)
    const advised: [Adviser, Advised | undefined][] = []
    for (const adviser of on) advised.push([adviser, await heard(adviser, { category, ask })])
    const unused =
      from === 'all' && category === 'cost' && ask.has('ec2') ? await unusedOf(ask) : undefined
    return {
      summary: sentences(
        unused?.summary,
        ...advised.flatMap(([adviser, one]) =>
          one === undefined ? [] : [`\n\n${adviserText(adviser, one, ask)}`],
        ),
        unused === undefined ? '' : '\n\nThe same may be in several of these: they do not add up.',
      ).trim(),
      evidence: [
        ...advised.flatMap(([{ name }, one]) =>
          bySavings(one?.advice ?? []).map((each) => row(name, each)),
        ),
        ...(unused?.evidence ?? []),
      ],
      followUps: ['what are we paying for that nobody uses?'],
    }
  },
})

const advisers: readonly Adviser[] = [trustedAdvisor, computeOptimizer, costExplorer]

/** Who refuses to tell is missed, and said to be; the others are heard. */
async function heard(
  adviser: Adviser,
  { category, ask }: { category: (typeof categories)[number]; ask: Ask },
): Promise<Advised | undefined> {
  try {
    return await adviser.ask(ask.places, category)
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    ask.missed(`what ${adviser.name} recommends`, whyMissed(error))
    return undefined
  }
}

async function unusedOf(ask: Ask): Promise<Answer | undefined> {
  return ask.attempt('what is unused', () => unusedSpend.run({}, ask))
}

const bySavings = (all: readonly Advice[]) =>
  all.toSorted((a, b) => (b.monthlyUsd ?? 0) - (a.monthlyUsd ?? 0))

function adviserText({ name }: Adviser, { advice, silent, about }: Advised, ask: Ask): string {
  const because = silent === undefined ? '' : `${capital(silent)}.`
  const looked = about === undefined ? '' : ` (${about})`
  if (advice.length === 0) {
    return silent === undefined
      ? aboutAll(
          ask.whole(),
          `${name} recommends nothing${looked}.`,
          `0 recommendations of ${name} were seen${looked}.`,
        )
      : because.startsWith(name)
        ? because
        : `${name}: ${silent}.`
  }
  const total = advice.reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0)
  const amount = total > 0 ? `, about ${usd(total)} a month by its estimate` : ''
  return [
    `**${name}** has ${counted(advice.length, 'recommendation')}${looked}${amount}:`,
    ...bySavings(advice).slice(0, mostSaid).map(line),
    ...(advice.length > mostSaid ? [`- and ${advice.length - mostSaid} more`] : []),
    ...(silent === undefined ? [] : [`- ${silent}`]),
  ].join('\n')
}

const mostSaid = 6

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function line({ name, region, what, monthlyUsd }: Advice): string {
  const at = region === undefined ? '' : ` (${region})`
  const saved = monthlyUsd === undefined ? '' : `, ${usd(monthlyUsd)} a month`
  return `- ${said(name)}${at}: ${said(what, 200)}${saved}`
}

const row = (from: string, { name, region, what, monthlyUsd }: Advice): Evidence => ({
  evidence: `Recommended by ${from}`,
  Name: name,
  Region: region,
  What: cap(what, 300),
  EstimatePerMonth: monthlyUsd === undefined ? undefined : usd(monthlyUsd),
})
