import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

const asked: readonly (readonly [question: string, said: RegExp])[] = [
  // What each has a number of, all together and of one.
  ['how many messages are waiting across all queues', /^1,478 in all/],
  ['total objects of all buckets', /^5,864,171 in all/],
  ['which bucket has the most objects', /^1 bucket: quillmarket-data-lake/],
  ['how many items do our tables have', /^5,332,757 in all/],
  ['how many items in receipts', /^receipts .*item count: 3880114/],
  ['how many nodes in the general nodegroup', /desired size: 3/],
  // What stands first, and what stands as high.
  ['which ecs service has the most tasks', /^1 service: web \(4\)\. catalog-api has the same/],
  ['which subnet has the fewest free addresses', /All 12 have the same/],
  ['which cert expires last', /^1 certificate: quillmarket\.example/],
  ['when was the last image pushed to web in us-east-1', /^web:9\.31\.0-rc\.2 /],
  ['which dynamodb table is the largest by size', /^1 table: receipts \(2\.9 GB\)/],
  // How long messages wait.
  ['which queue has a message that has waited more than an hour?', /^1 of 7 .*order-events-dlq/],
  ["which queue's messages have been waiting longest", /^1 queue: order-events-dlq/],
  // What one thing is to another.
  ['which VPC is legacy-backoffice in', /^1 of 3 VPCs .*: prod/],
  ['is build-server in a public subnet', /^No: none of 12 subnets/],
  ['is ops-bastion in a public subnet', /^Yes: 1 of 12 subnets .*prod-public-a/],
  ['what certificate does storefront use', /^1 of 5 certificates .*quillmarket\.example/],
  ['which vpc is hosted zone internal tied to', /^1 of 3 VPCs .*: prod/],
  ['which backup plan covers receipts', /receipts \(us-east-1\) by daily-databases/],
  ['what cpu and memory does catalog-api get', /cpu: 1024, .*memory: 2048/],
  ['which API gateways do we have', /partner-api\.\n+.*payment-webhooks .*mobile-bff/],
  ['does POST /webhooks/payments need auth?', /^No: POST .*no authorization \(NONE\)/],
  ['what lambda serves GET /orders on mobile-bff', /served by the function order-mirror/],
  ['which of our api routes need no authentication', /^2 of 6 routes .*What 4 of them ask for/],
  [
    'who gets notified through ops-alerts, and did anyone not confirm?',
    /oncall@.*chat-alerts.*never confirmed .*former\.lead/,
  ],
  ['did everyone confirm their subscription to ops-alerts?', /^No: .*former\.lead/],
  // Days of the week, and what each of several has.
  ['Which machines were launched on a Monday?', /^5 of 20 .*ops-bastion .*embedding-backfill-4/],
  ['which buckets were created on a weekend', /^3 of 10 buckets/],
  ['how many instances does each owner have', /^20 instances by tag Owner: .*elena\.rossi 6/],
  ['are all the embedding-backfill instances the same type?', /^Yes: the same instance type/],
  ['does search-3 run the same AMI as search-1?', /^Yes: the same image id/],
  [
    'which stopped instances have been stopped for more than 3 months',
    /^2 of 20 .*staging-loadtest .* and eu-migration-host/,
  ],
  ['how many target groups by health check path?', /by health check path: \/healthz 7/],
  ['what is the instance tenancy of the VPC prod?', /instance tenancy: default/],
  ['what is the target type of the target group web?', /target type: ip/],
  ['which api routes have api key required?', /^0 of 6 routes .*What 4 of them/],
  // Several values, amounts and places.
  [
    'which functions have more than 256 MB but less than 1024',
    /^2 of 8 functions .*order-events-consumer \(512\) and payment-webhook/,
  ],
  ['how many postgres and how many mysql databases', /by engine: postgres 3, mysql 2/],
  ['storage of all databases in total', /^1,950 GiB/],
  ['second largest bucket', /quillmarket-data-lake .* and quillmarket-backups/],
  ['list instances with their owner and launch date', /^20 instances: ops-bastion .*maya\.okafor/],
  ['how many elastic IPs are in use', /^5 of 6 Elastic IPs/],
  ['is quillmarket-backups public?', /^No bucket is public \(1 looked at\)/],
  ['is quillmarket-assets public', /^1 bucket of 1 is public/],
  ['what does eu.quillmarket.example resolve to', /dualstack\.storefront-eu/],
  ['what are the name servers of quillmarket.example', /^1 of 11 records is ns/],
  ['what resources are in orders-prod', /^4 stack resources: order-events .*receipts/],
  ['how big is the last backup of orders-db', /^rds:orders-db-night-1 .*allocated storage: 500/],
  ['which stage did the checkout-api pipeline fail in', /in stage Build/],
  // Where a load balancer sends what, and what is in a stack.
  [
    'Which paths does the storefront load balancer route to which target groups?',
    /\/api\/catalog\/ → target group catalog-api\n.*\/api\/search\/ → target group search/,
  ],
  ['where does traffic to /api/catalog go', /^storefront .*\n.*storefront-eu .*catalog-api-eu$/],
  ['what is in orders-prod?', /^4 stack resources: order-events .*order-events-dlq .*receipts/],
  [
    'Which Elastic IPs are allocated but not associated with anything?',
    /^1 of 6 Elastic IPs .*old-vpn/,
  ],
  [
    'wich lamda funtions have more then 512 mb of memmory',
    /^2 of 8 .*image-resizer .* and nightly-report/,
  ],
  [
    'ec2 boxes that have been up for more than 100 days straight, whole account',
    /^3 of 20 .*ops-bastion .*legacy-backoffice .*metrics-dashboard/,
  ],
  // What is said by another word than the member's.
  ['how much gp2 storage do we still have', /^500 GiB in all/],
  ['which mysql databases do we have and which versions', /^2 of 5 .*catalog-db \(8\.0\.39/],
  ["what's the hostname of catalog-db-eu", /catalog-db-eu\.c9sample0001/],
  ['which databases are owned by nobody', /^2 of 5 .*analytics-db and staging-orders-db/],
  ['which tables have a sort key', /^1 of 5 tables .*receipts/],
  ['which region is quillmarket-eu-exports in', /bucket region: eu-west-1/],
  ['how many messages are in flight overall', /^16 in all/],
  ['does image-jobs have a dlq', /redrive policy: none/],
  ['which queue is the dlq of order-mirror', /order-mirror-dlq/],
  ['who reads from the invoices queue', /^1 of 8 functions .*invoice-sender/],
  ['which functions read from SQS?', /^4 of 8 functions/],
  ['how many times did catalog-images run in the last 24 hours', /^6 executions/],
  ['how big are all the logs together', /^2\.008 GB .* of 16 log groups/],
  ['who owns the web pipeline', /^Who owns web is not known here/],
  ['which commit is the last checkout-api build from', /259d5b787c98/],
  ['what branch does the catalog-api pipeline build from', /branch name: main/],
  ['what outputs does storefront-eu have', /outputs: Url=https:\/\/eu\./],
  [
    "what does invoice-sender's environment contain",
    /stage: .*mail from: .*smtp password: redacted/,
  ],
  ["what's behind our cloudfront distribution", /quillmarket-assets\.s3/],
  ["which certificate can't renew itself and why", /pay\.quillmarket.*its renewal fails/],
  [
    'what has maya changed in the last 2 months according to cloudtrail',
    /^\d changes by maya .*ChangeResourceRecordSets/,
  ],
  // What is to become of things they are not.
  ['any gp2 volumes left that should be gp3?', /^Yes: 1 of 32 volumes is gp2/],
  ['does our cloudfront have logging on', /^No: /],
  ["which repositories don't scan on push", /^1 of 6 .*order-worker/],
  ['are sessions on-demand or provisioned', /PAY_PER_REQUEST/],
  // What stands behind `by` alone is what they are counted by.
  ['S3 buckets by versioning status', /^10 buckets by .*Enabled 5/],
  ['EC2 instances by state', /^20 instances by state name: running 17, stopped 3/],
  ['tables by billing mode', /^5 tables by billing mode/],
  ['instance age report', /legacy-backoffice \(20\d\d-/],
  ['show me long-running instances', /^20 instances: legacy-backoffice \(20\d\d-/],
  ['how does search-1 differ from staging-search-1?', /differ in:\n- instance type/],
  ['what differs between orders-db and analytics-db?', /differ in:\n- db instance class/],
  ['which security groups are unassociated with any instance', /^4 of 9 .*storefront-alb/],
  // What somebody or something may do of a service, or at all, and by which role.
  ['which roles have full access to S3?', /1 of 17 roles may do `s3:`: ml-training/],
  ['roles with SageMaker full access', /2 of 17 roles may do `sagemaker:`: ml-training/],
  ['who has full access?', /^2 policies grant full admin/],
  [
    'what permissions does the task role of checkout-api have?',
    /the role ecs-services may do only/,
  ],
  ['what is the execution role of web allowed to do?', /the role ecs-task-execution may do only/],
  ['what rights does priya have in S3?', /the user priya\.raman may do only `s3:/],
  ['what permissions does search-1 have?', /the role search-instance may do only/],
  // Of several each is told of.
  [
    'can jonas.weber and samir.haddad delete S3 buckets?',
    /^Yes: the user jonas\.weber may do `s3:DeleteBucket`, by .*\nNo, .* user samir\.haddad/,
  ],
  [
    'what permissions do jonas.weber and samir.haddad have?',
    /^jonas\.weber has PowerUserAccess .*\nsamir\.haddad has Billing/,
  ],
  ['which role does checkout-api use?', /^The task role of checkout-api, ecs-services, is/],
  // What sends no figures is stopped, and somebody stopped it.
  [
    'why is the alarm batch-reports-cpu in insufficient data?',
    /^batch-reports-cpu has no data.*batch-reports, which is stopped.*maya\.okafor/,
  ],
  // Whether it has drifted is more than yes or no.
  ['has any stack drifted?', /^5 stacks: network-prod \(NOT_CHECKED/],
  [
    'When did web last go out to prod, and who shipped it?',
    /web \(prod, us-east-1\): prod-web:211, .*2\.3 days ago\) by elena\.rossi/,
  ],
]

describe('what is asked of things and of what they have', function () {
  this.timeout(20_000)
  for (const [question, said] of asked)
    it(`answers: ${question}`, async () => assert.match((await askSample(question)).said, said))

  it('counts no lines that it may not read', async () => {
    const { said, notice } = await askSample(
      'count the TimeoutError lines in checkout-api logs last 15 min',
    )
    assert.match(said, /could not be counted/)
    assert.match(notice ?? '', /DATA_ACCESS=logs/)
  })
})
