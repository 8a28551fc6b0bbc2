// node .ci/tally.js STATUS REPORT DEVICE_LOG: names every test that failed, its reason in a line, and ends with "N passed, N failed".
// The device tests' own line is in DEVICE_LOG. Without a report (a failed install, a crashed runner) one failure is counted.
import { readFileSync } from 'node:fs'

const [, , status, reportFile, deviceLog] = process.argv
const text = readFileSync(reportFile, 'utf8')
const report = text === '' ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(text)
// A file that cannot be loaded has no tests to count; it is one failure.
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
)
const devices = readFileSync(deviceLog, 'utf8')
const sum = /^(\d+) passed, (\d+) failed$/m.exec(devices) ?? ['', 0, 0]

for (const file of broken) tell(file.name, file.message)
for (const file of report.testResults)
  for (const test of file.assertionResults)
    if (test.status === 'failed') tell(`${file.name} > ${test.fullName}`, test.failureMessages[0])
for (const line of devices.match(/^.* ✗ .*$/gm) ?? []) tell('device tests', line)

const passed = report.numPassedTests + Number(sum[1])
const failed = report.numFailedTests + broken.length + Number(sum[2])
console.log(`${passed} passed, ${failed === 0 && status !== '0' ? 1 : failed} failed`)

function tell(what, why = '') {
  console.log(
    `FAILED ${what.replace(`${process.cwd()}/`, '')}\n       ${why.trim().split('\n', 3).join('\n       ')}`,
  )
}
