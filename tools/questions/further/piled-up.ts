import { number, object, text } from '../../recipes/evidence/values.ts'
import { counted, listed, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { whyBehind } from '../why-behind.ts'
import { told } from './told.ts'

const piles =
  /\b(?:pil(?:e|es|ed|ing)(?: \w+)? up|stuck|back(?:ed|ing)? up|backlogs?|jammed|clogged|stopp(?:ed|ing) (?:getting|coming|going) through|undelivered|unprocessed)\b|(?:\bnot|n't) (?:(?:get|getting|go|going|come|coming) through|(?:being |getting )?processed)\b|\bmessages\b.*\b(?:anywhere|somewhere)\b/i
const ofMessages =
  /\b(?:messages?|queues?|orders?|events?|jobs|invoices?|anything|something|things|dead[- ]letters?|dlqs?)\b/i
const elsewhere =
  /\b(?:stacks?|deploy\w*|pipelines?|builds?|tasks?|instances?|log(?:s|ged)?|cost|database|backup|roll\w*)\b/i

/** What piles up somewhere, where no queue is named: dead letters first, with what the function logs that reads them. */
export async function piledUp(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const { question, names, ids } = plan
  const isOfQueues = plan.kinds.every(({ kind }) => /^(?:queue|message)$/.test(kind.noun))
  const isAsked = piles.test(question) && ofMessages.test(question) && !elsewhere.test(question)
  if (!isAsked || !isOfQueues || names.length + ids.length > 0) return undefined
  const kind = kinds.find(({ noun }) => noun === 'queue')
  if (kind === undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const dead = things.filter(({ name }) =>
    things.some(({ item }) => text(object(item).RedrivePolicy).includes(`:${name}"`)),
  )
  const waiting = things
    .filter((one) => waitingIn(one) > 0)
    .toSorted(
      (a, b) => Number(dead.includes(b)) - Number(dead.includes(a)) || waitingIn(b) - waitingIn(a),
    )
  const [worst, ...others] = waiting
  const isDead = worst !== undefined && dead.includes(worst)
  const why = isDead ? await whyBehind(worst, { reader, regions, context }) : undefined
  const logged = why?.logs.regions.flatMap((region) =>
    region.status === 'ok' && region.summary !== undefined ? [region.summary] : [],
  )
  const shown = (one: Thing) => `**${said(one.name, 80)}** (${counted(waitingIn(one), 'message')})`
  return told({
    operation: kind.list,
    understood: 'queues · with messages waiting, dead letters first',
    summary:
      worst === undefined
        ? reader.failures.length > 0
          ? 'No queue with messages waiting was seen in what could be read.'
          : `Nothing waits: none of ${counted(things.length, 'queue')} has messages.`
        : [
            isDead
              ? `**${said(worst.name, 80)}** holds **${counted(waitingIn(worst), 'message')}** that could not be handled (dead letters).`
              : `Most waits in ${shown(worst)}; no dead-letter queue holds any.`,
            ...(logged ?? (why === undefined ? [] : [why.how])),
            others.length === 0 ? '' : `Also waiting: ${listed(others.map(shown), 8)}.`,
          ]
            .filter(Boolean)
            .join(' '),
    rows: waiting.map(({ region, item }) => ({ region, item })),
    reader,
  })
}

const waitingIn = ({ item }: Thing): number =>
  number(object(item).ApproximateNumberOfMessages ?? 0) ||
  Number(object(item).ApproximateNumberOfMessages ?? 0) ||
  0
