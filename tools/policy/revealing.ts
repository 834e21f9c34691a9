import type { Service } from '../catalogue/services.ts'

/** Parameters with which a readable operation would show what it otherwise hides. */
interface RevealingParameter {
  service: Service
  /** Absent: any operation of the service. */
  operation?: string
  parameter: string
  /** What the parameter must not be. */
  value: unknown
  reason: string
}

const revealing: readonly RevealingParameter[] = [
  {
    service: 'api-gateway',
    parameter: 'includeValue',
    value: true,
    reason: 'it shows the value of an API key',
  },
  {
    service: 'api-gateway',
    parameter: 'includeValues',
    value: true,
    reason: 'it shows the values of API keys',
  },
  {
    service: 'cloudformation',
    operation: 'DescribeChangeSet',
    parameter: 'IncludePropertyValues',
    value: true,
    reason: 'it shows values out of the template',
  },
  {
    service: 'cloudwatch-logs',
    parameter: 'unmask',
    value: true,
    reason: 'it shows what a data protection policy masks',
  },
  {
    service: 'ec2',
    operation: 'DescribeInstanceAttribute',
    parameter: 'Attribute',
    value: 'userData',
    reason: 'user data often holds secrets',
  },
  {
    service: 'glue',
    parameter: 'HidePassword',
    value: false,
    reason: 'it shows a connection’s password',
  },
  {
    service: 'ssm',
    parameter: 'WithDecryption',
    value: true,
    reason: 'it shows the value of a parameter that is kept secret',
  },
]

/** Why these parameters are refused; undefined where they are fine. */
export function revealingParameter(
  service: Service,
  operation: string,
  parameters: Readonly<Record<string, unknown>>,
): string | undefined {
  const found = revealing.find(
    (rule) =>
      rule.service === service &&
      (rule.operation ?? operation) === operation &&
      parameters[rule.parameter] === rule.value,
  )
  return found && `${found.parameter}: ${String(found.value)} is refused: ${found.reason}`
}
