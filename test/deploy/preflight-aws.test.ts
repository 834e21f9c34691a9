import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { BedrockClient } from '@aws-sdk/client-bedrock'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { awsJson } from '../../deploy/aws-json.ts'
import type { NeededCall } from '../../deploy/deployer/needed-calls.ts'
import { deployerMay } from '../../deploy/deployer-may.ts'
import { keysAreUsable } from '../../deploy/keys-are-usable.ts'
import { modelIsOpen } from '../../deploy/model-is-open.ts'
import { lambdaRunsEnough, modelTakesEnough } from '../../deploy/quotas.ts'
import { repositoriesKeepKeys } from '../../deploy/repositories-keep-keys.ts'
import { listen } from '../stand-ins/listen.ts'

const account = '123456789012'
const keyArn = `arn:aws:kms:us-east-1:${account}:key/1111`

describe('what preflight asks of AWS, at the wire', () => {
  const servers: Server[] = []
  const environment = { ...process.env }
  before(() => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 's' })
  })
  after(() => {
    process.env = environment
    for (const server of servers) server.close()
  })

  type Said = { status?: number; body: unknown }
  /** Answers by the operation that a request names, in its header, its form or its path. */
  async function serve(answers: Record<string, Said | ((body: string) => Said)>) {
    const server = createServer(async (request, response) => {
      const body = await text(request)
      const target = String(request.headers['x-amz-target'] ?? '').split('.')[1]
      const operation = target ?? new URLSearchParams(body).get('Action') ?? request.url ?? ''
      const found = answers[operation] ?? { status: 404, body: { __type: 'Unknown', operation } }
      const said = typeof found === 'function' ? found(body) : found
      assert.match(String(request.headers.authorization), /^AWS4-HMAC-SHA256 Credential=AKID/)
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json' })
      response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body))
    })
    servers.push(server)
    return `http://127.0.0.1:${await listen(server)}`
  }
  const aws = async (answers: Parameters<typeof serve>[0]) =>
    awsJson('us-east-1', await serve(answers))

  describe('of functions at once', () => {
    const runs = async (all: number, free: number, reserved = {}, kind = 'production' as const) => {
      const endpoint = await serve({
        '/2016-08-19/account-settings': {
          body: {
            AccountLimit: { ConcurrentExecutions: all, UnreservedConcurrentExecutions: free },
          },
        },
      })
      const lambda = new LambdaClient({ region: 'us-east-1', endpoint })
      return lambdaRunsEnough({ kind, reservedConcurrency: reserved }, lambda)
    }

    it('finds enough', async () => assert.equal(await runs(1000, 900), '1000 at once'))
    it('says of a new account what to ask for', async () => {
      await assert.rejects(runs(10, 10), {
        message:
          '10 functions run at once in this account, too few for production: ask for more of “Concurrent executions” of AWS Lambda in Service Quotas',
      })
    })
    it('says which reservation cannot be had', async () => {
      await assert.rejects(runs(1000, 150, { agent: 50, toolHandler: 20 }), {
        message:
          /^reservedConcurrency takes 70 of the 150 that are free, and 100 have to stay: ask/,
      })
    })
  })

  describe('of tokens a minute', () => {
    const quota = (QuotaName: string, Value: number) => ({ QuotaName, Value })
    const per = 'model inference tokens per minute for Anthropic'
    const pages = [
      [
        quota(`On-demand ${per} Claude Sonnet 4.6`, 100_000),
        quota(`Cross-region ${per} Claude Sonnet 4.5`, 9),
      ],
      [
        quota(`Cross-region ${per} Claude Sonnet 4.6`, 20_000),
        quota(`Global cross-region ${per} Claude Sonnet 4.6`, 2_000_000),
      ],
    ]
    const takes = async (id: string) =>
      modelTakesEnough(
        { provider: 'bedrock', id },
        await aws({
          ListServiceQuotas: (body) => {
            const isSecond = JSON.parse(body).NextToken === 'two'
            return {
              body: { Quotas: pages[isSecond ? 1 : 0], ...(!isSecond && { NextToken: 'two' }) },
            }
          },
        }),
      )

    it('finds those of the model and of the way to it', async () => {
      assert.equal(
        await takes('global.anthropic.claude-sonnet-4-6'),
        '2,000,000 tokens a minute, some 55 questions',
      )
      assert.match(await takes('anthropic.claude-sonnet-4-6'), /^100,000 tokens/)
      assert.match(
        await takes('us.anthropic.claude-opus-9'),
        /^AWS lists no tokens a minute for us/,
      )
    })
    it('says that a question takes more', async () => {
      await assert.rejects(takes('us.anthropic.claude-sonnet-4-6-20990101-v1:0'), {
        message:
          /^20,000 tokens a minute for us\..*, and a question takes some 36,000: ask for more/,
      })
    })
  })

  describe('of keys', () => {
    const good = { KeyState: 'Enabled', KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' }
    const toRoot = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` } }
    const none = {
      conversations: { ttlDays: 30, deletionProtection: false },
      images: {},
      gateway: {},
    }
    const logs = { level: 'info', retentionDays: 30 } as const
    const usable = async (
      where: 'logs' | 'functions',
      { metadata = good, statements = [toRoot] as object[], refuse = '' } = {},
    ) => {
      const refused = { status: 400, body: { __type: `x#${refuse}`, message: 'no' } }
      const asked = await aws({
        DescribeKey: refuse === '' ? { body: { KeyMetadata: metadata } } : refused,
        GetKeyPolicy: { body: { Policy: JSON.stringify({ Statement: statements }) } },
      })
      const config = { ...none, logs, functions: {}, [where]: { ...logs, kmsKeyArn: keyArn } }
      return keysAreUsable(config, 'us-east-1', asked)
    }

    it('finds one that IAM decides of, and for logs one that their service may use', async () => {
      assert.equal(await usable('functions'), 'functions')
      const service = { Effect: 'Allow', Principal: { Service: 'logs.us-east-1.amazonaws.com' } }
      assert.equal(await usable('logs', { statements: [toRoot, service] }), 'logs')
    })
    const faults: [what: string, where: 'logs' | 'functions', how: object, message: RegExp][] = [
      [
        'disabled',
        'functions',
        { metadata: { ...good, KeyState: 'Disabled' } },
        /is Disabled: ena/,
      ],
      [
        'asymmetric',
        'functions',
        { metadata: { ...good, KeySpec: 'RSA_2048' } },
        /take a symmetric/,
      ],
      [
        'gone',
        'functions',
        { refuse: 'NotFoundException' },
        /kmsKeyArn: there is no such key: arn/,
      ],
      ['shut', 'functions', { refuse: 'AccessDeniedException' }, /allow yourself kms:DescribeKey/],
      [
        'held by its policy alone',
        'functions',
        { statements: [] },
        /leaves nothing to IAM: let arn/,
      ],
      ['not for logs', 'logs', {}, /does not let logs\.us-east-1\.amazonaws\.com use it: add/],
    ]
    for (const [what, where, how, message] of faults) {
      it(`names one that is ${what}`, async () => {
        await assert.rejects(usable(where, how), { message })
      })
    }
    it('names all that are wrong at once', async () => {
      const asked = await aws({
        DescribeKey: { status: 400, body: { __type: 'NotFoundException' } },
      })
      const config = {
        ...none,
        logs: { ...logs, kmsKeyArn: keyArn },
        functions: { kmsKeyArn: keyArn },
      }
      await assert.rejects(keysAreUsable(config, 'us-east-1', asked), {
        message: /^logs\.kmsKeyArn: there .*; functions\.kmsKeyArn: there/,
      })
    })

    it('of repositories keep what they were made with', async () => {
      const made = (kmsKey?: string) =>
        aws({
          DescribeRepositories: {
            body: { repositories: [{ encryptionConfiguration: { encryptionType: 'x', kmsKey } }] },
          },
        })
      assert.equal(await repositoriesKeepKeys(['agent'], keyArn, await made(keyArn)), keyArn)
      await assert.rejects(repositoriesKeepKeys(['agent'], keyArn, await made()), {
        message: /^images\.kmsKeyArn: agent was made with a key of AWS’s, and keeps it: delete/,
      })
      const gone = await aws({
        DescribeRepositories: { status: 400, body: { __type: 'RepositoryNotFoundException' } },
      })
      assert.equal(await repositoriesKeepKeys(['agent'], keyArn, gone), keyArn)
    })
  })

  describe('of permissions', () => {
    const role = `arn:aws:iam::${account}:role/teams/deployer`
    const caller = `arn:aws:sts::${account}:assumed-role/deployer/ana`
    const needed: NeededCall[] = [
      { action: 'iam:CreateRole', resources: [role], context: [] },
      { action: 'ecr:CreateRepository', resources: ['arn:of:a:repository'], context: [] },
      {
        action: 'iam:PassRole',
        resources: [role],
        context: [{ key: 'iam:PassedToService', type: 'string', values: ['lambda.amazonaws.com'] }],
      },
    ]
    const may = async (denied: readonly string[], arn = caller) => {
      const asked: string[][] = []
      const endpoint = await serve({
        GetRole: {
          body: `<GetRoleResponse><GetRoleResult><Role><Arn>${role}</Arn></Role></GetRoleResult></GetRoleResponse>`,
        },
        SimulatePrincipalPolicy: (body) => {
          const form = new URLSearchParams(body)
          const { PolicySourceArn, ...rest } = Object.fromEntries(form)
          const of = Object.entries(rest).filter(([key]) =>
            /^(ResourceArns|ContextEn.*Values)/.test(key),
          )
          asked.push([PolicySourceArn ?? '', ...of.map(([, value]) => value)])
          const actions = [...form].flatMap(([key, value]) =>
            key.startsWith('ActionNames.') ? [value] : [],
          )
          const results = actions.map((action) => {
            const decision = denied.includes(action) ? 'implicitDeny' : 'allowed'
            return `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`
          })
          return {
            body: `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results.join('')}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
          }
        },
      })
      const iam = new IAMClient({ region: 'us-east-1', endpoint })
      return { said: await deployerMay(needed, arn, iam), asked }
    }

    it('asks about the role of a session, by its whole name', async () => {
      const { said, asked } = await may([])
      assert.deepEqual(
        [said, asked],
        [
          `${role}, 3 actions`,
          [
            [role, role],
            [role, 'arn:of:a:repository'],
            [role, role, 'lambda.amazonaws.com'],
          ],
        ],
      )
    })
    it('names all that is not allowed', async () => {
      await assert.rejects(may(['iam:CreateRole', 'ecr:CreateRepository']), {
        message: `${role} may not ecr:CreateRepository, iam:CreateRole: allow it (npm run deployer-policy has the policies), or deploy as somebody else`,
      })
    })
    it('says of whom nothing can be asked', async () => {
      const root = `arn:aws:iam::${account}:root`
      assert.equal((await may([], root)).said, `${root}: its policies cannot be asked about`)
    })
  })

  it('says that a profile is not of the region', async () => {
    const id = 'eu.anthropic.claude-sonnet-4-6'
    const endpoint = await serve({
      [`/inference-profiles/${id}`]: {
        status: 404,
        body: { __type: 'ResourceNotFoundException', message: 'no' },
      },
    })
    const bedrock = new BedrockClient({ region: 'us-east-1', endpoint, maxAttempts: 1 })
    await assert.rejects(modelIsOpen({ provider: 'bedrock', id }, bedrock), {
      message: `us-east-1 has no inference profile ${id}: take one of its geography`,
    })
  })
})
