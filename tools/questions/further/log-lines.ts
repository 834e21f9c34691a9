import { number, object, text } from '../../recipes/evidence/values.ts'
import { listed, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const counting = /\b(?:how many|how often|number of|count)\b/i
const ofLogs =
  /\blogs?\b|\blogged\b|\blog lines?\b|\blines?\b|\b(?:Error|Exception)\b|(?:Error|Exception)s? (?:occur|happen|appear|come)\w*/i

/** “Count the TimeoutError lines in checkout-api's logs”: those that have the word in them, as the log says it. */
export async function logLines(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const { question, names } = plan
  if (!counting.test(question) || !ofLogs.test(question)) return undefined
  if (/\blog (?:groups?|streams?)\b|\bbuckets?\b|\btrails?\b/i.test(question)) return undefined
  const kind = kinds.find(({ noun }) => noun === 'log group')
  const word = wordSaid(plan)
  if (kind === undefined || word === undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const of = names.find((name) => name !== word) ?? plainName(plan, things, word)
  const groups = of === undefined ? [] : groupsOf(things, of, question)
  if (groups.length === 0) return undefined
  const { start, end } = timeOf(plan, context.now())
  const counts = await reader.each(groups.slice(0, most), async (group) => {
    const events = await reader.tryRead('logs:FilterLogEvents', {
      region: group.region,
      parameters: {
        logGroupName: group.name,
        startTime: start.getTime(),
        endTime: end.getTime(),
        filterPattern: `"${word.replaceAll('"', '')}"`,
      },
      most: mostLines,
    })
    return [{ group, lines: events.map(object) }]
  })
  const isCut = counts.some(({ lines }) => lines.length >= mostLines)
  const sum = counts.reduce((all, { lines }) => all + lines.length, 0)
  const minutes = Math.round((end.getTime() - start.getTime()) / 60_000)
  const when =
    plan.period === undefined && plan.age === undefined
      ? `in the last ${minutes} minutes`
      : (plan.period?.said ?? plan.age?.said ?? '')
  const each = counts.map(
    ({ group, lines }) => `${lines.length.toLocaleString('en-US')} in \`${said(group.name)}\``,
  )
  const stamps = counts.flatMap(({ lines }) =>
    lines.map(({ timestamp }) => new Date(text(timestamp) || number(timestamp)).getTime()),
  )
  const last = stamps.length === 0 ? undefined : new Date(stamps.reduce((a, b) => Math.max(a, b)))
  return told({
    operation: 'logs:FilterLogEvents',
    understood: `log lines · with “${word}” · ${of} · ${when}`,
    summary:
      reader.failures.length > 0
        ? `How many lines of ${said(of ?? '')} have “${said(word)}” in them could not be counted.`
        : `**${sum.toLocaleString('en-US')}${isCut ? ' or more' : ''} lines** with “${said(word)}” ${when}: ${listed(each)}.${last === undefined || Number.isNaN(last.getTime()) ? '' : ` The last at ${last.toISOString().slice(11, 16)} UTC.`}`,
    rows: counts.map(({ group, lines }) => ({
      region: group.region,
      item: {
        LogGroup: group.name,
        Lines: lines.length,
        ...(lines.length === 0 ? {} : { Example: text(lines.at(-1)?.message).slice(0, 300) }),
      },
    })),
    reader,
  })
}

const most = 4
const mostLines = 10_000

/** What the lines are to have in them: quoted, or of a form that no word of the language has. */
function wordSaid({ question }: Plan): string | undefined {
  const quoted = /"([^"]{2,80})"|'([^']{2,80})'/.exec(question)
  if (quoted !== null) return quoted[1] ?? quoted[2]
  // Errors of whatever kind are found by what they look like.
  return /\b(?:[A-Z][a-z]+(?:[A-Z][a-zA-Z]*)+|[A-Z]{2,}_[A-Z_]+|(?:WARN|FATAL|TRACE|DEBUG|INFO)(?:ING)?|E(?!RRORS?\b)[A-Z]{5,})\b/.exec(
    question,
  )?.[0]
}

/** A plain word that a log group's path ends with. */
const plainName = ({ words }: Plan, groups: readonly Thing[], word: string): string | undefined =>
  words.find(
    (one) =>
      one.word !== word.toLowerCase() &&
      groups.some(({ name }) => name.toLowerCase().endsWith(`/${one.word}`)),
  )?.word

/** Of an environment that is said those alone; else of prod, where the path names none. */
function groupsOf(groups: readonly Thing[], name: string, question: string): Thing[] {
  const own = groups.filter((group) => group.name === name || group.name.endsWith(`/${name}`))
  const place = /\b(?:staging|prod-eu|dev)\b/i.exec(question)?.[0].toLowerCase()
  const there = own.filter((group) => place !== undefined && group.name.includes(`/${place}/`))
  return there.length > 0 ? there : own
}

function timeOf({ period, age }: Plan, now: Date): { start: Date; end: Date } {
  if (period !== undefined && period.kind === 'span')
    return { start: period.start, end: period.end }
  const ms = age === undefined ? 30 * 60_000 : age.days * 86_400_000
  return { start: new Date(now.getTime() - ms), end: now }
}
