import assert from 'node:assert/strict'
import { converse } from './converse.ts'

/** What is asked turn by turn, what the last answer says, and what it must not. */
const conversations: readonly (readonly [turns: string[], says: RegExp, never?: RegExp])[] = [
  // What one question says is to be told beside ends with it.
  [
    ['list databases with their engine and version', 'only the mysql ones', 'which is multi-az?'],
    /^1 of 2 databases has multi-az: catalog-db/,
  ],
  [
    ['which ECS services run in the prod cluster?', 'how many tasks should each of them have?'],
    /^4 services: web \(4, 4\), .*checkout-api \(6, 3\)/,
  ],
  [
    ['Lambda functions in eu-west-1', 'what triggers them?'],
    /^2 of 5 event source mappings .*carts-eu/,
  ],
  [
    ['show me the cost by service for last month', 'which of those is the biggest?'],
    /Amazon Relational Database Service/,
    /No service is called/,
  ],
  [['unattached volumes', 'what is their total size?'], /2,500 GiB/],
  // The one thing that is meant: the only one that is so, of that kind, or that an answer singled out.
  [
    ['List my CloudFormation stacks and their status', 'why did the failed one fail?'],
    /^1 CloudFormation stack called analytics-export .*already exists/,
  ],
  [
    [
      'List my CloudFormation stacks and their status',
      'why did the failed one fail?',
      'who created it?',
    ],
    /analytics-export .*started by elena\.rossi/,
  ],
  [
    ['list hosted zones', 'which records are in the private one?'],
    /^2 records: orders-db\.internal and search\.internal/,
  ],
  [['list training jobs', 'why did the failed one fail?'], /out of memory/],
  [['list databases', 'what is the endpoint of the mysql one?'], /^Which of 2 is meant/],
  [['list databases', 'who owns the zorbly one?'], /^Which is meant by “the zorbly one”/],
  [
    ['list instances in eu-west-1', 'who stopped the stopped one?'],
    /do not tell who stopped eu-migration-host/,
  ],
  [['list vpcs', 'which subnets are in the staging one?'], /^4 of 12 subnets/],
  [
    ['Who has AdministratorAccess?', 'which users are in that group?'],
    /^The group platform .* has 1 user: maya\.okafor\.$/,
  ],
  [['who launched the g5 instances?', 'does that user have MFA?'], /^Yes: priya\.raman has mfa/],
  [
    ['which distribution serves our assets?', 'what is its origin?', 'is that bucket public?'],
    /^1 bucket of 1 is public: quillmarket-assets/,
  ],
  [['which bucket is public?', 'who owns it?'], /^elena\.rossi owns quillmarket-assets\./],
  [
    ['which bucket is public?', 'who owns it?', 'is versioning on there?'],
    /^Yes: quillmarket-assets has versioning/,
  ],
  [
    ['show IAM groups', 'describe the data-science one', 'who is in there?'],
    /^The group data-science .* has 1 user: priya\.raman\.$/,
  ],
  [
    ['Which users are in the developers group?', 'which managed policies are attached to it?'],
    /^developers has PowerUserAccess/,
  ],
  [
    [
      'Which users are in the developers group?',
      'which managed policies are attached to it?',
      'who of them has no MFA?',
    ],
    /^1 of the 3 users before: jonas\.weber/,
  ],
  [
    ['Are any ECS services running fewer tasks than they should?', 'why is that?'],
    /^checkout-api \(cluster prod\) returns 5xx/,
  ],
  [
    [
      'Are any ECS services running fewer tasks than they should?',
      'why is that?',
      'who rolled that out?',
    ],
    /by tom\.lindqvist/,
  ],
  [
    ['Describe the security group ops-bastion', 'why was it opened up?'],
    /“temporary, migration”.*\njonas\.weber \(AuthorizeSecurityGroupIngress, .*\) opened ops-bastion/,
  ],
  [
    ['Describe the security group ops-bastion', 'why was it opened up?', 'who did that?'],
    /^jonas\.weber .* opened ops-bastion/,
  ],
  [
    ['Get RDS DB instances pending maintenance actions', 'when will it be forced on analytics-db?'],
    /^\*\*database analytics-db\*\*: forced on 2026-04-08\.$/,
  ],
  [
    ['which KMS key is scheduled for deletion?', 'when will that happen?'],
    /deletion date: 2026-03-30/,
  ],
  [
    ['which certificate expires first?', 'when will that be?'],
    /^pay\.quillmarket\.example .*2026-03-23/,
  ],
  [['who gets the alarms in eu-west-1?'], /topic ops-alerts-eu, oncall@/],
  [['who opened security group ops-bastion?'], /^jonas\.weber .* opened ops-bastion/],
  [
    ['tell me about security group prod-databases'],
    /It lets in tcp 5432 from the group prod-services and tcp 3306 from the group prod-services\.$/,
  ],
  [
    ['what does security group ops-bastion allow?'],
    /tcp 22 from 203\.0\.113\.0\/28 “office”, tcp 22 from everywhere/,
  ],
  [['which secrets are overdue?'], /is overdue for rotation: prod\/partner-api\/token/],
  [['list secrets', 'who owns the eu one?'], /^elena\.rossi owns prod\/web\/session\./],
  [
    ['which groups is legacy-reporting in?', 'which policies does that group have?'],
    /^machines has deploy-services of its own\./,
  ],
  [
    ['what NAT gateways are in staging?', 'which subnet is that in?'],
    /^1 of 12 subnets .*staging-public-a/,
  ],
  [
    ['list stacks in eu-west-1', 'what are its resources?', 'when was it last updated?'],
    /^storefront-eu .*last updated time/,
  ],
  [['list ECR repositories', 'which images are in web?'], /^3 container images: web:/],
  [['list backups of orders-db', 'when was the last one taken?'], /orders-db-night-1/],
  [
    ['which security groups does orders-db have?', 'who is allowed in there?'],
    /It lets in tcp 5432 from the group prod-services/,
  ],
  // Those that are otherwise than the ones that were shown, and what belongs to them.
  [
    [
      'List secrets that do not automatically rotate',
      'and of those that do rotate, which one is overdue?',
    ],
    /^1 of the 2 secrets before: prod\/partner-api\/token/,
  ],
  [
    [
      'List secrets that do not automatically rotate',
      'and of those that do rotate, which one is overdue?',
      'when was it last rotated?',
    ],
    /^prod\/partner-api\/token .*last rotated date: 2025-08-16/,
  ],
  [
    [
      'Subscription count by topic',
      'which of those subscriptions are still waiting for confirmation?',
    ],
    /^1 of 6 subscriptions is pending: former\.lead@/,
  ],
  [
    ['list KMS keys that do not rotate', 'which of those is owned by tom.lindqvist?'],
    /^1 of 2 KMS keys has tag Owner tom\.lindqvist: payments/,
  ],
  [
    ['which queue has the most messages?', 'where do its messages come from?'],
    /^order-events-dlq takes what fails of order-events/,
  ],
]

describe('the one that a follow-up means', () => {
  for (const [turns, says, never] of conversations)
    it(`says in the end what was asked: ${turns.join(' → ')}`, async () => {
      const said = await converse(...turns)
      assert.match(said, says)
      if (never !== undefined) assert.doesNotMatch(said, never)
    })
})
