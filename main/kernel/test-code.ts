/** The text of the code that Set-up shows to be scanned: it holds what keyboard layouts disagree about (Y and Z, hyphen, colon, slash, underscore). */
export const testText = 'TEST-YZ:/_1'
