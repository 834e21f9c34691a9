import type { Answers, Input, Place } from '../../answer.ts'
import { text } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { mainRegion } from '../../facts/company.ts'
import { type AccessKey, type Person, people } from '../../facts/people.ts'
import { listing } from '../../listing.ts'
import { paging } from '../../paging.ts'
import { iamId, mfaArn, noSuchEntity, userArn } from './names.ts'

export const userAnswers: Answers = {
  ListUsers: listing({
    as: 'Users',
    from: (at) => people.map((one) => describeUser(one, at)),
    paging: paging.iam,
  }),
  GetUser: (input, at) => {
    const person = personOf(input)
    return { User: { ...describeUser(person, at), Tags: tagsOf(person) } }
  },
  ListUserTags: listing({
    as: 'Tags',
    from: (_at, input) => tagsOf(personOf(input)),
    paging: paging.iam,
  }),
  GetLoginProfile: (input, at) => {
    const person = personOf(input)
    if (person.passwordUsedDaysAgo === undefined) throw noSuchEntity('login profile', person.name)
    return {
      LoginProfile: {
        UserName: person.name,
        CreateDate: daysAgo(at, person.createdDaysAgo),
        PasswordResetRequired: false,
      },
    }
  },
  ListAccessKeys: listing({
    as: 'AccessKeyMetadata',
    from: (at, input) => {
      const person = personOf(input)
      return person.keys.map(({ id, status, ageDays }) => ({
        UserName: person.name,
        AccessKeyId: id,
        Status: status,
        CreateDate: daysAgo(at, ageDays),
      }))
    },
    paging: paging.iam,
  }),
  GetAccessKeyLastUsed: (input, at) => {
    const id = text(input, 'AccessKeyId')
    const person = people.find(({ keys }) => keys.some((key) => key.id === id))
    const key = person?.keys.find((one) => one.id === id)
    if (!person || !key) throw noSuchEntity('Access Key', id)
    return { UserName: person.name, AccessKeyLastUsed: lastUse(key, at) }
  },
  ListMFADevices: listing({
    as: 'MFADevices',
    from: (at, input) =>
      (input.UserName === undefined ? people : [personOf(input)])
        .filter(({ mfa }) => mfa)
        .map((one) => device(one, at)),
    paging: paging.iam,
  }),
  ListVirtualMFADevices: listing({
    as: 'VirtualMFADevices',
    from: (at) =>
      people
        .filter(({ mfa }) => mfa)
        .map((one) => ({
          SerialNumber: mfaArn(one.name),
          User: describeUser(one, at),
          EnableDate: device(one, at).EnableDate,
        })),
    where: (_device, { AssignmentStatus }) => AssignmentStatus !== 'Unassigned',
    paging: paging.iam,
  }),
}

/** As ListUsers shows a user: without tags. */
export function describeUser({ name, createdDaysAgo, passwordUsedDaysAgo }: Person, at: Place) {
  return {
    UserName: name,
    UserId: iamId('AIDA', name),
    Arn: userArn(name),
    Path: '/',
    CreateDate: daysAgo(at, createdDaysAgo),
    ...(passwordUsedDaysAgo !== undefined && {
      PasswordLastUsed: daysAgo(at, passwordUsedDaysAgo),
    }),
  }
}

function personOf(input: Input): Person {
  const found = people.find(({ name }) => name === text(input, 'UserName'))
  if (!found) throw noSuchEntity('user', text(input, 'UserName'))
  return found
}

const tagsOf = ({ title }: Person) => [{ Key: 'Title', Value: title }]

function lastUse({ usedDaysAgo, usedFor = 'N/A' }: AccessKey, at: Place) {
  return usedDaysAgo === undefined
    ? { ServiceName: 'N/A', Region: 'N/A' }
    : { LastUsedDate: daysAgo(at, usedDaysAgo), ServiceName: usedFor, Region: mainRegion }
}

const device = ({ name, createdDaysAgo }: Person, at: Place) => ({
  UserName: name,
  SerialNumber: mfaArn(name),
  EnableDate: daysAgo(at, createdDaysAgo - 1),
})
