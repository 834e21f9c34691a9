/** Lines of logs as AWS answers them: made up, none the same as another, about a megabyte each. */
export const redactedTexts: Readonly<Record<string, readonly string[]>> = {
  'plain log lines': lines(7_000, (n) =>
    pick(n, [
      `2030-01-02T03:04:${two(n)}.${n % 1000}Z INFO checkout-${n % 7} GET /api/orders/${n} 200 in ${n % 90} ms for 10.0.${n % 250}.${n % 199}`,
      `[${n}] worker picked up job order-${n} from queue payments in us-east-1, attempt ${n % 3} of 3`,
      `REPORT RequestId: ${id(n)} Duration: ${n % 900}.12 ms Billed Duration: ${n % 900} ms Memory Size: 512 MB Max Memory Used: ${n % 300} MB`,
      `ERROR Could not reach orders-db.cluster-c1.us-east-1.rds.amazonaws.com:5432: connect ETIMEDOUT after ${n % 30} s`,
      `at processTicksAndRejections (node:internal/process/task_queues:${n % 99}:5) in /var/task/src/orders/${n}/handler.js`,
    ]),
  ),
  'log lines in JSON': lines(5_000, (n) =>
    JSON.stringify({
      level: pick(n, ['info', 'warn', 'error']),
      time: `2030-01-02T03:04:${two(n)}.000Z`,
      service: `checkout-${n % 7}`,
      msg: pick(n, ['order placed', 'payment accepted', 'cart is empty', 'upstream was slow']),
      order: { id: `order-${n}`, items: n % 9, total: n % 900, currency: 'EUR' },
      http: { method: 'GET', path: `/api/orders/${n}`, status: 200, durationMs: n % 90 },
      trace: id(n),
    }),
  ),
  'the same with a secret in each': lines(5_000, (n) =>
    JSON.stringify({
      level: 'info',
      time: `2030-01-02T03:04:${two(n)}.000Z`,
      service: `checkout-${n % 7}`,
      msg: 'order placed',
      order: { id: `order-${n}`, items: n % 9, total: n % 900, currency: 'EUR' },
      http: { method: 'GET', path: `/api/orders/${n}`, status: 200, durationMs: n % 90 },
      config: { host: 'orders-db', user: 'app', password: `hunter${n}Zt9!` },
      trace: id(n),
    }),
  ),
  'events of CloudTrail': lines(800, (n) =>
    JSON.stringify({
      eventVersion: '1.09',
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROAEXAMPLE${n}:deploy`,
        arn: 'arn:aws:sts::123456789012:assumed-role/deploy/deploy',
        accountId: '123456789012',
        accessKeyId: 'ASIAEXAMPLEEXAMPLE01',
        sessionContext: {
          sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::123456789012:role/deploy' },
          attributes: { creationDate: '2030-01-02T03:04:05Z', mfaAuthenticated: 'false' },
        },
      },
      eventTime: `2030-01-02T03:04:${two(n)}Z`,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      awsRegion: 'us-east-1',
      sourceIPAddress: `203.0.113.${n % 250}`,
      userAgent: 'aws-cli/2.15.0 Python/3.11.6 Linux/6.1.0 exe/x86_64 prompt/off',
      requestParameters: {
        instancesSet: { items: [{ imageId: `ami-${hex(n)}`, minCount: 1, maxCount: 1 }] },
        instanceType: 'm7g.large',
        blockDeviceMapping: { items: [{ deviceName: '/dev/xvda', ebs: { volumeSize: 100 } }] },
        tagSpecificationSet: {
          items: [{ resourceType: 'instance', tags: [{ key: 'Name', value: `web-${n}` }] }],
        },
      },
      responseElements: {
        requestId: id(n),
        reservationId: `r-${hex(n)}`,
        instancesSet: {
          items: [
            {
              instanceId: `i-${hex(n)}`,
              currentState: { code: 0, name: 'pending' },
              privateIpAddress: `10.0.0.${n % 250}`,
            },
          ],
        },
      },
      requestID: id(n),
      eventID: id(n + 1),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '123456789012',
      eventCategory: 'Management',
    }),
  ),
}

function lines(count: number, line: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, n) => line(n))
}

function pick(n: number, from: readonly string[]): string {
  return from[n % from.length] ?? ''
}

function two(n: number): string {
  return String(n % 60).padStart(2, '0')
}

function hex(n: number): string {
  return ((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(17, '0')
}

function id(n: number): string {
  const digits = hex(n) + hex(n * 7 + 1)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
