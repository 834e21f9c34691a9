import * as z from 'zod'
import { supportSource } from '../evidence/support-dates.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, said, sentences } from '../evidence/wording.ts'
import { choice, days, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Place } from '../recipe.ts'
import { certificateDeadlines } from './deadlines/certificates.ts'
import { clusterDeadlines } from './deadlines/clusters.ts'
import { databaseDeadlines } from './deadlines/databases.ts'
import type { Deadline } from './deadlines/deadline.ts'
import { domainDeadlines } from './deadlines/domains.ts'
import { runtimeDeadlines } from './deadlines/runtimes.ts'

/** What expires or goes out of support next, by date. */
export const breakingSoon = defineRecipe({
  name: 'breaking_soon',
  about: 'upkeep',
  description:
    'What will break soon, by date: certificates, registered domains, Lambda runtimes, EKS versions, RDS maintenance and engine versions.',
  questions: [
    'what will break soon?',
    'what is about to expire?',
    'expiring certificates, old runtimes, EKS versions, RDS maintenance',
    'which certificates expire soon?',
    'which domains expire soon?',
    'what goes out of support in the next 90 days?',
    'upcoming deadlines and end of life',
    'what needs an upgrade soon?',
  ],
  scope: 'estate',
  services: ['lambda', 'acm', 'eks', 'rds', 'route-53-domains'],
  parameters: z.strictObject({
    days: days('how far ahead, 90 by default'),
    kind: choice(['everything', 'certificate', 'domain', 'function', 'EKS cluster', 'database']),
    polarity: polarity(['soon', 'later']),
  }),
  async run(parameters, ask) {
    const { days: horizonDays = 90, kind: wanted = 'everything', polarity: way } = parameters
    const isWanted = (kind: string) => wanted === 'everything' || kind === wanted
    const looks = Object.entries(sources).filter(([kind]) => isWanted(kind))
    const all = await ask.everywhere(async (place) => {
      const found = await Promise.all(looks.map(([, look]) => look(place)))
      return found.flat().map((one) => ({ ...one, region: place.region }))
    })
    const domains = isWanted('domain') ? await domainsOf(ask, wanted) : []
    const known = [...all, ...domains].toSorted((a, b) => a.days - b.days)
    const due = known.filter(({ days }) => days <= horizonDays)
    ask.note(`Dates of support, where AWS does not give them: ${supportSource(ask.now)}.`)
    ask.note('Not looked at: certificates outside ACM, images and operating systems.')
    if (way === 'later') {
      const later = known.filter(({ days }) => days > horizonDays)
      const things = wanted === 'everything' ? 'thing' : wanted
      return {
        summary: `${later.length} of ${counted(known.length, things)} whose end is known in ${wanted === 'domain' ? 'the account' : ask.where} ${later.length === 1 ? 'comes' : 'come'} due in more than ${horizonDays} days${later.length === 0 ? '.' : `:\n${shown(later)}`}`,
        evidence: later.map((one) => row('Later', one, ask)),
      }
    }
    return {
      summary: summarize(due, { horizonDays, wanted, ask, next: known[0] }),
      evidence: [
        ...due.filter(isComing).map((one) => row('Coming up', one, ask)),
        ...due.filter(isPast).map((one) => row('Already past', one, ask)),
      ],
    }
  },
})

/** By region; each kind of thing has its own. */
const sources: Readonly<Record<string, (place: Place) => Promise<Deadline[]>>> = {
  certificate: certificateDeadlines,
  function: runtimeDeadlines,
  'EKS cluster': clusterDeadlines,
  database: databaseDeadlines,
}

/** Domains are of no region: those of the account, where they or no region alone were asked for. */
async function domainsOf(ask: Ask, wanted: string): Promise<PlacedDeadline[]> {
  const isOfRegion = ask.regionsAsked.length > 0 && !ask.regionsAsked.includes('all')
  if (isOfRegion && wanted !== 'domain') return []
  if (!ask.has('route-53-domains')) {
    const why = 'Route 53 Domains is off in this deployment'
    if (wanted === 'domain') ask.missed('registered domains', why)
    else ask.note(`Not looked at: registered domains, for ${why}.`)
    return []
  }
  return (await domainDeadlines(ask)).map((one) => ({ ...one, region: 'global' }))
}

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
  /** What comes due first of all that is known, within the days or not. */
  next: Deadline | undefined
}

function summarize(due: readonly Deadline[], { horizonDays, wanted, ask, next }: Context): string {
  const where = wanted === 'domain' ? 'the account' : ask.where
  const whole = ask.whole()
  const things = wanted === 'everything' ? 'thing' : wanted
  const part = `0 ${things}s that come due within ${horizonDays} days were seen in ${where}.`
  if (due.length === 0) {
    const what = wanted === 'everything' ? 'Nothing that was looked at' : `No ${wanted}`
    return sentences(
      aboutAll(
        whole,
        `${what} in ${where} expires or goes out of support within ${horizonDays} days.`,
        part,
      ),
      next === undefined || wanted === 'everything' ? '' : `The next:\n${line(next)}`,
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
