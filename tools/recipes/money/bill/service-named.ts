/** The names that Cost Explorer has for a service, by what people call it; else by any part of the name. */
export function servicesNamed(said: string, known: readonly string[]): string[] {
  const word = said
    .toLowerCase()
    .replace(/^(?:amazon|aws) /, '')
    .trim()
  const pattern = patternOf(word)
  if (pattern !== undefined) return known.filter((name) => pattern.test(name))
  const whole = known.filter((name) => name.toLowerCase() === said.toLowerCase())
  return whole.length > 0 ? whole : known.filter((name) => name.toLowerCase().includes(word))
}

/** Whether it is what people call a service of the bill, or what such a service has. */
export const isServiceWord = (said: string): boolean => patternOf(said) !== undefined

/** `load balancers` are of Elastic Load Balancing. */
function patternOf(said: string): RegExp | undefined {
  const word = said.toLowerCase().replace(/[\s-]/g, '')
  return short[word] ?? short[word.replace(/s$/, '')] ?? short[ofKind[word.replace(/s$/, '')] ?? '']
}

/** What a service has, for which people know it. */
const ofKind: Readonly<Record<string, string>> = {
  instance: 'ec2',
  server: 'ec2',
  bucket: 's3',
  queue: 'sqs',
  topic: 'sns',
  table: 'dynamo',
  dynamodb: 'dynamo',
  loadbalancer: 'elb',
  loadbalancing: 'elb',
  function: 'lambda',
}

const short: Readonly<Record<string, RegExp>> = {
  alb: /Load Balancing/,
  apigateway: /API Gateway/,
  bedrock: /Bedrock/,
  cloudfront: /CloudFront/,
  cloudwatch: /CloudWatch/,
  compute: /Elastic Compute Cloud - Compute|Lambda|Fargate|Elastic Container Service/,
  containers: /Elastic Container|Elastic Kubernetes|Fargate/,
  database: /Relational Database|DynamoDB|Aurora|ElastiCache|Redshift|DocumentDB|Neptune/,
  databases: /Relational Database|DynamoDB|Aurora|ElastiCache|Redshift|DocumentDB|Neptune/,
  dynamo: /DynamoDB/,
  ec2: /Elastic Compute Cloud|^EC2 - Other$/,
  ecr: /Container Registry/,
  ecs: /Elastic Container Service/,
  efs: /Elastic File System/,
  eks: /Elastic (?:Container Service for )?Kubernetes|Elastic Kubernetes/,
  elb: /Load Balancing/,
  kms: /Key Management/,
  lambda: /Lambda/,
  networking:
    /Virtual Private Cloud|Load Balancing|Route 53|CloudFront|Direct Connect|Data Transfer/,
  nlb: /Load Balancing/,
  opensearch: /OpenSearch/,
  rds: /Relational Database/,
  route53: /Route 53/,
  sagemaker: /SageMaker/,
  s3: /Simple Storage Service/,
  ses: /Simple Email/,
  sns: /Simple Notification/,
  sqs: /Simple Queue/,
  storage: /Simple Storage Service|Elastic Block Store|Elastic File System|Glacier|FSx|Backup/,
  tax: /^Tax$/,
  vpc: /Virtual Private Cloud/,
}
