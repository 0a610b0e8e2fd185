// Stands in for `node:process` in the bundles of the functions: importing that module touches every property of `process`,
// which opens the standard streams and loads the report writer, 3 to 4 ms of each cold start; the SDK wants these two.
export const { env, versions } = process;
