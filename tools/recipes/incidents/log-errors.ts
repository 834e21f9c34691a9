import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { type LogMessage, logErrors, messageRow } from '../evidence/log-messages.ts'
import { type Named, namesMeant, noSuch } from '../evidence/named.ts'
import { quoted, since, timeText } from '../evidence/say.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered } from '../evidence/wording.ts'
import { environment, name, period, periodOf, words } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe, type Place } from '../recipe.ts'

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
  scope: 'estate',
  services: ['cloudwatch-logs'],
  uses: ['logs'],
  parameters: z.strictObject({
    name: name('log group'),
    words: words('log group'),
    environment: environment(),
    period: period(),
  }),
  async run(parameters, ask) {
    const all = await ask.everywhere(groupsIn)
    const groups = groupsMeant(all, parameters)
    if (groups.length === 0) {
      const names = all.map(({ group }) => group)
      return { summary: noSuch('log group', { names, name: parameters.name }, ask), evidence: [] }
    }
    const when = periodOf(parameters.period, ask.now) ?? {
      start: new Date(ask.now.getTime() - 30 * 60_000),
      end: ask.now,
    }
    const found = await inParallel(groups, 6, ({ group, place }) =>
      place.isLate() ? Promise.resolve(undefined) : logErrors({ group, ...when }, place),
    )
    missLate(found, ask)
    const read = groups.filter((_group, at) => found[at] !== undefined)
    const messages = found.flatMap((one) => one ?? [])
    return answerOf(messages, { groups: read, when: timeText(when, ask.now), ask })
  },
})

interface PlacedGroup {
  group: string
  place: Place
}

const groupsIn = async (place: Place): Promise<PlacedGroup[]> =>
  (await place.read('logs:DescribeLogGroups')).map(({ logGroupName }) => ({
    group: text(logGroupName),
    place,
  }))

function missLate(found: readonly unknown[], { missed }: Ask): void {
  const left = found.filter((one) => one === undefined).length
  if (left === 0) return
  missed(`${left} of ${counted(found.length, 'log group')}`, 'The time was up before. Name one.')
}

/** Those that are named, of the environment that is; all where none is named. */
function groupsMeant(
  groups: readonly PlacedGroup[],
  asked: Named & { environment?: string | undefined },
): readonly PlacedGroup[] {
  const names = new Set(
    namesMeant(
      asked,
      groups.map(({ group }) => group),
    ),
  )
  const meant = groups.filter(({ group }) => names.has(group))
  if (meant.length === 0) return asked.name === undefined ? groups : []
  const environment = environmentOf(asked.environment)
  const inIt = meant.filter(({ group }) => environment && environmentsIn(group).has(environment))
  return inIt.length > 0 ? inIt : meant
}

interface Found {
  groups: readonly PlacedGroup[]
  when: string
  ask: Ask
}

function answerOf(messages: readonly LogMessage[], { groups, when, ask }: Found): Answer {
  const sorted = messages.toSorted((a, b) => b.count - a.count)
  const lines = sorted.reduce((sum, { count }) => sum + count, 0)
  const regions = [...new Set(groups.map(({ place }) => place.region))]
  const where = `${listed(groups.map(({ group }) => `\`${group}\``))} (${listed(regions)})`
  const [most] = sorted
  if (most === undefined) {
    const summary = aboutAll(
      ask.whole(),
      `No errors were logged in ${where} ${when}.`,
      `0 errors were seen in the ${numbered(groups.length, 'log group')} that could be read ${when}.`,
    )
    return { summary, evidence: [] }
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
