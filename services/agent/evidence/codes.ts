import type { Backing } from './backing.ts'
import type { Claim } from './claims.ts'
import type { Fact } from './facts.ts'
import { stands } from './hold-names.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'
import { meets } from './verdicts.ts'

/**
 * `DeleteStack`, `FreeStorageSpace`: what AWS calls operations and metrics names nothing of anybody's, but
 * of a thing which has another such word as a value it is told that it did or watches that.
 */
export function codesIn(statements: readonly Statement[]): Claim[] {
  const words: ReadonlySet<string> = new Set()
  return statements
    .filter(({ isCommand }) => !isCommand)
    .flatMap((statement) =>
      [...statement.text.matchAll(code)]
        .filter(({ 0: text }) => !products.test(text))
        .map(({ 0: text, index }) => ({ kind: 'value', text, statement, index, words }) as const),
    )
}

/** Undefined where the thing has other such words, and not that. */
export function holdCode(claim: Claim, around: Surroundings): Backing | undefined {
  const { index, facts, question, whose, called, scopeOf } = around
  const asked = { by: 'asked', how: 'a word of AWS’s' } as const
  if (!isCode(claim) || index.placesOf(claim.text).length > 0) return asked
  const name = claim.text.toLowerCase()
  if (index.members.has(name) || stands(question, name) || called.text.toLowerCase().includes(name))
    return asked
  const having = facts.all.filter(isOfCodes)
  const { rows, by } = claim.statement.cells === undefined ? { by: 'sentence' } : scopeOf(claim)
  const isOfRow = by === 'row' && rows !== undefined && having.some((one) => meets(one.rows, rows))
  const isOther =
    isOfRow ||
    whose.isOther(claim, ({ own }) =>
      having.some(({ rows }) => meets(own, rows)) ? 'other' : 'lacks',
    )
  return isOther ? undefined : asked
}

export const isCode = ({ kind, text }: Claim): boolean => kind === 'value' && whole.test(text)

const isOfCodes = ({ words }: Fact): boolean => words.some((word) => ofCodes.has(word))

const ofCodes = new Set(['metric', 'event', 'operation', 'action'])

const code = /(?<![\w./:-])(?:[A-Z]+[a-z]+){2,}[A-Z]*(?![\w/-]|\.\w)/g
const whole = /^(?:[A-Z]+[a-z]+){2,}[A-Z]*$/
const products =
  /^(?:Cloud(?:Watch|Trail|Front|Formation|Shell|HSM)|DynamoDB|(?:Postgre|My)SQL|MariaDB|MongoDB|DocumentDB|OpenSearch|ElastiCache|ElasticSearch|EventBridge|GuardDuty|SageMaker|QuickSight|Code[A-Z][a-z]+|App[A-Z][a-z]+|WorkSpaces|JavaScript|TypeScript|Git[A-Z][a-z]+|PagerDuty|StackSets?|OpenTelemetry|RabbitMQ|ActiveMQ|NodeJS|PowerShell|OpenSSL|LifeCycle|Kubernetes|Well[A-Z][a-z]+)$/
