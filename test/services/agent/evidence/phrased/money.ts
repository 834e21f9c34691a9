import type { Phrased } from './form.ts'

export const money: readonly Phrased[] = [
  {
    question: 'What did we spend in February?',
    reads: ['costs'],
    text: `You spent **{$5,555.32~$5,855.32~money moved}** in February 2026. The biggest items were:

- RDS: {$1,666.66~$1,836.68~value of another row} ({30.0%~34.0%~percent moved})
- EC2 – Other: $1,139.28 ({20.5%~25.5%~percent moved})
- EC2 compute: {$1,017.15~$1,071.15~money moved} (18.3%)
- ECS: {$759.83~$795.83~money moved} (13.7%){~
- CloudFront: $412.07 (7.4%)~extra row}

Compared with January ({$6,122.03~$6,212.03~money moved}) that is {$566.71~$656.71~wrong sum} less, a drop of {9.3%~7.3%~percent moved}.`,
  },
  {
    question: 'How did cost develop over the last three months?',
    reads: ['costs'],
    text: `| Month | Total |
|---|---:|
| December 2025 | {$6,105.89~$6,150.89~money moved} |
| January 2026 | $6,122.03 |
| February 2026 | {$5,555.32~$6,122.03~value of another row} |{~
| March 2026 | $3,204.18 |~extra row}
| **Total** | **{$17,783.23~$18,783.23~wrong sum}** |

On average that is about {$5,930~$6,930~wrong average} a month. January was only {$16.15~$61.15~wrong sum} above December.`,
  },
  {
    question: 'What are the top three services by spend in January?',
    reads: ['costs'],
    text: `1. **Amazon RDS** – {$1,836.68~$1,666.66~value of another row}
2. **EC2 - Other** – {$1,255.50~$1,225.50~money moved}
3. **EC2 Compute** – {$1,120.91~$1,210.91~money moved}

Together these three account for {$4,213.09~$4,413.09~wrong sum}, about {69%~79%~percent moved} of January's {$6,122~$6,222~money moved}.`,
  },
  {
    question: 'How much do we pay for SageMaker?',
    reads: ['costs'],
    text: `SageMaker cost {$246.13~$264.13~money moved} in February, after {$271.24~$274.66~value of another row} in January and {$270.52~$275.20~money moved} in December: {$787.89~$887.89~wrong sum} over the three months, roughly {4.4%~6.4%~percent moved} of the bill.`,
  },
  {
    question: 'Is Lambda expensive for us?',
    reads: ['costs'],
    text: `Not really. Lambda was {about $59~about $95~money moved} in February, a bit over {1%~4%~percent moved} of the {$5.6k~$6.5k~money moved} bill. DynamoDB is similar at {roughly $68~roughly $86~money moved}. For comparison, RDS cost {$1.67k~$1.97k~money moved}.`,
  },
  {
    question: 'What would we save by removing idle things?',
    reads: ['unused'],
    text: `Removing everything that looks unused would save roughly **{$17.3k~$13.7k~money moved} a month**. {Five~Six~count off by one} idle instances make up {$16,635~$16,365~money moved} of that, about {96%~86%~percent moved}. One old snapshot ({$12.50~$21.50~money moved}) and one unused address, {old-vpn~old-nat~plausible name} ({$3.65~$5.63~money moved}), are small change.`,
  },
  {
    question: 'Cheapest service in December?',
    reads: ['costs'],
    text: `{Route 53~Amazon VPC~value of another row}, at {$11.95~$19.15~money moved}. Next come VPC with {$20.49~$64.90~value of another row} and Lambda with $64.90. All amounts are for {December 2025~January 2026~value of another row}, in {USD~EUR~unit changed}.`,
  },
]
