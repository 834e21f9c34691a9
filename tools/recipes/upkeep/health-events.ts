import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { ToolError } from '../../tool-error.ts'
import { moment } from '../evidence/say.ts'
import { lastPart, object, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said } from '../evidence/wording.ts'
import { choice, service } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence, type Item } from '../recipe.ts'

/** What AWS told this account on its Health page, and which of its things it is about. */
export const healthEvents = defineRecipe({
  name: 'health_events',
  about: 'upkeep',
  description:
    'Open and upcoming events of AWS Health (issues, scheduled changes, notifications), what AWS says of them and which resources they affect.',
  questions: [
    'are there any open health events?',
    'open health events',
    'does AWS have an outage that affects us?',
    'which changes has AWS planned for us?',
    'what did AWS notify us about?',
    'upcoming health events',
  ],
  scope: 'global',
  services: ['health'],
  parameters: z.strictObject({
    status: choice(['open and upcoming', 'open', 'upcoming', 'closed', 'all']),
    category: choice(['all', 'issue', 'scheduledChange', 'accountNotification', 'investigation']),
    service: service('only events of this service, as RDS'),
  }),
  async run({ status = 'open and upcoming', category = 'all', service: asked }, ask) {
    const events = await eventsOf(ask, { status, category, service: asked })
    const inRegions = events.filter(
      ({ region }) =>
        ask.regionsAsked.length === 0 ||
        ask.regionsAsked.includes('all') ||
        [...ask.regionsAsked, 'global'].includes(text(region)),
    )
    const sorted = inRegions.toSorted((a, b) => text(a.startTime).localeCompare(text(b.startTime)))
    const details = await detailsOf(ask, sorted)
    return {
      summary: summarize(sorted, { details, status, category, service: asked, ask }),
      evidence: sorted.map((event) => row(event, details.get(text(event.arn)))),
    }
  },
})

interface Wanted {
  status: string
  category: string
  service: string | undefined
}

async function eventsOf(ask: Ask, { status, category, service: asked }: Wanted): Promise<Item[]> {
  const statuses = status === 'all' ? [] : status.split(' and ')
  const filter = {
    ...(statuses.length > 0 && { eventStatusCodes: statuses }),
    ...(category !== 'all' && { eventTypeCategories: [category] }),
  }
  try {
    const events = await ask.read('health:DescribeEvents', { filter })
    return events.filter((event) => asked === undefined || isOf(text(event.service), asked))
  } catch (error) {
    if (!(error instanceof ToolError) || !/SubscriptionRequired/i.test(error.message)) throw error
    throw new ToolError('access_denied', error.message, {
      hint: 'AWS Health tells its events by its API only where the account has Business, Enterprise On-Ramp or Enterprise Support; without it they are on the Health page of the AWS console alone.',
    })
  }
}

/** `load balancing` is ELASTICLOADBALANCING: AWS's codes are known to few. */
function isOf(code: string, asked: string): boolean {
  const [own, wanted] = [letters(code), letters(asked.replace(/^(?:aws|amazon)\s+/i, ''))]
  return wanted === '' || own === wanted || (wanted.length > 3 && own.includes(wanted))
}

const letters = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, '')

interface Detail {
  description: string
  affected: readonly string[]
}

/** Health takes ten events at a time. */
async function detailsOf(ask: Ask, events: readonly Item[]): Promise<Map<string, Detail>> {
  const arns = events.map(({ arn }) => text(arn))
  const lots = Array.from({ length: Math.ceil(arns.length / 10) }, (_, at) =>
    arns.slice(at * 10, at * 10 + 10),
  )
  const found = await inParallel(lots, 3, async (eventArns) => ({
    told: (await ask.tryRead('health:DescribeEventDetails', { eventArns })) ?? [],
    entities:
      (await ask.tryRead('health:DescribeAffectedEntities', { filter: { eventArns } })) ?? [],
  }))
  const told = found.flatMap((lot) => lot.told)
  const entities = found.flatMap((lot) => lot.entities)
  return new Map(
    arns.map((arn) => {
      const own = told.find(({ event }) => object(event).arn === arn)
      const affected = entities
        .filter((one) => one.eventArn === arn)
        .map(({ entityValue }) => text(entityValue))
        .filter((value) => value !== '' && !/^(?:UNKNOWN|AWS_ACCOUNT)$/.test(value))
      const description = text(object(own?.eventDescription).latestDescription)
      return [arn, { description, affected }]
    }),
  )
}

interface Context {
  details: ReadonlyMap<string, Detail>
  status: string
  category: string
  service: string | undefined
  ask: Ask
}

function summarize(
  events: readonly Item[],
  { details, status, category, service: asked, ask }: Context,
): string {
  const of = status === 'all' ? '' : `${status.replace(' and ', ' or ')} `
  const what = category === 'all' ? 'event' : (categoryNames[category] ?? category)
  const regions = ask.regionsAsked.filter((region) => region !== 'all')
  const which = [
    asked === undefined || letters(asked) === '' ? '' : ` of ${said(asked)}`,
    regions.length === 0 ? '' : ` in ${listed(regions)}`,
    // AWS tells what has ended for 90 days.
    status === 'closed' || status === 'all' ? ' of the last 90 days' : '',
  ].join('')
  if (events.length === 0) {
    return aboutAll(
      ask.whole(),
      `AWS Health has no ${of}${what}${which} for this account.`,
      `0 ${of}${what}s${which} were seen in AWS Health.`,
    )
  }
  return [
    `AWS Health has ${counted(events.length, `${of}${what}`)}${which} for this account:`,
    ...events.slice(0, mostSaid).map((event) => line(event, details.get(text(event.arn)))),
    ...(events.length > mostSaid ? [`- and ${events.length - mostSaid} more`] : []),
  ].join('\n')
}

const mostSaid = 8

function line(event: Item, detail: Detail | undefined): string {
  const { service: of, region, statusCode, startTime, endTime } = event
  const things = detail?.affected ?? []
  const affects =
    things.length === 0
      ? ''
      : `, affects ${listed(
          things.map((one) => said(nameOf(one), 80)),
          3,
        )}`
  const description = detail?.description ?? ''
  const why = description === '' ? '' : `: ${said(description, 220)}`
  const until = endTime === undefined ? '' : ` to ${moment(new Date(text(endTime)))}`
  return `- ${text(of)} ${kindText(event)} (${text(region)}, ${text(statusCode)}), ${moment(new Date(text(startTime)))}${until}${affects}${why}`
}

const kindText = ({ eventTypeCategory }: Item) =>
  categoryNames[text(eventTypeCategory)] ?? text(eventTypeCategory)

const categoryNames: Readonly<Record<string, string>> = {
  issue: 'issue',
  scheduledChange: 'scheduled change',
  accountNotification: 'notification',
  investigation: 'investigation',
}

/** Of an ARN its last part. */
const nameOf = (value: string) =>
  lastPart(value.startsWith('arn:') ? (value.split(':').at(-1) ?? value) : value)

const row = (event: Item, detail: Detail | undefined): Evidence => ({
  evidence: 'Event of AWS Health',
  Service: text(event.service),
  Event: text(event.eventTypeCode),
  Category: kindText(event),
  Status: text(event.statusCode),
  Region: text(event.region),
  Start: event.startTime,
  End: event.endTime,
  Affects: detail?.affected.slice(0, 10).join(', ') || undefined,
  Description: said(detail?.description ?? '', 500) || undefined,
  Updated: event.lastUpdatedTime,
})
