import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { ask, isRecord, operationSchema } from './ask.ts'
import { inputsOf } from './inputs.ts'
import { complaints } from './output-schema.ts'

const folder = new URL('../../../local/sample-account/services/', import.meta.url)

// An operation that always answers with an error has no output to look at.
const alwaysAbsent = [
  'ecr:GetLifecyclePolicy',
  'ecr:GetRepositoryPolicy',
  'lambda:GetPolicy',
  's3:GetBucketReplication',
  's3:GetBucketWebsite',
  's3:GetObjectLockConfiguration',
]

describe('the sample account, answer by answer', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const service = file.replace('.ts', '')
    it(`gives ${service} outputs as the SDK's schemas have them`, async () => {
      const module: unknown = await import(new URL(file, folder).href)
      const answers = isRecord(module) && isRecord(module.answers) ? module.answers : {}
      for (const operation of Object.keys(answers)) {
        const call = `${service}:${operation}`
        if (alwaysAbsent.includes(call)) continue
        const [, , , , , output] = await schemaOf(service, operation)
        const inputs = await inputsOf(call, ask)
        assert.ok(inputs.length > 0, `${call} is never asked`)
        for (const input of inputs) {
          assert.deepEqual(complaints(await ask(call, input), output, call), [])
        }
      }
    })

    it(`answers or declines whatever else of ${service} can be read without input`, async () => {
      for (const [operation, [, , , , input, output]] of await readsOf(service)) {
        if (requiresInput(input)) continue
        const call = `${service}:${operation}`
        const answer = await ask(call).catch((error: unknown) => error)
        if (answer instanceof Error) assert.ok(declines.includes(answer.name), `${call}: ${answer}`)
        else assert.deepEqual(complaints(answer, output, call), [])
      }
    })
  }
})

// Beside its own word, what AWS says to a call that gives too little.
const declines = [
  'NotInSampleAccount',
  'ClusterNotFoundException',
  'InvalidParameterCombinationException',
  'NoSuchEntityException',
  'OptInRequiredException',
  'ResourceNotFoundException',
  'StateMachineDoesNotExist',
  'ValidationError',
  'ValidationException',
]

async function readsOf(service: string): Promise<[string, unknown[]][]> {
  const exported: unknown = await import(`@aws-sdk/client-${service}`)
  return Object.entries(isRecord(exported) ? exported : {}).flatMap(([name, schema]) =>
    /^(Describe|Get|List)\w+\$$/.test(name) && Array.isArray(schema) && schema[0] === 9
      ? [[name.slice(0, -1), schema]]
      : [],
  )
}

function requiresInput(schema: unknown): boolean {
  const input: unknown = typeof schema === 'function' ? schema() : schema
  return Array.isArray(input) && Number(input[6] ?? 0) > 0
}

async function schemaOf(service: string, operation: string): Promise<unknown[]> {
  const schema = await operationSchema(service, operation)
  if (Array.isArray(schema)) return schema
  throw new Error(`The SDK has no ${service}:${operation}`)
}
