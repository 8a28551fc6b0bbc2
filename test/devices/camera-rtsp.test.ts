// Real ffmpeg on a network stream, as in test/contract, by the ffmpeg that Debian brings.
await import('../contract/camera-ffmpeg.test.ts')
