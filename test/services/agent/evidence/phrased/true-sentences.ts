import type { Phrased } from './form.ts'

/** True, in many styles: what is set against another, what all have, advice, what would be, other tongues, what AWS does for everybody. */
const told: readonly (readonly [reads: string, question: string, text: string])[] = [
  [
    'instances',
    'What is running?',
    '11 of the 13 instances in us-east-1 are running; only batch-reports and staging-loadtest are stopped.',
  ],
  [
    'instances',
    'What is running?',
    'All three search nodes are r6i.large and belong to elena.rossi. Their addresses are 10.20.10.74, 10.20.11.50 and 10.20.10.161.',
  ],
  [
    'instances',
    'Who owns what?',
    'maya.okafor owns ops-bastion and build-server, samir.haddad owns metrics-dashboard, and elena.rossi owns the search nodes as well as staging-search-1.',
  ],
  [
    'instances',
    'Which is oldest?',
    'The oldest instance is legacy-backoffice, which has been running on an m4.large since February 2023, more than three years. Consider moving it to an m7i.large or a t4g.medium.',
  ],
  [
    'instances',
    'What should I do?',
    "I'd stop staging-loadtest, resize metrics-dashboard from t3.medium to t3.small, and tag the six instances without an owner.",
  ],
  ['instances', 'types', 'Unlike search-1, which is an r6i.large, build-server is a c6i.xlarge.'],
  [
    'instances',
    'types',
    'build-server (c6i.xlarge) and batch-reports (c5.2xlarge) are the only compute-optimised ones; batch-reports is not running.',
  ],
  [
    'instances',
    'types',
    'Roughly a quarter of the instances are m5.large; none is bigger than a c5.2xlarge.',
  ],
  [
    'instances,volumes',
    'disks of build-server',
    'build-server has two disks: build-server-root with 50 GiB and build-server-data with 300 GiB, both gp3 and encrypted.',
  ],
  [
    'instances,volumes',
    'disks',
    'batch-reports is stopped, yet its two volumes (50 GiB and 500 GiB) are still attached and billed.',
  ],
  [
    'volumes',
    'iops',
    'loadtest-scratch has 5,000 IOPS; every other gp3 volume has the baseline of 3,000.',
  ],
  [
    'volumes',
    'size',
    'orders-export-2023 is half the size of loadtest-scratch (500 GiB against 1,000 GiB).',
  ],
  [
    'volumes',
    'What is there?',
    'About 45% of the storage in us-east-1 is unattached: 1,700 of 3,760 GiB.',
  ],
  [
    'databases',
    'compare',
    'catalog-db runs MySQL 8.0.39, the other three run PostgreSQL: orders-db and staging-orders-db 15.8, analytics-db 13.16.',
  ],
  [
    'databases',
    'compare',
    'Both production databases, orders-db and catalog-db, are Multi-AZ with deletion protection; analytics-db and staging-orders-db have neither.',
  ],
  [
    'databases',
    'backups',
    'orders-db keeps backups for 14 days, catalog-db for 7, analytics-db for 1 and staging-orders-db for none.',
  ],
  ['databases', 'backups', 'Backups: orders-db 14 days, catalog-db 7 days, analytics-db 1 day.'],
  [
    'databases',
    'encryption',
    'Two of four databases are not encrypted at rest: analytics-db and staging-orders-db. RDS cannot encrypt an existing instance in place; restore from an encrypted snapshot instead.',
  ],
  [
    'databases',
    'encryption',
    'Encrypted: orders-db, catalog-db. Not encrypted: analytics-db, staging-orders-db.',
  ],
  [
    'databases',
    'sizes',
    'orders-db has 500 GiB, ten times as much as staging-orders-db (50 GiB), but only half of analytics-db (1,000 GiB).',
  ],
  [
    'databases',
    'upgrade',
    'analytics-db is on PostgreSQL 13.16. Standard support for PostgreSQL 13 ends soon; you could upgrade it to 16 or 17.',
  ],
  ['databases', 'sizes', 'In total 1,750 GiB are allocated, of which 57% belong to analytics-db.'],
  [
    'functions',
    'outdated',
    'image-resizer and nightly-report run python3.9, which is deprecated; moving them to python3.13, as chat-alerts already does, should be easy.',
  ],
  [
    'functions',
    'memory',
    'The six functions have between 128 MB (chat-alerts) and 1,536 MB (image-resizer) of memory.',
  ],
  [
    'functions',
    'timeouts',
    'nightly-report may run for up to 15 minutes, image-resizer for 2 minutes, all others for a minute or less.',
  ],
  [
    'functions',
    'timeouts',
    'payment-webhook: 512 MB, 15 s. order-events-consumer: 512 MB, 30 s. chat-alerts: 128 MB, 10 s.',
  ],
  [
    'functions',
    'changed',
    'payment-webhook was changed most recently (2026-02-26), nightly-report has not been touched since 2023-12-28.',
  ],
  [
    'alarms',
    'firing?',
    'Three alarms are firing. checkout-api-5xx and checkout-api-unhealthy-targets went into ALARM at 13:48 UTC; order-events-dlq-not-empty has been in ALARM since 11:30 UTC.',
  ],
  [
    'alarms',
    'firing?',
    'Not firing: orders-db-cpu, storefront-5xx and storefront-latency. batch-reports-cpu has insufficient data because the instance is stopped.',
  ],
  [
    'alarms',
    'thresholds',
    'storefront-5xx would fire above 100 errors a minute, checkout-api-5xx already above 20.',
  ],
  [
    'alarms',
    'thresholds',
    'orders-db-cpu and batch-reports-cpu both watch CPUUtilization, with thresholds of 80 and 95 percent.',
  ],
  [
    'buckets',
    'regions',
    'Eight buckets are in us-east-1 and two (quillmarket-eu-exports and quillmarket-ml-datasets) in eu-west-1.',
  ],
  [
    'buckets',
    'age',
    'quillmarket-access-logs is the oldest bucket, quillmarket-ml-datasets the newest.',
  ],
  [
    'buckets',
    'names',
    'There is no bucket named quillmarket-prod; did you mean quillmarket-assets or quillmarket-backups?',
  ],
  [
    'log-groups',
    'retention',
    'All log groups but /aws/lambda/nightly-report keep their logs for 7 days; that one keeps them forever.',
  ],
  [
    'log-groups',
    'storage',
    'The six ECS groups hold 190 MB each (1.14 GB together), the six Lambda groups 61 MB each.',
  ],
  [
    'stacks',
    'state',
    'analytics-export failed: it is in ROLLBACK_COMPLETE since 2026-03-13. The other three stacks, network-prod, orders-prod and search-prod, are in UPDATE_COMPLETE.',
  ],
  [
    'snapshots',
    'list',
    'search-1-nightly (200 GiB) was taken this morning at 04:49, build-server-weekly (300 GiB) on Saturday, March 14.',
  ],
  [
    'users',
    'logins',
    'tom.lindqvist and maya.okafor signed in today; samir.haddad last did so on March 12, six days ago.',
  ],
  [
    'users',
    'logins',
    'jonas.weber was created on 16 August 2025 and last used his password on 17 March 2026.',
  ],
  [
    'trail',
    'who?',
    'jonas.weber logged in at 12:13, then opened the security group twice, at 12:25 and 12:27 UTC on March 17.',
  ],
  [
    'trail',
    'who?',
    'The last change was made by tom.lindqvist, who ran UpdateService at 13:44 UTC; elena.rossi and ci-deployer had deployed to web on March 16 and 17.',
  ],
  [
    'costs',
    'total',
    'December: $6,105.89. January: $6,122.03. February: $5,555.32. The drop in February is mostly because it has only 28 days.',
  ],
  [
    'costs',
    'rds',
    'RDS fell from $1,836.68 in January to $1,666.66 in February, by $170.02 or 9.3%.',
  ],
  [
    'costs',
    'share',
    'RDS is the largest item with 30% of the bill, ahead of EC2 - Other (20.5%) and EC2 compute (18.3%).',
  ],
  [
    'costs',
    'small',
    'Route 53 ($10.88), VPC ($18.65) and Lambda ($59.05) are the smallest items in February.',
  ],
  [
    'unused',
    'save',
    'The four GPU instances cost $4,141 a month each; stopping them saves $16,564 a month, or about $199,000 a year.',
  ],
  [
    'unused',
    'save',
    'loadtest-scratch ($450), embedding-input ($64), orders-export-2023 ($50) and search-old-data ($16) are unattached volumes worth $580 a month.',
  ],
  [
    'security-groups',
    'open',
    'ops-bastion allows 22 from the office range 203.0.113.0/28 and, temporarily, from 0.0.0.0/0.',
  ],
  [
    'security-groups',
    'open',
    'prod-services accepts 8080 only from storefront-alb; prod-databases accepts 5432 and 3306 only from prod-services.',
  ],
  [
    'subnets',
    'free',
    'Every subnet has 228 free addresses; prod-private-a and staging-private-a are both in us-east-1a.',
  ],
  [
    'load-balancers',
    'list',
    'storefront and staging were created in 2023, payments followed on 2024-06-16. All three are internet-facing.',
  ],
  [
    'queues',
    'list',
    'There are five queues; order-events and invoices have dead-letter queues (order-events-dlq, invoices-dlq).',
  ],
  [
    'instances',
    'Welche laufen?',
    '11 von 13 Instanzen laufen. batch-reports (c5.2xlarge) und staging-loadtest (c5.xlarge) sind gestoppt, die übrigen laufen.',
  ],
  [
    'databases',
    '¿Cuál es la más grande?',
    'La base de datos más grande es analytics-db con 1.000 GiB; orders-db tiene 500 GiB y catalog-db 200 GiB.',
  ],
  [
    'instances',
    'how?',
    'To start it again run:\n\n```bash\naws ec2 start-instances --instance-ids i-07da301bc12c50d11 --region us-east-1\n```\n\nSee [the docs](https://docs.aws.amazon.com/ec2/) for details.',
  ],
  [
    'instances',
    'if',
    'If batch-reports were running on a c5.xlarge instead of its c5.2xlarge, it would cost half as much.',
  ],
  [
    'instances',
    'if',
    'Would you like me to check whether search-1 and search-2 could be t4g.large instead?',
  ],
  [
    'roles',
    'What is there?',
    '17 roles, eight of which start with lambda-. former-agency-access, created on 2023-03-09, is the oldest; its sessions last an hour (3,600 seconds).',
  ],
  [
    'alarms',
    'What is there?',
    'CloudWatch keeps metrics with a period of 60 seconds for 15 days. orders-db-cpu is evaluated every 5 minutes.',
  ],
  [
    'instances,instances-eu',
    'count',
    'us-east-1 has 13 instances and eu-west-1 has 7, so 20 in all; 17 of them are running.',
  ],
  [
    'volumes,volumes-eu',
    'What is there?',
    'embedding-input lies in eu-west-1, the three other unattached volumes (loadtest-scratch, orders-export-2023, search-old-data) in us-east-1.',
  ],
  [
    'instances',
    'anything odd?',
    'legacy-backoffice stands out: it still runs on an m4.large (a previous generation), has no owner, and has been up since 15 February 2023.',
  ],
  [
    'instances',
    'list by zone',
    'In us-east-1a: ops-bastion, build-server, search-1, search-3, eks-general-1, batch-reports and staging-search-1. The other six are in us-east-1b.',
  ],
  [
    'instances',
    'who owns search-2?',
    'elena.rossi owns it. It is an r6i.large in us-east-1b with the address 10.20.11.50.',
  ],
  [
    'instances',
    'is ops-bastion public?',
    'Yes, it has the public address 198.51.100.20 besides its private one, 10.20.0.235.',
  ],
  [
    'instances',
    'What is there?',
    'search-3 was launched three weeks after search-1 and search-2 (6 March against 12 February 2026).',
  ],
  ['instances', 'What is there?', 'Neither batch-reports nor staging-loadtest is running.'],
  [
    'instances',
    'What is there?',
    'I could not find an owner for eks-general-1, eks-general-2 and eks-general-3.',
  ],
  [
    'instances',
    'What is there?',
    'metrics-dashboard (t3.medium, samir.haddad) is the only instance owned by samir.haddad.',
  ],
  [
    'instances,instances-eu',
    'What is there?',
    'Search runs on five r6i.large nodes, three in us-east-1 and two in eu-west-1.',
  ],
  [
    'volumes',
    'What is there?',
    'Except for orders-export-2023 (gp2) and loadtest-scratch (io1), all volumes are gp3.',
  ],
  [
    'volumes',
    'What is there?',
    'Moving loadtest-scratch from io1 to gp3 would cut its cost; snapshot it first, then delete it after 30 days.',
  ],
  [
    'volumes',
    'What is there?',
    'batch-reports-data is the largest attached volume (500 GiB); build-server-data follows with 300 GiB.',
  ],
  [
    'volumes',
    'What is there?',
    'search-old-data was created on 7 November 2025, a day before staging-loadtest-root.',
  ],
  [
    'databases',
    'What is there?',
    'With 14 days, orders-db has the longest retention; with 0 days, staging-orders-db has none.',
  ],
  ['databases', 'What is there?', 'None of the four databases is publicly accessible.'],
  [
    'databases',
    'What is there?',
    'orders-db is the only one on db.r6g.xlarge; catalog-db is on the next smaller class, db.r6g.large.',
  ],
  ['databases', 'What is there?', 'Except for catalog-db (MySQL), everything is PostgreSQL.'],
  [
    'databases',
    'What is there?',
    'Performance Insights is enabled on orders-db and catalog-db, but not on analytics-db or staging-orders-db.',
  ],
  [
    'databases',
    'What is there?',
    'staging-orders-db was created on October 30, 2023, about a month after orders-db and catalog-db (both September 25, 2023).',
  ],
  [
    'databases',
    'What is there?',
    'analytics-db: PostgreSQL 13.16, db.m5.large, 1 TiB, single-AZ, unencrypted, 1 day of backups.',
  ],
  [
    'functions',
    'What is there?',
    'The only function with a timeout above two minutes is nightly-report (900 seconds).',
  ],
  [
    'functions',
    'What is there?',
    'chat-alerts uses the least memory (128 MB) and image-resizer the most (1.5 GB).',
  ],
  [
    'functions',
    'What is there?',
    'nodejs18.x is used by invoice-sender only, nodejs22.x by order-events-consumer and payment-webhook.',
  ],
  [
    'functions',
    'What is there?',
    'Raising the memory of nightly-report from 1,024 MB to 2,048 MB might halve its duration.',
  ],
  [
    'alarms',
    'What is there?',
    'checkout-api-5xx saw 96 errors, storefront-5xx stays below its threshold of 100.',
  ],
  [
    'alarms',
    'What is there?',
    'Both checkout alarms fired at the same minute, 13:48 UTC; the queue alarm had been on since 11:30 UTC.',
  ],
  [
    'alarms',
    'What is there?',
    'storefront-latency recovered to OK on March 9, 2026; storefront-5xx has been OK since January 6.',
  ],
  [
    'buckets',
    'What is there?',
    'Two buckets, quillmarket-backups and quillmarket-cloudtrail, were created on the same day, 20 October 2023.',
  ],
  [
    'buckets',
    'What is there?',
    'Nine of ten buckets are older than a month; quillmarket-ml-datasets was created on 6 March.',
  ],
  [
    'log-groups',
    'What is there?',
    '/aws/lambda/nightly-report has no retention; set it to 30 days with `aws logs put-retention-policy --retention-in-days 30`.',
  ],
  [
    'log-groups',
    'What is there?',
    'Every ECS log group was created on 16 June 2024 and stores 190 MB.',
  ],
  [
    'stacks',
    'What is there?',
    'orders-prod was last updated on 29 January 2026, network-prod on 25 October 2025.',
  ],
  [
    'stacks',
    'What is there?',
    'You can delete analytics-export, since a stack in ROLLBACK_COMPLETE cannot be updated.',
  ],
  [
    'snapshots',
    'What is there?',
    'batch-reports-final (500 GiB) and backoffice-before-move (250 GiB) are older than a month; only the latter is unencrypted.',
  ],
  [
    'users',
    'What is there?',
    'Six of eight users signed in within the last week; ci-deployer and legacy-reporting never did.',
  ],
  [
    'users',
    'What is there?',
    'The newest user is jonas.weber (August 2025), the oldest maya.okafor (September 2022).',
  ],
  [
    'trail',
    'What is there?',
    'CreateStack was called by elena.rossi on March 13 at 14:25 UTC, StopInstances by maya.okafor on February 6.',
  ],
  [
    'trail',
    'What is there?',
    'In the last 24 hours there were four events, three by tom.lindqvist and one by ci-deployer.',
  ],
  [
    'costs',
    'What is there?',
    'EC2 - Other went from $1,252.19 in December to $1,139.28 in February.',
  ],
  [
    'costs',
    'What is there?',
    'In February you spent $1,666.66 on RDS, $1,139.28 on EC2 - Other and $1,017.15 on EC2 compute, together $3,823.09 or 69% of the bill.',
  ],
  [
    'costs',
    'What is there?',
    'DynamoDB ($68.37) and ELB ($80.80) cost about the same in February.',
  ],
  [
    'unused',
    'What is there?',
    'batch-reports is stopped but keeps 550 GiB of volumes, which cost $44 a month; staging-loadtest keeps 40 GiB for $3.20.',
  ],
  ['unused', 'What is there?', 'old-vpn (198.51.100.77) is an unused address at $3.65 a month.'],
  [
    'unused',
    'What is there?',
    'legacy-backoffice has idled at 0.6 % CPU; at $73 a month it is cheaper than loadtest-scratch ($450).',
  ],
  [
    'security-groups',
    'What is there?',
    'Port 9200 of prod-search is open to prod-services only, port 9300 to itself.',
  ],
  [
    'security-groups',
    'What is there?',
    'staging-alb (sg-0f2173fbe369f16a2) is restricted to 203.0.113.0/28, unlike storefront-alb, which is open to the world.',
  ],
  [
    'subnets',
    'What is there?',
    'prod-public-a and prod-public-b assign public addresses, prod-private-a and prod-private-b do not.',
  ],
  [
    'load-balancers',
    'What is there?',
    'The newest of the three is payments (June 2024); storefront dates from September 2023.',
  ],
  [
    'roles',
    'What is there?',
    'lambda-nightly-report (2023-09-19) is older than lambda-image-resizer (2024-02-22).',
  ],
  [
    'instances',
    'What is there?',
    'Es gibt 13 Instanzen in us-east-1; die älteste ist legacy-backoffice (m4.large, seit 15.02.2023).',
  ],
  [
    'databases',
    'What is there?',
    'analytics-db ist unverschlüsselt und läuft auf db.m5.large, orders-db auf db.r6g.xlarge.',
  ],
  [
    'instances',
    'What is there?',
    '**Summary**\n\n1. 13 instances, 2 of them stopped\n2. 6 without an owner\n3. 1 with a public address (ops-bastion)',
  ],
  [
    'instances',
    'What is there?',
    'Next steps:\n\n- Stop `legacy-backoffice` for a week and see whether anybody notices\n- Set a budget of $500 a month\n- Use t4g.large for `staging-search-1`',
  ],
  [
    'instances',
    'What is there?',
    '```json\n{"InstanceId": "i-07da301bc12c50d11", "State": "stopped", "InstanceType": "c5.2xlarge"}\n```',
  ],
]

export const trueSentences: readonly Phrased[] = told.map(([reads, question, text]) => ({
  question,
  reads: reads.split(','),
  text,
}))
