import type { DeploymentConfig } from './config.ts'
import { nameFaults } from './names.ts'
import type { Place } from './place.ts'
import { vendorOf } from './token-forms.ts'

/** Throws one error that names all that is right by itself, and wrong where the stack is deployed. */
export function checkFits(config: DeploymentConfig, place: Pick<Place, 'region'>): void {
  const faults = [
    ...exampleFaults(config),
    ...vendorFaults(config),
    ...partitionFaults(config, place.region),
    ...regionFaults(config, place.region),
    ...modelFaults(config.model, place.region),
    ...nameFaults(config, place),
  ]
  if (faults.length > 0) {
    const lines = faults.map((fault) => `\n  ${fault}`).join('')
    throw new Error(`The configuration does not fit ${place.region}:${lines}`)
  }
}

/** What the repository's own examples have is nobody's account. */
function exampleFaults({ okta, cors }: DeploymentConfig): string[] {
  const given = {
    'okta.issuer': okta.issuer,
    'okta.signInIssuer': okta.signInIssuer,
    'okta.clientId': [okta.clientId, ...(okta.otherClientIds ?? [])].join(),
    'cors.allowOrigins': cors?.allowOrigins.join(),
  }
  return Object.entries(given).flatMap(([key, value]) =>
    value !== undefined && /your-org\.|your0client|your-portal\./.test(value)
      ? [
          `${key}: is the example’s (${value}): put in your own${key.startsWith('cors') ? ', or drop cors' : ''}`,
        ]
      : [],
  )
}

/** Of another vendor's tokens, every claim would be looked for in vain. */
function vendorFaults({ identityProvider, okta }: DeploymentConfig): string[] {
  const vendor = vendorOf(okta.issuer)
  return vendor === undefined || vendor === identityProvider
    ? []
    : [
        `identityProvider: is ${identityProvider}, and okta.issuer is of ${vendor}: set it to ${vendor}`,
      ]
}

/** Whatever ARN is said, AWS's other clouds know nothing of it. */
function partitionFaults(config: DeploymentConfig, region: string): string[] {
  const [, other] = /^(us-gov|cn)-/.exec(region) ?? []
  const partition = other === undefined ? 'aws' : `aws-${other}`
  return arnsIn(config).flatMap(([key, arn]) =>
    arn.startsWith(`arn:${partition}:`)
      ? []
      : [`${key}: ${arn} is of another partition: take one that begins with arn:${partition}:`],
  )
}

function arnsIn(value: unknown, path: readonly string[] = []): [key: string, arn: string][] {
  if (typeof value === 'string') return value.startsWith('arn:') ? [[path.join('.'), value]] : []
  return Object.entries(Object(value)).flatMap(([key, one]) => arnsIn(one, [...path, key]))
}

/** AWS uses keys and topics of another region for nothing here. */
function regionFaults(config: DeploymentConfig, region: string): string[] {
  const { alarms, guardrail } = config
  const arns = {
    'conversations.kmsKeyArn': config.conversations.kmsKeyArn,
    'logs.kmsKeyArn': config.logs.kmsKeyArn,
    'images.kmsKeyArn': config.images.kmsKeyArn,
    'gateway.kmsKeyArn': config.gateway.kmsKeyArn,
    'functions.kmsKeyArn': config.functions.kmsKeyArn,
    'alarms.topicArn': alarms.topicArn,
    'guardrail.id': guardrail?.id,
    'model.id': config.model.id,
  }
  return Object.entries(arns).flatMap(([key, arn]) => {
    const its = arn?.startsWith('arn:') ? arn.split(':')[3] : region
    return its === region ? [] : [`${key}: is in ${its}: take one of ${region}`]
  })
}

/** Of profiles that stay in a geography, from where they can be called. */
const geographies: Record<string, RegExp> = {
  us: /^(us-(?!gov)|ca-|mx-)/,
  'us-gov': /^us-gov-/,
  eu: /^(eu-|il-|me-)/,
  apac: /^(ap-|me-)/,
  jp: /^ap-northeast-/,
  au: /^ap-southeast-/,
}

function modelFaults(model: DeploymentConfig['model'], region: string): string[] {
  const [, prefix = ''] = /^([a-z]+(?:-gov)?)\./.exec(model.id) ?? []
  const from = geographies[prefix]
  if (model.provider !== 'bedrock' || from === undefined || from.test(region)) return []
  const fitting = Object.keys(geographies).find((name) => geographies[name]?.test(region))
  const rest = model.id.slice(prefix.length + 1)
  const other = fitting === undefined ? `global.${rest}` : `${fitting}.${rest} or global.${rest}`
  return [`model.id: ${model.id} cannot be called from ${region}: take ${other}`]
}
