import { wrongScanner } from './camera-config.ts'
import type { Config } from './config.ts'

/** What the parts of a configuration, each right by itself, say against one another: a sentence each that begins with its key. */
export function contradictions(config: Config): readonly string[] {
  return [...twoOfARole(config), ...blindScanners(config), ...sharedPorts(config)]
}

function twoOfARole({ cameras }: Config): readonly string[] {
  const roles = cameras.map((each) => each.role)
  const twice = roles.find((each, index) => roles.indexOf(each) !== index)
  return twice ? [`cameras: two cameras have the role ${twice}; each role is for one camera.`] : []
}

function blindScanners({ scanners, cameras }: Config): readonly string[] {
  return scanners.flatMap((each, index) => {
    const wrong = each.driver === 'camera' ? wrongScanner(each, cameras) : undefined
    return wrong ? [`scanners.${index}.${wrong}`] : []
  })
}

/** Two devices on one serial port would each read half of the other's answers. */
function sharedPorts({ scanners, printer, scale, signal }: Config): readonly string[] {
  const named = [
    ...scanners.map((device, index) => ({ key: `scanners.${index}`, device })),
    ...Object.entries({ printer, scale, signal }).map(([key, device]) => ({ key, device })),
  ]
  const first = new Map<string, string>()
  return named.flatMap(({ key, device }) => {
    if (device?.driver !== 'serial') return []
    const other = first.get(device.path)
    if (other === undefined) first.set(device.path, key)
    return other === undefined
      ? []
      : [
          `${key}.path: found ${JSON.stringify(device.path)}, the port of ${other}; each port is for one device.`,
        ]
  })
}
