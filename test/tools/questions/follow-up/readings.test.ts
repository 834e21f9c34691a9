import assert from 'node:assert/strict'
import { converse } from './converse.ts'

/** What is asked turn by turn, what the last answer says, and what it must not. */
const conversations: readonly (readonly [turns: string[], says: RegExp, never?: RegExp])[] = [
  // Of what was shown before the last answer, where that says nothing of it.
  [
    ['Lambda functions in eu-west-1', 'what triggers them?', 'and what runtimes are they on?'],
    /^Asked of what was shown before: functions order-mirror, cart-expiry\.\n2 functions .*nodejs20/,
  ],
  [
    [
      'Lambda functions in eu-west-1',
      'what triggers them?',
      'did either of them throw errors in the last 24 hours?',
    ],
    /Function order-mirror .* Errors 0[\s\S]*Function cart-expiry .* Errors 0/,
  ],
  // Of another thing that the answer told of.
  [
    ['how many messages are in order-events?', 'who reads it?', 'is it throwing errors?'],
    /^Yes: Function order-events-consumer .* Errors [\d,]+ in all/,
  ],
  [['who has admin access?', 'do all of them have MFA?'], /^Yes: maya\.okafor has mfa/],
  // Of all of a kind that the question says itself.
  [
    ['customer managed KMS keys with rotation off', 'is any key scheduled for deletion?'],
    /^Yes: 1 of 8 KMS keys has pending deletion: old-backoffice/,
  ],
  [
    [
      'customer managed KMS keys with rotation off',
      'is any key scheduled for deletion?',
      'when will that one be gone?',
    ],
    /^old-backoffice .*deletion date: 2026-03-30/,
  ],
  [
    ['any gp2 volumes left to migrate?', 'how big is it', 'ok and io1 volumes?'],
    /^1 of 32 volumes is io1: loadtest-scratch/,
  ],
  // What stands to the thing that was spoken of, asked with its name.
  [
    ['how old is the oldest message in order-events-dlq?', 'which queue sends its failures there?'],
    /^1 of 7 queues is connected with the queue order-events-dlq: order-events /,
  ],
  [
    [
      'how old is the oldest message in order-events-dlq?',
      'which queue sends its failures there?',
      'after how many tries?',
    ],
    /^order-events .*max receive count 3/,
  ],
  [
    [
      'how old is the oldest message in order-events-dlq?',
      'which queue sends its failures there?',
      'and how many messages are waiting in that source queue right now?',
    ],
    /^order-events .*number of messages: 24/,
  ],
  [
    ['describe the queue order-events-dlq', 'which function is supposed to process these?'],
    /order-events, which sends what fails to order-events-dlq: order-events-consumer/,
  ],
  [
    ['describe the queue order-events-dlq', 'what Lambda reads the queue that it is the DLQ of?'],
    /order-events-consumer/,
  ],
  [['describe the queue order-events', 'where do its failures go?'], /order-events-dlq/],
  [
    ['which is our biggest bucket?', 'does it delete old objects by itself?'],
    /^Yes: quillmarket-data-lake .*730 days/,
  ],
  [
    [
      'Which ACM certificates expire in the next 30 days?',
      'which load balancer is it on?',
      'why has it not been renewed?',
    ],
    /DOMAIN_VALIDATION_DENIED/,
    /5xx/,
  ],
  [
    ['Which target groups have unhealthy targets?', 'how many healthy ones are left in it?'],
    /^1 of 3 targets is healthy/,
  ],
  [
    ['Which target groups have unhealthy targets?', 'what reason does the health check give?'],
    /Health checks failed with these codes: \[503\]/,
  ],
  [
    [
      'Which target groups does the storefront load balancer route to?',
      'are all their targets healthy?',
    ],
    /^Yes: \d+ targets are healthy/,
  ],
  // Of an image what mends what was found in it, and another version of it.
  [
    [
      'Does the checkout-api image 4.12.0 have any critical vulnerabilities?',
      'is there a fixed version for it?',
    ],
    /^No: no fixed version is named for CVE-2023-45853 \(CRITICAL, zlib\).*glibc, fixed in/,
  ],
  [
    [
      'Does the checkout-api image 4.12.0 have any critical vulnerabilities?',
      'is there a fixed version for it?',
      'did 4.11.3 have it too?',
    ],
    /^No findings of CRITICAL in checkout-api:4\.11\.3, in which a scan found 1 medium and 1 low/,
  ],
  // The same of another cluster, load balancer or environment.
  [
    [
      'Which target groups does the storefront load balancer route to?',
      'are all their targets healthy?',
      'and the ones behind the payments load balancer?',
    ],
    /^Not all: .*load balancer payments/,
  ],
  [
    [
      'list the ECS services in cluster prod-eu',
      'which image version do they run?',
      'and in cluster prod?',
    ],
    /^4 of 8 services have cluster prod: .*checkout-api:4\.12\.0/,
  ],
  [['who deployed web to prod last?', 'and staging?'], /^web \(staging.*ci-deployer/],
  // Since when something is wrong is no day on which it was made.
  [
    [
      'which ECS services run in the prod cluster?',
      'which one has fewer running than it should?',
      'when did that start?',
    ],
    /^checkout-api .*returns 5xx since/,
    /created/,
  ],
  // The others, both, and what else somebody did then.
  [
    [
      'List the subscriptions of the SNS topic ops-alerts',
      'is any of them still not confirmed?',
      'so how many do get the messages?',
    ],
    /^Asked of the others.*\n.*2 of 6 subscriptions/,
  ],
  [
    ['list the databases', 'which of them are not encrypted?', 'so how many are?'],
    /3 of 5 databases are encrypted/,
  ],
  [
    ['show me the access keys of legacy-reporting', 'are both still active?'],
    /^Not all: 1 of 2 access keys .*Not so: AKIA\w+2 \(Inactive\)/,
  ],
  [
    ['List the subscriptions of the SNS topic ops-alerts', 'is any of them still not confirmed?'],
    /^Yes: 1 of 3 subscriptions is pending: former\.lead/,
  ],
  [
    [
      'who opened port 22 to the world on the ops-bastion security group?',
      'did he open anything else there that day?',
    ],
    /^2 changes by jonas\.weber .* from 2026-03-17 00:00 UTC to 2026-03-18/,
  ],
  [
    [
      'show me the EC2 instances in eu-west-1',
      'who started the g5 ones?',
      'did she start anything else that day?',
    ],
    /^1 change by priya\.raman/,
  ],
]

describe('what a further question may mean besides', function () {
  this.timeout(60_000)
  for (const [turns, says, never] of conversations) {
    it(`is found where it was not understood: ${turns.join(' → ')}`, async () => {
      const told = await converse(...turns)
      assert.match(told, says)
      if (never !== undefined) assert.doesNotMatch(told, never)
    })
  }
})
