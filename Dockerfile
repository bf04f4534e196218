# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY knowledge ./knowledge
USER node
VOLUME /data
# The notes load and answer a question: the process can do its work. The platforms' own state is in the log.
HEALTHCHECK --interval=60s --timeout=20s --start-period=20s CMD ["node", "dist/cli.js", "--json", "hypervisor"]
CMD ["node", "dist/main.js"]
