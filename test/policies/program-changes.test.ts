import assert from 'node:assert/strict'
import { type Registered, runProgram } from '../stacks/run-program.ts'
import { violations } from './violations.ts'

const own = '123456789012'
const foreign = '999999999999'

interface Change {
  what: string
  /** Of the resource that it is made to: its type's last word, and its name. */
  of: string
  to(inputs: Inputs): Inputs
  rules: string[]
}

type Inputs = Record<string, unknown>

const statement = (Action: string[], Resource: string, Sid = 'More') => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
})
const allowing = (more: object) => (inputs: Inputs) => ({
  ...inputs,
  policy: withStatement(inputs.policy, more),
})
const trusting = (change: (text: string) => string) => (inputs: Inputs) => ({
  ...inputs,
  assumeRolePolicy: change(String(inputs.assumeRolePolicy)),
})
const set = (more: Inputs) => (inputs: Inputs) => ({ ...inputs, ...more })
const variables = (more: Inputs) => set({ environment: { variables: more } })
const jwt = (more: Inputs) => (inputs: Inputs) => {
  const text = JSON.stringify(inputs.authorizerConfiguration)
  const { customJwtAuthorizer } = JSON.parse(text)
  return {
    ...inputs,
    authorizerConfiguration: { customJwtAuthorizer: { ...customJwtAuthorizer, ...more } },
  }
}

const changes: Change[] = [
  {
    what: 'a Function URL without IAM',
    of: 'FunctionUrl agent',
    to: set({ authorizationType: 'NONE' }),
    rules: ['function-url-signed'],
  },
  {
    what: 'a permission of the URL for everybody',
    of: 'Permission agent-account-url',
    to: set({ principal: '*', functionUrlAuthType: 'NONE' }),
    rules: ['lambda-permission-source'],
  },
  {
    what: 'a permission for another account',
    of: 'Permission gateway',
    to: set({ principal: foreign }),
    rules: ['lambda-permission-source', 'foreign-accounts'],
  },
  {
    what: 'a permission for another account’s role',
    of: 'Permission gateway',
    to: set({ principal: `arn:aws:iam::${foreign}:role/gateway` }),
    rules: ['foreign-accounts'],
  },
  {
    what: 'every action on the table',
    of: 'RolePolicy agent',
    to: allowing(statement(['dynamodb:*'], `arn:aws:dynamodb:us-east-1:${own}:table/own`)),
    rules: ['iam-wildcards'],
  },
  {
    what: 'the agent scans every table',
    of: 'RolePolicy agent',
    to: allowing(statement(['dynamodb:Scan'], '*', 'DataTables')),
    rules: ['iam-wildcards'],
  },
  {
    what: 'the agent reads every secret',
    of: 'RolePolicy agent',
    to: allowing(statement(['secretsmanager:GetSecretValue'], '*', 'ReadSecrets')),
    rules: ['iam-wildcards'],
  },
  {
    what: 'the agent uses every key',
    of: 'RolePolicy agent',
    to: allowing(statement(['kms:Decrypt'], 'arn:aws:kms:*:*:key/*')),
    rules: ['iam-wildcards'],
  },
  {
    what: 'the agent writes to another account’s bus',
    of: 'RolePolicy agent',
    to: allowing(
      statement(['events:PutEvents'], `arn:aws:events:us-east-1:${foreign}:event-bus/theirs`),
    ),
    rules: ['foreign-accounts'],
  },
  {
    what: 'the tools stop any instance',
    of: 'RolePolicy tool-handler',
    to: allowing(statement(['ec2:StopInstances'], 'arn:aws:ec2:*:*:instance/*')),
    rules: ['iam-wildcards', 'tool-role-reads'],
  },
  {
    what: 'the tools read objects that are not opened',
    of: 'Policy tool-handler-read-1',
    to: allowing(statement(['s3:GetObject'], '*', 'DataObjects')),
    rules: ['iam-wildcards', 'tool-role-reads'],
  },
  {
    what: 'an administrator’s policy on the tools',
    of: 'RolePolicyAttachment tool-handler-read-1',
    to: set({ policyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }),
    rules: ['iam-administrators', 'tool-role-reads'],
  },
  {
    what: 'a gateway without JWT',
    of: 'AgentcoreGateway gateway',
    to: set({ authorizerType: 'NONE', authorizerConfiguration: undefined }),
    rules: ['gateway-jwt'],
  },
  {
    what: 'a gateway without its client',
    of: 'AgentcoreGateway gateway',
    to: jwt({ customClaims: [] }),
    rules: ['gateway-jwt'],
  },
  {
    what: 'a gateway without its audience',
    of: 'AgentcoreGateway gateway',
    to: jwt({ allowedAudiences: [] }),
    rules: ['gateway-jwt'],
  },
  {
    what: 'the gateway’s role for any account’s gateway',
    of: 'Role gateway',
    to: trusting((text) => text.replaceAll(own, '*')),
    rules: ['iam-trust-source'],
  },
  {
    what: 'the gateway’s role for another account’s gateway',
    of: 'Role gateway',
    to: trusting((text) => text.replaceAll(own, foreign)),
    rules: ['foreign-accounts'],
  },
  {
    what: 'the agent’s role for roles of every account',
    of: 'Role agent',
    to: trusting((text) =>
      text.replace(
        '{"Service":"lambda.amazonaws.com"}',
        `{"AWS":"arn:aws:iam::${foreign}:root"},"Condition":{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}`,
      ),
    ),
    rules: ['iam-trust-source', 'foreign-accounts'],
  },
  {
    what: 'a role without the permissions boundary',
    of: 'Role agent',
    to: set({ permissionsBoundary: undefined }),
    rules: ['role-boundary'],
  },
  {
    what: 'a log group without retention',
    of: 'LogGroup agent',
    to: set({ retentionInDays: undefined }),
    rules: ['log-retention'],
  },
  {
    what: 'a function that logs elsewhere',
    of: 'Function agent',
    to: set({ loggingConfig: { logGroup: '/aws/lambda/other' } }),
    rules: ['function-logs'],
  },
  {
    what: 'a secret by its name',
    of: 'Function agent',
    to: variables({ API_TOKEN: 'x7Gh29Lmx7Gh29Lm' }),
    rules: ['lambda-environment-secrets'],
  },
  {
    what: 'a webhook',
    of: 'Function agent',
    to: variables({
      ALERTS: 'https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXXXXXXXXXXXXX',
    }),
    rules: ['lambda-environment-secrets'],
  },
  {
    what: 'an image by tag',
    of: 'Function agent',
    to: set({ imageUri: `${own}.dkr.ecr.us-east-1.amazonaws.com/agent:latest` }),
    rules: ['lambda-image-digest'],
  },
  {
    what: 'a repository whose tags can change',
    of: 'Repository agent',
    to: set({ imageTagMutability: 'MUTABLE' }),
    rules: ['image-tags-immutable'],
  },
  {
    what: 'a table without point-in-time recovery',
    of: 'Table conversations',
    to: set({ pointInTimeRecovery: { enabled: false } }),
    rules: ['table-recovery'],
  },
  {
    what: 'a URL on $LATEST',
    of: 'FunctionUrl agent',
    to: set({ qualifier: undefined }),
    rules: ['lambda-alias'],
  },
  {
    what: 'a permission on $LATEST',
    of: 'Permission gateway',
    to: set({ qualifier: undefined }),
    rules: ['lambda-alias'],
  },
  {
    what: 'a deny that lost an action',
    of: 'Policy tool-handler-deny',
    to: (inputs) => ({
      ...inputs,
      policy: String(inputs.policy).replace('"ec2:GetConsoleOutput",', ''),
    }),
    rules: ['tool-role-deny'],
  },
  {
    what: 'a deny under a condition',
    of: 'Policy tool-handler-deny',
    to: (inputs) => ({
      ...inputs,
      policy: String(inputs.policy).replaceAll(
        '"Effect":"Deny"',
        '"Effect":"Deny","Condition":{"Bool":{"aws:ViaAWSService":"true"}}',
      ),
    }),
    rules: ['tool-role-deny'],
  },
]

describe('the policy pack on changes of our stacks', function () {
  // The program loads all of Pulumi's AWS classes, and bundles.
  this.timeout(120_000)
  let resources: Registered[]

  before(async () => {
    const permissionsBoundary = `arn:aws:iam::${own}:policy/boundary`
    resources = (await runProgram('dev', { permissionsBoundary })).resources
  })

  for (const { what, of, to, rules } of changes) {
    it(`refuses ${what}`, async () => {
      const changed = resources.map((one) =>
        isOf(of, one) ? { ...one, inputs: known(to(one.inputs)) } : one,
      )
      assert.notDeepEqual(changed, resources)
      assert.deepEqual(await saidOf(changed), rules.toSorted())
    })
  }

  it('refuses a tools’ role whose deny is gone', async () => {
    const left = resources.filter((one) => !isOf('RolePolicyAttachment tool-handler-deny', one))
    assert.deepEqual(await saidOf(left), ['tool-role-deny'])
  })

  it('refuses a function whose log group nobody makes', async () => {
    const left = resources.filter((one) => !isOf('LogGroup agent', one))
    assert.deepEqual(await saidOf(left), ['function-logs'])
  })

  it('refuses another account where only the stack’s own ARNs say which is its own', async () => {
    const all = (await runProgram('dev')).resources
    assert.deepEqual(await saidOf(all), [])
    const changed = all.map((one) =>
      isOf('Role gateway', one)
        ? { ...one, inputs: trusting((text) => text.replaceAll(own, foreign))(one.inputs) }
        : one,
    )
    assert.deepEqual(await saidOf(changed), ['foreign-accounts'])
  })
})

const isOf = (of: string, { type, name }: Registered) => `${type.split(':').at(-1)} ${name}` === of

/** All rules that say something of any of the resources. */
async function saidOf(program: readonly Registered[]): Promise<string[]> {
  const said = await Promise.all(
    program.map((one) => violations({ ...one, program }, { stack: 'dev' })),
  )
  return [...new Set(said.flatMap((one) => Object.keys(one)))].toSorted()
}

const known = (inputs: Inputs): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined))

function withStatement(policy: unknown, more: object): string {
  const document = JSON.parse(String(policy))
  return JSON.stringify({ ...document, Statement: [...document.Statement, more] })
}
