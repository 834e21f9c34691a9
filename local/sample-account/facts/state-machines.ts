import { arn, mainRegion, uuid } from './company.ts'
import { functionArn, functions } from './functions.ts'
import { deadLetters } from './incidents.ts'
import { named } from './network.ts'

export interface StateMachine {
  name: string
  createdDaysAgo: number
  service: string
  owner?: string
  /** An execution each so many minutes, over `keptHours`. */
  everyMinutes: number
  /** The function of its last step. */
  lastStep: { name: string; function: string }
  /** Since then each execution fails there. */
  failsSinceMinutes?: number
}

export const stateMachines: readonly StateMachine[] = [
  {
    name: 'order-fulfilment',
    createdDaysAgo: 300,
    service: 'orders',
    owner: 'tom.lindqvist',
    everyMinutes: 20,
    lastStep: { name: 'SendInvoice', function: 'invoice-sender' },
    failsSinceMinutes: deadLetters.startedMinutesAgo,
  },
  {
    name: 'catalog-images',
    createdDaysAgo: 655,
    service: 'catalog',
    owner: 'elena.rossi',
    everyMinutes: 240,
    lastStep: { name: 'ResizeImages', function: 'image-resizer' },
  },
]

/** The same field that the dead letters lack. */
export const failure = {
  error: 'TypeError',
  cause: JSON.stringify({
    errorMessage: "Cannot read properties of undefined (reading 'currency')",
    errorType: 'TypeError',
    trace: [
      "TypeError: Cannot read properties of undefined (reading 'currency')",
      '    at invoiceOf (index.js:41)',
    ],
  }),
}

export interface Execution {
  name: string
  machine: StateMachine
  startedMinutesAgo: number
  seconds: number
  failed: boolean
}

const keptHours = 24

/** The newest first. */
export function executionsOf(machine: StateMachine): Execution[] {
  const { everyMinutes, failsSinceMinutes = 0 } = machine
  return Array.from({ length: Math.floor((keptHours * 60) / everyMinutes) }, (_, index) => {
    const startedMinutesAgo = everyMinutes * index + 7
    return {
      name: uuid(`execution ${machine.name} ${index}`),
      machine,
      startedMinutesAgo,
      seconds: 21 + (index % 5) * 4,
      failed: startedMinutesAgo < failsSinceMinutes,
    }
  })
}

/** What it does, in Amazon's States Language. */
export const definitionOf = ({ lastStep }: StateMachine): string =>
  JSON.stringify({
    StartAt: 'Prepare',
    States: {
      Prepare: { Type: 'Pass', Next: lastStep.name },
      [lastStep.name]: {
        Type: 'Task',
        Resource: functionArn(named(functions, lastStep.function)),
        End: true,
      },
    },
  })

export const stateMachineArn = ({ name }: { name: string }) =>
  arn('states', mainRegion, `stateMachine:${name}`)
export const executionArn = ({ name, machine }: Execution) =>
  arn('states', mainRegion, `execution:${machine.name}:${name}`)
