/** Where a text speaks of services, as bills or people call them. */
export function servicesIn(text: string, services: readonly string[]) {
  const places = services.flatMap((service) =>
    [...text.matchAll(patternOf(service))].map(({ index, 0: word }) => ({
      ...{ service, index, end: index + word.length },
    })),
  )
  // `EC2 - Other` is not EC2.
  return places.filter(
    (one) =>
      !places.some(
        (other) =>
          other !== one &&
          other.index <= one.index &&
          other.end >= one.end &&
          other.end - other.index > one.end - one.index,
      ),
  )
}

const patterns = new Map<string, RegExp>()

export function patternOf(service: string): RegExp {
  const known = patterns.get(service)
  if (known !== undefined) return known
  const bare = service.replace(/^(?:amazon|aws) ?/, '')
  const escaped = bare.replaceAll(/[.*+?^$()[\]\\|]/g, '\\$&').replaceAll(/ [-–] /g, ' ?[-–—:] ?')
  const names = [escaped, ...aliases.flatMap(([name, alias]) => (bare === name ? alias : []))]
  const made = new RegExp(`(?<![\\w-])(?:Amazon |AWS )?(?:${names.join('|')})(?![\\w])`, 'gi')
  patterns.set(service, made)
  return made
}

const aliases: readonly (readonly [string, readonly string[]])[] = [
  ['relational database service', ['rds']],
  [
    'elastic compute cloud - compute',
    [
      'ec2 compute',
      'ec2 - compute',
      'ec2 instances',
      'elastic compute cloud',
      'compute(?! [a-z]+s\\b)',
      'ec2(?! ?[-–—(]? ?other)',
    ],
  ],
  ['ec2 - other', ['ec2 other', 'ec2 \\(other\\)']],
  ['simple storage service', ['s3']],
  ['elastic container service', ['ecs']],
  ['elastic container service for kubernetes', ['eks', 'elastic kubernetes service']],
  ['elastic load balancing', ['elb', 'load balanc(?:ing|ers)']],
  ['simple queue service', ['sqs']],
  ['simple notification service', ['sns']],
  ['key management service', ['kms']],
  ['virtual private cloud', ['vpc']],
  ['elasticache', ['redis']],
]
