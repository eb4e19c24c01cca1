// Validates a unified manifest against the schema of its version, offline.
const [modules, path] = process.argv.slice(2);
const { createRequire } = require("node:module");
const from = createRequire(`${modules}/`);
const { AppManifestUtils } = createRequire(from.resolve("office-addin-manifest"))(
  "@microsoft/app-manifest");
(async () => {
  const manifest = await AppManifestUtils.readTeamsManifest(path);
  const errors = await AppManifestUtils.validateAgainstSchema(manifest);
  process.stdout.write(JSON.stringify(errors));
})();
