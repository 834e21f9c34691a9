import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { cloudwatch, lambda } from '@pulumi/aws'
import type { automation } from '@pulumi/pulumi'
import { importProgram } from '../../deploy/deployer/planned-resources.ts'
import { type Engine, pulumiCli, startEngine } from '../pulumi/engine.ts'
import { configurationOf } from '../stacks/run-program.ts'

const policies = resolve('policies')

describe('pulumi preview --policy-pack policies', function () {
  this.timeout(120_000)
  let engine: Engine
  let booter: string

  before(async function () {
    const cli = await pulumiCli()
    if (cli === undefined) {
      process.stdout.write('  skipped: there is no Pulumi CLI here\n')
      this.skip()
    }
    booter = await packBooter()
    engine = await startEngine(cli)
  })

  after(async () => {
    await engine?.close()
    if (booter !== undefined) await rm(booter, { recursive: true })
  })

  it('passes the program, and asks to see again what is not known before it is there', async () => {
    const stack = await stackOf('prod', importProgram)
    const values = Object.entries(await configurationOf('prod')).map(([key, value]) => [
      key,
      { value: typeof value === 'string' ? value : JSON.stringify(value) },
    ])
    await stack.setAllConfig(Object.fromEntries(values))
    const events = await previewed(stack)
    const ofKinds = events.map((event) => event.replace(/-\d+$/, ''))
    assert.deepEqual([...new Set(ofKinds)].toSorted(), [
      'advisory: foreign-accounts of aws-operations-agent-prod',
      'advisory: iam-administrators of tool-handler-deny',
      'advisory: iam-administrators of tool-handler-read',
      'advisory: lambda-alias of agent',
      'advisory: lambda-alias of gateway',
      'advisory: lambda-alias of tool-handler',
      'advisory: lambda-environment-secrets of agent',
      'advisory: lambda-image-digest of agent',
      'advisory: lambda-image-digest of tool-handler',
      'advisory: lambda-permission-source of gateway',
      'advisory: tool-role-reads of tool-handler-deny',
      'advisory: tool-role-reads of tool-handler-read',
    ])
  })

  it('refuses a program that opens a Function URL to anybody', async () => {
    const stack = await stackOf('open', async () => {
      new lambda.FunctionUrl('open', {
        functionName: 'agent',
        qualifier: 'live',
        authorizationType: 'NONE',
      })
    })
    await stack.setConfig('aws:region', { value: 'us-east-1' })
    const events: string[] = []
    await assert.rejects(previewed(stack, events), /function-url-signed/)
    assert.deepEqual(events, ['mandatory: function-url-signed of open'])
  })

  it('takes configuration from a file: a customer key is required', async () => {
    const stack = await stackOf('keyless', async () => {
      new cloudwatch.LogGroup('keyless', { retentionInDays: 30 })
    })
    await stack.setConfig('aws:region', { value: 'us-east-1' })
    const file = join(booter, 'policies.json')
    await writeFile(file, JSON.stringify({ 'customer-key': { required: true } }))
    assert.deepEqual(await previewed(stack), [])
    await assert.rejects(previewed(stack, [], [file]), /There is no kmsKeyId/)
  })

  /** The engine asks a language host to start a pack, if it has one, and else for the script. */
  async function stackOf(name: string, program: automation.PulumiFn): Promise<automation.Stack> {
    const stack = await engine.stack(name, program)
    stack.workspace.envVars.PATH = [booter, process.env.PATH].join(delimiter)
    return stack
  }
})

/** Previews with the pack, and gathers what its rules say. */
async function previewed(
  stack: automation.Stack,
  events: string[] = [],
  policyPackConfigs: string[] = [],
): Promise<string[]> {
  await stack.preview({
    policyPacks: [policies],
    policyPackConfigs,
    onEvent({ policyEvent }) {
      if (policyEvent === undefined) return
      const { enforcementLevel, policyName, resourceUrn = '' } = policyEvent
      events.push(`${enforcementLevel}: ${policyName} of ${resourceUrn.split('::').at(-1)}`)
    },
  })
  return events
}

/** What a released CLI has beside it to start a pack in Node; a CLI that was built from source has none. */
async function packBooter(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'analyzer-'))
  const runner = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run-policy-pack')
  for (const name of ['pulumi-analyzer-policy', 'pulumi-analyzer-policy-nodejs']) {
    await writeFile(join(folder, name), `#!/bin/sh\nexec '${process.execPath}' '${runner}' "$@"\n`)
    await chmod(join(folder, name), 0o755)
  }
  return folder
}
