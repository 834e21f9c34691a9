import { z } from 'zod'
import { supportSource } from '../evidence/support-dates.ts'
import { counted, said, sentences } from '../evidence/wording.ts'
import { days } from '../parameters.ts'
import { defineRecipe } from '../recipe.ts'
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
  scope: 'regional',
  services: ['lambda', 'acm', 'eks', 'rds'],
  parameters: z.strictObject({ days: days('how far ahead, 90 by default') }),
  async run(parameters, ask) {
    const horizonDays = parameters.days ?? 90
    const sources = [certificateDeadlines, runtimeDeadlines, clusterDeadlines, databaseDeadlines]
    const all = (await Promise.all(sources.map((source) => source(ask)))).flat()
    const due = all.filter(({ days }) => days <= horizonDays).toSorted((a, b) => a.days - b.days)
    ask.note(`Dates of support, where AWS does not give them: ${supportSource(ask.now)}.`)
    ask.note('Not looked at: certificates outside ACM, domains, images and operating systems.')
    return {
      summary: summarize(due, { horizonDays, region: ask.region }),
      evidence: [
        ...due.filter(isComing).map((one) => row('Coming up', one)),
        ...due.filter(isPast).map((one) => row('Already past', one)),
      ],
    }
  },
})

const isPast = ({ days }: Deadline) => days < 0
const isComing = ({ days }: Deadline) => days >= 0

const row = (evidence: string, { kind, name, day, days, what }: Deadline) => ({
  evidence,
  Day: day,
  Days: days,
  Kind: kind,
  Name: name,
  What: what,
})

interface Context {
  horizonDays: number
  region: string
}

function summarize(due: readonly Deadline[], { horizonDays, region }: Context): string {
  if (due.length === 0) {
    return `Nothing that was looked at in ${region} expires or goes out of support within ${horizonDays} days.`
  }
  const past = due.filter(isPast)
  const coming = due.filter(isComing)
  return sentences(
    coming.length > 0
      ? `${counted(coming.length, 'thing')} in ${region} will break or lose support within ${horizonDays} days:\n${shown(coming)}`
      : `Nothing in ${region} comes due within ${horizonDays} days.`,
    past.length > 0 ? `\n\nAlready past, ${counted(past.length, 'thing')}:\n${shown(past)}` : '',
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
