import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { serviceNames } from '../../../tools/catalogue/services.ts'
import { isAllowed } from '../../../tools/executor/allow.ts'
import { findOperation } from '../../../tools/executor/find-operation.ts'
import { dataKinds } from '../../../tools/tool.ts'
import { tools } from '../../../tools/tools.ts'

interface Task {
  task: number
  /** As people write them: `stepfunctions:DescribeStateMachine`. */
  operations: string[]
}

/** The operations that half of the questions of a public benchmark need, a list a question. */
async function tasks(): Promise<Task[]> {
  return JSON.parse(await readFile(new URL('benchmark-operations.json', import.meta.url), 'utf8'))
}

async function isAccepted(operation: string, kinds: readonly string[]): Promise<boolean> {
  const found = await findOperation(operation, serviceNames)
  assert.ok(tools.some(({ services }) => services.includes(found.service)))
  return isAllowed(found.operation, new Set(kinds))
}

async function answerable(kinds: readonly string[]): Promise<number[]> {
  const all = await Promise.all(
    (await tasks()).map(async ({ task, operations }) => {
      const accepted = await Promise.all(operations.map((each) => isAccepted(each, kinds)))
      return accepted.every((yes) => yes) ? [task] : []
    }),
  )
  return all.flat()
}

describe('the questions of a public benchmark', () => {
  it('have their operations by whatever name they are written', async () => {
    const operations = (await tasks()).flatMap((each) => each.operations)
    assert.ok(operations.length > 130, `${operations.length} operations`)
    for (const operation of operations) await findOperation(operation, serviceNames)
  })

  it('can be answered: 33 of 50 from metadata alone', async () => {
    const found = await answerable([])
    assert.ok(found.length >= 33, `${found.length}: ${found}`)
  })

  it('can be answered: 45 of 50 with all kinds of data open', async () => {
    const found = await answerable(dataKinds)
    assert.ok(found.length >= 45, `${found.length}: ${found}`)
  })
})
