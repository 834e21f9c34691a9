import * as z from 'zod'
import { supportSource } from '../evidence/support-dates.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, said, sentences } from '../evidence/wording.ts'
import { choice, days } from '../parameters.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import { certificateDeadlines } from './deadlines/certificates.ts'
import { clusterDeadlines } from './deadlines/clusters.ts'
import { databaseDeadlines } from './deadlines/databases.ts'
import type { Deadline } from './deadlines/deadline.ts'
import { runtimeDeadlines } from './deadlines/runtimes.ts'

/** What expires or goes out of support next, by date. */
export const breakingSoon = defineRecipe({
  name: 'breaking_soon',
  about: 'upkeep',
  description:
    'What will break soon, by date: certificates, Lambda runtimes, EKS versions, RDS maintenance and engine versions.',
  questions: [
    'what will break soon?',
    'what is about to expire?',
    'expiring certificates, old runtimes, EKS versions, RDS maintenance',
    'which certificates expire soon?',
    'what goes out of support in the next 90 days?',
    'upcoming deadlines and end of life',
    'what needs an upgrade soon?',
  ],
  scope: 'estate',
  services: ['lambda', 'acm', 'eks', 'rds'],
  parameters: z.strictObject({
    days: days('how far ahead, 90 by default'),
    kind: choice(['everything', 'certificate', 'function', 'EKS cluster', 'database']),
  }),
  async run(parameters, ask) {
    const { days: horizonDays = 90, kind: wanted = 'everything' } = parameters
    const sources = [certificateDeadlines, runtimeDeadlines, clusterDeadlines, databaseDeadlines]
    const all = await ask.everywhere(async (place) => {
      const found = await Promise.all(sources.map((source) => source(place)))
      return found.flat().map((one) => ({ ...one, region: place.region }))
    })
    const due = all
      .filter(
        ({ days, kind }) => days <= horizonDays && (wanted === 'everything' || kind === wanted),
      )
      .toSorted((a, b) => a.days - b.days)
    ask.note(`Dates of support, where AWS does not give them: ${supportSource(ask.now)}.`)
    ask.note('Not looked at: certificates outside ACM, domains, images and operating systems.')
    return {
      summary: summarize(due, { horizonDays, wanted, ask }),
      evidence: [
        ...due.filter(isComing).map((one) => row('Coming up', one, ask)),
        ...due.filter(isPast).map((one) => row('Already past', one, ask)),
      ],
    }
  },
})

const isPast = ({ days }: Deadline) => days < 0
const isComing = ({ days }: Deadline) => days >= 0

const row = (
  evidence: string,
  { kind, name, day, days, what, region }: PlacedDeadline,
  ask: Ask,
) => ({
  evidence,
  Name: name,
  Day: day,
  Days: days,
  Kind: kind,
  Region: ask.shownRegion(region),
  What: what,
})

interface PlacedDeadline extends Deadline {
  region: string
}

interface Context {
  horizonDays: number
  wanted: string
  ask: Ask
}

function summarize(due: readonly Deadline[], { horizonDays, wanted, ask }: Context): string {
  const { where } = ask
  const whole = ask.whole()
  const things = wanted === 'everything' ? 'thing' : wanted
  const part = `0 ${things}s that come due within ${horizonDays} days were seen in ${where}.`
  if (due.length === 0) {
    const what = wanted === 'everything' ? 'Nothing that was looked at' : `No ${wanted}`
    return aboutAll(
      whole,
      `${what} in ${where} expires or goes out of support within ${horizonDays} days.`,
      part,
    )
  }
  const past = due.filter(isPast)
  const coming = due.filter(isComing)
  return sentences(
    coming.length > 0
      ? `${counted(coming.length, things)} in ${where} will break or lose support within ${horizonDays} days:\n${shown(coming)}`
      : aboutAll(whole, `Nothing in ${where} comes due within ${horizonDays} days.`, part),
    past.length > 0 ? `\n\nAlready past, ${counted(past.length, things)}:\n${shown(past)}` : '',
  )
}

const shown = (deadlines: readonly Deadline[]) =>
  [
    ...deadlines.slice(0, 8).map(line),
    ...(deadlines.length > 8 ? [`- and ${deadlines.length - 8} more`] : []),
  ].join('\n')

const line = ({ day, days, kind, name, what }: Deadline) =>
  `- ${day} (${when(days)}): ${kind} ${said(name)}, ${what}`

const when = (days: number) =>
  days === 0 ? 'today' : days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`
