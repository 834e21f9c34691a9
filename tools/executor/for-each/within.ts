import type { Service } from '../../catalogue/services.ts'

/** What lists the names that a list takes: the services of a cluster, which are only within it, all projects. */
interface Within {
  operation: string
  /** The parameter of what they are within, of both operations; absent where they are of the account. */
  of?: string
  /** Of an item; absent where the items are the names. */
  member?: string
  /** Only for these operations, where others call something else so. */
  only?: string
}

export const within: Readonly<
  Partial<Record<Service, Readonly<Record<string, readonly Within[]>>>>
> = {
  codebuild: {
    names: [{ operation: 'ListProjects', only: 'BatchGetProjects' }],
    ids: [{ operation: 'ListBuilds', only: 'BatchGetBuilds' }],
  },
  codecommit: {
    repositoryNames: [{ operation: 'ListRepositories', member: 'repositoryName' }],
  },
  codedeploy: { applicationNames: [{ operation: 'ListApplications' }] },
  ecs: {
    services: [{ operation: 'ListServices', of: 'cluster' }],
    tasks: [{ operation: 'ListTasks', of: 'cluster' }],
    containerInstances: [{ operation: 'ListContainerInstances', of: 'cluster' }],
  },
  eks: {
    nodegroupName: [{ operation: 'ListNodegroups', of: 'clusterName' }],
    addonName: [{ operation: 'ListAddons', of: 'clusterName' }],
    fargateProfileName: [{ operation: 'ListFargateProfiles', of: 'clusterName' }],
  },
  glue: {
    CrawlerNames: [{ operation: 'ListCrawlers' }],
    JobNames: [{ operation: 'ListJobs' }],
    TriggerNames: [{ operation: 'ListTriggers' }],
  },
  iam: {
    PolicyName: [
      { operation: 'ListUserPolicies', of: 'UserName', only: 'GetUserPolicy' },
      { operation: 'ListRolePolicies', of: 'RoleName', only: 'GetRolePolicy' },
      { operation: 'ListGroupPolicies', of: 'GroupName', only: 'GetGroupPolicy' },
    ],
  },
  opensearch: { DomainNames: [{ operation: 'ListDomainNames', member: 'DomainName' }] },
}

/** How the names that a parameter takes are listed, within another or all; undefined where nothing is known to. */
export const listedWithin = (
  { service, name }: { service: Service; name: string },
  parameter: string,
): Within | undefined => {
  const lists = within[service] ?? {}
  if (!Object.hasOwn(lists, parameter)) return undefined
  return lists[parameter]?.find(({ only }) => only === undefined || only === name)
}
