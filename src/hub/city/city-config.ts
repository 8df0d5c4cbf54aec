import { z } from "zod";
import { publicKeySchema, slugSchema } from "#contract/identifiers.js";

export const citySchema = z.strictObject({
  name: slugSchema.describe("as in the topic hailong/v1/{name}/policy that the bridge brings down; not this ward's"),
  publicKey: publicKeySchema.describe("what the city's policies are signed with"),
});
export type CityConfig = z.infer<typeof citySchema>;
