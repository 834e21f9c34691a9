import assert from 'node:assert/strict'
import { converse } from './converse.ts'

/** What is asked turn by turn, what the last answer says, and what it must not. */
const conversations: readonly (readonly [turns: string[], says: RegExp, never?: RegExp])[] = [
  // What is broken stays what is asked about: why, since when, by whom, by which way, and elsewhere.
  // Why a function fails stands in its logs.
  [
    ["order-events-consumer keeps throwing errors. What's the root cause?"],
    /TypeError: .*'currency'/,
  ],
  [
    ['which function reads order-events?', 'why does order-events-consumer fail'],
    /TypeError: .*'currency'/,
  ],
  [['any unhealthy targets? which target group', 'why tho'], /^checkout-api .*returns 5xx since/],
  [
    ['any unhealthy targets?', 'why?', 'who pushed that release & did its pipeline pass?'],
    /by tom\.lindqvist[\s\S]*pipeline checkout-api .*in stage Build/,
  ],
  [
    ['any unhealthy targets?', 'why?', 'did its pipeline pass?', 'eu shop hit too?'],
    /^Nothing that was looked at is wrong right now in eu-/,
  ],
  [
    ['payments is down?? whats going on', 'since when?'],
    /^checkout-api .*since 13:46 UTC/,
    /created/,
  ],
  [
    ['payments is down?? whats going on', 'did it go through the pipeline?'],
    /pipeline checkout-api .*in stage Build/,
  ],
  [
    ["what's open to the world in the ops-bastion security group?", 'who did that, when'],
    /by jonas\.weber at 2026-03-17/,
  ],
  [
    ['which alarms are firing?', 'tell me more about the first one', 'since when?'],
    /^checkout-api-5xx .* is firing .*timestamp: 2026-03-18 13:48 UTC/,
  ],
  // Figures that were told: when they came to be so, how they are of another thing, of all that were shown.
  [
    ['response time of the payments load balancer over the last two hours', 'when did it jump?'],
    /^Load balancer payments .* Response time jumped at 13:4\d UTC \(\d+ minutes ago\), from/,
  ],
  [
    [
      'response time of the payments load balancer over the last two hours',
      'is the storefront one slow too?',
    ],
    /^payments has the most: response time [\d,]+ ms, against 1\d\d ms of storefront\./,
  ],
  [
    [
      'latency of storefront-eu over the last 6 hours',
      'and payments?',
      'which of the two is slower?',
    ],
    /^payments has the most: .* of storefront-eu\./,
  ],
  [
    ['5xx of the payments load balancer over the last 3 hours', 'same for storefront'],
    /^Load balancer storefront \(us-east-1\) from .*: 5xx of targets \d+ in all/,
  ],
  [
    ['show CPU of orders-db over the last 3 hours', 'when did it drop?'],
    /^Database orders-db .*: CPU dropped at 13:4\d UTC/,
  ],
  [
    ['list the queues', 'which has the biggest backlog?', 'since when has it been growing?'],
    /^Queue order-events-dlq .* has been rising since 11:2\d UTC/,
  ],
  [
    ['which load balancers do we have?', 'which one is the slowest?', 'when did that begin?'],
    /^Load balancer payments .*: Response time jumped at/,
  ],
  [
    [
      'what instances are running in eu-west-1?',
      'how busy have the g5 ones been over the last day?',
    ],
    /^About the same for all 4: CPU 0\.\d+ %\. Instance embedding-backfill-1/,
    /search-eu/,
  ],
  [
    ['list the ECS services in prod', 'which of them uses most cpu?'],
    /^checkout-api \(prod\) has the most: cpu \d+ %, against/,
  ],
  // What things cost: by the usage type that they alone are on, or share.
  [
    [
      'what instances are running in eu-west-1?',
      'how busy have the g5 ones been over the last day?',
      'and what did those cost us in the last 7 days?',
    ],
    /embedding-backfill-4 cost \$[\d,]+ in 2026-03-11 to 2026-03-17: that is all of EU-BoxUsage:g5/,
  ],
  [
    [
      'list running instances in eu-west-1',
      'just the g5 ones',
      'how much are they costing us per day?',
    ],
    /^\$\d+ a day, \$\d+ on 2026-03-17, the last whole day/,
  ],
  [
    ['list the r6i.large instances', 'what do the ones in eu-west-1 cost per day?'],
    /search-eu-1 and search-eu-2 cost .* all of EU-BoxUsage:r6i\.large/,
    /search-3/,
  ],
  [
    [
      'were there any cost anomalies in the last 30 days?',
      'when did it start?',
      'who launched those instances?',
    ],
    /^priya\.raman .* started or created embedding-backfill-1/,
  ],
  [
    [
      'were there any cost anomalies in the last 30 days?',
      'who launched those instances?',
      'what have they cost us so far?',
    ],
    /embedding-backfill-4 cost \$[\d,]+ in 2026-03-0\d to 2026-03-17: that is all of/,
  ],
  [
    ['list databases', 'what does each cost per day?'],
    /Together: \$\d+ in .*orders-db cost .*catalog-db-eu cost/,
  ],
  [
    ['describe legacy-backoffice', 'what does it cost per month?', 'and so far?'],
    /legacy-backoffice cost \$[\d,]+ in 2025-01-01 to 2026-03-17/,
  ],
  [
    ['what happened to our costs in eu-west-1?', 'which usage type is it?'],
    /There it is EU-BoxUsage:g5\.12xlarge in eu-west-1/,
  ],
  // Parts of an overview, further errors of a log, another place, and what one amount is of.
  [
    ['is anything on fire', 'the second alarm: since when?'],
    /^\*\*checkout-api-unhealthy-targets\*\*: since/,
  ],
  [
    ['is anything on fire', 'who is told about the first alarm?', 'what should i do'],
    /^This only reads: .*points to: The worst: checkout-api/,
  ],
  [
    ['checkout alarms firing', 'why'],
    /^Of alarm checkout-api-5xx, the first of the 2 .*\ncheckout-api/,
  ],
  [
    ['checkout-api returns 5xx, why?', 'same thing in staging?'],
    /^checkout-api \(cluster staging\)/,
  ],
  [
    ['show errors in the logs of order-events-consumer', 'any earlier ones?'],
    /4,320 error lines .* in the last 24 hours/,
  ],
  [
    ['what did RDS cost us last month?', 'how much of it was storage?'],
    /^rds, usage storage cost \$\d+/,
  ],
  [
    [
      'is anything open to the internet',
      'is anyone alerted on something like that?',
      'who did that?',
    ],
    /^.*by jonas\.weber/,
  ],
  [
    ['how many messages are stuck in order-events-dlq', 'since when'],
    /oldest message seconds/,
    /created/,
  ],
  [
    ['Was ist gerade kaputt?', 'warum?', 'wer wird benachrichtigt?', 'und in Irland?'],
    /^Nothing that was looked at is wrong right now in eu-west-1/,
  ],
  // What a list does not tell is said, and what follows changes is looked for.
  [['is orders-db encrypted?', 'since when'], /^Since when it is as was told is not known/],
  [
    ['who deployed something today', 'did anything break after that'],
    /^7 things are wrong right now/,
  ],
  [['our aws bill for february', 'any anomalies?'], /^No cost anomaly was found from 2026-02-01/],
  // One of several amounts, what drives a part of the bill, and what one thing costs.
  [
    ['top 3 AWS services by spend over the last 30 days', 'split the second by usage type'],
    /^Amazon Relational Database Service cost .*Multi-AZUsage:db\.r6g\.xl/,
  ],
  [
    ['what did we pay for eu-west-1 this month', 'whats driving that??'],
    /^AWS in eu-west-1 .*EU-BoxUsage:g5\.12xlarge changed most/,
  ],
  [
    ['why did our bill go up?', 'what do they cost us per day'],
    /^\$\d+ a day.* all of EU-BoxUsage:g5\.12xlarge in eu-west-1/,
  ],
  [
    ['elastic ips in us-east-1', 'release the idle one', 'fine, so what do we pay a month for it'],
    /^\$3\.73 in 2026-02 .*old-vpn cost .* all of PublicIPv4:IdleAddress/,
    /AWS cost/,
  ],
  [
    ['cost by service last month', 'if it jumps, does anybody get told?'],
    /^Nobody is told of a jump/,
  ],
  // Which answer it goes on from, which of its rows are meant, and what is asked of those.
  [
    [
      'list the buckets that are not encrypted with one of our own KMS keys',
      'how many of those have versioning on?',
      'and the others from that list, who owns those?',
    ],
    /^maya\.okafor owns quillmarket-access-logs\. .*eu-exports.*staging-uploads/,
    /elena|backups|invoices/,
  ],
  [
    [
      'list the buckets that are not encrypted with one of our own KMS keys',
      'how many of those have versioning on?',
      'back to the first list. is anything on it readable by the whole world?',
    ],
    /^2 of the 8 buckets before: quillmarket-assets \(public/,
  ],
  [
    [
      'for each ECS service in cluster prod: wanted vs running tasks',
      'same for prod-eu',
      'whats the memory of the first one there looking like, past 3h',
    ],
    /^Service web \(prod-eu, eu-west-1\) in the last 3 hours: Memory/,
    /staging/,
  ],
  [
    ['Welche Lambda-Funktionen haben wir in Irland?', 'wem gehört die zweite?', 'und die andere?'],
    /^tom\.lindqvist owns order-mirror/,
  ],
  [
    [
      'Which Kubernetes version are we on and is that still standard support?',
      'its nodes pls, how long is each up',
    ],
    /^3 of 20 instances .*eks-general-1 \(2026-01-16.*eks-general-3 \(2026-02-27/,
    /ops-bastion/,
  ],
  [
    ['what databases do we have?', 'which is the largest?', 'who owns that one', 'and the rest?'],
    /^tom\.lindqvist owns orders-db\. elena\.rossi owns catalog-db and catalog-db-eu/,
    /analytics/,
  ],
  [
    ['which databases are on Postgres?', 'the smaller of the two?', 'And the other ones?'],
    /^2 databases: orders-db and analytics-db/,
  ],
  [
    [
      'Could you list all IAM users that have access keys?',
      'Which of them have no MFA?',
      'Thank you. And the remaining users, do they have MFA?',
    ],
    /^Yes: maya\.okafor .*\nYes: tom\.lindqvist .*\nYes: priya\.raman/,
    /elena/,
  ],
  [
    ['alarms in ALARM state right now?', 'which of those is the oldest'],
    /^1 alarm: order-events-dlq-not-empty/,
  ],
  [
    ['how many lambda functions run on an old runtime', 'which ones', 'and their owners?'],
    /^elena\.rossi owns image-resizer\. tom\.lindqvist owns order-mirror\. No owner is known of invoice-sender and nightly-report/,
    /maya/,
  ],
  [
    ['list ec2 instances that are stopped', 'who stopped the second one', 'how old are they'],
    /^3 (?:of \d+ )?instances.*batch-reports .*eu-migration-host/,
  ],
  [
    ['show the ecs services in production', 'which of them runs the most tasks', 'its image?'],
    /^web .*image: web:9\.30\.2/,
  ],
  [
    [
      'what did we spend by service last month',
      'just the top 3',
      'the second one by region',
      'and the third?',
    ],
    /^Amazon Elastic Compute Cloud - Compute cost .*us-east-1/,
  ],
  [
    ['list all lambda functions', 'only the first 3', 'add their memory'],
    /^3 functions: order-events-consumer \(512/,
  ],
  [['list all lambda functions', 'as csv'], /aws-ops ask -o csv "list all lambda functions"/],
  [
    ['what changed in the last 24 hours', 'only what tom did', 'what about maya'],
    /^CloudTrail knows of no change by maya/,
  ],
  // Another kind of thing, of the rows that were shown.
  [
    ['list rds instances', 'are there alarms for them?'],
    /^Yes: 1 of 8 alarms is connected with .*orders-db-cpu/,
    /Not narrowed/,
  ],
  [
    ['list security groups open to the world', 'which machines use them?'],
    /1 of 20 instances .*ops-bastion/,
    /Not narrowed/,
  ],
  [['who has no mfa?', 'and their access keys, how old?'], /4 access keys/],
  [['certificates that expire soon', 'which load balancers are they on'], /payments/, /storefront/],
  [
    ['list instances', 'which volumes are on them?'],
    /^“.*” would be the 20 instances that were shown, and 12 at most/,
  ],
  // A condition that a recipe knows of, of those alone that were shown.
  [['list iam users', 'which of them sign in without MFA?'], /^4 of the 8 users before: /, /None/],
  [
    ['who is in the developers group?', 'does any of them sign in without MFA?'],
    /^1 of the 3 users before: jonas\.weber/,
    /samir/,
  ],
  [
    ['list our s3 buckets', 'and versioned?', 'which one is public?'],
    /^1 of the 5 buckets before: quillmarket-assets/,
    /staging-uploads/,
  ],
  [['list rds databases', 'are they backed up?'], /^5 of the 5 databases before: /, /^No/],
  [['running instances', 'which of them are stopped?'], /^None of /, /legacy-backoffice/],
  [['show all cloudformation stacks', 'which was updated last?'], /^1 stack: search-prod/],
  [
    ['what machines are in the subnet prod-eu-private-a', 'only the running ones'],
    /^5 of 20 instances are connected .* and running: search-eu-1/,
    /migration/,
  ],
  [
    ['what machines are in the subnet prod-eu-private-a', 'what key pair do the gpu ones use?'],
    /^1 of 3 key pairs .*priya-ml/,
    /\bops\b/,
  ],
  [['sqs queues with messages in them', 'how old is the oldest message?'], /order-events-dlq/],
  [
    ["what's wrong right now?", 'how long has checkout been broken?'],
    /checkout-api\*\*: since 2026-03-18 .*\n/,
    /None/,
  ],
  [
    ['list rds databases', 'the last two, are they encrypted?'],
    /^No: staging-orders-db.*\nYes: catalog-db-eu/,
  ],
  [['list lambda functions', 'as a list of names only'], /^- order-events-consumer\n/],
  [
    ['list lambda functions', 'which has the longest timeout?', 'do the same for eu-west-1'],
    /^1 function in eu-west-1: order-mirror/,
  ],
  [['cost by service last month', 'in percent'], /\| EC2 - Other \| \$[\d,]+ \| \d\d\.\d % \|/],
  [['cost by service last month', 'and EC2 - Other?'], /^EC2 - Other cost \$1,\d\d\d/, /Compute/],
  [
    [
      'list KMS keys',
      'which of these are without automatic rotation?',
      'which of them are pending deletion?',
    ],
    /^1 of 3 KMS keys/,
  ],
  [['list rds databases that are not multi az', 'oldest first'], /^3 of 5 databases/],
  [
    ['which alarms are firing?', 'just the checkout ones pls'],
    /^2 of \d (?:firing )?alarms .*checkout-api-5xx and checkout-api-unhealthy-targets/,
  ],
  [
    [
      'show me all dynamodb tables',
      'do they have point in time recovery?',
      "the ones that don't, which of them are in eu-west-1?",
    ],
    /carts-eu/,
    /receipts/,
  ],
  [
    ['list load balancers', 'what certificates do they use?'],
    /^4 of 5 certificates .*pay\.quillmarket/,
    /Not narrowed/,
  ],
  [
    ['give me the ebs volumes that are not attached', 'how big are they together?'],
    /^2,500 GiB .*in all/,
  ],
  [['which alarms are firing?', 'different topic: how many queues are there?'], /^7 queues/],
  [
    [
      'list rds databases',
      'which ones are not multi az?',
      'how much storage do those have in total?',
    ],
    /^1,250 GiB/,
  ],
  [
    ['list rds databases', 'which ones are not multi az?', "what's their cpu?"],
    /Database analytics-db .*CPU .*Database staging-orders-db .*Database catalog-db-eu/,
    /^orders-db over/m,
  ],
  [
    ['list rds databases', 'when is their maintenance window?'],
    /^5 databases: orders-db \(\w\w\w:/,
  ],
  [['which vpcs exist', 'how many subnets does the prod one have?'], /^4 of 12 subnets/],
  [['which vpcs exist', 'are flow logs on for them?'], /^No: none of 3 VPCs/],
  [
    ['which certificates expire in the next 90 days?', 'who owns those'],
    /^maya\.okafor owns pay\./,
  ],
  [['list cloudwatch alarms', 'how many have no action?', 'names only'], /^- checkout-api-5xx\n/],
  [['is checkout-api healthy?', 'since when not?'], /^- \*\*checkout-api\*\*: since 2026-03-18/],
  // How many of another kind each has, and which of them have so many.
  [
    ['show me every IAM user', 'How many access keys does each of them hold?'],
    /^Access keys of each of the 8 users: .*legacy-reporting 2; 7 in all/,
  ],
  [
    [
      'show me every IAM user',
      'How many access keys does each of them hold?',
      'only those with more than one, please',
    ],
    /^1 of the 8 users before.*: legacy-reporting 2/,
    /maya/,
  ],
  [
    ['any lambda functions in eu?', 'and how many errors each in the last day?'],
    /order-mirror .*Errors 0 in all[\s\S]*cart-expiry .*Errors 0 in all/,
  ],
  // One of them, by an order, and what is asked of that one.
  [['what buckets do we have?', 'is the biggest one versioned?'], /^No: quillmarket-data-lake/],
  [
    ['what buckets do we have?', 'is the biggest one versioned?', 'what about the second?'],
    /^Yes: quillmarket-backups/,
  ],
  [
    [
      'list dynamodb tables',
      'how many items does the biggest one hold',
      'which has the fewest items?',
    ],
    /carts-eu \(9120/,
  ],
  [
    ['list rds databases', 'is the first one encrypted?', 'and the second one?'],
    /^Yes: catalog-db /,
  ],
  // Those that were left out, and what is asked of them.
  [
    ['which alarms are firing', 'the rest of them, what state are they in?'],
    /^orders-db-cpu .*: OK[\s\S]*batch-reports-cpu .*INSUFFICIENT_DATA/,
    /checkout/,
  ],
  [['list dynamodb tables with their size', 'not those, the others'], /^There are no others/],
  [['what buckets do we have?', 'the three biggest', 'and the rest?'], /^7 buckets/],
  [['any lambda functions in eu?', 'what about the rest of them'], /^6 functions/],
  [['list rds databases', 'what about the aurora ones'], /^None of the databases before is known/],
  [
    ['hi, what lambda functions are there', 'add the runtime and the timeout'],
    /image-resizer \(python3\.9, 120/,
  ],
  [['certs?', 'when do they run out', 'just the next one to expire'], /^1 certificate: pay\./],
  [
    [
      'how many sqs queues in us-east-1',
      'different topic. how many topics are there?',
      'ok back to the queues. which one is the fullest and who owns it',
    ],
    /^It is queue order-events-dlq\. tom\.lindqvist owns/,
  ],
  [
    ['which vpcs do we have?', 'how many subnets are in each?', 'which one has no instances'],
    /^(?:None|\d) of the 3 VPCs before, by their number of instances/,
  ],
  [
    ['list lambda functions with memory over 256', 'the second one, what triggers it?'],
    /function image-resizer /,
  ],
  [
    [
      'list lambda functions with memory over 256',
      'the second one, what triggers it?',
      'and the third',
    ],
    /function payment-webhook/,
  ],
  [
    ['what queues have messages in them', 'the one with the most, what reads from it?'],
    /^It is queue order-events-dlq/,
  ],
  [
    [
      'what queues have messages in them',
      'the one with the most, what reads from it?',
      'and which alarm covers it?',
    ],
    /order-events-dlq-not-empty \(order-events-dlq|watches queue order-events-dlq/,
  ],
  [
    ['list the iam roles nobody used in a year', 'what policies do they have'],
    /^former-agency-access has ReadOnlyAccess.*\nlambda-nightly-report has AWSLambda/,
  ],
  [
    ['list the iam roles nobody used in a year', 'just the ones with admin rights'],
    /was not understood of the roles before/,
    /AdministratorAccess/,
  ],
  // What there is of another kind is no question of one of the rows.
  [
    ['which alarms are firing, and since when?', 'Which queues are there?'],
    /^7 queues: 5 in us-east-1 and 2 in eu-west-1/,
  ],
  [
    ['s3 buckets w/o versioning', 'and wich of em are public'],
    /^1 of the 5 buckets before: quillmarket-staging-uploads/,
  ],
  // What a recipe told of, and another kind that they have: nothing is turned round by `have`.
  [
    ['users w/o mfa', 'n which of those have access keys'],
    /^3 of 4 users .*jonas\.weber.*ci-deployer.*legacy-reporting/,
    /maya\.okafor \(/,
  ],
  // How they stand.
  [['what buckets do we have?', 'sort them by size'], /^10 buckets: quillmarket-data-lake \(5/],
  [
    ['which EC2 instances are running?', 'break that down by type', 'only in eu please'],
    /^6 instances are running by instance type: g5\.12xlarge 4/,
  ],
  // What they send what fails to, and whom its alarms tell.
  [
    [
      'which queues have a dead letter queue behind them',
      'and is there anything in any of those dlqs rn?',
    ],
    /^1 of 3 queues has messages: order-events-dlq/,
  ],
  [
    [
      'which queues have a dead letter queue behind them',
      'and is there anything in any of those dlqs rn?',
      'who gets told when that fills up?',
    ],
    /order-events-dlq-not-empty: topic ops-alerts/,
  ],
  [
    ['list the secrets in secrets manager incl. last rotation', 'print the value of the first one'],
    /are never shown/,
  ],
  // In other languages.
  [['Welche EC2-Instanzen sind gestoppt?', 'seit wann jeweils?'], /batch-reports \(.*2026-02-06/],
  [
    [
      "Quelles fonctions Lambda n'ont pas de tag Owner ?",
      "laquelle n'a pas été modifiée depuis le plus longtemps ?",
    ],
    /nightly-report .*2023-12-28/,
  ],
  [
    [
      "Quelles fonctions Lambda n'ont pas de tag Owner ?",
      "laquelle n'a pas été modifiée depuis le plus longtemps ?",
      'et les autres ?',
    ],
    /^1 function: invoice-sender/,
  ],
  // Of what told of several kinds.
  [
    ['what is subscribed to the topic ops-alerts', 'is there one that was never confirmed?'],
    /^Yes: 1 of 3 subscriptions/,
    /function/,
  ],
  [
    [
      'what is subscribed to the topic ops-alerts',
      'is there one that was never confirmed?',
      'and who owns the lambda in there',
    ],
    /^maya\.okafor owns chat-alerts/,
    /tom\./,
  ],
  // What each of the rows says of itself.
  [['subnets in the prod vpc', 'which availability zones?'], /us-east-1a|2 of 12|4 of 12/, /zones/],
  [
    ['list rds instances', 'as a table of name, engine version and storage'],
    /orders-db \(15\.8, \d+/,
  ],
  [['lambda functions in ireland', 'only names please'], /^- order-mirror\n- cart-expiry$/],
  [['list access keys older than a year', 'whose are they?'], /legacy-reporting[\s\S]*ci-deployer/],
  // A part of a question stands in place of its own sort: a person, a thing, a place, a measure.
  [
    ['how old is jonas webers access key', 'what can he do with it', 'and maya?'],
    /^Yes: the user maya\.okafor .*AdministratorAccess/,
  ],
  [
    [
      'what changed in the last 24 hours?',
      'only the ones by jonas',
      'and maya?',
      'anything by ci-deployer?',
    ],
    /^1 change by ci-deployer .*UpdateService on web/,
  ],
  [
    ['who is tom.lindqvist', 'what did he do today', 'and yesterday?'],
    /^CloudTrail knows of no change by tom\.lindqvist/,
  ],
  [
    [
      'who has admin access?',
      'does she have MFA on?',
      'and jonas?',
      'when did he last log in?',
      'what about samir',
    ],
    /^samir\.haddad last signed in .*2026-03-12/,
  ],
  [
    [
      'list our s3 buckets',
      'which of those are public',
      'is versioning on there?',
      'same question for quillmarket-data-lake',
    ],
    /^No: quillmarket-data-lake has no versioning/,
  ],
  [
    ['which ECS services do we have in production?', 'just the eu ones'],
    /^2 services in eu-west-1.*: web and catalog-api\./,
  ],
  [
    ['is orders-db ok?', 'and cpu?', 'what about an hour ago', 'and catalog-db?'],
    /^Database catalog-db .* from 2026-03-18 13:10 UTC.*CPU/,
  ],
  // A release that was told of: what ran before, what the two differ in, what its pipeline said.
  [
    ['what was changed in prod in the last 2 hours', 'which version ran before that?'],
    /the revision before it is prod-checkout-api:86 with checkout-api:4\.11\.3/,
  ],
  [
    [
      'what was changed in prod in the last 2 hours',
      'which version ran before that?',
      'and what is different between the two',
    ],
    /^checkout-api \(cluster prod\): from prod-checkout-api:86 to prod-checkout-api:87 image .*4\.11\.3 → checkout-api:4\.12\.0.*DB_POOL_MAX/,
  ],
  [
    ['what was changed in prod in the last 2 hours', 'did the pipeline let that through?'],
    /pipeline checkout-api .*in stage Build/,
  ],
  // What is named in a whole question is asked of itself, and not of the rows before.
  [
    ['access keys older than a year', 'what can legacy-reporting do?'],
    /^In part: .*user legacy-reporting may do only/,
  ],
  [
    ['access keys older than a year', 'when were they last used'],
    /last used 402 days ago[\s\S]*never used/,
  ],
  [
    ['any security groups with ssh open to 0.0.0.0/0?', 'who did that', 'exact time?'],
    /^jonas\.weber \(AuthorizeSecurityGroupIngress, 2026-03-17 12:27 UTC\)/,
  ],
  [
    ['which instances are stopped?', 'how long has each been off?'],
    /batch-reports \(User initiated \(2026-02-06/,
  ],
  [
    ['what lambda functions are there', 'how many errors does the first have today'],
    /^Function order-events-consumer .*Errors 4,320/,
  ],
  // Of one that was chosen, of what a recipe named, of another that was meant, and of nothing that was found.
  [
    ['which stacks are there', 'which was updated last', 'by whom'],
    /^CloudTrail's 90 days do not tell who changed search-prod\./,
  ],
  [
    ['list rds snapshots', 'the oldest one?', 'which database is it of', 'and the newest?'],
    /^1 database snapshot: rds:/,
  ],
  [
    [
      'ec2 instances without owner tag',
      'which are stopped?',
      'since when?',
      'and who stopped them?',
    ],
    /^maya\.okafor \(StopInstances.*batch-reports/,
  ],
  [
    ['which alarms are in insufficient data?', 'is that instance running?'],
    /is connected with the alarm batch-reports-cpu/,
  ],
  [
    ['are any of our databases publicly accessible', 'which of them have no deletion protection'],
    /^3 of 5 databases have no deletion protection/,
  ],
  [
    ['what did we pay for lambda last month', 'and for dynamodb?', 'which is more'],
    /^dynamodb cost more .*lambda/,
  ],
  [
    ["what's the cpu of search-1", 'and search-2', 'which one is busier'],
    /search-1[\s\S]*search-2/,
  ],
  [
    ['good morning, anything broken?', 'start with the worst: why'],
    /^checkout-api \(cluster prod\) returns 5xx/,
  ],
  [
    ['check the logs of order-events-consumer for errors', "what's the message"],
    /^Most frequent, .*TypeError/,
  ],
  [
    [
      'check the logs of order-events-consumer for errors',
      'did somebody change the function',
      'when was it last deployed',
    ],
    /^order-events-consumer .*last modified: 2026-01-29/,
  ],
  [
    ['which buckets have no versioning', 'who owns them?'],
    /No owner is known of quillmarket-data-lake and quillmarket-staging-uploads/,
  ],
  [
    ['¿Qué colas tenemos en us-east-1?', '¿cuál tiene más mensajes?'],
    /^1 queue in us-east-1: order-events-dlq/,
  ],
  [
    ['Quelles instances tournent en Irlande ?', 'lesquelles sont des g5 ?', 'qui les a lancées ?'],
    /^priya\.raman/,
  ],
  // By the plain name of what was shown, by what was asked of all, in a place that is said in front.
  [
    ['show ecs services in prod-eu', 'what image does web run'],
    /^web \(eu-west-1\): .*web:9\.30\.2/,
  ],
  [
    ['how many dynamodb tables', 'who owns carts', 'and sessions?'],
    /^No owner is known of sessions/,
  ],
  [
    ['who can stop instances?', 'can ci-deployer do that', 'and legacy-reporting?'],
    /^No, .*user legacy-reporting .*ec2:StopInstances/,
  ],
  [
    [
      'which ECS services do we have in production?',
      'just the eu ones',
      'back in us-east-1: which of them is short of tasks?',
    ],
    /checkout-api .*short of tasks/,
  ],
  [['sqs queues with messages?', 'which one has the most'], /^1 queue: order-events-dlq \(1440\)/],
  [
    ['who deployed checkout-api last?', 'did the tests pass', 'what ran before'],
    /checkout-api:4\.11\.3/,
  ],
  [
    ['what did october cost', 'and september?', 'which service changed most between them'],
    /^AWS cost .* in 2025-09-01 .*Against .* in 2025-10-01/,
  ],
  [
    ['how much did we spend yesterday', 'which service was it mostly'],
    /^Most of it: Amazon Elastic Compute Cloud/,
  ],
  [['show me public s3 buckets', 'why is it public'], /through its bucket policy/],
  [['load of orders-db last night', 'and right now?'], /^orders-db over the last 24 hours/],
  [
    ['which queue feeds order-events-consumer?', 'is that function failing', "what's the error"],
    /TypeError/,
  ],
  // In place of what was asked.
  [['show load balancers', 'no, I meant target groups'], /^8 target groups/],
  [['find instance called search-9', 'sorry, search-3'], /^1 instance: search-3/],
  [['list queues', 'topics instead'], /^3 topics/],
  [['is orders-db encrypted?', 'not orders-db, analytics-db'], /^No: analytics-db/],
  // Of what a recipe told.
  [['what changed since yesterday', 'only by tom'], /^2 changes by tom/],
  [['what changed since yesterday', 'only by tom', 'what about by jonas'], /jonas/, /tom\.l/],
  [
    ['errors in the logs of order-events-consumer', 'how many in the last hour?'],
    /^1,440 error lines/,
  ],
  [
    [
      'errors in the logs of order-events-consumer',
      'how many in the last hour?',
      'when did it start?',
    ],
    // The hour that was looked at is shorter than the trouble is old.
    /first 11:25 UTC/,
  ],
  [['what are the gpu instances costing us', 'who started them'], /^priya\.raman/],
  // What an answer was about is gone on with, turn by turn.
  [
    ['anything on fire right now?', 'which one is worst?', 'what changed right before that?'],
    /from 2026-03-18 12:44 UTC to 2026-03-18 13:49 UTC: .*tom\.lindqvist.* UpdateService on checkout-api/,
  ],
  [
    ['anything on fire right now?', 'what changed right before that?', 'is it fixed yet?'],
    /^4 things are wrong with checkout-api/,
    /^Yes/,
  ],
  [
    ['why is checkout-api throwing 5xx', 'show me the errors', 'when was the first one seen?'],
    /first 13:45 UTC/,
    /creation/,
  ],
  [
    ['which function has the most errors today?', 'why?', 'does anything alert on it?'],
    /^No: no CloudWatch alarm watches function order-events-consumer/,
  ],
  [
    ['why is checkout-api throwing 5xx', 'who is told?'],
    /^2 alarms watch .*checkout-api-5xx.*\n.*oncall@quillmarket\.example/,
  ],
  [['why is checkout-api throwing 5xx', 'how do I fix it?'], /^This only reads: .*revision before/],
  [
    ['is our bill higher than last month?', 'who started those?'],
    /^Behind it: 4 running g5\.12xlarge .* by priya\.raman/,
  ],
  [
    ['what did we pay in February?', 'and the month before?', 'what drove it?', 'only EC2'],
    /^ec2 cost \$[\d,]+ in 2026-01-01 to 2026-01-31/,
    /instances/,
  ],
  [
    ['cpu of orders-db in the last 6 hours', 'is that normal?'],
    /^CPU of the database orders-db.*: about the same/,
  ],
  [
    ['cpu of orders-db in the last 6 hours', 'and yesterday at the same time?'],
    /^orders-db from 2026-03-17 08:25 UTC to 2026-03-17 14:25 UTC/,
  ],
  [
    ['what happened in the account last night?', 'and the night before?'],
    /from 2026-03-16 20:00 UTC to 2026-03-17 06:00 UTC/,
  ],
  [
    ['who deployed checkout-api last?', 'anything else by that person this week?'],
    /^2 changes by tom\.lindqvist/,
  ],
  [
    ['show me our stacks', 'why did that one fail?', 'who started it?'],
    /^stack analytics-export: \*\*elena\.rossi\*\* \(started by\)/,
  ],
  [
    ['how many messages are in order-events-dlq?', 'how long have they been there?'],
    /oldest message seconds: 2 hours 5\d minutes/,
  ],
  [
    ['how many messages are in order-events-dlq?', 'what puts them there?'],
    /order-events-consumer reads order-events: its logs say why/,
  ],
  [['show me access keys that are too old', 'which is the oldest?'], /^1 old access key/],
  [
    ['show me access keys that are too old', 'and the ones that are fine?'],
    /^3 access keys of 7 are at most 90 days old/,
    /wrong right now/,
  ],
  [
    ['secrets that were never rotated', 'the others?'],
    /^2 secrets: rds!db-[\w-]+ and prod\/partner-api\/token/,
  ],
  [
    ['did someone open a port to the internet lately?', 'who was it?', 'is that still open?'],
    /ops-bastion/,
    /9 security groups/,
  ],
  [
    [
      'list our pipelines',
      'why did that one fail?',
      'but that version is live in prod anyway, no?',
    ],
    /checkout-api:4\.12\.0/,
  ],
  [
    ['who changed something this week?', 'what exactly did he open?'],
    /^Whom “he” means is not clear/,
  ],
  [["what's expiring soon?", 'which is first?', 'who looks after that?'], /tom\.lindqvist/],
  [
    ['whats our forecast for this month', 'how does that compare to last month'],
    /^AWS cost .* Against \$5,555/,
  ],
  [
    ['what do we pay for cloudwatch?', 'thanks! unrelated: how many lambdas do we have?'],
    /^8 functions/,
  ],
  [
    [
      'what do we pay for cloudwatch?',
      'how many lambdas do we have?',
      'which of them had errors today?',
      'back to cloudwatch: what was it in january?',
    ],
    /^cloudwatch cost \$[\d,]+ in 2026-01-01/,
  ],
  [
    ["give me last month's AWS bill", 'top 5 services', 'what is in EC2 - Other?'],
    /^EC2 - Other cost \$[\d,]+ in 2026-02-01 .*EBS:VolumeP-IOPS/,
    /instances/,
  ],
  [['which security groups are open to the world?', 'worst one?'], /^Of high risk: .*ops-bastion/],
  [
    ['what changed yesterday in prod?', 'and the day before yesterday', 'only the deployments'],
    /^1 of 1 change: elena\.rossi UpdateService on web/,
  ],
  [
    ['which jobs failed lately', 'why did the first one fail?'],
    /state machine order-fulfilment/,
    /pipeline/,
  ],
  [
    ['how busy is the storefront load balancer today', 'compared to a week ago?', 'any 5xx?'],
    /storefront \(us-east-1\) from 2026-03-18 00:00 UTC .*5xx of targets/,
  ],
  [['how busy is the storefront load balancer today', "what's behind it?"], /web .*catalog-api/],
  [
    ['top 3 cost drivers this month', 'tell me more about the first one', 'who is behind it'],
    /started 2026-03-09 14:25 UTC by priya\.raman/,
    /No service is called/,
  ],
  [
    ['whats the memory of checkout-api', 'is it higher than in staging?'],
    /^Service .*checkout-api.* \(prod.*Service .*checkout-api.* \(staging/,
  ],
  // Narrowed, ordered, counted.
  [['show buckets', 'biggest three', 'is the second one versioned?'], /^Yes: quillmarket-backups/],
  [['list rds instances', 'same but only prod'], /^4 of 5 databases/, /Not narrowed/],
  [['show alarms', 'list the ones with insufficient data'], /^1 of 8 alarms .*batch-reports-cpu/],
  [
    ['alarms with insufficient data or firing', 'whats the threshold of the 5xx one'],
    /threshold: 20/,
  ],
  [['list dynamodb tables', 'which of them could I restore to a point in time?'], /^2 of 5 tables/],
  [['images we own', 'which are used?'], /^2 of 3 images/, /2\.9/],
  [['list certificates', 'not in us-east-1'], /^1 certificate.*eu\./, /^4/],
  [['what alarms do we have', 'skip the ok ones'], /^4 of 8 alarms/],
  [['cpu of search-1 today', 'same for search-2'], /search-2 .* 33 % on average/],
  [['list load balancers', 'any of them internal?'], /^(?:No|None)/, /internet”/],
  [['list subscriptions', 'only the confirmed ones'], /^5 of 6 subscriptions/],
  [['which subscription of the topic ops-alerts is not confirmed yet?'], /^1 of 6 subscriptions/],
  [['which email identities are not verified?'], /^1 of 3 .*news\./],
  [['which models of Anthropic does Bedrock offer in us-east-1?'], /Claude/, /^None/],
  [
    [
      'how many ERROR lines are there in /aws/lambda/order-events-consumer for the last 60 minutes?',
    ],
    /^1,440 error lines/,
  ],
  [
    ['who started the g5.12xlarge instances in eu-west-1, how many are there?'],
    /^priya\.raman.*\n+4 of 7 instances/,
  ],
  [['terminate legacy-backoffice'], /cannot terminate anything.*\n1 instance: legacy-backoffice/],
  [['which runtime does the Lambda function bramblefax use?'], /^No function is called bramblefax/],
  [['any unhealthy target groups?'], /^Yes: 2 of 20 targets/],
  // What is asked of one of those before in words of its own.
  [
    ['list my sqs queues', 'which of them send their failures to a dead letter queue?'],
    /^3 of 7 .*order-events .*invoices .*order-mirror/,
  ],
  [
    ['list my sqs queues', 'after how many tries does the first one give up on a message?'],
    /^order-events .*max receive count 3/,
  ],
  [
    ['list queues', 'how many attempts does invoices make before it gives up on a message?'],
    /^invoices .*max receive count 5/,
  ],
  [
    [
      'ecs services in the prod cluster',
      'and in prod-eu?',
      'which task definition revision is the second one on?',
    ],
    /^catalog-api .*revision: 31\./,
  ],
  [
    ['list ecs services', 'which task definition revision does the last one run right now?'],
    /^catalog-api .*revision: 31\./,
  ],
  [
    ['tell me about the instance legacy-backoffice', 'is anyone still using it?'],
    /legacy-backoffice .*CPU 0\.6 %/,
  ],
  [
    ['describe function nightly-report', 'does anyone still use it?'],
    /^Function nightly-report .*Invocations 0 in all/,
  ],
  [
    ['tell me about the instance legacy-backoffice', 'how much would we save a month without it?'],
    /\$73\.00 a month/,
  ],
  [
    ['show the cloudformation stacks', 'what is in orders-prod?', 'and its parameters?'],
    /Env=prod/,
  ],
  [
    ['top 3 s3 buckets by size please', 'is the second one encrypted with a key of our own?'],
    /^quillmarket-backups: .*aws:kms/,
  ],
  [
    ['list s3 buckets', 'is the first one encrypted with our own key?'],
    /^quillmarket-access-logs: .*AES256/,
    /^Yes/,
  ],
  [['list our dynamodb tables', '¿la europea tiene un stream?'], /^Yes: carts-eu/],
  [
    ['who deployed checkout-api last?', 'what did he change compared to the revision before?'],
    /DB_POOL_MAX/,
  ],
  // Sums, people alone, the time before, the whole, another place.
  [
    ['which volumes are not attached to anything?', 'add them up, how many GB is that'],
    /2,500 GiB/,
  ],
  [['list our functions', 'add up their memory'], /^4,352 MiB .*memory size of 8 functions/],
  [
    [
      'which volumes are not attached to anything?',
      'which of them has been lying around longest',
      'is there a snapshot of it?',
    ],
    /^No: .*orders-export-2023/,
  ],
  [['list iam users', 'leave out the service accounts'], /^6 of 8 users/, /ci-deployer/],
  [
    ['which users have no MFA?', 'ignore the bots', 'what policies do those two have?'],
    /^jonas\.weber has PowerUserAccess.*\nsamir\.haddad has Billing/,
  ],
  [
    ['what is jonas.weber allowed to do in our account', 'does he use MFA?', 'and samir'],
    /^No: samir\.haddad/,
  ],
  [['What was our AWS bill last month, total?', 'and the one before'], /2026-01-01 to 2026-01-31/],
  [
    [
      'What was our AWS bill last month, total?',
      'and the one before',
      'which service was the biggest in that month',
      'and how much of that whole bill was staging?',
    ],
    /^Env=staging cost .*2026-01-01 to 2026-01-31/,
  ],
  [
    ['which subnets does the staging vpc have', 'oh sorry wrong one, meant the eu one'],
    /^4 subnets .*prod-eu-public-a .*prod-eu-private-b/,
  ],
  [
    [
      'which subnets does the staging vpc have',
      'oh sorry wrong one, meant the eu one',
      'how do the private ones in there get out to the internet',
    ],
    /^1 of 4 NAT gateways .*prod-eu/,
  ],
  [
    ['ecs services in the prod cluster', 'oops wrong one, I meant staging'],
    /^2 of 8 services .*staging/,
  ],
  // By its number, of the list that one was shown of alone; what one was asked, of another.
  [
    ['our 3 biggest s3 buckets?', 'who owns the third', 'does the first one have versioning on?'],
    /^No: quillmarket-data-lake/,
  ],
  [
    ['list queues', 'how many messages are in the first one?', 'and in the third one?'],
    /^invoices .*messages: 3/,
  ],
  [
    ['can anybody out on the internet get to catalog-db?', 'what about the bastion'],
    /^Yes, .*ops-bastion on 22/,
  ],
  [
    [
      'can anybody out on the internet get to catalog-db?',
      'what about the bastion',
      'who opened that? when?',
    ],
    /^jonas\.weber .*2026-03-17/,
  ],
  [
    ['What did we pay for RDS in October?', 'by region', 'same for S3'],
    /^s3 cost \$271 .*eu-west-1/,
  ],
  [['list our dynamodb tables', 'does the european one have a stream?'], /^Yes: carts-eu/],
  // What no rule reads of the rows is asked anew with their names, or with those of what they name.
  [
    [
      'Which access keys have not been used in the last 45 days?',
      'what could somebody do with them?',
    ],
    /user legacy-reporting may do only .*ecr:.* by deploy-services/,
  ],
  [
    ['Which access keys have not been used in the last 45 days?', 'how old are they?'],
    /1,127 days[\s\S]*1,110 days/,
  ],
  [
    ["which users don't have MFA?", 'when did they last log in?'],
    /jonas\.weber last signed in[\s\S]*samir\.haddad last signed in/,
  ],
  [
    ["which users don't have MFA?", 'which groups are they in?'],
    /jonas\.weber \(developers\), samir\.haddad \(billing\)/,
  ],
  [
    ["show me the secrets that aren't rotated", 'how old are they?'],
    /prod\/payments\/api-key .*: created date: [\s\S]*prod\/partner-api\/token .*: created date: /,
  ],
  [
    ['which dynamodb tables have no backups?', 'how old are they?'],
    /^carts \(us-east-1\): creation date[\s\S]*sessions [\s\S]*carts-eu /,
  ],
  [
    ['which roles can be assumed by other accounts?', 'what can they do with it?'],
    /role former-agency-access may do only .*by ReadOnlyAccess/,
  ],
  [
    ['list VPC endpoints', 'which VPC are they in?'],
    /^3 VPCs .*prod \(prod-s3.*staging \(staging-s3.*prod-eu \(prod-eu-s3/,
  ],
  [
    ['list the ECS services in the prod-eu cluster', 'what image versions are they on?'],
    /web .*: web:9\.30\.2[\s\S]*catalog-api .*: catalog-api:3\.4\.0/,
  ],
  [['what EC2 instances are in the prod vpc?', 'which subnets are they in?'], /^3 of 12 subnets/],
  // The owner of what many things are in owns none of them.
  [
    ['tell me about the database analytics-db', 'who owns it?'],
    /^No owner is known of analytics-db/,
    /maya|Not narrowed/,
  ],
  // What is asked of one by its name is no order of the rows; lengths have their units.
  [
    [
      'which SQS queues have messages waiting?',
      'how old is the oldest message in order-events-dlq?',
    ],
    /^order-events-dlq .*oldest message seconds: 2 hours 59 minutes/,
    /^order-events /,
  ],
  [['show log groups in eu-west-1', 'how long are they kept?'], /prod-eu\/web \(7 days/],
  // Of a bill, the things that are paid for.
  [
    ['How many NAT gateways are we paying for?', 'which of them is in eu-west-1?'],
    /^1 NAT gateway in eu-west-1: prod-eu/,
  ],
  [
    ['Why did our AWS bill go up this month?', 'when were those instances launched?'],
    /^embedding-backfill-1 .*launch time: /,
  ],
  [
    ['any unattached EBS volumes?', 'are those volumes encrypted?'],
    /No: loadtest-scratch[\s\S]*Yes: embedding-input/,
  ],
  // An image is known by its repository and its tag.
  [
    ['list the container images', 'which of them is the newest?'],
    /^1 container image: checkout-api:4\.12\.0/,
  ],
  [
    ['list repos in ECR', 'which image is newest in web?', 'when was it pushed?'],
    /^web:9\.31\.0-rc\.2 .*pushed at: /,
    /9\.30\.2/,
  ],
  [
    [
      'show me all stopped instances',
      'what volumes are attached to them?',
      'how much do those cost us?',
    ],
    /batch-reports-root/,
    /root user/,
  ],
  [['what listeners does load balancer storefront have?'], /^2 of 8 listeners/, /storefront-eu/],
]

describe('a conversation about the sample account', () => {
  for (const [turns, says, never] of conversations)
    it(`says in the end what was asked: ${turns.join(' → ')}`, async () => {
      const said = await converse(...turns)
      assert.match(said, says)
      if (never !== undefined) assert.doesNotMatch(said, never)
    })
})
