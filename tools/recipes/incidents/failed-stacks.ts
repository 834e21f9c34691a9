import { z } from 'zod'
import { readEach } from '../evidence/read-each.ts'
import { changesOf } from '../evidence/trail.ts'
import { text } from '../evidence/values.ts'
import { counted, listed, minuteOf, said, sentences } from '../evidence/wording.ts'
import { type Ask, defineRecipe, type Evidence, type Item } from '../recipe.ts'

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
  scope: 'regional',
  services: ['cloudformation', 'cloudtrail'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const stacks = await ask.read('cloudformation:ListStacks', { StackStatusFilter: failedStates })
    const events = await readEach(ask, stacks, {
      operation: 'cloudformation:DescribeStackEvents',
      parameters: ({ StackId }) => ({ StackName: StackId }),
      noun: 'stack',
      most: 20,
    })
    const failed: Failed[] = []
    for (const stack of stacks) {
      const known = failed.length < mostLookups
      const by = known ? await startedBy(ask, text(stack.StackName)) : undefined
      failed.push({ stack, causes: causesOf(events.get(stack) ?? []), by })
    }
    return {
      summary: summarize(failed, ask.region),
      evidence: failed.flatMap(evidenceOf),
    }
  },
})

const failedStates = [
  ...['CREATE_FAILED', 'ROLLBACK_FAILED', 'ROLLBACK_COMPLETE', 'DELETE_FAILED', 'UPDATE_FAILED'],
  ...['UPDATE_ROLLBACK_FAILED', 'UPDATE_ROLLBACK_COMPLETE'],
  ...['IMPORT_ROLLBACK_FAILED', 'IMPORT_ROLLBACK_COMPLETE'],
]

const mostLookups = 5

interface Failed {
  stack: Item
  causes: Item[]
  by: string | undefined
}

async function startedBy(ask: Ask, stack: string) {
  const names = ['CreateStack', 'UpdateStack', 'ExecuteChangeSet', 'DeleteStack']
  const [change] = await changesOf(ask, { resource: stack, names })
  return change?.by
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

const evidenceOf = ({ stack, causes, by }: Failed): Evidence[] =>
  (causes.length > 0 ? causes : [{}]).map((cause: Item) => ({
    evidence: 'Failed stack',
    Stack: stack.StackName,
    Status: stack.StackStatus,
    Resource: cause.LogicalResourceId,
    Type: cause.ResourceType,
    Reason: said(text(cause.ResourceStatusReason ?? stack.StackStatusReason), 300),
    Time: cause.Timestamp ?? stack.LastUpdatedTime ?? stack.CreationTime,
    StartedBy: by,
  }))

function summarize(failed: readonly Failed[], region: string): string {
  if (failed.length === 0) return `No CloudFormation stack in ${region} failed or was rolled back.`
  const kept = failed.filter(({ stack }) => stack.StackStatus === 'UPDATE_ROLLBACK_COMPLETE')
  return sentences(
    `${counted(failed.length, 'CloudFormation stack')} in ${region} failed or ${failed.length === 1 ? 'was' : 'were'} rolled back.`,
    ...failed.slice(0, 3).map(failedText),
    failed.length > 3 ? `Others: ${listed(failed.slice(3).map(nameOf))}.` : '',
    kept.length > 0 ? `Still running as before their update: ${listed(kept.map(nameOf))}.` : '',
  )
}

const nameOf = ({ stack }: Failed) => said(text(stack.StackName))

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
