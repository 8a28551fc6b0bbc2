// An owner whose model ends the process while it is loaded, as a broken native library would.
if (process.argv[4] === 'blind') await import('../../../models/onnx/owner.ts')
else process.exit(134)
