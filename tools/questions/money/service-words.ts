/** What people call a service of the bill, or what such a service has. */
const said =
  /\b(ec2|s3|rds|lambda|ecs|eks|dynamo(?:db)?|sqs|sns|cloudfront|cloudwatch|cloudtrail|vpc|efs|fsx|elb|alb|nlb|route ?53|kms|bedrock|sagemaker|ses|ecr|api gateway|opensearch|elasticache|redshift|glue|athena|kinesis|compute|storage|networking|containers?|databases?|load[ -]?balanc\w+|instances?|servers?|buckets?|functions?|queues?|topics?|tables?|tax|support)\b/gi

const ofKind: Readonly<Record<string, string>> = {
  instance: 'ec2',
  server: 'ec2',
  bucket: 's3',
  function: 'lambda',
  queue: 'sqs',
  topic: 'sns',
  table: 'dynamodb',
  'load balancer': 'elb',
  'load balancing': 'elb',
  database: 'rds',
  container: 'ecs',
}

/** Each service that a question speaks of, as Cost Explorer's are looked up; what people said, where that is looked up as well. */
export const serviceWordsIn = (question: string) =>
  [...question.matchAll(said)].map(({ 0: word, index: at }) => {
    const plain = word.toLowerCase().replace(/load-?balanc/, 'load balanc')
    return { name: ofKind[plain.replace(/s$/, '')] ?? plain, said: word, at }
  })
