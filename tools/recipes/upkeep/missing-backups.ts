import * as z from 'zod'
import type { Period } from '../../questions/time/period.ts'
import { daysSince } from '../evidence/ages.ts'
import { namesMeant, noSuch } from '../evidence/named.ts'
import { timeText } from '../evidence/say.ts'
import { partsOn } from '../evidence/services-on.ts'
import { dayMs, lastPart, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, minuteOf, said, sentences } from '../evidence/wording.ts'
import { choice, days, name, period, periodOf, polarity, words } from '../parameters.ts'
import { type Answer, type Ask, defineRecipe, type Evidence, type Item } from '../recipe.ts'
import { type AwsBackup, awsBackup, failedJobs } from './backups/aws-backup.ts'
import type { Kept, Protection } from './backups/kept.ts'
import { sources } from './backups/things.ts'

/** What holds data and is not backed up, or not by AWS Backup, and backup jobs that failed. */
export const missingBackups = defineRecipe({
  name: 'missing_backups',
  about: 'upkeep',
  description:
    'Databases, tables and file systems (or volumes) without backups, or not covered by AWS Backup, with their own backups; backup jobs that failed.',
  questions: [
    'what is not backed up?',
    'which databases are not backed up?',
    'missing backups',
    'which tables are not protected by a backup plan?',
    'did any backup fail last night?',
    'is everything backed up?',
  ],
  scope: 'estate',
  services: ['rds', 'dynamodb', 'backup', 'efs', 'ec2'],
  parts: true,
  parameters: z.strictObject({
    kind: choice(
      ['everything', 'database', 'table', 'file system', 'volume'],
      'everything by default, which is all but volumes',
    ),
    name: name('database, table, file system or volume'),
    words: words('database, table, file system or volume'),
    days: days('how old the last backup may be, 7 by default'),
    period: period('when backup jobs failed, in the last 7 days by default'),
    polarity: polarity(['missing', 'kept']),
  }),
  async run(
    {
      kind = 'everything',
      name: asked,
      words: among,
      days: span = 7,
      period: given,
      polarity: way,
    },
    ask,
  ) {
    const when = periodOf(given, ask.now) ?? {
      start: new Date(ask.now.getTime() - 7 * dayMs),
      end: ask.now,
    }
    const wanted = sources.filter((one) =>
      kind === 'everything' ? asked !== undefined || one.kind !== 'volume' : one.kind === kind,
    )
    const on = partsOn(wanted, ask)
    const hasBackup = partsOn([...on, { service: 'backup' as const }], ask).length > on.length
    const jobs: Placed[] = []
    const all = await ask.everywhere(async (place) => {
      const things = (await Promise.all(on.map(({ find }) => find(place)))).flat()
      const backup = hasBackup ? await awsBackup(place) : undefined
      const failed = hasBackup ? await failedJobs(place, when) : []
      jobs.push(...failed.map((job) => ({ job, region: place.region })))
      for (const plan of backup?.byTags ?? [])
        place.note(
          `Plan ${said(plan)} (${place.region}) selects by tags: what it will cover shows once its first backup is made.`,
        )
      return things.map((thing) => stateOf(thing, { backup, hasBackup, span, now: place.now }))
    })
    const names = all.map(({ thing }) => thing.name)
    const found = namesMeant({ name: asked, words: among }, names)
    const isNamed = asked !== undefined || found.length > 0
    const called = isNamed ? found : names
    const meant = all.filter(({ thing }) => called.includes(thing.name))
    if (asked !== undefined && meant.length === 0) {
      return {
        summary: noSuch('database, table, file system or volume', { names, name: asked }, ask),
        evidence: [],
      }
    }
    ask.note(
      'Not looked at: buckets (their versions and replication), caches, search domains, warehouses' +
        (on.some((one) => one.kind === 'volume')
          ? '.'
          : ', and volumes, unless they are asked for.'),
    )
    if (way === 'kept' && !isNamed)
      return answerKept(meant, { jobs, hasBackup, span, when, ask, jobsFirst: given !== undefined })
    return !isNamed
      ? answerAll(meant, { jobs, hasBackup, span, when, ask, jobsFirst: given !== undefined })
      : answerNamed(meant, { jobs, hasBackup, span, when, ask })
  },
})

type State = 'none' | 'own' | 'lapsed' | 'copy' | 'old' | 'planned' | 'unknown' | 'kept'

interface Stated {
  thing: Kept
  state: State
  protection: Protection | undefined
  backup: AwsBackup | undefined
}

interface Known {
  backup: AwsBackup | undefined
  hasBackup: boolean
  span: number
  now: Date
}

/** Where AWS Backup could not be read, nothing is said of it; where nobody uses it, own backups are enough. */
function stateOf(thing: Kept, { backup, hasBackup, span, now }: Known): Stated {
  const protection = backup?.of(thing)
  const state = (): State => {
    const { own, ownLast, ownUnread, copyOf } = thing
    const isOld = (last: string) => daysSince(last, now) > span
    const keepsItself = own !== undefined && (ownLast === undefined || !isOld(ownLast))
    if (protection?.last !== undefined && !isOld(protection.last)) return 'kept'
    if (protection?.last !== undefined && keepsItself) return 'lapsed'
    if (keepsItself) return protection === undefined && backup?.isUsed === true ? 'own' : 'kept'
    if (ownUnread === true) return 'unknown'
    if (protection?.last !== undefined) return 'old'
    if (copyOf !== undefined) return 'copy'
    if (hasBackup && backup === undefined) return 'unknown'
    if (own !== undefined) return 'old'
    return protection === undefined ? 'none' : 'planned'
  }
  return { thing, state: state(), protection, backup }
}

interface Placed {
  job: Item
  region: string
}

interface Context {
  jobs: readonly Placed[]
  hasBackup: boolean
  span: number
  when: Period
  ask: Ask
}

function answerAll(
  all: readonly Stated[],
  { jobsFirst, ...context }: Context & { jobsFirst: boolean },
): Answer {
  const { jobs, ask } = context
  const of = (state: State) => all.filter((one) => one.state === state)
  return {
    summary: sentences(
      jobsFirst
        ? jobsText(context) ||
            'Which backup jobs failed is not known: AWS Backup is not looked at here.'
        : '',
      withoutText(of('none'), all, context),
      of('unknown').length > 0
        ? `Whether these are backed up could not be read: ${listed(of('unknown').map(called(ask)), 8)}.`
        : '',
      of('own').length > 0
        ? `Not in AWS Backup, with backups of their own alone: ${listed(of('own').map(withOwn(ask)))}.`
        : '',
      of('lapsed').length > 0
        ? `Not backed up by AWS Backup for more than ${context.span} days, with backups of their own: ${listed(of('lapsed').map(withOwn(ask)))}.`
        : '',
      of('copy').length > 0
        ? `Without backups of their own, as copies: ${listed(of('copy').map(withSource(ask)))}.`
        : '',
      of('planned').length > 0
        ? `Selected by a plan of AWS Backup, which has made no backup yet: ${listed(of('planned').map(called(ask)))}.`
        : '',
      of('old').length > 0
        ? `Last backed up more than ${context.span} days ago: ${listed(of('old').map(withLast(ask)))}.`
        : '',
      jobsFirst ? '' : jobsText(context),
    ),
    evidence: [
      ...(['none', 'unknown', 'planned', 'old', 'lapsed', 'own', 'copy'] as const).flatMap(
        (state) => of(state).map((one) => row(one, ask)),
      ),
      ...jobs.map((one) => jobRow(one, ask)),
    ],
  }
}

/** What has backups, with how old the last one is; then what has none. */
function answerKept(
  all: readonly Stated[],
  { jobsFirst, ...context }: Context & { jobsFirst: boolean },
): Answer {
  const { span, ask } = context
  const kept = all.filter(({ state }) => /^(?:own|lapsed|kept)$/.test(state))
  const others = all.filter((one) => !kept.includes(one) && one.state !== 'unknown')
  const unknown = all.filter(({ state }) => state === 'unknown')
  return {
    summary: sentences(
      jobsFirst ? jobsText(context) : '',
      `Of ${kindsOf(all)} in ${ask.where}, ${kept.length} ${kept.length === 1 ? 'has' : 'have'} a backup of the last ${counted(span, 'day')}${kept.length === 0 ? '' : `: ${listed(kept.map(withNewest(ask)), 12)}`}.`,
      others.length === 0 ? '' : `Without one: ${listed(others.map(called(ask)), 12)}.`,
      unknown.length === 0
        ? ''
        : `Whether these are backed up could not be read: ${listed(unknown.map(called(ask)), 8)}.`,
      jobsFirst ? '' : jobsText(context),
    ),
    evidence: kept.map((one) => ({ ...row(one, ask), LastBackup: lastOf(one) || undefined })),
  }
}

const withNewest = (ask: Ask) => (one: Stated) => {
  const last = lastOf(one)
  return `${called(ask)(one)}, ${last === '' ? one.thing.own : minuteOf(last)}`
}

function withoutText(
  none: readonly Stated[],
  all: readonly Stated[],
  { ask, hasBackup }: Context,
): string {
  const looked = kindsOf(all)
  if (all.length === 0) {
    return aboutAll(
      ask.whole(),
      `There is nothing in ${ask.where} that was to be looked at for backups.`,
      `0 things to look at for backups were seen in ${ask.where}.`,
    )
  }
  if (none.length > 0) {
    const groups = Map.groupBy(none, ({ thing }) => `${thing.kind} ${thing.lacks}`)
    const names = [...groups.values()].map((some) => groupText(some, ask))
    return `Of ${looked} in ${ask.where}, ${none.length} ${none.length === 1 ? 'has' : 'have'} no backup ${!hasBackup ? `of ${none.length === 1 ? 'its' : 'their'} own` : 'at all'}: ${names.join('; ')}.`
  }
  return aboutAll(
    ask.whole(),
    `Each of ${looked} in ${ask.where} has backups${hasBackup ? '' : ' of its own'}${all.some(({ state }) => state === 'copy') ? ', or is a copy of another' : ''}.`,
    `Of ${looked} that could be seen in ${ask.where}, 0 were seen to have no backup.`,
  )
}

/** `tables carts and sessions (point-in-time recovery is off)` */
function groupText(some: readonly Stated[], ask: Ask): string {
  const [first] = some
  if (first === undefined) return ''
  const { kind, lacks } = first.thing
  const names = listed(some.map(placed(ask)), 8)
  return `${kind}${some.length === 1 ? '' : 's'} ${names} (${lacks})`
}

/** `5 databases and 5 tables` */
const kindsOf = (all: readonly Stated[]) =>
  listed(
    [...Map.groupBy(all, ({ thing }) => thing.kind)].map(([kind, some]) =>
      counted(some.length, kind),
    ),
  )

const placed =
  (ask: Ask) =>
  ({ thing: { name: own, region } }: Stated) => {
    const place = ask.shownRegion(region)
    return `${said(own)}${place === undefined ? '' : ` (${place})`}`
  }

const called = (ask: Ask) => (one: Stated) => `${one.thing.kind} ${placed(ask)(one)}`

const withOwn = (ask: Ask) => (one: Stated) => `${called(ask)(one)}, ${one.thing.own}`

const withSource = (ask: Ask) => (one: Stated) =>
  `${called(ask)(one)}, of ${said(one.thing.copyOf ?? '')}`

/** Of AWS Backup or its own, whichever is newer. */
const lastOf = ({ thing, protection }: Stated) =>
  [protection?.last ?? '', thing.ownLast ?? ''].toSorted().at(-1) ?? ''

const withLast = (ask: Ask) => (one: Stated) => `${called(ask)(one)}, ${lastOf(one).slice(0, 10)}`

function jobsText({ jobs, hasBackup, when, ask }: Context): string {
  if (!hasBackup) return ''
  const [last] = jobs
  const kept = new Date(ask.now.getTime() - jobsKeptDays * dayMs)
  if (when.end < kept)
    ask.missed('backup jobs of then', `AWS Backup tells of the last ${jobsKeptDays} days alone.`)
  const limit =
    when.start < kept ? ` (AWS Backup tells of the last ${jobsKeptDays} days alone)` : ''
  const time = `${timeText(when, ask.now)}${limit}`
  if (last === undefined) {
    return aboutAll(
      ask.whole(),
      `No backup job of AWS Backup failed ${time}.`,
      `0 failed backup jobs were seen ${time}.`,
    )
  }
  const { job } = last
  const why = text(job.StatusMessage) || text(job.MessageCategory)
  const because = why === '' ? '' : `, “${said(why, 200)}”`
  return `${counted(jobs.length, 'backup job')} failed ${time}; the last one at ${minuteOf(text(job.CreationDate))}, of ${said(jobOf(job))}: ${text(job.State)}${because}.`
}

const jobsKeptDays = 30

const jobOf = ({ ResourceName, ResourceArn }: Item) =>
  text(ResourceName) || lastPart(text(ResourceArn).split(':').at(-1) ?? '')

function answerNamed(all: readonly Stated[], { jobs, hasBackup, ask }: Context): Answer {
  const own = jobs.filter(({ job }) => all.some(({ thing }) => thing.name === jobOf(job)))
  return {
    summary: sentences(
      ...all
        .slice(0, 5)
        .map((one) => `${capital(called(ask)(one))}: ${stateText(one, hasBackup)}.`),
      own.length > 0 ? `${counted(own.length, 'backup job')} of it failed lately.` : '',
    ),
    evidence: [...all.map((one) => row(one, ask)), ...own.map((one) => jobRow(one, ask))],
  }
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function stateText({ thing, protection, backup }: Stated, hasBackup: boolean): string {
  const { own, ownUnread, lacks, copyOf } = thing
  const ofBackup = !hasBackup
    ? 'whether AWS Backup covers it is not known here'
    : protection === undefined
      ? backup === undefined
        ? 'whether AWS Backup covers it could not be read'
        : notCovered(backup)
      : protection.last === undefined
        ? `${protection.where} selects it, which has made no backup yet`
        : `AWS Backup last backed it up at ${minuteOf(protection.last)} (vault ${said(protection.where)})`
  const copy = copyOf === undefined ? '' : `; it is a copy of ${said(copyOf)}`
  const byHand = ownUnread === true ? ', and whether others were made could not be read' : ''
  return `${ofBackup}; ${own ?? lacks}${byHand}${copy}`
}

/** By what its plans select by name; a plan by tags shows only once it made a backup. */
function notCovered({ isWhole, byTags }: AwsBackup): string {
  if (!isWhole)
    return 'AWS Backup has made none of it, and not all that its plans select could be read'
  return byTags.length === 0
    ? 'AWS Backup does not cover it'
    : `AWS Backup has made none of it, and whether ${listed(byTags.map((plan) => `plan ${said(plan)}`))} will, which selects by tags, is not known`
}

const kindsOfRow: Readonly<Record<State, string>> = {
  none: 'Without any backup',
  planned: 'Selected by a plan, not yet backed up',
  old: 'Last backup is old',
  lapsed: 'No longer backed up by AWS Backup',
  own: 'Not in AWS Backup, with backups of its own',
  unknown: 'Backups not known',
  copy: 'Copy of another, without backups of its own',
  kept: 'Backed up',
}

function row({ thing, state, protection }: Stated, ask: Ask): Evidence {
  return {
    evidence: kindsOfRow[state],
    Name: thing.name,
    Kind: thing.kind,
    Region: ask.shownRegion(thing.region),
    OwnBackups: thing.own ?? thing.lacks,
    LastBackup: protection?.last,
    AwsBackup: protection?.where,
    CopyOf: thing.copyOf,
  }
}

const jobRow = ({ job, region }: Placed, ask: Ask): Evidence => ({
  evidence: 'Backup job that failed',
  Name: jobOf(job),
  Kind: text(job.ResourceType),
  Region: ask.shownRegion(region),
  State: text(job.State),
  Time: job.CreationDate,
  Reason: said(text(job.StatusMessage), 300),
  Vault: job.BackupVaultName,
})
