import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import type { Period } from '../../questions/time/period.ts'
import { namesSaid } from '../evidence/named.ts'
import { timeText } from '../evidence/say.ts'
import { changesOf } from '../evidence/trail.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, minuteOf, numbered, said, sentences } from '../evidence/wording.ts'
import { name, period, periodOf, polarity } from '../parameters.ts'
import {
  type Answer,
  type Ask,
  defineRecipe,
  type Evidence,
  type Item,
  type Place,
} from '../recipe.ts'

/** Stacks that could not be made or changed: the resource that failed, and why. */
export const failedStacks = defineRecipe({
  name: 'failed_stacks',
  about: 'incidents',
  description:
    'CloudFormation stacks that failed or rolled back, with the failing resource and its reason.',
  questions: [
    'which CloudFormation stacks failed, and why?',
    'failed stacks',
    'stacks that rolled back',
    'which stacks are in a failed state?',
    'why did the stack deployment fail?',
    'broken CloudFormation stacks',
  ],
  scope: 'estate',
  services: ['cloudformation', 'cloudtrail'],
  parameters: z.strictObject({
    polarity: polarity(['failed', 'not_failed']),
    name: name('stack'),
    period: period('only those whose last change was then'),
  }),
  async run({ polarity: way, name: asked, period: given }, ask) {
    const when = periodOf(given, ask.now)
    const stacks = (await ask.everywhere(stacksIn)).filter(
      ({ stack }) => isCalled(asked, stack) && isWithin(when, stack),
    )
    const [bad, good] = [stacks.filter(hasFailed), stacks.filter((one) => !hasFailed(one))]
    if (way === 'not_failed') return others(good, { all: stacks.length, ask })
    const failed = await inParallel(bad, 4, (one, at) => lookedInto(one, at))
    return {
      summary: summarize(failed, { all: stacks.length, asked, when, ask }),
      evidence: failed.flatMap((one) => evidenceOf(one, ask)),
    }
  },
})

const failedStates = new Set([
  ...['CREATE_FAILED', 'ROLLBACK_FAILED', 'ROLLBACK_COMPLETE', 'DELETE_FAILED', 'UPDATE_FAILED'],
  ...['UPDATE_ROLLBACK_FAILED', 'UPDATE_ROLLBACK_COMPLETE'],
  ...['IMPORT_ROLLBACK_FAILED', 'IMPORT_ROLLBACK_COMPLETE'],
])

const mostLookups = 5

export interface PlacedStack {
  stack: Item
  place: Place
}

interface Failed extends PlacedStack {
  causes: Item[]
  by: string | undefined
}

/** The stacks that there are: deleted ones are listed too, for ninety days. */
export const stacksIn = async (place: Place): Promise<PlacedStack[]> =>
  (await place.read('cloudformation:ListStacks'))
    .filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
    .map((stack) => ({ stack, place }))

export const hasFailed = ({ stack }: PlacedStack): boolean =>
  failedStates.has(text(stack.StackStatus))

export const changedAt = ({ stack }: PlacedStack): string =>
  text(stack.LastUpdatedTime) || text(stack.CreationTime)

const isCalled = (asked: string | undefined, { StackName }: Item) =>
  asked === undefined || namesSaid(asked, [text(StackName)]).length > 0

const isWithin = (when: Period | undefined, stack: Item) => {
  const at = new Date(text(stack.LastUpdatedTime) || text(stack.CreationTime))
  return when === undefined || (at >= when.start && at <= when.end)
}

/** Who began it is looked up for the first few alone: CloudTrail answers two requests a second. */
async function lookedInto(one: PlacedStack, at: number): Promise<Failed> {
  const { stack, place } = one
  const events = await place.tryRead('cloudformation:DescribeStackEvents', {
    StackName: stack.StackId,
  })
  const by = at < mostLookups ? await startedBy(place, text(stack.StackName)) : undefined
  return { ...one, causes: causesOf(events ?? []), by }
}

async function startedBy(place: Place, stack: string) {
  const names = ['CreateStack', 'UpdateStack', 'ExecuteChangeSet', 'DeleteStack']
  const changes = await changesOf(place, { resource: stack, names })
  return changes?.[0]?.by
}

function others(good: readonly PlacedStack[], { all, ask }: { all: number; ask: Ask }): Answer {
  const names = good.length === 0 ? '' : `: ${listed(good.map(nameOf), 12)}`
  return {
    summary: `${good.length} of ${counted(all, 'CloudFormation stack')} in ${ask.where} did not fail${names}.`,
    evidence: good.map((one) => ({
      evidence: 'Stack that did not fail',
      Stack: one.stack.StackName,
      Status: one.stack.StackStatus,
      Region: ask.shownRegion(one.place.region),
      Changed: changedAt(one),
    })),
  }
}

/** What failed by itself in the last run; what was cancelled because of it does not count. */
function causesOf(newestFirst: readonly Item[]): Item[] {
  const starts = newestFirst.findIndex(
    ({ ResourceType, ResourceStatus }) =>
      ResourceType === 'AWS::CloudFormation::Stack' && runStarts.has(text(ResourceStatus)),
  )
  return newestFirst
    .slice(0, starts === -1 ? undefined : starts)
    .filter(
      ({ ResourceStatus, ResourceStatusReason, ResourceType }) =>
        text(ResourceStatus).endsWith('_FAILED') &&
        ResourceType !== 'AWS::CloudFormation::Stack' &&
        !/cancelled/i.test(text(ResourceStatusReason)),
    )
    .toReversed()
}

const runStarts = new Set([
  'CREATE_IN_PROGRESS',
  'UPDATE_IN_PROGRESS',
  'IMPORT_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
])

const evidenceOf = ({ stack, causes, by, place }: Failed, ask: Ask): Evidence[] =>
  (causes.length > 0 ? causes : [{}]).map((cause: Item) => ({
    evidence: 'Failed stack',
    Stack: stack.StackName,
    Status: stack.StackStatus,
    Region: ask.shownRegion(place.region),
    Resource: cause.LogicalResourceId,
    Type: cause.ResourceType,
    Reason: said(text(cause.ResourceStatusReason ?? stack.StackStatusReason), 300),
    Time: cause.Timestamp ?? stack.LastUpdatedTime ?? stack.CreationTime,
    StartedBy: by,
  }))

interface Context {
  all: number
  asked: string | undefined
  when: Period | undefined
  ask: Ask
}

function summarize(failed: readonly Failed[], { all, asked, when, ask }: Context): string {
  const of = asked === undefined ? '' : ` called ${said(asked)}`
  const time = when === undefined ? '' : ` ${timeText(when, ask.now)}`
  if (failed.length === 0) {
    return aboutAll(
      ask.whole(),
      `No CloudFormation stack${of} in ${ask.where} failed or was rolled back${time}.`,
      `Of the ${numbered(all, 'CloudFormation stack')}${of} that could be seen, 0 failed or were rolled back${time}.`,
    )
  }
  const kept = failed.filter(({ stack }) => stack.StackStatus === 'UPDATE_ROLLBACK_COMPLETE')
  return sentences(
    `${counted(failed.length, 'CloudFormation stack')}${of} in ${ask.where} failed or ${failed.length === 1 ? 'was' : 'were'} rolled back${time}.`,
    ...failed.slice(0, 3).map(failedText),
    failed.length > 3 ? `Others: ${listed(failed.slice(3).map(nameOf))}.` : '',
    kept.length > 0 ? `Still running as before their update: ${listed(kept.map(nameOf))}.` : '',
  )
}

const nameOf = ({ stack }: PlacedStack) => said(text(stack.StackName))

function failedText(failed: Failed): string {
  const { stack, causes, by } = failed
  const [cause] = causes
  const status = `${nameOf(failed)} is ${text(stack.StackStatus)}`
  const who = by === undefined ? '' : `, started by ${said(by)}`
  if (cause === undefined) return `${status}${who}.`
  const resource = `${said(text(cause.LogicalResourceId))} (${text(cause.ResourceType)})`
  const at = minuteOf(text(cause.Timestamp))
  return `${status}${who}: ${resource} failed at ${at}, “${said(text(cause.ResourceStatusReason), 200)}”.`
}
