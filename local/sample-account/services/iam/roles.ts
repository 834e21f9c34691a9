import type { Answers, Input, Place } from '../../answer.ts'
import { text } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { arn, mainRegion } from '../../facts/company.ts'
import { type Role, roles } from '../../facts/roles.ts'
import { listing, startsWith } from '../../listing.ts'
import { paging } from '../../paging.ts'
import { iamId, noSuchEntity, roleArn } from './names.ts'

export const roleAnswers: Answers = {
  ListRoles: listing({
    as: 'Roles',
    from: (at) => roles.map((one) => describe(one, at)),
    where: startsWith('PathPrefix', 'Path'),
    paging: paging.iam,
  }),
  GetRole: (input, at) => {
    const role = roleOf(input)
    return { Role: { ...describe(role, at), RoleLastUsed: lastUse(role, at) } }
  },
  ListRoleTags: (input) => {
    roleOf(input)
    return { Tags: [], IsTruncated: false }
  },
  ListInstanceProfiles: listing({ as: 'InstanceProfiles', from: profiles, paging: paging.iam }),
  GetInstanceProfile: (input, at) => {
    const name = text(input, 'InstanceProfileName')
    const found = profiles(at).find((one) => one.InstanceProfileName === name)
    if (!found) throw noSuchEntity('instance profile', name)
    return { InstanceProfile: found }
  },
}

function roleOf(input: Input): Role {
  const found = roles.find(({ name }) => name === text(input, 'RoleName'))
  if (!found) throw noSuchEntity('role', text(input, 'RoleName'))
  return found
}

// IAM gives policies URL-encoded.
export function describe({ name, trusts, createdDaysAgo }: Role, at: Place) {
  const Principal = trusts.startsWith('arn:') ? { AWS: trusts } : { Service: trusts }
  const statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }
  const trust = { Version: '2012-10-17', Statement: [statement] }
  return {
    RoleName: name,
    RoleId: iamId('AROA', name),
    Arn: roleArn(name),
    Path: '/',
    CreateDate: daysAgo(at, createdDaysAgo),
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
    MaxSessionDuration: 3600,
  }
}

export function lastUse({ usedDaysAgo }: Role, at: Place) {
  return usedDaysAgo === undefined
    ? {}
    : { LastUsedDate: daysAgo(at, usedDaysAgo), Region: mainRegion }
}

function profiles(at: Place) {
  return roles
    .filter(({ forInstances }) => forInstances)
    .map((role) => ({
      InstanceProfileName: role.name,
      InstanceProfileId: iamId('AIPA', role.name),
      Arn: arn('iam', '', `instance-profile/${role.name}`),
      Path: '/',
      CreateDate: daysAgo(at, role.createdDaysAgo),
      Roles: [describe(role, at)],
    }))
}
