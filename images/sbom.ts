import { Enums, Models, Serialize, SPDX, Spec } from '@cyclonedx/cyclonedx-library'
import type { BundledPackage } from './bundled-packages.ts'

/**
 * A bill of materials in CycloneDX's JSON: the packages of which code is in a bundle. Without a time
 * and a number of its own, so that the same sources give the same bytes.
 */
export function sbom(
  { name, version, license }: Pick<BundledPackage, 'name' | 'version' | 'license'>,
  packages: readonly BundledPackage[],
): string {
  const bom = new Models.Bom()
  const program = new Models.Component(Enums.ComponentType.Application, name, {
    version,
    bomRef: name,
    licenses: new Models.LicenseRepository([licenseOf(license)]),
  })
  for (const one of packages) {
    const component = componentOf(one)
    bom.components.add(component)
    program.dependencies.add(component.bomRef)
  }
  bom.metadata.component = program
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  )
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

function componentOf({ name, version, license }: BundledPackage): Models.Component {
  const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name]
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return new Models.Component(Enums.ComponentType.Library, bare ?? name, {
    ...(group !== undefined && { group }),
    version,
    purl,
    bomRef: purl,
    licenses: new Models.LicenseRepository([licenseOf(license)]),
  })
}

const licenseOf = (license: string) =>
  SPDX.isSupportedSpdxId(license)
    ? new Models.SpdxLicense(license)
    : new Models.LicenseExpression(license)
