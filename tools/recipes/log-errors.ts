import { inParallel } from '../executor/in-parallel.ts'
import type { Period } from '../planner/time.ts'
import { environmentSaid, environmentsIn } from './evidence/environment.ts'
import { type LogMessage, logErrors, messageRow } from './evidence/log-messages.ts'
import { nameAsked, namesSaid, noSuch } from './evidence/named.ts'
import { lasting, quoted, since } from './evidence/say.ts'
import { text } from './evidence/values.ts'
import { counted, listed } from './evidence/wording.ts'
import type { Answer, Ask, Recipe } from './recipe.ts'

/** Errors in the logs of something, grouped and counted. */
export const recentLogErrors: Recipe = {
  name: 'log_errors',
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
  async answer(ask) {
    const all = await ask.read('logs:DescribeLogGroups')
    const names = all.map(({ logGroupName }) => text(logGroupName))
    const groups = groupsMeant(names, ask)
    if (groups.length === 0) {
      return { summary: noSuch('log group', names, ask), evidence: [] }
    }
    if (groups.length > mostGroups) {
      ask.note(`Only ${mostGroups} of ${groups.length} log groups were read: name one of the rest.`)
    }
    const read = groups.slice(0, mostGroups)
    const period = ask.period ?? { start: new Date(ask.now.getTime() - 30 * 60_000), end: ask.now }
    const found = await inParallel(read, 4, (group) => logErrors({ group, ...period }, ask))
    return answerOf(found.flat(), { groups: read, period, ask })
  },
}

const mostGroups = 10

/** Those that the question names, in the environment that it names; all where it names none. */
function groupsMeant(names: readonly string[], ask: Ask): readonly string[] {
  const said = namesSaid(ask.question, names)
  if (said.length === 0) return nameAsked(ask) === undefined ? names : []
  const environment = environmentSaid(ask.question)
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
