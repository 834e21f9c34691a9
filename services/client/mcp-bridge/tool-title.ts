/** `EC2 read operations` for `ec2_read_operations`. */
export function toolTitle(name: string): string {
  const [, service = name, rest = ''] = /^(.+?)(_read_operations)?$/.exec(name) ?? []
  return `${spellings[service] ?? spell(service)}${rest.replaceAll('_', ' ')}`
}

/** What AWS writes otherwise than by a capital first letter, or all capitals where it is short. */
const spellings: Readonly<Record<string, string>> = {
  apigateway: 'API Gateway',
  aws: 'AWS',
  cloudformation: 'CloudFormation',
  cloudwatch: 'CloudWatch',
  cost_explorer: 'Cost Explorer',
  dynamodb: 'DynamoDB',
  route53: 'Route 53',
  sagemaker: 'SageMaker',
}

function spell(word: string): string {
  if (word.length <= 3) return word.toUpperCase()
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
}
