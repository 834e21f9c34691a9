import assert from 'node:assert/strict'
import { actionsOf, catalogueOf, fullName } from '../../../tools/catalogue/catalogue.ts'
import { serviceNames } from '../../../tools/catalogue/services.ts'
import { isAllowed } from '../../../tools/executor/allow.ts'
import { classify } from '../../../tools/policy/classify.ts'
import { exceptionReason, exceptions } from '../../../tools/policy/exceptions.ts'
import { revealingParameter } from '../../../tools/policy/revealing.ts'
import { reviewedOperations } from '../../../tools/policy/reviewed.ts'
import { looksSecret } from '../../../tools/redaction/names.ts'
import { dataKinds } from '../../../tools/tool.ts'

const readLooking =
  /^(Batch)?(Get|List|Describe|Head|Search|Query|Scan|Lookup|Filter|Select|Retrieve|Receive|Find)(?=[A-Z]|$)/

/** `ec2:DescribeVpcs` of every operation of a class. */
async function namesOf(className: string): Promise<string[]> {
  const catalogues = await Promise.all(serviceNames.map(catalogueOf))
  return catalogues.flatMap(({ service, operations }) =>
    Object.entries(operations)
      .filter(([, operation]) => operation.class === className)
      .map(([name]) => fullName(service, name)),
  )
}

describe('policy', () => {
  it('has a person’s word for each operation that reads: in reviewed.txt, or as an exception', async () => {
    assert.deepEqual(await namesOf('unreviewed'), [], 'look at each, and add it to one of the two')
  })

  it('has reviewed what always runs and nothing else, each once and sorted', async () => {
    const always = await namesOf('metadata')
    assert.deepEqual(reviewedOperations, always.sort())
  })

  it('refuses a new operation until a person has reviewed it, whatever IAM calls it', () => {
    for (const access of ['Read', 'List']) {
      const planted = classify({
        service: 'lambda',
        operation: 'GetFunctionSecrets',
        actions: ['lambda:GetFunctionSecrets'],
        access,
      })
      assert.deepEqual(planted, { class: 'unreviewed' })
      assert.equal(isAllowed({ description: '', ...planted }, new Set(dataKinds)), false)
    }
  })

  it('has reviewed each operation that looks readable and has no IAM action', async () => {
    const catalogues = await Promise.all(serviceNames.map(catalogueOf))
    const unreviewed = catalogues.flatMap(({ service, operations }) =>
      Object.entries(operations)
        .filter(([name, operation]) => operation.class === 'unmapped' && readLooking.test(name))
        .filter(([name]) => exceptionReason(service, name) === undefined)
        .map(([name]) => `${service} ${name}`),
    )
    assert.deepEqual(unreviewed, [])
  })

  it('says of none that IAM knows by now that no action is published for it', async () => {
    const late: string[] = []
    for (const { service, operations, ...row } of exceptions) {
      if (row.class !== 'unmapped') continue
      const catalogue = await catalogueOf(service)
      for (const name of operations) {
        const operation = catalogue.operations[name] ?? assert.fail(name)
        if (actionsOf(service, name, operation).length > 0) late.push(`${service} ${name}`)
      }
    }
    assert.deepEqual(late, [])
  })

  it('names each exception once, and only operations that there are', async () => {
    const names = exceptions.flatMap(({ service, operations }) =>
      operations.map((name) => ({ service, name })),
    )
    assert.equal(new Set(names.map(({ service, name }) => `${service}:${name}`)).size, names.length)
    for (const { service, name } of names) {
      const { operations } = await catalogueOf(service)
      assert.ok(Object.hasOwn(operations, name), `${service} ${name}`)
    }
  })

  it('allows as metadata only operations that IAM calls Read or List', async () => {
    for (const service of serviceNames) {
      const { operations } = await catalogueOf(service)
      for (const [name, { class: kind, access = '' }] of Object.entries(operations)) {
        if (kind === 'metadata') assert.match(access, /^(Read|List)$/, `${service} ${name}`)
      }
    }
  })

  it('allows as metadata nothing whose documentation says that it starts or makes something', async () => {
    const allowed = new Set<string>()
    for (const service of serviceNames) {
      const { operations } = await catalogueOf(service)
      for (const [name, { class: kind, description }] of Object.entries(operations)) {
        const works = /^(Starts|Creates|Generates|Initiates|Sends|Issues|Adds|Requests|Runs)\b/
        if (kind === 'metadata' && works.test(description)) allowed.add(`${service} ${name}`)
      }
    }
    assert.deepEqual(
      [...allowed].sort(),
      // They compute an answer out of what is asked or known, and keep nothing.
      [
        'accessanalyzer ValidatePolicy',
        'api-gateway GetModelTemplate',
        'cost-explorer GetRightsizingRecommendation',
        'glue GetMapping',
        'ssm GetExecutionPreview',
        'ssm ListNodesSummary',
      ],
    )
  })

  it('allows as metadata nothing that sounds like a change', async () => {
    const allowed = new Set<string>()
    for (const service of serviceNames) {
      const { operations } = await catalogueOf(service)
      for (const [name, operation] of Object.entries(operations)) {
        if (operation.class === 'metadata' && !readLooking.test(name)) allowed.add(name)
      }
    }
    // They look at what is there, or at the caller's own text, and keep nothing.
    assert.deepEqual([...allowed].sort(), [
      'BatchCheckLayerAvailability',
      'CheckCapacity',
      'CheckDNSAvailability',
      'CheckSchemaVersionValidity',
      'EvaluatePullRequestApprovalRules',
      'ExportBackupPlanTemplate',
      'ExportClientVpnClientCertificateRevocationList',
      'SimulateCustomPolicy',
      'SimulatePrincipalPolicy',
      'TestDNSAnswer',
      'TestEventPattern',
      'TestMetricFilter',
      'TestTransformer',
      'ValidateConfigurationSettings',
      'ValidateFlowDefinition',
      'ValidatePolicy',
      'ValidateSecurityGroupQuotasForInterface',
      'ValidateStateMachineDefinition',
      'ValidateTemplate',
      'VerifyDnsConfiguration',
      'ViewBilling',
    ])
  })

  it('classifies by access level and review, but for the exceptions', () => {
    const classOf = (operation: string, access: string, actions = [`ec2:${operation}`]) =>
      classify({ service: 'ec2', operation, actions, access })
    assert.deepEqual(classOf('DescribeVpcs', 'List'), { class: 'metadata' })
    assert.deepEqual(classOf('DescribeVpcs', 'Write'), { class: 'write' })
    assert.deepEqual(classOf('DescribeSomethingNew', 'List'), { class: 'unreviewed' })
    assert.deepEqual(classOf('RunInstances', 'Write'), { class: 'write' })
    assert.deepEqual(classOf('CreateTags', 'Tagging, Write'), { class: 'write' })
    assert.deepEqual(classOf('GetPasswordData', 'Read'), { class: 'secret' })
    assert.deepEqual(classOf('StartDeclarativePoliciesReport', 'Read'), { class: 'starts_work' })
    assert.deepEqual(classOf('GetConsoleOutput', 'Read'), { class: 'data', kind: 'logs' })
    assert.deepEqual(classOf('DescribeSomethingNew', 'Read', []), { class: 'unmapped' })
  })

  it('refuses the parameters that reveal', () => {
    const reveals = (value: unknown) =>
      revealingParameter('ec2', 'DescribeInstanceAttribute', { Attribute: value })
    assert.equal(reveals('instanceType'), undefined)
    assert.equal(
      reveals('userData'),
      'Attribute: userData is refused: user data often holds secrets',
    )
    assert.ok(revealingParameter('api-gateway', 'GetStages', { includeValues: true }))
    assert.ok(revealingParameter('cloudwatch-logs', 'GetLogEvents', { unmask: true }))
    assert.equal(
      revealingParameter('cloudwatch-logs', 'GetLogEvents', { unmask: false }),
      undefined,
    )
  })

  it('knows secrets by their names', () => {
    const secrets = [
      ...[
        'DB_PASSWORD',
        'password',
        'MasterUserPassword',
        'dbPassword',
        'PGPASSWORD',
        'JWT_SECRET',
      ],
      ...['ClientSecret', 'SecretAccessKey', 'SessionToken', 'GITHUB_TOKEN', 'API_KEY', 'apiKey'],
      ...['StripeApiKey', 'PreSharedKey', 'private_key', 'privateKey', 'AuthToken', 'UserData'],
      ...[
        'KeyMaterial',
        'connectionString',
        'SENTRY_DSN',
        'Authorization',
        'AWS_SECRET_ACCESS_KEY',
      ],
    ]
    const others = [
      ...['NextToken', 'nextForwardToken', 'ClientRequestToken', 'ContinuationToken', 'HttpTokens'],
      ...[
        'SecretArn',
        'PasswordLastUsed',
        'AccessKeyId',
        'KmsKeyId',
        'KeyName',
        'PublicKey',
        'Key',
      ],
      ...[
        'MinimumPasswordLength',
        'apiKeySource',
        'PasswordPolicy',
        'TokenEndpoint',
        'Name',
        'tags',
      ],
      ...['Author', 'MonkeyPatch', 'MasterUsername', 'SecretName', 'CredentialType'],
    ]
    assert.deepEqual(
      secrets.filter((name) => !looksSecret(name)),
      [],
    )
    assert.deepEqual(others.filter(looksSecret), [])
  })
})
