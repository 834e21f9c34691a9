import type { IncomingHttpHeaders } from 'node:http'
import { agentVersionHeader, type Health } from '../../agent/api.ts'
import { clientVersion } from '../version.ts'

/**
 * Agent and client fit where the first number of their versions is the same: what changes between
 * those is only added. The sentence to tell a person where they do not; undefined where they do.
 */
export function misfit(headers: IncomingHttpHeaders, own = clientVersion): string | undefined {
  const agent = versionOf(headers)
  return majorOf(agent) === majorOf(own) ? undefined : whatToDo(agent, own)
}

/** What may explain that an answer is not understood: the same, where the versions differ at all. */
export function difference(headers: IncomingHttpHeaders, own = clientVersion): string | undefined {
  const agent = versionOf(headers)
  return agent === own ? undefined : whatToDo(agent, own)
}

/** What an agent says it is, for a person: its version, and the start of its commit where it says one. */
export function agentIs({ version, revision }: Pick<Health, 'version' | 'revision'>): string {
  const commit = revision?.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1')
  return commit === undefined ? version : `${version} (${commit})`
}

function whatToDo(agent: string, own: string): string {
  const todo = isNewer(agent, own)
    ? 'update aws-ops.'
    : 'ask whoever runs the agent to deploy it again, or take aws-ops of its version.'
  return `The agent is of version ${agent}, aws-ops of ${own}: ${todo}`
}

/** The first release did not say its version. */
function versionOf(headers: IncomingHttpHeaders): string {
  const told = String(headers[agentVersionHeader] ?? '')
  return /^\d{1,6}(\.\d{1,6}){2}/.exec(told)?.[0] ?? '0.1.0'
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}

function isNewer(version: string, than: string): boolean {
  const [left, right] = [version, than].map((one) => one.split('.').map(Number))
  const at = left?.findIndex((number, index) => number !== right?.[index]) ?? -1
  return (left?.[at] ?? 0) > (right?.[at] ?? 0)
}
