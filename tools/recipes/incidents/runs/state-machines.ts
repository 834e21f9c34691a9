import { inParallel } from '../../../executor/in-parallel.ts'
import { isRecord } from '../../../json.ts'
import { object, text } from '../../evidence/values.ts'
import { counted } from '../../evidence/wording.ts'
import type { Item, Place } from '../../recipe.ts'
import { type FailedRun, type Failure, missFurther, type RunSource, type Runs } from './run.ts'

/** State machines of Step Functions; why an execution failed stands in its history, which is data. */
export const stateMachines: RunSource = {
  service: 'sfn',
  kind: 'state machine',
  run: 'execution',
  keptDays: 90,
  list: async (place) => {
    const found = await place.tryRead('stepfunctions:ListStateMachines')
    const express = found?.filter(({ type }) => type === 'EXPRESS') ?? []
    if (express.length > 0)
      place.note(
        `Not looked at: the executions of ${counted(express.length, 'express state machine')}, which AWS keeps in logs alone.`,
      )
    return found
      ?.filter(({ type }) => type !== 'EXPRESS')
      .map((item) => ({ name: text(item.name), item }))
  },
  failed: async (place, some, since) => {
    const found = await inParallel(some, 6, (machine) => failedOf(machine, place, since))
    return found.flat().filter(({ at }) => new Date(at) >= since)
  },
}

const badStates = ['FAILED', 'TIMED_OUT']

async function failedOf({ name, item }: Runs, place: Place, since: Date): Promise<Failure[]> {
  const stateMachineArn = text(item.stateMachineArn)
  const lists = await inParallel(badStates, 2, (statusFilter) =>
    place.tryRead('stepfunctions:ListExecutions', { stateMachineArn, statusFilter }, newest),
  )
  for (const list of lists) {
    const runs = (list ?? []).map((one) => ({ at: endOf(one) }))
    missFurther(place, `failed executions of ${name}`, { runs, most: newest.most, since })
  }
  return lists
    .flatMap((list) => list ?? [])
    .toSorted((a, b) => endOf(b).localeCompare(endOf(a)))
    .map((one) => ({
      name,
      id: text(one.name),
      at: endOf(one),
      status: text(one.status),
      why: (at: Place) => whyOf(at, text(one.executionArn)),
      newest: async (at: Place) => {
        const [last] =
          (await at.tryRead('stepfunctions:ListExecutions', { stateMachineArn }, single)) ?? []
        return last === undefined || last.executionArn === one.executionArn
          ? undefined
          : { status: text(last.status), at: endOf(last) }
      },
    }))
}

const newest = { most: 1000, enough: true }
const single = { most: 1, enough: true }

const endOf = ({ stopDate, startDate }: Item) => text(stopDate) || text(startDate)

async function whyOf(place: Place, executionArn: string): Promise<Partial<FailedRun>> {
  const events = await place.tryRead(
    'stepfunctions:GetExecutionHistory',
    { executionArn, reverseOrder: true, includeExecutionData: false },
    { most: 30, enough: true },
  )
  if (events === undefined) return {}
  // AWS takes `reverseOrder`, and what speaks as it does may not.
  const backwards = events.toSorted((a, b) => Number(b.id) - Number(a.id))
  const failed = backwards.find((event) => /Failed|TimedOut$/.test(text(event.type)))
  const entered = backwards.find((event) => /StateEntered$/.test(text(event.type)))
  const [, details] =
    Object.entries(failed ?? {}).find(([member]) => /EventDetails$/.test(member)) ?? []
  const { error, cause } = object(details)
  const name = text(object(entered?.stateEnteredEventDetails).name)
  const said = [text(error), messageIn(text(cause))].filter((part) => part !== '')
  return {
    ...(name !== '' && { step: `state ${name}` }),
    ...(said.length > 0 && { cause: said.join(': ') }),
  }
}

/** Functions tell their errors as JSON. */
function messageIn(cause: string): string {
  try {
    const parsed: unknown = JSON.parse(cause)
    const said = isRecord(parsed) ? (parsed.errorMessage ?? parsed.ErrorMessage) : undefined
    return typeof said === 'string' ? said : cause
  } catch {
    return cause
  }
}
