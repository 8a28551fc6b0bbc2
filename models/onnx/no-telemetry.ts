/**
 * onnxruntime on Linux and macOS collects usage events in files of the user's home and sends them to its maker, unless this
 * is set before it is loaded. A station tells nobody but its own central anything. Set for this process and those it starts;
 * only a main thread can set it for the native part, so this is imported long before any thread opens a network.
 */
process.env.ORT_DISABLE_TELEMETRY = '1'
