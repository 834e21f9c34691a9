/** The id list of an EC2 call, as `VpcIds` for `VpcId`, and the error for an id that is not there. */
export function ids(member: string, error: string, noun: string) {
  const message = (id: string) => `The ${noun} '${id}' does not exist`
  return { input: `${member}s`, member, missing: { name: error, message } }
}
