// Separate from the schema: whoever writes a report must name its version, but need not load zod for that.

/** Version of the report's shape, by semver: major for a field that was removed or changed its meaning. */
export const SCHEMA_VERSION = "1.1.0";
