/** More faults of devices at the bench. They belong to `faults` in fault.ts. */
export const benchFaults = {
  SCANNER_BLIND: {
    remedy: 'retry',
    hint: 'The camera that reads codes gives no picture. See to the camera; reading goes on by itself.',
  },
  SCANNER_UNREADABLE: {
    remedy: 'retry',
    hint: 'What the scanner sends cannot be read. Scan the code "USB HID POS" of its manual (USB-IF, not IBM), check its cable, update its firmware; the next good scan ends this.',
  },
  CAMERA_SWAPPED: {
    remedy: 'ask-operator',
    hint: 'A camera sees what another one should see. Swap the two cables, or the two roles in the configuration, then press Retake; if the cameras stand where they should, an admin takes the empty stages anew in Set-up.',
  },
  CAMERA_BUSY: {
    remedy: 'ask-operator',
    hint: 'Another program holds a camera. Close it; the station opens the camera by itself.',
  },
  CAMERA_FROZEN: {
    remedy: 'ask-operator',
    hint: 'A camera gives no new picture. Pull its plug and put it back, then press Retake.',
  },
  CAMERA_TOOL: {
    remedy: 'ask-operator',
    hint: 'The program ffmpeg is missing on this machine. Install it (on Debian: apt install ffmpeg), then press Retake.',
  },
  PRINTER_STOPPED: {
    remedy: 'ask-operator',
    hint: 'The label printer reports a jam or an error. Open it, take out what is stuck, close it; the label prints by itself.',
  },
  PRINTER_FULL: {
    remedy: 'ask-operator',
    hint: "The label printer's memory is full and does not empty. Switch it off and on; the label prints by itself.",
  },
  PRINTER_PARTIAL: {
    remedy: 'retry',
    hint: 'The label printer holds half a label. The next label drops it by itself; if this stays, switch the printer off and on, and check its cable and speed.',
  },
  PRINTER_COLD: {
    remedy: 'retry',
    hint: 'The label printer is cold: labels come out faint. It prints on and warms up; if this stays, give it a warmer place and see that each label can be read.',
  },
  SCALE_LOST: {
    remedy: 'retry',
    hint: 'The scale does not answer. Check its cable and power; work goes on without it.',
  },
  SCALE_BUSY: {
    remedy: 'retry',
    hint: 'Another program holds the scale. Close it; the station tries again by itself.',
  },
  SCALE_BAD_ANSWER: {
    remedy: 'retry',
    hint: 'The scale gave an answer that makes no sense. Check its protocol, speed and parity in the configuration.',
  },
  SCALE_MOVING: {
    remedy: 'ask-operator',
    hint: 'The scale is not at rest. Take your hands off it and try again.',
  },
  SIGNAL_LOST: {
    remedy: 'retry',
    hint: 'The signal light does not answer. Check its cable and power; work goes on without it.',
  },
  SIGNAL_BUSY: {
    remedy: 'retry',
    hint: 'Another program holds the signal light. Close it; the station tries again by itself.',
  },
} as const
