import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { environmentOf, environmentsIn } from '../evidence/environment.ts'
import { type LogMessage, logErrors, messageRow } from '../evidence/log-messages.ts'
import { type Named, namesMeant, noSuch } from '../evidence/named.ts'
import { quoted, since, timeText } from '../evidence/say.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, numbered, sentences } from '../evidence/wording.ts'
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
    'which log groups had errors in the last hour?',
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
    const read = groups.flatMap((one, at) => {
      const messages = found[at]
      return messages === undefined ? [] : [{ ...one, messages }]
    })
    return answerOf(read, { when: timeText(when, ask.now), ask })
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

interface ReadGroup extends PlacedGroup {
  messages: readonly LogMessage[]
}

interface Found {
  when: string
  ask: Ask
}

function answerOf(groups: readonly ReadGroup[], { when, ask }: Found): Answer {
  const messages = groups.flatMap((one) => one.messages)
  const sorted = messages.toSorted((a, b) => b.count - a.count)
  const lines = linesOf(messages)
  const [most] = sorted
  if (most === undefined) {
    const summary = aboutAll(
      ask.whole(),
      `No errors were logged in ${namesOf(groups)} ${when}.`,
      `0 errors were seen in the ${numbered(groups.length, 'log group')} that could be read ${when}.`,
    )
    return { summary, evidence: [] }
  }
  const having = groups
    .filter((one) => one.messages.length > 0)
    .toSorted((a, b) => linesOf(b.messages) - linesOf(a.messages))
  const quiet = groups.filter((one) => one.messages.length === 0)
  const share = Math.round((100 * most.count) / lines)
  return {
    summary: sentences(
      `**${counted(lines, 'error line')} of ${counted(sorted.length, 'kind')}** in ${having.length > 1 ? `${counted(having.length, 'log group')}: ${countsOf(having)}` : namesOf(having)}, ${when}.`,
      `Most frequent, ${most.count} times (${share} %): ${quoted(most.example, 200)}, ` +
        `first ${since(most.first, ask.now)}, last ${since(most.last, ask.now)}.`,
      quietText(quiet),
    ),
    evidence: sorted.map((message) => messageRow(message, groups.length > 1)),
  }
}

const quietText = (quiet: readonly ReadGroup[]) =>
  quiet.length === 0
    ? ''
    : quiet.length > 2
      ? `The ${quiet.length} others that were looked at had none.`
      : `None in ${namesOf(quiet)}, which ${quiet.length === 1 ? 'was' : 'were'} looked at too.`

const linesOf = (messages: readonly LogMessage[]) =>
  messages.reduce((sum, { count }) => sum + count, 0)

function namesOf(groups: readonly PlacedGroup[]): string {
  const regions = [...new Set(groups.map(({ place }) => place.region))]
  return `${listed(groups.map(({ group }) => `\`${group}\``))} (${listed(regions)})`
}

const countsOf = (groups: readonly ReadGroup[]) =>
  listed(
    groups.map(
      ({ group, messages, place }) => `\`${group}\` (${linesOf(messages)}, ${place.region})`,
    ),
    10,
  )
