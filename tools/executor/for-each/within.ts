import type { Service } from '../../catalogue/services.ts'

/** What lists names only within something else: the services of a cluster. */
interface Within {
  operation: string
  /** The parameter of what they are within, of both operations. */
  of: string
  /** Only for these operations, where others call something else so. */
  only?: string
}

export const within: Readonly<
  Partial<Record<Service, Readonly<Record<string, readonly Within[]>>>>
> = {
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
  iam: {
    PolicyName: [
      { operation: 'ListUserPolicies', of: 'UserName', only: 'GetUserPolicy' },
      { operation: 'ListRolePolicies', of: 'RoleName', only: 'GetRolePolicy' },
      { operation: 'ListGroupPolicies', of: 'GroupName', only: 'GetGroupPolicy' },
    ],
  },
}

/** How the names that a parameter takes are listed within another; undefined where they are not. */
export const listedWithin = (
  { service, name }: { service: Service; name: string },
  parameter: string,
): Within | undefined => {
  const lists = within[service] ?? {}
  if (!Object.hasOwn(lists, parameter)) return undefined
  return lists[parameter]?.find(({ only }) => only === undefined || only === name)
}
