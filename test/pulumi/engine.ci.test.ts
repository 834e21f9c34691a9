import assert from 'node:assert/strict'
import type { automation } from '@pulumi/pulumi'
import { z } from 'zod'
import { importProgram } from '../../deploy/deployer/planned-resources.ts'
import { stackOutputs } from '../../stacks/outputs.ts'
import { configurationOf } from '../stacks/run-program.ts'
import { type Engine, pulumiCli, startEngine } from './engine.ts'

describe('the program on the real engine', function () {
  this.timeout(300_000)
  let engine: Engine
  let stack: automation.Stack
  let inDev = 0
  let first: string[]

  before(async function () {
    const cli = await pulumiCli()
    if (cli === undefined) {
      process.stdout.write(
        '  skipped: there is no Pulumi CLI here (https://www.pulumi.com/docs/install)\n',
      )
      this.skip()
    }
    engine = await startEngine(cli)
    stack = await engine.stack('dev', importProgram)
    await configure(stack, await configurationOf('dev'))
  })

  after(() => engine?.close())

  const configure = (of: automation.Stack, values: Record<string, unknown>) =>
    of.setAllConfig(
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          { value: typeof value === 'string' ? value : JSON.stringify(value) },
        ]),
      ),
    )
  const callers = (...names: string[]) => ({
    'aws-operations-agent:callers': {
      kind: 'roles',
      arns: names.map((name) => `arn:aws:iam::123456789012:role/${name}`),
    },
  })

  const former = 'public.ecr.aws/lambda/nodejs:24'
  const later = 'public.ecr.aws/lambda/nodejs:24.2030.01.01'
  const on = (baseImage: string) =>
    configure(stack, { 'aws-operations-agent:baseImage': baseImage })

  it('previews what it would make, and makes nothing', async () => {
    const { changeSummary } = await stack.preview()
    assert.deepEqual(Object.keys(changeSummary), ['create'])
    inDev = changeSummary.create ?? 0
    assert.deepEqual(await resources(), [])
  })

  it('makes it, and its outputs are what the client reads', async () => {
    const { summary, outputs } = await stack.up()
    assert.equal(summary.result, 'succeeded')
    const values = Object.entries(outputs).map(([name, { value }]) => [name, value])
    const { functionUrl, gatewayTargetId } = stackOutputs.strict().parse(Object.fromEntries(values))
    assert.deepEqual(
      [functionUrl, gatewayTargetId],
      ['https://abc123.lambda-url.us-east-1.on.aws/', 'TARGET1234'],
    )
  })

  it('makes the target after the gateway’s permissions, and functions after their roles’', async () => {
    const made = z.array(madeResource).parse(await resources())
    const waits = (type: string, name: string) =>
      made
        .find(({ urn }) => urn.endsWith(`${type}::${name}`))
        ?.dependencies.map((urn) => urn.slice(urn.lastIndexOf('$') + 1))
    const target = waits('aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget', 'gateway')
    assert.ok(target?.includes('aws:lambda/permission:Permission::gateway'))
    assert.ok(target?.includes('aws:iam/rolePolicy:RolePolicy::gateway'))
    const toolHandler = waits('aws:lambda/function:Function', 'tool-handler')
    const attachment = 'aws:iam/rolePolicyAttachment:RolePolicyAttachment::tool-handler-deny'
    assert.ok(toolHandler?.includes(attachment))
  })

  it('changes nothing the second time, and a preview expects that', async () => {
    await stack.preview({ expectNoChanges: true })
    const { summary } = await stack.up()
    assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ['same'])
  })

  it('changes of a new log level the two functions and what is live, nothing else', async () => {
    await configure(stack, { 'aws-operations-agent:logs': { level: 'warn', retentionDays: 14 } })
    assert.deepEqual(await changed(), [
      'update aws:lambda/alias:Alias agent',
      'update aws:lambda/alias:Alias tool-handler',
      'update aws:lambda/function:Function agent',
      'update aws:lambda/function:Function tool-handler',
    ])
  })

  it('makes of a new caller two permissions, and leaves the others', async () => {
    await configure(stack, callers('operators'))
    await stack.up()
    await configure(stack, callers('on-call', 'operators'))
    assert.deepEqual(await changed(), [
      'create aws:lambda/permission:Permission agent-role-144bf6ad-function',
      'create aws:lambda/permission:Permission agent-role-144bf6ad-url',
    ])
  })

  it('makes of new content a new image, and moves the functions to it', async () => {
    first = await imagesInUse()
    await on(later)
    const steps = await changed()
    const tagless = steps.map((step) => step.replace(/-[0-9a-f]{16}$/, ''))
    assert.deepEqual(tagless, [
      'create docker:index/image:Image agent',
      'create docker:index/image:Image tool-handler',
      'delete docker:index/image:Image agent',
      'delete docker:index/image:Image tool-handler',
      'update aws:lambda/alias:Alias agent',
      'update aws:lambda/alias:Alias tool-handler',
      'update aws:lambda/function:Function agent',
      'update aws:lambda/function:Function tool-handler',
    ])
    await stack.preview({ expectNoChanges: true })
    assert.equal(new Set([...first, ...(await imagesInUse())]).size, 4)
  })

  it('takes an image that was pushed before by its digest, and pushes it no second time', async () => {
    await on(former)
    await stack.up()
    assert.deepEqual(await imagesInUse(), first)
    await stack.preview({ expectNoChanges: true })
  })

  it('goes forth to that again, and on to content that is new', async () => {
    await on(later)
    await stack.up()
    await on('public.ecr.aws/lambda/nodejs:24.2031.01.01')
    await stack.up()
    await stack.preview({ expectNoChanges: true })
    await on(former)
    await stack.up()
    assert.deepEqual(await imagesInUse(), first)
  })

  it('finds images where the state was lost', async () => {
    const state = await stack.exportStack()
    await stack.importStack({ ...state, deployment: { ...state.deployment, resources: [] } })
    await stack.up()
    assert.deepEqual(await imagesInUse(), first)
    await stack.preview({ expectNoChanges: true })
  })

  it('is found by Pulumi.yaml, and run by Node as it is', async () => {
    const project = await engine.project('gamma')
    const { changeSummary } = await project.preview()
    const alarms = 36
    assert.deepEqual(changeSummary, { create: inDev + alarms })
  })

  for (const name of ['gamma', 'prod']) {
    it(`of ${name} expects no changes after an update, and changes by what is meant`, async () => {
      const other = await engine.stack(name, importProgram)
      await configure(other, await configurationOf(name))
      await other.up()
      await other.preview({ expectNoChanges: true })
      await configure(other, { 'aws-operations-agent:limits': { toolCalls: 12 } })
      assert.deepEqual(await changes(other), [
        'update aws:lambda/alias:Alias agent',
        'update aws:lambda/function:Function agent',
      ])
    })
  }

  const table = 'aws:dynamodb/table:Table conversations'
  const renamed = async (of: automation.Stack, conversations: object) => {
    await configure(of, {
      'aws-operations-agent:names': { suffix: 'eu' },
      'aws-operations-agent:conversations': conversations,
    })
    return of
  }
  const planned = (of: automation.Stack) => steps((options) => of.preview(options))

  it('shows under another name that a table which is not protected would go', async () => {
    const gamma = await renamed(await engine.stack('gamma', importProgram), {})
    assert.deepEqual(
      (await planned(gamma)).filter((step) => step.endsWith(table)),
      [`create-replacement ${table}`, `delete-replaced ${table}`, `replace ${table}`],
    )
  })

  it('keeps under another name the table whose name is said, and all that is in it', async () => {
    const tableName = 'aws-operations-agent-conversations-gamma'
    const gamma = await renamed(await engine.stack('gamma', importProgram), { tableName })
    const done = await changes(gamma)
    assert.ok(done.includes('create-replacement aws:lambda/function:Function agent'))
    assert.deepEqual(
      done.filter((step) => step.endsWith(table)),
      [],
    )
    assert.equal((await tableOf(gamma)).inputs.name, tableName)
    await gamma.preview({ expectNoChanges: true })
    await gamma.destroy()
  })

  it('stops under another name in the preview where the table is protected', async () => {
    const protects = { ttlDays: 90, deletionProtection: true }
    const prod = await renamed(await engine.stack('prod', importProgram), protects)
    await assert.rejects(planned(prod), /unable to replace resource "[^"]+::conversations"/)
    await prod.removeConfig('aws-operations-agent:names')
    await prod.preview({ expectNoChanges: true })
  })

  it('takes a restored table in place of the one before, which stays, and goes back to that', async () => {
    const prod = await engine.stack('prod', importProgram)
    const { inputs: former, retainOnDelete } = await tableOf(prod)
    assert.ok(retainOnDelete)
    const adopt = (tableName: unknown) =>
      configure(prod, {
        'aws-operations-agent:conversations': { ttlDays: 90, deletionProtection: true, tableName },
      })
    const switched = [
      'delete-replaced aws:dynamodb/table:Table conversations',
      'import-replacement aws:dynamodb/table:Table conversations',
      'replace aws:dynamodb/table:Table conversations',
      'update aws:iam/rolePolicy:RolePolicy agent',
      'update aws:lambda/alias:Alias agent',
      'update aws:lambda/function:Function agent',
    ]
    const name = 'aws-operations-agent-conversations-prod-20300102T030405Z'
    // Of what a restore leaves out, the update adds what is missing still.
    await engine.makeTable({ ...former, name, ttl: undefined })
    await adopt(name)
    const added = 'update aws:dynamodb/table:Table conversations'
    assert.deepEqual(await changes(prod), [...switched, added].toSorted())
    assert.deepEqual((await tableOf(prod)).inputs, { ...former, name })
    await prod.preview({ expectNoChanges: true })

    await engine.makeTable(former)
    await adopt(former.name)
    assert.deepEqual(await changes(prod), switched)
    await prod.preview({ expectNoChanges: true })
  })

  it('refuses to destroy a protected prod in the preview, before anything is deleted, and goes without', async () => {
    const prod = await engine.stack('prod', importProgram)
    await assert.rejects(
      prod.previewDestroy(),
      /"[^"]+::agent" cannot be deleted\n *because it is protected/,
    )
    await configure(prod, { 'aws-operations-agent:conversations': { deletionProtection: false } })
    await prod.up()
    await prod.destroy()
    const { deployment } = await prod.exportStack()
    assert.deepEqual(deployment.resources ?? [], [])
  })

  it('goes, and leaves nothing', async () => {
    const { summary } = await stack.destroy()
    assert.equal(summary.result, 'succeeded')
    assert.deepEqual(await resources(), [])
  })

  const changed = () => changes(stack)
  /** What an update did, but for what stayed the same. */
  const changes = (of: automation.Stack) => steps((options) => of.up(options))

  async function steps(run: (options: Pick<automation.UpOptions, 'onEvent'>) => Promise<unknown>) {
    const taken: string[] = []
    await run({
      onEvent({ resourcePreEvent }) {
        if (resourcePreEvent === undefined) return
        const { op, urn, type } = resourcePreEvent.metadata
        if (op !== 'same') taken.push(`${op} ${type} ${urn.split('::').at(-1)}`)
      },
    })
    return taken.toSorted()
  }

  async function tableOf(of: automation.Stack) {
    const { deployment } = await of.exportStack()
    const tables = z.array(madeTable).parse(deployment.resources)
    const [table, ...more] = tables.filter(({ type }) => type === 'aws:dynamodb/table:Table')
    assert.ok(table)
    assert.deepEqual(more, [])
    return table
  }

  /** By digest, of both functions. */
  async function imagesInUse(): Promise<string[]> {
    const made = z.array(madeResource).parse(await resources())
    return made.flatMap(({ inputs }) => inputs.imageUri ?? []).toSorted()
  }

  async function resources(): Promise<unknown[]> {
    const { deployment } = await stack.exportStack()
    return deployment.resources ?? []
  }
})

const madeResource = z.object({
  urn: z.string(),
  dependencies: z.array(z.string()).default([]),
  inputs: z.object({ imageUri: z.string().optional() }).default({}),
})

const madeTable = z.object({
  type: z.string(),
  retainOnDelete: z.boolean().default(false),
  inputs: z.looseObject({ name: z.string().default('') }).prefault({}),
})
