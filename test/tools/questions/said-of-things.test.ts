import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

const answers: readonly (readonly [question: string, said: RegExp])[] = [
  // What stands last in a compound is what is asked of.
  ['what threshold does the dlq alarm have?', /^1 of 8 alarms .*order-events-dlq-not-empty/],
  // A word before the one thing that is meant is its name, or there is none such.
  ['when does the storefront cert expire?', /^No certificate is called storefront\. There are: /],
  ['how many items are in the orders table?', /^No table is called orders\. There are: carts, /],
  ['what is the retention of the audit log group?', /^No log group is called audit\./],
  // Whom a role trusts.
  [
    'who can assume the deploy role?',
    /^No role has “deploy” in its name\. There are ops-instance, /,
  ],
  ['who can assume the eks node role?', /^eks-node is an IAM role.* by the service ec2\.amazonaws/],
  ['does former-agency-access trust another account?', /^Yes: .* the other AWS account 1111/],
  ['can lambda assume lambda-payment-webhook?', /^Yes: .* by the service lambda\.amazonaws\.com/],
  ['can ec2 assume lambda-payment-webhook?', /^No: .* by the service lambda\.amazonaws\.com/],
  [
    'is ecs-services trusted by ecs?',
    /^Yes: ecs-services may be taken on by the service ecs-tasks/,
  ],
  // Rules of security groups, in other words.
  [
    'which security group rules let in everything from everywhere?',
    /^None of 25 security group rules is inbound and all-traffic and open to everybody\./,
  ],
  ['security group rules that allow all traffic', /^9 of 25 security group rules are all-traffic/],
  ['which buckets keep old versions?', /^5 of 10 buckets have versioning: /],
  ['does quillmarket-invoices keep versions?', /^Yes: quillmarket-invoices is versioned/],
  ['how much log data do we keep?', /^2\.008 GB .* in all: the stored bytes of 16 log groups/],
  // An image of somebody else is none of the account's own, and known by its id.
  ['what AMI does legacy-backoffice run on?', /^legacy-backoffice \(us-east-1\): image id: ami-/],
  ['what AMI does search-1 run on?', /^1 of 3 images .*: quillmarket-search-2\.11/],
  // What is still to come.
  ['which certificates expire before june?', /^1 of 5 certificates has expiry before june: pay\./],
  [
    'certificates that expire by the end of april',
    /^1 of 5 certificates has expiry by the end of april: pay\.quillmarket/,
  ],
  ['is anything scheduled for deletion?', /^Yes: 1 of 8 KMS keys has pending deletion: old-back/],
  // Whose things are, and which are nobody's.
  ['which resources have no owner?', /^53 of 93 resources .* have no Owner tag: /],
  ['what does maya.okafor own?', /^9 of 93 resources .* have the Owner=maya\.okafor tag: /],
  ['everything tagged Owner=tom.lindqvist', /^5 of 93 resources .*: 1 database \(orders-db\)/],
  ['which policies are attached to nobody?', /^1 of 4 policies is unattached: old-backoffice/],
  // What goes wrong, and since when.
  ['how long has checkout-api been failing?', /^checkout-api .* returns 5xx since 13:46 UTC/],
  ['is there an alarm on the receipts table?', /^No: no CloudWatch alarm watches table receipts/],
  ['which listeners use an old TLS policy?', /^None of 8 listeners is old-tls\./],
  // What was done, whatever it was done to.
  [
    'what was created in the last 30 days?',
    /^3 changes that created something .*: tom\.lindqvist RegisterTaskDefinition .*RunInstances on i-/,
  ],
  ['did anyone create anything this week?', /^1 change that created something /],
  ['what was removed last month?', /^CloudTrail knows of no change that removed something /],
  ['which API calls were denied recently?', /^CloudTrail knows of no change that AWS refused /],
  // What stands behind what, through what is in between.
  [
    'which instances are behind the storefront load balancer?',
    /^3 of 20 instances .*: search-1 \(.*search-2 \(.*search-3 \(/,
  ],
  ['which instances are behind the payments load balancer?', /^None of 20 instances is connected/],
  ['which load balancers is search-1 behind?', /^1 of 4 load balancers .*: storefront/],
  ['which image does checkout-api run in prod?', /checkout-api:4\.12\.0/],
  ['which buckets log access?', /^2 of 10 buckets have logging: quillmarket-invoices/],
  ['which buckets have no access logs?', /^8 of 10 buckets have no logging: /],
  [
    'is our EKS API endpoint open to the whole internet or just some IPs?',
    /^No: none of 1 EKS cluster is open to everybody/,
  ],
  [
    'is the API endpoint of payments-platform open to the whole internet?',
    /is not open to everybody \(.*203\.0\.113\.0\/28\)/,
  ],
  ['alarms in OK state', /^4 of 8 alarms are healthy: orders-db-cpu/],
  ['¿cuántas alarmas están en OK ahora mismo?', /^4 of 8 alarms are /],
  ['anyone still got god mode in this account?', /^2 policies grant full admin rights/],
  ['Welche Lambda-Funktionen haben ein Timeout von mehr als einer Minute?', /^2 of 8 functions/],
  [
    'which employees have left the company but still have AWS access?',
    /^Who left the company AWS does not know/,
  ],
  ['wich lambdas have been updatd in the last year', /^5 of 8 functions/],
  // Whose key it is.
  ['is legacy-reporting’s key active?', /^Yes: 1 of 2 access keys is active: AKIASAMPLELEGACYREP1/],
]

describe('what is said of things in people’s own words', () => {
  for (const [question, expected] of answers) {
    it(`is understood: ${question}`, async () => {
      const { said, notice } = await askSample(question)
      assert.match(said, expected)
      assert.equal(notice, undefined)
    })
  }
})
