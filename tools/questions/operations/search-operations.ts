import MiniSearch from 'minisearch'
import { catalogueOf, type Operation } from '../../catalogue/catalogue.ts'
import type { Service } from '../../catalogue/services.ts'
import { stem } from '../words/stem.ts'
import { words } from './slots.ts'
import { contentWords, nameWords } from './vocabulary.ts'

export interface Candidate {
  service: Service
  name: string
  operation: Operation
  /** Share of the words of the operation's name that the question has: 1 when it names the thing. */
  named: number
  /** Share of the question's words that the operation's name and service have. */
  understood: number
  /** The question's words that neither the operation's name nor its description has. */
  unknown: string[]
  score: number
}

/** The operations that may answer, best first. `question` is without what slots were read from it. */
export async function searchOperations(
  question: string,
  services: readonly Service[],
): Promise<Candidate[]> {
  const asked = contentWords(question)
  const head = contentWords(headOf(question))
  const { index, documents } = await indexOf(services)
  const found = index.search(asked.join(' '), {
    boost: { nouns: 4, service: 2, parameters: 0.5 },
    combineWith: 'OR',
  })
  const best = found[0]?.score ?? 1
  return found
    .slice(0, 60)
    .flatMap(({ id, score }) =>
      rankDocument(documents.get(id), { asked, head, relevance: score / best }),
    )
    .toSorted((a, b) => b.score - a.score)
}

/** What a question is after, before where it is: `subnets` of `which subnets are in vpc-…`. */
const headOf = (question: string): string =>
  question.split(
    /(?<=\w) (?:of|in|on|for|from|behind|with|does|do|has|have|are|is|exist|that)\b/i,
  )[0] ?? ''

interface Document {
  id: string
  service: string
  verb: string
  nouns: readonly string[]
  description: string
  parameters: string
  /** Nouns of required parameters: what it must be told of, as the cluster of ListAddons. */
  takes: readonly string[]
  row: Pick<Candidate, 'service' | 'name' | 'operation'>
}

interface Index {
  index: MiniSearch<Document>
  documents: ReadonlyMap<string, Document>
}

const indexes = new Map<string, Promise<Index>>()

/** Built at the first question, over the operations that can be allowed. */
function indexOf(services: readonly Service[]): Promise<Index> {
  const key = services.join()
  const index = indexes.get(key) ?? buildIndex(services)
  indexes.set(key, index)
  return index
}

async function buildIndex(services: readonly Service[]): Promise<Index> {
  const catalogues = await Promise.all(services.map(catalogueOf))
  const documents = catalogues.flatMap(({ service, operations }) =>
    Object.entries(operations)
      .filter(([name, operation]) => answers(name, operation) && !(`${name}V2` in operations))
      .map(([name, operation]) => document({ service, name, operation })),
  )
  const index = new MiniSearch<Document>({
    fields: ['nouns', 'service', 'description', 'parameters'],
    extractField: (document, field) => {
      switch (field) {
        case 'id':
          return document.id
        case 'nouns':
          return document.nouns.join(' ')
        case 'service':
          return document.service
        case 'parameters':
          return document.parameters
        default:
          return document.description
      }
    },
    processTerm: (term) => stem(term.toLowerCase()),
  })
  index.addAll(documents)
  return { index, documents: new Map(documents.map((each) => [each.id, each])) }
}

/** Allowed, or allowed where configuration opens a kind; `Head…` answers with headers only. */
function answers(name: string, { class: kind }: Operation): boolean {
  return (kind === 'metadata' || kind === 'data') && !name.startsWith('Head')
}

function document(row: Document['row']): Document {
  const { service, name, operation } = row
  const { verb, nouns } = nameWords(name)
  const parameters = Object.entries(operation.parameters ?? {})
  return {
    id: `${service}:${name}`,
    service: serviceWords(service).join(' '),
    verb,
    nouns,
    description: operation.description,
    parameters: parameters.map(([parameter]) => nameWords(parameter).nouns.join(' ')).join(' '),
    takes: parameters
      .filter(([, type]) => type.endsWith('!'))
      .flatMap(([parameter]) => nounsOfParameter(parameter)),
    row,
  }
}

interface Asked {
  asked: readonly string[]
  head: readonly string[]
  /** Of the full-text search, against its best. */
  relevance: number
}

function rankDocument(
  document: Document | undefined,
  { asked, head, relevance }: Asked,
): Candidate[] {
  if (document === undefined) return []
  const about = document.service.split(' ')
  const known = new Set([...document.nouns, ...about, ...document.takes])
  const telling = document.nouns.filter((noun) => !fillers.has(noun))
  const named = share(
    telling.length > 0 ? telling : document.nouns,
    (noun) => asked.includes(noun) || about.includes(noun),
  )
  const understood = share(asked, (word) => known.has(word))
  const description = words(document.description).map(stem)
  const told = share(asked, (word) => description.includes(word))
  const unknown = asked.filter((word) => !known.has(word) && !description.includes(word))
  const plain = ['list', 'describe'].includes(document.verb) ? 0.15 : 0
  const ofService = about.some((word) => asked.includes(word)) ? 0.15 : 0
  const score =
    1.5 * named +
    1.5 * understood +
    0.4 * told +
    0.6 * relevance +
    plain +
    ofService +
    0.4 * share(head, (word) => document.nouns.includes(word))
  return [{ ...document.row, named, understood, unknown, score }]
}

/** `clusterName` → `cluster`. */
const nounsOfParameter = (parameter: string): string[] => {
  const { verb, nouns } = nameWords(parameter)
  return [stem(verb), ...nouns].filter((noun) => !naming.has(noun))
}

const naming = new Set(['name', 'id', 'arn', 'identifier'].map(stem))

/** What names of operations have, and people seldom say. */
const fillers = new Set(
  ['config', 'configuration', 'detail', 'info', 'information', 'summary'].map(stem),
)

function share<T>(all: readonly T[], counts: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(counts).length / all.length
}

/** What a question calls a service, beside its own name. */
function serviceWords(service: Service): readonly string[] {
  return [...new Set([...words(service), ...(aliases[service] ?? [])])].map(stem)
}

const aliases: Partial<Record<Service, readonly string[]>> = {
  'api-gateway': ['apigateway', 'rest'],
  apigatewayv2: ['api', 'gateway', 'http', 'websocket'],
  'auto-scaling': ['autoscaling'],
  'cloudwatch-logs': ['log'],
  'cost-explorer': ['ce'],
  'elastic-load-balancing-v2': ['elbv2'],
  'route-53': ['route53'],
  sesv2: ['ses', 'email'],
  ses: ['email'],
}
