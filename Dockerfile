# syntax=docker/dockerfile:1
# Pin by digest where you build for others: `docker buildx imagetools inspect node:22-bookworm-slim`.
ARG NODE=node:22-bookworm-slim
FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY bin ./bin
COPY knowledge ./knowledge
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/esbuild node_modules/@esbuild

# The program without npm and its like: they are half of the image it comes in.
FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --no-create-home node \
  && mkdir /data && chown node:node /data
ENV NODE_ENV=production DATA_DIR=/data HEALTH_PORT=9464
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/knowledge ./knowledge
COPY fonts ./fonts
COPY deploy/healthy ./deploy/
USER node
VOLUME /data
# Asks the running process, in a few milliseconds.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/app/deploy/healthy"]
CMD ["node", "dist/main.js"]
