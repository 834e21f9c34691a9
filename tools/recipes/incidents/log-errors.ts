import { z } from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import type { Period } from '../../planner/time.ts'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { type LogMessage, logErrors, messageRow } from '../evidence/log-messages.ts'
import { type Named, namesMeant, noSuch } from '../evidence/named.ts'
import { lasting, quoted, since } from '../evidence/say.ts'
import { text } from '../evidence/values.ts'
import { counted, listed } from '../evidence/wording.ts'
import { environment, name, period, periodOf, words } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe } from '../recipe.ts'

/** Errors in the logs of something, grouped and counted. */
export const recentLogErrors = defineRecipe({
  name: 'log_errors',
  about: 'incidents',
  description: 'Errors in a log group, grouped by message and counted, for the last 30 minutes.',
  questions: [
    'show me the errors in the logs of the last 30 minutes',
    'which errors were logged by the service in the last hour?',
    'what exceptions are in the logs?',
    'group the log errors by message and count them',
    'what errors does it log?',
  ],
  scope: 'regional',
  services: ['cloudwatch-logs'],
  uses: ['logs'],
  parameters: z.strictObject({
    name: name('log group'),
    words: words('log group'),
    environment: environment(),
    period: period(),
  }),
  async run(parameters, ask) {
    const all = await ask.read('logs:DescribeLogGroups')
    const names = all.map(({ logGroupName }) => text(logGroupName))
    const groups = groupsMeant(names, parameters)
    if (groups.length === 0) {
      return { summary: noSuch('log group', { names, name: parameters.name }, ask), evidence: [] }
    }
    if (groups.length > mostGroups) {
      ask.note(`Only ${mostGroups} of ${groups.length} log groups were read: name one of the rest.`)
    }
    const read = groups.slice(0, mostGroups)
    const when = periodOf(parameters.period, ask.now) ?? {
      start: new Date(ask.now.getTime() - 30 * 60_000),
      end: ask.now,
    }
    const found = await inParallel(read, 4, (group) => logErrors({ group, ...when }, ask))
    return answerOf(found.flat(), { groups: read, period: when, ask })
  },
})

const mostGroups = 10

/** Those that are named, of the environment that is; all where none is named. */
function groupsMeant(
  names: readonly string[],
  asked: Named & { environment?: string | undefined },
): readonly string[] {
  const said = namesMeant(asked, names)
  if (said.length === 0) return asked.name === undefined ? names : []
  const environment = environmentOf(asked.environment)
  const inIt = said.filter((name) => environment && environmentsIn(name).has(environment))
  return inIt.length > 0 ? inIt : said
}

interface Found {
  groups: readonly string[]
  period: Period
  ask: Ask
}

function answerOf(messages: readonly LogMessage[], { groups, period, ask }: Found): Answer {
  const sorted = messages.toSorted((a, b) => b.count - a.count)
  const lines = sorted.reduce((sum, { count }) => sum + count, 0)
  const where = `${listed(groups.map((group) => `\`${group}\``))} (${ask.region})`
  const when = whenOf(period, ask)
  const [most] = sorted
  if (most === undefined) {
    return { summary: `No errors were logged in ${where} ${when}.`, evidence: [] }
  }
  const share = Math.round((100 * most.count) / lines)
  return {
    summary:
      `**${counted(lines, 'error line')} of ${counted(sorted.length, 'kind')}** in ${where} ${when}. ` +
      `Most frequent, ${most.count} times (${share} %): ${quoted(most.example, 200)}, ` +
      `first ${since(most.first, ask.now)}, last ${since(most.last, ask.now)}.`,
    evidence: sorted.map((message) => messageRow(message, groups.length > 1)),
  }
}

function whenOf({ start, end }: Period, { now }: Ask): string {
  if (end.getTime() === now.getTime()) return `in the last ${lasting(start, end)}`
  return `from ${since(start, now)} to ${since(end, now)}`
}
