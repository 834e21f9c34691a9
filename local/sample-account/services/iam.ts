import type { Answers, Input, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { company } from '../facts/company.ts'
import { people } from '../facts/people.ts'
import { groups, ownPolicies, roles } from '../facts/roles.ts'
import { listing } from '../listing.ts'
import { paging } from '../paging.ts'
import { authorizationDetails } from './iam/authorization.ts'
import { groupArn, iamId, noSuchEntity } from './iam/names.ts'
import { policyAnswers } from './iam/policies.ts'
import { roleAnswers } from './iam/roles.ts'
import { describeUser, userAnswers } from './iam/users.ts'

export const answers: Answers = {
  ...userAnswers,
  ...roleAnswers,
  ...policyAnswers,
  GetAccountAuthorizationDetails: authorizationDetails,
  ListGroups: listing({
    as: 'Groups',
    from: (at) => groups.map((one) => describeGroup(one, at)),
    paging: paging.iam,
  }),
  GetGroup: (input, at) => {
    const group = groupOf(input)
    const members = people.filter((one) => one.group === group.name)
    return {
      Group: describeGroup(group, at),
      Users: members.map((one) => describeUser(one, at)),
      IsTruncated: false,
    }
  },
  ListGroupsForUser: listing({
    as: 'Groups',
    from: (at, input) => {
      const person = people.find(({ name }) => name === text(input, 'UserName'))
      if (!person) throw noSuchEntity('user', text(input, 'UserName'))
      return groups.filter(({ name }) => name === person.group).map((one) => describeGroup(one, at))
    },
    paging: paging.iam,
  }),
  ListAccountAliases: () => ({ AccountAliases: [company.alias], IsTruncated: false }),
  GetAccountPasswordPolicy: () => ({
    PasswordPolicy: {
      MinimumPasswordLength: 10,
      RequireSymbols: false,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: true,
      AllowUsersToChangePassword: true,
      ExpirePasswords: false,
    },
  }),
  GetAccountSummary: () => ({ SummaryMap: accountSummary() }),
  ListServerCertificates: () => ({ ServerCertificateMetadataList: [], IsTruncated: false }),
}

type Group = (typeof groups)[number]

function groupOf(input: Input): Group {
  const found = groups.find(({ name }) => name === text(input, 'GroupName'))
  if (!found) throw noSuchEntity('group', text(input, 'GroupName'))
  return found
}

const describeGroup = ({ name }: Group, at: Place) => ({
  GroupName: name,
  GroupId: iamId('AGPA', name),
  Arn: groupArn(name),
  Path: '/',
  CreateDate: daysAgo(at, 1290),
})

function accountSummary() {
  const withMfa = people.filter(({ mfa }) => mfa).length
  return {
    Users: people.length,
    Groups: groups.length,
    Roles: roles.length,
    Policies: ownPolicies.length,
    InstanceProfiles: roles.filter(({ forInstances }) => forInstances).length,
    MFADevices: withMfa,
    MFADevicesInUse: withMfa,
    AccountMFAEnabled: 1,
    AccountAccessKeysPresent: 0,
    AccountPasswordPresent: 1,
    UsersQuota: 5000,
    RolesQuota: 1000,
  }
}
