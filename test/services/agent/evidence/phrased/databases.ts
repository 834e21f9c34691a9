import type { Phrased } from './form.ts'

export const databases: readonly Phrased[] = [
  {
    question: 'Show me our RDS databases',
    reads: ['databases'],
    text: `There are **{4~5~count off by one} RDS instances** in us-east-1:

| Identifier | Engine | Class | Storage (GiB) | Multi-AZ | Encrypted |
|---|---|---|---|---|---|
| orders-db | PostgreSQL {15.8~15.6~swapped digits} | {db.r6g.xlarge~db.r6g.large~value of another row} | 500 | {Yes~No~state reversed} | Yes |
| catalog-db | MySQL {8.0.39~8.0.93~swapped digits} | db.r6g.large | {200~500~value of another row} | Yes | Yes |
| analytics-db | PostgreSQL 13.16 | {db.m5.large~db.m5.xlarge~plausible name} | {1000~1100~swapped digits} | No | {No~Yes~state reversed} |
| staging-orders-db | PostgreSQL 15.8 | db.t4g.medium | {50~500~value of another row} | No | No |{~
| reporting-db | PostgreSQL 14.9 | db.m5.large | 300 | No | Yes |~extra row}

Allocated storage adds up to {1,750~1,570~wrong sum} GiB.`,
  },
  {
    question: 'Are backups enabled on all databases?',
    reads: ['databases'],
    text: `Not on all of them. \`staging-orders-db\` has a retention period of {0~7~value of another row} days, which means automated backups are {disabled~enabled~state reversed}. The others keep {14~41~swapped digits} days (orders-db), {7~17~swapped digits} days (catalog-db) and {1 day~7 days~value of another row} (analytics-db).`,
  },
  {
    question: 'Which databases lack deletion protection?',
    reads: ['databases'],
    text: `Two of the four: **{analytics-db~catalog-db~value of another row}** and **staging-orders-db**. That is {50%~75%~percent moved} of your databases. The two production ones, orders-db and {catalog-db~billing-db~plausible name}, are protected. analytics-db was created on {2023-02-22~2023-02-23~day moved} and has {1 TB~2 TB~unit changed} of storage.`,
  },
  {
    question: 'Which database is the oldest?',
    reads: ['databases'],
    text: `\`{analytics-db~orders-db~value of another row}\`, created on {22 February 2023~23 February 2023~day moved}. It runs PostgreSQL {13.16~15.8~value of another row} on a {db.m5.large~db.t4g.medium~value of another row} and is {single-AZ~Multi-AZ~state reversed}.`,
  },
  {
    question: 'Can we compare orders-db to staging-orders-db?',
    reads: ['databases'],
    text: `| | orders-db | staging-orders-db |
|---|---|---|
| Class | db.r6g.xlarge | {db.t4g.medium~db.r6g.xlarge~value of another row} |
| Storage | 500 GiB | {50 GiB~55 GiB~swapped digits} |
| Backups | {14 days~15 days~swapped digits} | none |
| Created | {2023-09-25~2023-09-24~day moved} | 2023-10-30 |

Both run PostgreSQL {15.8~15.9~swapped digits}. The production database has {ten~twelve~wrong sum} times the storage.`,
  },
  {
    question: 'Which DynamoDB tables and queues do we have?',
    reads: ['tables', 'queues'],
    text: `**DynamoDB tables ({4~5~count off by one})**
- carts
- payment-idempotency
- {receipts~refunds~plausible name}
- sessions{~
- session-archive~extra row}

**SQS queues ({5~6~count off by one})**
- order-events and its dead-letter queue {order-events-dlq~order-updates-dlq~plausible name}
- invoices and invoices-dlq
- {image-jobs~video-jobs~plausible name}{~
- email-outbox~extra row}`,
  },
  {
    question: 'How long are logs kept?',
    reads: ['log-groups'],
    text: `Of {12~13~count off by one} log groups in us-east-1, {11~10~count off by one} keep logs for {7~30~swapped digits} days. Only **{/aws/lambda/nightly-report~/aws/lambda/chat-alerts~value of another row}** has no retention set, so its logs are never deleted. Overall about {1.5 GB~1.5 TB~unit changed} is stored: {190 MB~190 GB~unit changed} in each of the six ECS groups and {61 MB~16 MB~swapped digits} in each Lambda group.`,
  },
]
