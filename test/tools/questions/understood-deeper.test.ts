import assert from 'node:assert/strict'
import { readAs } from '../../../tools/questions/read-as.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'
import { askSample } from './ask-sample.ts'

const asked: readonly (readonly [question: string, said: RegExp])[] = [
  // What is not used, by when it was used last.
  ['which roles does nobody use?', /^2 of 17 roles are unused for 90 days: former-agency-access/],
  ['which access keys were never used?', /^1 of 7 access keys/],
  ['which functions were not touched for over a year?', /^3 of 8 .*invoice-sender/],
  ['which iam roles have not been used for a year', /^2 of 17 roles are unused for 365 days/],
  // Who may do what, by policies.
  ['could jonas delete an S3 bucket if he wanted?', /^Yes: .*jonas\.weber .*PowerUserAccess/],
  ['is samir allowed to stop instances', /^No, by its own policies: .*Billing/],
  ['does ci-deployer have permission to push to ecr?', /^Yes: .*`ecr:PutImage`/],
  ['who is able to delete a dynamodb table', /^4 of 8 users may do `dynamodb:DeleteTable`/],
  ['what can jonas.weber do in IAM?', /^In part: of `iam:`?/],
  [
    'do our lambda roles have permission to write to dynamodb',
    /^8 of 8 roles may do `dynamodb:PutItem`: lambda-order-events-consumer/,
  ],
  [
    "we're offboarding jonas: could he still push images or change lambda code?",
    /^Yes: .*jonas\.weber may do `ecr:PutImage` and `lambda:UpdateFunctionCode`/,
  ],
  ['does the ecs-services role let tasks delete queues?', /^Yes: .*`sqs:DeleteQueue`/],
  ['who touched the security group of the bastion and when', /^jonas\.weber .*: ops-bastion/],
  ['who is the registrant contact of quillmarket.example', /^Who the contacts of a domain are/],
  ['auditor here: list everyone with permission to read secrets', /^4 of 8 users may do/],
  ["can the build-server's role terminate other instances", /^No, by its own .*ops-instance/],
  ['does anyone in billing have access to change dns?', /^No, by its own .*group billing/],
  ['are our secrets rotated', /^Not all: 2 of 5 secrets/],
  // What reaches what.
  ['would legacy-backoffice be able to open mysql to catalog-db', /^Yes, by the network/],
  ['from the bastion, can I get to catalog-db on mysql?', /^No: ops-bastion cannot/],
  ['what can ssh into build-server', /^No rule .*build-server lets anything in on 22/],
  [
    'Would a connection from build-server to orders-db on postgres port get through, going by security groups?',
    /^Yes, by the network: .*prod-databases lets in 5432/,
  ],
  [
    'is it possible to reach orders-db from ops-bastion on 5432?',
    /^No: .*no rule of prod-databases/,
  ],
  ['can staging web talk to the prod database?', /^No: web \(staging\) .*two VPCs/],
  ['is port 3306 on catalog-db reachable from image-resizer?', /^No: .*in no VPC/],
  ['whats allowed to talk to staging-orders-db', /lets in on 5432: staging-services/],
  // Events that are of no one thing.
  ['who ssh-ed into the bastion yesterday?', /^Who logged in by SSH or RDP is not known here/],
  [
    'who logged into the console in the last 2 days',
    /^tom\.lindqvist \(ConsoleLogin.*CloudTrail has 2 sign-ins/,
  ],
  ['any failed sign-ins this week?', /^No: CloudTrail has no failed sign-ins/],
  ['did anyone sign in as root recently?', /^No: CloudTrail has no actions of the root user/],
  ['when was a dns entry last modified and by who', /maya\.okafor/],
  // One thing against another.
  ['which is bigger, quillmarket-backups or quillmarket-data-lake?', /^quillmarket-data-lake/],
  ['which has more memory, image-resizer or nightly-report?', /^image-resizer .*1536/],
  ['does the staging checkout-api run the same version as prod?', /^Yes: the same .*:4\.12\.0/],
  ['do the web services run the same version?', /^No, they differ .*9\.31\.0-rc\.2/],
  // What is measured of it.
  ['how full is analytics-db?', /59 % is used/],
  ['how full is order-events-dlq?', /Messages waiting now/],
  ['is the payments LB throwing 5xx?', /payments.* 5xx of targets/],
  ['which lambda is invoked the most?', /have invocations/],
  // Days that have a name, of what is still to come.
  ['certs that run out before Christmas', /before December 25/],
  // Relations and their numbers.
  ['what does the order-placed topic send to?', /2 queues \(order-events and invoices\)/],
  ['which users have more than one access key?', /^1 of 8 users .*legacy-reporting/],
  ['are there any queues without an owner tag?', /4 of 7 queues have no owner tag/],
  ['which topic has a subscriber that never confirmed?', /^1 of 3 topics .*ops-alerts/],
  ['services in the prod cluster', /^4 of 8 services have cluster prod: web,/],
  ['how many services run in cluster prod-eu?', /^2 of 8 services|^2 services/],
  [
    'for each ECS service in cluster prod: wanted vs running tasks',
    /^4 of 8 services .*cluster prod: web/,
  ],
  ['who switched batch-reports off, when was that?', /^maya\.okafor \(StopInstances, 2026-02-06/],
  ['RDS by usage type last month', /^rds cost \$1,667 .*Multi-AZUsage/],
  ['which buckets do not use KMS?', /^8 of 10 buckets (?!.*quillmarket-invoices)/],
  [
    'list the buckets that are not encrypted with one of our own KMS keys',
    /^8 of 10 buckets (?!.*quillmarket-invoices)/,
  ],
  ['which buckets use KMS', /^2 of 10 buckets .*quillmarket-backups and quillmarket-invoices/],
  ['buckets with SSE-S3 encryption', /^8 of 10 buckets .*quillmarket-assets/],
  ["what's in the staging vpc?", /^The VPC staging .* 4 subnets/],
  ['who changed the DNS zone?', /^maya\.okafor \(ChangeResourceRecordSets/],
  ['are any of the databases reachable from the internet?', /^No: none of 5/],
  // How many each has, and which has the most of them.
  ['how many subnets does each VPC have', /^Subnets of each VPC: prod .* 4, staging .* 4 and/],
  ['how many subnets has the biggest VPC', /prod-eu .* have the most subnets: 4 subnets each/],
  ['number of targets per target group', /^Targets of each target group: .*search .* 3/],
  ['how many access keys does each user have', /legacy-reporting 2.* With none: elena\.rossi and/],
  ['group the ec2 instances by AMI and count', /ami-0b5c\w+ \(us-east-1\) 7.*With none: quill/],
  [
    'which security group has the most rules',
    /^ops-bastion .* has the most .*: 4 security group r/,
  ],
  ['which stacks have more than 2 resources', /^2 of 5 stacks .*: network-prod and orders-prod/],
  // What one has within it, under a condition.
  ['which ports of the security group ops-bastion are open to the entire internet?', /^2 of 25 /],
  ['show the outbound rules of prod-services', /^1 of 25 .*: out everything to 0\.0\.0\.0\/0/],
  ['is port 22 of security group ops-bastion open to the world?', /^Yes: .*in tcp 22 from 0/],
  ['how many versions does the function image-resizer have', /^1 version\b/],
  // What waits in a queue is what it holds.
  ['which queues have messages waiting?', /^4 of 7 queues have messages: order-events \(24\)/],
  ['how many messages are waiting in order-events-dlq?', /order-events-dlq[^\n]*\b1440\b/],
  ['queues with pending messages', /^4 of 7 queues have messages/],
  // No condition is dropped, and what is to be told beside narrows nothing.
  [
    'list the access keys that are older than one year and still active, with the date of last use',
    /^2 of 3 old access keys are active: legacy-reporting \(last used 402 days ago.* and ci-deployer \(last used today/,
  ],
  [
    'which running instances still accept IMDSv1',
    /^1 of 20 .* running and accepting IMDSv1: legacy/,
  ],
  ['what fraction of our instances run on spot', /^None of 20 .* That is 0 %/],
  ['which roles can Lambda assume?', /^8 of 17 roles .*: lambda-order-events-consumer/],
  ['instances owned by elena.rossi?', /^6 of 20 instances .*search-1/],
  ['top 3 functions by memory', /^3 functions: image-resizer \(1536\), nightly-report \(1024\)/],
  ['list the secrets incl. last rotation', /^5 secrets: .*partner-api\/token \(2025-08-16/],
  ['show me our pipelines with the result of their last run', /checkout-api \(Failed, 2026-03-18/],
  ['which users have no mfa and an active access key', /^3 of 8 users .*jonas\.weber, ci-dep/],
  ['which buckets hold logs?', /^1 of 10 buckets has logs in the name: quillmarket-access-logs/],
  ["Quelles fonctions Lambda n'ont pas de tag Owner ?", /^2 of 8 .*: invoice-sender and night/],
  // By ids, as the tag of another region's things may have the same value.
  ['which VPCs have more than 5 subnets?', /^None of 3 VPCs/],
  // Money by its part and by its owner.
  ['how much are we paying per day for the gpu instances?', /^GPU instances cost/],
  ['which of our owners costs the most this month?', /elena\.rossi/],
  // People, times, places.
  ['how many people can log in to the console without a second factor?', /^2 of 8 .*jonas\.weber/],
  ['list every IAM policy that allows all actions', /old-backoffice/],
  ['which ECS service got deployed most recently?', /checkout-api/],
  // Parts of a whole, and what is told by what is true of it alone.
  ["what share of last month's bill was RDS, in percent?", /^rds cost .*, \d+ % of \$/],
  ['what percentage of our buckets has versioning enabled?', /That is 50 % of 10 buckets/],
  ['which bucket holds the most data, and what share of all is that?', /data-lake.* 55\.7 % of/],
  ['which certificate does the quieter load balancer serve?', /^1 of 5 certificates/],
  ['which subnet is the oldest instance in?', /^1 of 12 subnets .*prod-private-b/],
  ['how many messages are in the dlq of order-events?', /^order-events-dlq .*: 1440/],
  ['which queue has the oldest message waiting?', /order-events-dlq/],
  [
    'are the buckets for invoices and backups encrypted?',
    /^Yes: 2 buckets that have invoices or backups in the name: /,
  ],
  ['everything tagged Service=loadtest', /^2 of 93 resources/],
  ["do we pay for an elastic IP that isn't attached to anything?", /^Yes: 1 of 6 .*old-vpn/],
  [
    'how do the load balancers storefront and storefront-eu compare in requests in the last hour?',
    /^storefront has the most: requests/,
  ],
  ['is tom.lindqvist an administrator?', /^No administrator: .* by PowerUserAccess \(by the group/],
  ['does maya have full access?', /^Yes: the user maya\.okafor may do `/],
  ['does ml-training have s3 full access?', /^Yes: the role ml-training may do `s3:/],
  ['who has the AdministratorAccess policy?', /1 user \(maya\.okafor\) and 1 group \(platform\)/],
  ['what can jonas.weber do?', /^jonas\.weber has PowerUserAccess by the group developers/],
  ['when did elena last deploy web to prod?', /^\d changes? by elena .*UpdateService on web/],
  ['is there anything in ap-southeast-2?', /nothing of the kinds looked for in ap-southeast-2/],
]

describe('what is understood at a deeper place', function () {
  this.timeout(20_000)
  for (const [question, said] of asked)
    it(`answers: ${question}`, async () => assert.match((await askSample(question)).said, said))

  it('affirms of a thing nothing that is of another of half its name', async () => {
    const { said } = await askSample('is order-worker healthy?')
    assert.match(said, /^Nothing that was looked at is wrong with order-worker/)
  })

  it('says which clause it made nothing of, where all of its words are small', async () => {
    const { notice } = await askSample('list the queues that do not do what they should')
    assert.equal(notice, 'Not narrowed by “that do not do what they should”.')
  })

  it('says what it does not read rather than something near to it', async () => {
    const spread = await askSample(
      'what is the standard deviation of the latency of the payments load balancer?',
    )
    assert.match(spread.notice ?? '', /^Not taken into account: “standard deviation”/)
    const access = await askSample('who can read quillmarket-invoices?')
    assert.match(access.notice ?? '', /is not known here/)
  })

  it('counts the objects of buckets by what CloudWatch keeps, and by no list of them', async () => {
    const { said, notice } = await askSample('which buckets contain more than a million objects?')
    assert.match(said, /^2 of 10 buckets .*access-logs \(1940211\) and .*data-lake \(2200318\)/)
    assert.equal(notice, undefined)
  })

  it('takes no environment for where something lives, and no root volume for a user', async () => {
    assert.doesNotMatch((await askSample('which VPC does the bastion live in?')).said, /Env live/)
    assert.doesNotMatch((await askSample('were there any root logins lately?')).said, /volumes/)
  })

  it('reads who did something as a name', async () => {
    const context = contextOf(sampleClients())
    const { question } = await readAs('what did maya change last month', context)
    assert.equal(question, 'what did maya change last month')
  })
})
