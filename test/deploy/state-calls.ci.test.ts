import assert from 'node:assert/strict'
import { createServer, request as forward, type Server } from 'node:http'
import { inPolicies } from '../../deploy/deployer/deployer-policy.ts'
import { statePolicy } from '../../deploy/deployer/state-policy.ts'
import { needsIamEvaluator } from '../iam-evaluator.ts'
import { onMoto } from '../moto/on-moto.ts'
import { type Engine, pulumiCli, startEngine } from '../pulumi/engine.ts'
import { listen } from '../stand-ins/listen.ts'
import { deployerAccess } from './deployer-access.ts'
import type { Call } from './provider-calls.ts'

const place = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' }
const state = 's3://acme-state/ops'

/** What Pulumi's CLI itself asks of S3, against what the policies of its state allow. */
describe('Pulumi’s state in a bucket', function () {
  this.timeout(180_000)
  needsIamEvaluator()
  onMoto()
  let engine: Engine
  let between: Server
  let calls: Call[] = []

  before(async function () {
    const cli = await pulumiCli()
    if (cli === undefined) {
      process.stdout.write('  skipped: there is no Pulumi CLI here\n')
      return this.skip()
    }
    const moto = new URL(process.env.AWS_ENDPOINT_URL ?? '')
    between = createServer((incoming, response) => {
      const { method = '', url = '', headers } = incoming
      calls.push(...callsOf(method, url, String(headers['x-amz-copy-source'] ?? '')))
      const asked = forward(new URL(url, moto), { method, headers }, (answered) => {
        response.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(response)
      })
      incoming.pipe(asked)
    })
    const address = `127.0.0.1:${await listen(between)}`
    await fetch(new URL('/acme-state', moto), { method: 'PUT' })
    const endpoint = `endpoint=http://${address}&s3ForcePathStyle=true&region=us-east-1`
    engine = await startEngine(cli, {
      PULUMI_BACKEND_URL: `${state}?${endpoint}`,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'us-east-1',
      // As people run it: the state is written after each step.
      PULUMI_EXPERIMENTAL: '',
      PULUMI_SKIP_CHECKPOINTS: '',
    })
  })
  after(async () => {
    await engine?.close()
    between?.close()
  })

  it('is one stack’s own by the policies, which allow all that Pulumi asks', async () => {
    calls = []
    const stack = await engine.stack('dev', async () => ({ made: true }))
    await stack.up()
    await stack.up()
    const changing = calls.splice(0)
    await stack.preview()
    const previewing = calls.splice(0)
    await stack.destroy()
    await stack.workspace.removeStack('dev')
    changing.push(...calls)
    assert.ok(changing.length > 100 && previewing.length > 5, `${changing.length} calls`)

    const needs = statePolicy({ url: state, project: 'aws-operations-agent', stack: 'dev' }, place)
    const deployer = await deployerAccess(inPolicies('state', needs))
    const preview = await deployerAccess(
      inPolicies(
        'state',
        needs.filter(({ changes }) => !changes),
      ),
    )
    const those = async (all: readonly Call[], access: typeof preview, wanted: boolean) => {
      const found = new Set<string>()
      for (const call of all) {
        if ((await access(call)) === wanted) found.add(`${call.action} ${call.resource}`)
      }
      return [...found]
    }
    assert.deepEqual(await those([...changing, ...previewing], deployer, false), [])
    assert.deepEqual(await those(previewing, preview, false), [])
    assert.deepEqual(await those(others, deployer, true), [])
    const writes = changing.filter(({ action }) => /Put|Delete/.test(action))
    assert.deepEqual(await those([...others, ...writes], preview, true), [])
  })
})

const bucket = 'arn:aws:s3:::acme-state'
const at = (key: string) => `${bucket}/ops/.pulumi/${key}`

/** As IAM calls what came over the wire. */
function callsOf(method: string, url: string, copied: string): Call[] {
  const { pathname, searchParams } = new URL(url, 'http://state')
  const key = decodeURIComponent(pathname).replace('/acme-state', '')
  if (method === 'GET' && searchParams.has('list-type')) {
    const prefix = searchParams.get('prefix')
    const context: Record<string, string> = prefix === null ? {} : { 's3:prefix': prefix }
    return [{ action: 's3:ListBucket', resource: bucket, context }]
  }
  const action = actions[method] ?? assert.fail(`${method} ${url}`)
  const its = { action, resource: `${bucket}${key}`, context: {} }
  if (copied === '') return [its]
  const resource = `arn:aws:s3:::${decodeURIComponent(copied).replace(/^\//, '')}`
  return [its, { action: 's3:GetObject', resource, context: {} }]
}

const actions: Record<string, string> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  DELETE: 's3:DeleteObject',
}

/** Of other stacks and projects, and of what else is in the bucket. */
const others: Call[] = [
  ...[
    'stacks/aws-operations-agent/prod.json',
    'stacks/aws-operations-agent/dev-eu.json',
    'stacks/other/dev.json',
    'history/aws-operations-agent/prod/prod-1.checkpoint.json',
    'backups/aws-operations-agent/prod/prod.1.json',
    'locks/organization/aws-operations-agent/prod/1.json',
  ].map(at),
  `${bucket}/of-others`,
  `${bucket}/.pulumi/stacks/aws-operations-agent/dev.json`,
]
  .flatMap((resource) =>
    Object.values(actions).map((action) => ({ action, resource, context: {} })),
  )
  .concat([
    { action: 's3:ListBucket', resource: bucket, context: {} },
    { action: 's3:DeleteObject', resource: at('meta.yaml'), context: {} },
    { action: 's3:PutBucketPolicy', resource: bucket, context: {} },
  ])
