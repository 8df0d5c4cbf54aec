import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";

/** `/docs` and `/docs/json`: an OpenAPI document as a page that can be tried out, addressed to whoever serves it. */
export async function serveApiDocs(app: FastifyInstance, document: object): Promise<void> {
  const here = { ...document, servers: [{ url: "/" }] };
  await app.register(swagger, { mode: "static", specification: { document: here as never } });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    theme: {
      title: "Hailong API",
      css: [{ filename: "hailong.css", content: ".swagger-ui .topbar { display: none }" }],
    },
  });
}
