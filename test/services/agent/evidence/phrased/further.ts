import type { Phrased } from './form.ts'

/** In further styles: things side by side, groups, what is largest, asides, other tongues, advice, hypotheses. */
export const further: readonly Phrased[] = [
  {
    question: 'Compare search-1 and metrics-dashboard',
    reads: ['instances'],
    text: `search-1 is an {r6i.large~t3.medium~value of another row}, whereas metrics-dashboard is only a {t3.medium~t3.small~value of another row}. Both are {running~stopped~state reversed}. The former belongs to {elena.rossi~maya.okafor~value of another row} and was launched on {12 February 2026~6 March 2026~value of another row}; metrics-dashboard is owned by {samir.haddad~elena.rossi~value of another row} and dates from {October 24, 2025~October 25, 2025~day moved}. If you resized metrics-dashboard to an r6i.large it would have 16 GiB of memory.`,
  },
  {
    question: 'Give me the facts on the bastion',
    reads: ['instances', 'volumes'],
    text: `Here's what I found on \`ops-bastion\`:

- **Instance ID:** {i-052311ab86972e627~i-048b7b85e631bead2~value of another row}
- **Type:** {t3.small~t3.large~value of another row}
- **State:** {running~stopped~state reversed}
- **Private IP:** {10.20.0.235~10.20.0.253~swapped digits}
- **Availability zone:** {us-east-1a~us-east-1b~value of another row}
- **Root volume:** {20 GiB~30 GiB~value of another row}, {encrypted~unencrypted~state reversed}
- **Launched:** {18 Aug 2025~19 Aug 2025~day moved}

> Tip: consider Session Manager instead of a bastion; it needs no open port 22.`,
  },
  {
    question: 'Are all EBS volumes encrypted?',
    reads: ['volumes'],
    text: `No. {Nineteen~Twenty~count off by one} of the 22 volumes are, but legacy-backoffice-root, {orders-export-2023~search-old-data~value of another row} and loadtest-scratch are {not~all~state reversed} encrypted. To encrypt an existing volume you would snapshot it, copy the snapshot with encryption enabled, and restore it; plan for about 30 minutes per 100 GiB.`,
  },
  {
    question: 'Which volume is the biggest?',
    reads: ['volumes'],
    text: `The largest volume is **{loadtest-scratch~batch-reports-data~value of another row}** with {1,000 GiB~500 GiB~value of another row}. It is an {io1~gp3~value of another row} volume, {unattached~attached~state reversed}, and was created on {2025-12-12~2025-12-21~day moved}. The smallest ones, such as {ops-bastion-root~build-server-root~value of another row}, have 20 GiB.`,
  },
  {
    question: 'What can you tell me about our databases?',
    reads: ['databases'],
    text: `Two engines are in use: PostgreSQL (orders-db, {analytics-db~catalog-db~value of another row}, staging-orders-db) and MySQL (catalog-db).

* orders-db — {db.r6g.xlarge~db.r6g.large~value of another row}, {500 GiB~200 GiB~value of another row}, {Multi-AZ~single-AZ~state reversed}
* catalog-db — db.r6g.large, {200 GiB~250 GiB~swapped digits}, Multi-AZ, MySQL {8.0.39~8.0.36~swapped digits}
* analytics-db — db.m5.large, {1 TiB~10 TiB~unit changed}, {single-AZ~Multi-AZ~state reversed}, {not encrypted~encrypted~state reversed}
* staging-orders-db — {db.t4g.medium~db.t4g.large~plausible name}, 50 GiB, single-AZ

The port is {5432~3306~value of another row} for orders-db and {3306~5432~value of another row} for catalog-db. {Half~A quarter~percent moved} of them are protected against deletion.`,
  },
  {
    question: 'Which database has the longest backup retention?',
    reads: ['databases'],
    text: `{orders-db~catalog-db~value of another row} keeps its backups for {14 days~7 days~value of another row}, twice as long as catalog-db ({7~9~swapped digits} days). analytics-db keeps them for only {a single day~a week~value of another row}, and staging-orders-db has no backups at all. I'd recommend setting it to 30 days for production.`,
  },
  {
    question: 'Is catalog-db safe?',
    reads: ['databases'],
    text: `Mostly yes: catalog-db is {encrypted~unencrypted~state reversed}, has deletion protection {enabled~disabled~state reversed}, and is {not publicly accessible~publicly accessible~state reversed}. Its backups go back {seven~nine~count off by one} days.`,
  },
  {
    question: 'Memory and timeouts of our Lambdas?',
    reads: ['functions'],
    text: `payment-webhook and {order-events-consumer~invoice-sender~value of another row} both have {512 MB~256 MB~value of another row}; their timeouts are {15~60~value of another row} and 30 seconds. chat-alerts gets by with {128 MB~128 GB~unit changed} and {10 seconds~10 minutes~unit changed}. The longest timeout is that of {nightly-report~image-resizer~value of another row} ({15 minutes~5 minutes~unit changed}, the maximum that Lambda allows).`,
  },
  {
    question: 'Which Lambda functions are on Python?',
    reads: ['functions'],
    text: `Three: image-resizer, nightly-report and {chat-alerts~payment-webhook~value of another row}. The first two are still on {python3.9~python3.11~swapped digits}, chat-alerts is on {python3.13~python3.9~value of another row}. {nightly-report~chat-alerts~value of another row} was last modified in {December 2023~November 2023~day moved}.`,
  },
  {
    question: 'Which alarms are not OK?',
    reads: ['alarms'],
    text: `Four of the seven:

| Alarm | State | Metric | Threshold |
|---|---|---|---|
| checkout-api-5xx | ALARM | HTTPCode_Target_5XX_Count | {20~100~value of another row} |
| checkout-api-unhealthy-targets | {ALARM~OK~state reversed} | {UnHealthyHostCount~HealthyHostCount~plausible name} | 0 |
| order-events-dlq-not-empty | ALARM | ApproximateNumberOfMessagesVisible | 0 |
| {batch-reports-cpu~orders-db-cpu~value of another row} | INSUFFICIENT_DATA | CPUUtilization | {95~80~value of another row} |

The other three, orders-db-cpu, storefront-5xx and {storefront-latency~storefront-errors~plausible name}, are {OK~in ALARM~state reversed}.`,
  },
  {
    question: 'Since when is the checkout failing?',
    reads: ['alarms'],
    text: `Since {13:48 UTC~11:30 UTC~value of another row} today, i.e. for about {37 minutes~57 minutes~wrong sum}. At that moment checkout-api-5xx counted {96~40~value of another row} errors in a minute, nearly {five~nine~count off by one} times its threshold of {20~80~value of another row}.`,
  },
  {
    question: 'Welche Buckets liegen in Irland?',
    reads: ['buckets'],
    text: `Zwei von zehn Buckets liegen in {eu-west-1~eu-central-1~regions exchanged}: **quillmarket-eu-exports** und **{quillmarket-ml-datasets~quillmarket-ml-models~plausible name}**. Der ältere der beiden wurde am {2024-11-23~2024-11-24~day moved} angelegt, der andere am {2026-03-06~2026-03-09~day moved}. Die übrigen acht sind in us-east-1.`,
  },
  {
    question: '¿Qué instancias están paradas en us-east-1?',
    reads: ['instances'],
    text: `Hay 2 instancias paradas: **batch-reports** ({c5.2xlarge~c5.xlarge~value of another row}) y **{staging-loadtest~staging-search-1~value of another row}** (c5.xlarge, {10.21.11.103~10.20.11.103~swapped digits}).`,
  },
  {
    question: 'When was each bucket created?',
    reads: ['buckets'],
    text: `The oldest bucket is \`{quillmarket-access-logs~quillmarket-assets~value of another row}\` ({25 September 2023~27 September 2023~value of another row}), the newest \`{quillmarket-ml-datasets~quillmarket-eu-exports~value of another row}\` ({6 March 2026~16 March 2026~day moved}). quillmarket-backups and {quillmarket-cloudtrail~quillmarket-invoices~value of another row} were both created on 20 October 2023. S3 is designed for eleven nines of durability, by the way.`,
  },
  {
    question: 'How is our CloudFormation doing?',
    reads: ['stacks'],
    text: `\`network-prod\`, \`orders-prod\` and \`search-prod\` are all in {UPDATE_COMPLETE~CREATE_COMPLETE~state reversed}; they were last updated on {2025-10-25~2025-10-26~day moved}, {2026-01-29~2026-02-12~value of another row} and 2026-02-12 respectively. \`analytics-export\` rolled back on {13 March~18 March~day moved}. None of them has termination protection.`,
  },
  {
    question: 'Which IAM user is the oldest?',
    reads: ['users'],
    text: `{maya.okafor~legacy-reporting~value of another row}, created on {September 5, 2022~September 15, 2022~day moved}. The most recently created one is {jonas.weber~priya.raman~value of another row} ({August 16, 2025~February 1, 2025~value of another row}). ci-deployer and {legacy-reporting~samir.haddad~value of another row} have never signed in with a password.`,
  },
  {
    question: 'What did elena.rossi do recently?',
    reads: ['trail'],
    text: `elena.rossi made two changes: she ran {CreateStack~DeleteStack~plausible name} for \`analytics-export\` on {March 13~March 14~day moved} and UpdateService on \`{web~checkout-api~value of another row}\` on {March 16, 2026 at 07:13 UTC~March 16, 2026 at 17:13 UTC~day moved}. Nothing of hers shows up since.`,
  },
  {
    question: 'Who deployed to web last?',
    reads: ['trail'],
    text: `{ci-deployer~elena.rossi~value of another row}, on {2026-03-17 at 19:13 UTC~2026-03-16 at 19:13 UTC~day moved}. Before that it was {elena.rossi~maya.okafor~value of another row} on March 16.`,
  },
  {
    question: 'What did S3 cost?',
    reads: ['costs'],
    text: `S3 cost {$249.24~$274.66~value of another row} in February, down from {$274.66~$273.94~value of another row} in January, a decrease of {$25.42~$35.42~wrong sum} ({9.3%~12.3%~percent moved}). Over the three months you paid {$797.84~$897.84~wrong sum} for it. In February that was about {4.5%~6.5%~percent moved} of the {$5,555~$5,655~money moved} bill.`,
  },
  {
    question: 'Top cost drivers in December 2025?',
    reads: ['costs'],
    text: `| Service | December 2025 | Share |
|---|---:|---:|
| Amazon RDS | {$1,831.83~$1,836.68~value of another row} | {30.0%~20.0%~percent moved} |
| EC2 - Other | {$1,252.19~$1,225.19~money moved} | 20.5% |
| EC2 compute | $1,117.95 | {18.3%~16.3%~percent moved} |
| {ECS~EKS~plausible name} | $835.14 | 13.7% |

The cheapest was {Route 53~Lambda~value of another row} with {$11.95~$10.88~value of another row}. RDS alone is {three~four~count off by one} tenths of the total.`,
  },
  {
    question: 'What is wasted in Europe?',
    reads: ['unused'],
    text: `In {eu-west-1~us-east-1~regions exchanged}, four \`embedding-backfill\` instances ({g5.12xlarge~g5.xlarge~plausible name}) sit idle at {0.6 %~6 %~percent moved} CPU, for {$4,141~$4,114~money moved} each. embedding-input ({800 GiB~500 GiB~value of another row}, {$64.00~$50.00~value of another row} a month) is attached to nothing, and eu-migration-host, {stopped~running~state reversed} since {2025-08-20~2025-08-21~day moved}, still costs {$4.80~$3.20~value of another row} for its volume.`,
  },
  {
    question: 'Which security groups let the world in?',
    reads: ['security-groups'],
    text: `Two do. **ops-bastion** (\`{sg-07056942c78ef97a4~sg-0dd7ee3fc565a68cb~value of another row}\`) opens {22~8080~value of another row} and {5432~3306~value of another row} to 0.0.0.0/0. **{storefront-alb~staging-alb~value of another row}** opens 80 and 443, which is fine for a public load balancer. staging-alb only accepts {203.0.113.0/28~0.0.0.0/0~value of another row}.`,
  },
  {
    question: 'Public subnets in prod?',
    reads: ['subnets'],
    text: `There are two, \`prod-public-a\` ({10.20.0.0/24~10.20.1.0/24~value of another row}, us-east-1a) and \`{prod-public-b~prod-public-c~plausible name}\` (10.20.1.0/24, {us-east-1b~us-east-1a~value of another row}). Each has {228~282~swapped digits} free addresses left.`,
  },
  {
    question: 'Which snapshots are there?',
    reads: ['snapshots'],
    text: `Four. The newest is {search-1-nightly~build-server-weekly~value of another row}, taken at {04:49~09:37~value of another row} today; the oldest, {backoffice-before-move~batch-reports-final~value of another row}, is from {January 2024~February 2024~day moved} and the only one that is {not encrypted~encrypted~state reversed}. The largest is \`{batch-reports-final~build-server-weekly~value of another row}\` ({500 GiB~500 MiB~unit changed}).`,
  },
  {
    question: 'Are there volumes attached to nothing?',
    reads: ['volumes', 'volumes-eu'],
    text: `Yes: orders-export-2023 ({gp2~gp3~value of another row}, 500 GiB), search-old-data (gp3, {200 GiB~20 GiB~value of another row}), loadtest-scratch (io1, {1,000 GiB~800 GiB~value of another row}) and embedding-input (gp3, 800 GiB). Together that's {2,500 GiB~2,300 GiB~wrong sum}, or {43%~53%~percent moved} of all storage. {embedding-input~search-old-data~value of another row} is the only one of them in eu-west-1.`,
  },
  {
    question: 'Do we have GPU instances?',
    reads: ['instances', 'instances-eu'],
    text: `Yes, {four~five~count off by one}, all of them {g5.12xlarge~g5.2xlarge~plausible name} in eu-west-1a: embedding-backfill-1 ({10.40.10.167~10.40.10.36~value of another row}), embedding-backfill-2 ({10.40.10.36~10.40.10.63~swapped digits}), embedding-backfill-3 and embedding-backfill-4. They make up {20%~25%~percent moved} of your 20 instances. Nobody is tagged as their owner. Stopping them overnight could save roughly half of their cost.`,
  },
  {
    question: 'Which queues have a dead-letter queue?',
    reads: ['queues'],
    text: `\`order-events\` and \`{invoices~image-jobs~value of another row}\` do; their dead-letter queues are \`order-events-dlq\` and \`{invoices-dlq~invoices-dead~plausible name}\`. \`image-jobs\` has none.`,
  },
]
