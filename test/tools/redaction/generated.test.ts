import assert from 'node:assert/strict'
import { sdkPackages } from '../../../tools/catalogue/loaders.ts'
import { operationSchema } from '../../../tools/catalogue/operation-schema.ts'
import type { Service } from '../../../tools/catalogue/services.ts'
import type { Json } from '../../../tools/json.ts'
import { schemaPlan } from '../../../tools/redaction/plan.ts'
import { redact, redactPlainText } from '../../../tools/redaction/redact.ts'

/**
 * Secrets and harmless values in every shape of text and answer, under names that are made of parts
 * as people make them, not taken from the product's vocabulary. All with SOAK, else every 17th.
 */
const each = process.env.SOAK === undefined ? 17 : 1

/** As `openssl rand`, password generators and people make them. */
const values = [
  ...[
    'Vn4copperT8yRw2Kd6q',
    'tR7!kPz2#mQ9wLx4',
    '9f86d081884c7d659a2feaa0c55ad015',
    'Zk3vQx8RtY1uWp5s',
  ],
  ...['aG93IG5vdyBicm93biBjb3c5', 'S3cr3tP4ssw0rdX9', 'b7K-2mQ9_xT4vLp8', 'pL0kM9nJ8bH7vG6'],
]

const owners = [
  'db',
  'orders',
  'STAGING',
  'payment-gateway',
  'smtp',
  'ldap',
  'Kafka',
  'jira',
  'rds_master',
]
const things = [
  ...[
    'password',
    'Passwd',
    'pwd',
    'pass',
    'passphrase',
    'secret',
    'client_secret',
    'token',
    'AccessToken',
  ],
  ...[
    'api_key',
    'apiKey',
    'private-key',
    'signing_key',
    'credential',
    'Passwort',
    'contraseña',
    'senha',
  ],
  ...[
    'mot_de_passe',
    'パスワード',
    'auth_token',
    'webhook_secret',
    'encryptionKey',
    'wachtwoord',
    'пароль',
  ],
]
const names = owners.flatMap((owner, at) =>
  things.map((thing) => {
    const sign = at % 3 === 0 ? '_' : at % 3 === 1 ? '-' : '.'
    return `${owner}${sign}${thing}`
  }),
)

type Shape = (name: string, value: string) => string
const shapes: Record<string, Shape> = {
  env: (name, value) => `${name}=${value}`,
  'env of a shell': (name, value) => `export ${name}="${value}" && ./run`,
  'a log line': (name, value) =>
    `2030-01-01T00:00:00Z WARN [main] retry with ${name}=${value} after 3s`,
  'a logfmt line': (name, value) => `level=info ${name}=${value} status=200`,
  yaml: (name, value) => `config:\n  host: db\n  ${name}: ${value}\n  port: 5432`,
  'yaml in quotes': (name, value) => `- ${name}: '${value}'`,
  'a list of yaml': (name, value) => `env:\n  - name: ${name}\n    value: ${value}\n`,
  json: (name, value) => JSON.stringify({ a: { [name]: value }, b: [1, 2] }),
  'json, pretty': (name, value) => JSON.stringify({ a: [{ [name]: value }] }, null, 2),
  'json in json': (name, value) => JSON.stringify({ body: JSON.stringify({ [name]: value }) }),
  'json after words': (name, value) => `payload: ${JSON.stringify({ [name]: value })} (12 bytes)`,
  'a pair of json': (name, value) => JSON.stringify([{ label: name, setting: value }]),
  xml: (name, value) => `<config><${name}>${value}</${name}></config>`,
  'xml by attributes': (name, value) => `<add key="${name}" value="${value}"/>`,
  'an option': (name, value) => `app --${name} ${value} --verbose`,
  'an option with a sign': (name, value) => `app --${name}=${value}`,
  'a query': (name, value) => `GET /cb?x=1&${encodeURIComponent(name)}=${value}&y=2 HTTP/1.1`,
  code: (name, value) => `config["${name}"] = "${value}";`,
  ruby: (name, value) => `{ '${name}' => '${value}' }`,
  properties: (name, value) => `${name} : ${value}`,
  'an object’s text': (name, value) => `Config(host=db, ${name}=${value}, port=1)`,
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of shells
const reference = '${SECRET}'

const harmlessValues = [
  ...[
    'expired',
    'denied',
    'true',
    'false',
    'none',
    'invalid',
    'required',
    'not found',
    'missing',
    reference,
  ],
  ...[
    'arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf',
    '/prod/orders/db',
    '****',
  ],
  ...['method.request.header.Authorization', '{{resolve:secretsmanager:db}}', 'rotated yesterday'],
]
const harmlessNames = [
  ...[
    'token-bucket',
    'secrets-manager',
    'password_policy',
    'key-pair-name',
    'PasswordLastUsed',
    'token_type',
  ],
  ...[
    'max_tokens',
    'partition_key',
    'primary-key',
    'KmsKeyId',
    'secret_arn',
    'author',
    'monkey',
    'bypass',
  ],
  ...[
    'compass',
    'keyboard',
    'passenger',
    'authority',
    'tokenizer',
    'NextToken',
    'sort_key',
    'cache_key',
  ],
]
const plainValues = [
  'enabled',
  'orders',
  'v2',
  'alias/main',
  '30',
  'eu-west-1',
  'team-a',
  '2030-01-31',
]

interface Count {
  tried: number
  wrong: string[]
}

function counted(cases: Iterable<[string, boolean]>): Count {
  const count: Count = { tried: 0, wrong: [] }
  for (const [what, isRight] of cases) {
    count.tried += 1
    if (!isRight) count.wrong.push(what)
  }
  return count
}

function* secretsInText(): Iterable<[string, boolean]> {
  let index = 0
  for (const [shape, write] of Object.entries(shapes)) {
    for (const name of names) {
      index += 1
      if (index % each !== 0) continue
      const value = values[index % values.length] ?? ''
      const text = write(name, value)
      yield [`${shape}: ${text}`, !redactPlainText(text).includes(value.slice(0, 8))]
    }
  }
}

function* harmlessInText(): Iterable<[string, boolean]> {
  const pairs = [
    ...things.flatMap((name) => harmlessValues.map((value) => [name, value] as const)),
    ...harmlessNames.flatMap((name) => plainValues.map((value) => [name, value] as const)),
  ]
  let index = 0
  for (const [shape, write] of Object.entries(shapes)) {
    if (shape === 'a list of yaml') continue
    for (const [name, value] of pairs) {
      index += 1
      if (index % each !== 0) continue
      const text = write(name, value)
      yield [
        `${shape}: ${text} -> ${redactPlainText(text)}`,
        !redactPlainText(text).includes('[redacted'),
      ]
    }
  }
}

const lists: [Service, string, (tags: Json) => Json][] = [
  ['ec2', 'DescribeVolumes', (Tags) => ({ Volumes: [{ Tags }] })],
  ['rds', 'DescribeDBInstances', (TagList) => ({ DBInstances: [{ TagList }] })],
  ['auto-scaling', 'DescribeAutoScalingGroups', (Tags) => ({ AutoScalingGroups: [{ Tags }] })],
  ['iam', 'GetUser', (Tags) => ({ User: { Tags } })],
  ['dynamodb', 'ListTagsOfResource', (Tags) => ({ Tags })],
  ['acm', 'ListTagsForCertificate', (Tags) => ({ Tags })],
]

async function* inAnswers(): AsyncIterable<[string, boolean]> {
  for (const [service, operation, answer] of lists) {
    const { output } = operationSchema(await sdkPackages[service](), operation)
    const plan = schemaPlan(output, { service })
    const shown = (Key: string, Value: string) =>
      JSON.stringify(redact(answer([{ Key, Value }]), { service, plan }))
    for (const [index, name] of names.entries()) {
      if (index % each !== 0) continue
      const value = values[index % values.length] ?? ''
      yield [`${operation} ${name}`, !shown(name, value).includes(value)]
    }
    for (const [index, name] of harmlessNames.entries()) {
      const value = plainValues[index % plainValues.length] ?? ''
      yield [`${operation} ${name}=${value}`, shown(name, value).includes(value)]
    }
  }
}

const within = ({ tried, wrong }: Count, most: number) =>
  assert.ok(
    wrong.length <= tried * most,
    `${wrong.length} of ${tried}:\n${wrong.slice(0, 40).join('\n')}`,
  )

describe('a battery made of shapes, names and values', () => {
  it('leaks at most 2 % of its secrets', () => within(counted(secretsInText()), 0.02))

  it('blanks at most 1 % of its harmless values', () => within(counted(harmlessInText()), 0.01))

  it('holds for tags of any service', async () => {
    const cases: [string, boolean][] = []
    for await (const one of inAnswers()) cases.push(one)
    within(counted(cases), 0.01)
  })
})
