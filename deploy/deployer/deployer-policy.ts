import type { Place } from '../../stacks/place.ts'
import type { Condition, Need } from './need.ts'
import { needsOf } from './needs.ts'
import type { Planned } from './planned-resources.ts'

interface DeployerStatement {
  Sid: string
  Effect: 'Allow'
  Action: readonly string[]
  Resource: readonly string[]
  Condition?: Condition
}

export interface DeployerPolicy {
  name: string
  document: { Version: '2012-10-17'; Statement: readonly DeployerStatement[] }
}

interface Deployment {
  /** What the program makes. */
  resources: readonly Planned[]
  place: Place
  /** Of the deployment, as policies are named after it. */
  name: string
}

/** What `pulumi up`, `preview` and `destroy` need of one deployment, in managed policies. */
export function deployerPolicies({ resources, place, name }: Deployment): DeployerPolicy[] {
  return inPolicies(`${name}-deployer`, needsOf(resources, place))
}

/** What `pulumi preview` needs, with `--refresh` too: what there is, and nothing that is in it. */
export function previewPolicies({ resources, place, name }: Deployment): DeployerPolicy[] {
  const looks = needsOf(resources, place).filter(({ changes }) => !changes)
  return inPolicies(`${name}-preview`, looks)
}

/** IAM's limit of a managed policy, whitespace not counted. */
const maxCharacters = 6_144

/** In as few as a first fit needs. */
export function inPolicies(name: string, needs: readonly Need[]): DeployerPolicy[] {
  const policies: DeployerStatement[][] = []
  for (const statement of joined(needs).map(statementOf)) {
    const roomy = policies.find((policy) => size([...policy, statement]) <= maxCharacters)
    if (roomy === undefined) policies.push([statement])
    else roomy.push(statement)
  }
  return policies.map((statements, at) => ({
    name: policies.length === 1 ? name : `${name}-${at + 1}`,
    document: documentOf(statements),
  }))
}

/** Needs of the same things under the same conditions, as one; in the order of their names. */
function joined(needs: readonly Need[]): Need[] {
  const byThing = Map.groupBy(needs, ({ on, when }) => JSON.stringify([on, when]))
  return [...byThing.values()]
    .map((alike) => {
      const [largest, ...more] = alike.toSorted(
        (a, b) => b.actions.length - a.actions.length || a.sid.localeCompare(b.sid),
      )
      if (largest === undefined) throw new Error('A group has one need at least')
      const actions = [largest, ...more].flatMap((need) => need.actions)
      const sid = largest.on[0] === '*' ? 'WhatTakesNoResource' : largest.sid
      return { ...largest, sid, actions: [...new Set(actions)].toSorted() }
    })
    .toSorted((a, b) => a.sid.localeCompare(b.sid))
}

const statementOf = ({ sid, actions, on, when }: Need): DeployerStatement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: on,
  ...(when !== undefined && { Condition: when }),
})

const documentOf = (Statement: readonly DeployerStatement[]): DeployerPolicy['document'] => ({
  Version: '2012-10-17',
  Statement,
})

const size = (statements: readonly DeployerStatement[]) =>
  JSON.stringify(documentOf(statements)).length
