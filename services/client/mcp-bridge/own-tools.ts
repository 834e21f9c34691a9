/** True for a tool that this project made: one of its target's, by a name that it has. */
export function isOwn({ name }: { name: string }): boolean {
  return name.startsWith(ownTarget) && ownTools.has(name.slice(ownTarget.length))
}

const ownTarget = 'docker-strands-target___'

const services = [
  'ec2',
  's3',
  'lambda',
  'cloudformation',
  'iam',
  'rds',
  'cloudwatch',
  'cost_explorer',
  'ecs',
  'eks',
  'sns',
  'sqs',
  'dynamodb',
  'route53',
  'apigateway',
  'ses',
  'bedrock',
  'sagemaker',
  'aws',
]

const ownTools: ReadonlySet<string> = new Set([
  'hello_world',
  'get_time',
  ...services.map((service) => `${service}_read_operations`),
])
